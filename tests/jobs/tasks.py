"""Work that worker processes can import."""

import os
import signal
import sys

from extractors import Context, Extraction, extract


def die_at_three(n: int) -> int:
    if n == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def has_loaded(module: str) -> bool:
    return module in sys.modules


def divide_by(n: int) -> float:
    return 1 / n


def read_or_die(text: str, context: Context) -> Extraction:
    """Read a text; one of a school with seven places ends the process as the system does when memory is short."""
    if "학교 7곳" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return extract(text, context)
