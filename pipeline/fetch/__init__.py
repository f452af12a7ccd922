"""Getting pages, politely and safely: the one package that opens sockets."""

from pipeline.fetch.fetcher import Fetcher
from pipeline.fetch.pings import ping
from pipeline.fetch.policy import FetchPolicy, Unchanged
from pipeline.fetch.problems import FetchError, FetchFailed, FetchRefused, Reason
from pipeline.fetch.robots import RobotsCache, RobotsRecord

__all__ = [
    "FetchError",
    "FetchFailed",
    "FetchPolicy",
    "FetchRefused",
    "Fetcher",
    "Reason",
    "RobotsCache",
    "RobotsRecord",
    "Unchanged",
    "ping",
]
