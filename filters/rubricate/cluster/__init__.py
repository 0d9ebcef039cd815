"""Many documents on many machines: Dask runs `batch.convert_one` over shards in a folder or an object store.

The client lists documents and hands out small tasks; workers read, convert and write; what comes back is rows, one a
document, whatever became of it. Rows lie in Parquet files, one a shard, beside the outputs.

| file | owns |
|---|---|
| `storage.py` | folders, local or of an object store (fsspec) |
| `shards.py` | documents: files of a folder, members of a zip, tar or JSONL file, slices of a list |
| `tables.py` | rows and their Parquet files |
| `child.py` | the process below a worker that a document may kill |
| `task.py` | what a worker does for one task |
| `workers.py` | workers asked for their versions, and granted work or refused |
| `dispatch.py` | tasks handed out, results taken in, lost ones halved |
| `run.py` | a whole run |
"""
