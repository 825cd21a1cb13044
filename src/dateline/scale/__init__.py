"""Scale: an archive in shards, each read by a pure function into one Parquet file, on this machine or on a cluster.

`plan` cuts the input; `shard.run_shard` reads one shard, in a process of its own that may die; `engines` maps it over workers.
What is written depends on the input and on Dateline's version alone: not on the engine, the number of workers, or who was killed.
"""
