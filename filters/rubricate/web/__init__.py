"""The editor's desk in the browser: who may ask (`guard`, `key`), what may come in (`uploads`), one process for each document
(`workers`, `work`), the documents and journals (`desk`, `document`, `facts`), and the pages over them (`app`).
"""
