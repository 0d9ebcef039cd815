"""The local web page and the service, so far their ground: who may ask (`guard`), what may come in (`uploads`), and one process
for each document (`workers`, `work`). The pages, the service and the command `rubricate serve` are still to be built on it.
"""
