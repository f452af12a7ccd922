"""Shards on a dask cluster: which worker does which is the scheduler's matter, what is done is told by the marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.jobs.batch import Runner, ShardDone, ShardFailed, run_shard
from pipeline.jobs.shards import Shard

if TYPE_CHECKING:
    from distributed import Client


class NoCluster(Exception):
    """The scheduler cannot be reached, or left; one line that names it."""


@contextmanager
def on_cluster(address: str) -> Iterator[Runner]:
    """Yield a runner on the cluster of the scheduler at this address; raises NoCluster.

    Its workers need pressfacts in the same version, and the inputs and the folder under the same paths.
    """
    from distributed import Client

    try:
        client = Client(address, timeout=5)
    except (OSError, ValueError, TimeoutError) as error:
        raise NoCluster(f"{address}: no scheduler answers there ({error})") from error
    with client:
        yield _runner(client)


@contextmanager
def on_this_machine(workers: int) -> Iterator[Runner]:
    """Yield a runner on so many worker processes of this machine."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=0,
            silence_logs=30,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield _runner(client)


def _runner(client: Client) -> Runner:
    def run(shards: Sequence[Shard], out: Path) -> Iterator[ShardDone | ShardFailed]:
        from distributed import as_completed

        place = out.resolve()
        futures = {client.submit(run_shard, shard, place, pure=False): shard for shard in shards}
        for future in as_completed(list(futures)):
            # What failed is told by the future: the worker died with the shard time and again, or the scheduler left.
            error = future.exception() if future.status != "cancelled" else NoCluster("the scheduler left")
            if error is not None:
                detail = " ".join(f"{type(error).__name__}: {error}".split())[:300]
                yield ShardFailed(shard=futures[future].name, detail=detail)
            else:
                yield future.result()

    return run
