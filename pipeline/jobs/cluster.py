"""Shards on a dask cluster: which worker does which is the scheduler's matter, what is done is told by the marks."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.forking import deaf_to, start_method
from pipeline.jobs.batch import Runner, ShardDone, ShardFailed, run_shard
from pipeline.jobs.shards import Shard

if TYPE_CHECKING:
    from distributed import Client, Future, Worker

_ANSWERS_IN = 5
"""Seconds that a scheduler has to answer."""
# A worker spends its time in one function of ours. Sampling it is of no use; each look at the event loop's health takes
# the interpreter from it, fifty times a second and a twentieth of the time; and memory that is given back after every
# page has to be got again for the next: by itself the C library keeps it.
_SETTINGS = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
    "distributed.worker.preload": [__name__],
}
_LOGS = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")


class NoCluster(Exception):
    """The scheduler cannot be reached; one line that names it."""


class ClusterLost(Exception):
    """The scheduler left before all was done; one line that names it and says what to do."""


@contextmanager
def on_cluster(address: str) -> Iterator[Runner]:
    """Yield a runner on the cluster of the scheduler at this address; raises NoCluster, and ClusterLost while it runs.

    Its workers need pressfacts in the same version, and the inputs and the folder under the same paths.
    """
    from distributed import Client

    _hush()
    try:
        client = Client(address, timeout=_ANSWERS_IN)
    # Where something else answers, its bytes are read as the length of a message.
    except (OSError, ValueError, MemoryError, ImportError) as error:
        problem = " ".join(str(error).split()) if isinstance(error, OSError | ValueError) else "something else does"
        raise NoCluster(f"{address}: no dask scheduler answers there ({problem})") from error
    with client:
        yield _runner(client, address)


@contextmanager
def on_this_machine(workers: int) -> Iterator[Runner]:
    """Yield a runner on so many worker processes of this machine; nothing outside it can reach them.

    They are forked from a process that has loaded the rules, which ``pipeline.forking.get_ready`` begins earlier.
    """
    import dask
    from distributed import Client, LocalCluster

    _hush()
    dask.config.set(_SETTINGS | {"distributed.worker.multiprocessing-method": start_method()})
    # Ctrl-C reaches every process of a terminal; from a worker it would be a traceback.
    with deaf_to(signal.SIGINT):
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            # There is no scheduler without its HTTP server; at None it would take port 8787.
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            memory_limit=0,
            # What they are forked from may be older than a setting.
            env=dict(os.environ),
            silence_logs=logging.CRITICAL,
        )
    with cluster, Client(cluster) as client:
        yield _runner(client, "the workers of this machine")


def dask_setup(_: Worker) -> None:
    """Have a worker hear SIGTERM, by which its nanny may end it: what it was forked from is deaf to it; for dask."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))


def _hush() -> None:
    """Keep dask's log to itself: what a person needs to know is in the report."""
    for name in _LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _runner(client: Client, place: str) -> Runner:
    def run(shards: Sequence[Shard], out: Path) -> Iterator[ShardDone | ShardFailed]:
        from distributed import as_completed
        from distributed.comm.core import CommClosedError

        folder = out.resolve()
        futures = {client.submit(run_shard, shard, folder, pure=False): shard for shard in shards}
        for done, future in enumerate(as_completed(list(futures))):
            try:
                end = _outcome(future, futures.pop(future))
            except (CancelledError, CommClosedError) as error:
                raise ClusterLost(
                    f"{place}: the scheduler left with {len(shards) - done} of {len(shards)} shards not done; start it "
                    "and its workers again, then the same command does them"
                ) from error
            # An answer that is still held when its worker dies would be computed again.
            future.release()
            yield end

    return run


def _outcome(future: Future[ShardDone], shard: Shard) -> ShardDone | ShardFailed:
    """Return what became of a shard; raises CancelledError, or dask's CommClosedError, where the scheduler has left."""
    from distributed import KilledWorker

    if future.status == "cancelled":
        raise CancelledError
    # What failed is told by the future: the worker died with the shard time and again.
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, CancelledError):
        raise error
    if isinstance(error, KilledWorker):
        detail = "every worker that read it died; started again, a record at which two of them died is left out"
        return ShardFailed(shard=shard.name, detail=detail)
    return ShardFailed(shard=shard.name, detail=" ".join(f"{type(error).__name__}: {error}".split())[:300])
