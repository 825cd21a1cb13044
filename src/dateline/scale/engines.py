"""The engines: one function each, from shards to summaries as they come. Both call `run_shard` and nothing else.

``local`` is threads that each drive a reader process of their own. ``dask`` is Dask's distributed scheduler, on this machine or, by
``--scheduler``, on any cluster whose workers see the same paths (docs/scale.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING

from dateline.errors import MissingProgram, SettingsError, with_extra
from dateline.scale.dask_workers import Workers
from dateline.scale.plan import Job, Shard
from dateline.scale.shard import Summary, close, run_shard

if TYPE_CHECKING:
    from distributed import Client

FIRST_WORKER = 120
"""Seconds after which a run ends with an error where no worker of this machine has started (a cluster's may stand in a queue)."""

Engine = Callable[[list[Shard], Job, str, int, str | None], Iterator[Summary]]


def local(shards: list[Shard], job: Job, out: str, workers: int, scheduler: str | None = None) -> Iterator[Summary]:
    """Yield summaries as shards are done, from `workers` threads."""
    waiting, done = iter(shards), SimpleQueue[Summary | BaseException | None]()
    lock = Lock()

    def lane() -> None:
        try:
            while (shard := _next(waiting, lock)) is not None:
                done.put(run_shard(shard, job, out))
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread, which raises it
            done.put(error)
        finally:
            close()
            done.put(None)

    lanes = [Thread(target=lane, name=f"shard-{number}", daemon=True) for number in range(workers)]
    for one in lanes:
        one.start()
    running = workers
    while running:
        told = done.get()
        if isinstance(told, BaseException):
            raise told
        if told is None:
            running -= 1
        else:
            yield told


def _next(waiting: Iterator[Shard], lock: Lock) -> Shard | None:
    with lock:
        return next(waiting, None)


def dask(shards: list[Shard], job: Job, out: str, workers: int, scheduler: str | None = None) -> Iterator[Summary]:
    """Yield summaries as shards are done, from a Dask cluster: the one at `scheduler`, else one of `workers` processes here.

    Raises:
        MissingProgram: Dask is not installed.
        SettingsError: no worker of this machine started.
    """
    try:
        import dask as dask_settings
        from distributed import Client, LocalCluster
        from distributed import as_completed as as_done
    except ImportError as error:
        raise MissingProgram(with_extra("--engine dask needs Dask", "dask")) from error
    # a worker's death is no fault of its shard: documents that kill die in the reader, one process further down
    dask_settings.config.set({"distributed.scheduler.allowed-failures": 10_000})
    cluster, local_ones = None, None
    try:
        if scheduler is None:
            cluster = LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0")  # type: ignore[no-untyped-call]
            local_ones = Workers(cluster.scheduler_address, workers)
        with Client(scheduler or cluster) as client:  # type: ignore[no-untyped-call]
            if local_ones is not None:
                _await_first(client)
            futures = client.map(run_shard, shards, job=job, out=out, pure=False, retries=3)
            for future in as_done(futures):  # type: ignore[no-untyped-call]
                yield future.result()
    finally:
        if local_ones is not None:
            local_ones.close()
        if cluster is not None:
            cluster.close()


def _await_first(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=FIRST_WORKER)
    except TimeoutError as error:
        raise SettingsError(f"--engine dask: no worker of this machine had started after {FIRST_WORKER} s") from error


ENGINES: dict[str, Engine] = {"local": local, "dask": dask}


def engine(name: str) -> Engine:
    """Return the engine of that name.

    Raises:
        SettingsError: there is none.
    """
    if name not in ENGINES:
        raise SettingsError(f"--engine: {name!r} is none of {', '.join(ENGINES)}")
    return ENGINES[name]
