"""Work that worker processes can import."""

import os
import signal
import sys
from collections.abc import Sequence

from extractors import Context, Extraction, extract
from pipeline.working import Tell


def die_at_three(n: int) -> int:
    if n == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def die_at_threes(numbers: Sequence[int], tell: Tell) -> list[int]:
    """Go over the numbers twice, as one does in stages; only the second time is the end."""
    for stage in (False, True):
        for place, n in enumerate(numbers):
            tell(place)
            if stage:
                die_at_three(n)
    return list(numbers)


def count_together(numbers: Sequence[int], _tell: Tell) -> list[int]:
    return [len(numbers)] * len(numbers)


def has_loaded(module: str) -> bool:
    return module in sys.modules


def divide_by(n: int) -> float:
    return 1 / n


def read_or_die(text: str, context: Context) -> Extraction:
    """Read a text; one of a school with seven places ends the process as the system does when memory is short."""
    if "학교 7곳" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return extract(text, context)
