"""The command as a benchmark starts it, and commands side by side."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence

PRESSFACTS = [sys.executable, "-c", "from pipeline.cli import main; main()"]
"""That of the checkout one stands in, whatever is installed."""


def all_of(*commands: Sequence[str]) -> Callable[[], None]:
    """Return what runs commands at the same time, without their output, and waits for all to end well."""

    def work() -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        running = [subprocess.Popen(command, **quiet) for command in commands]
        codes = [process.wait() for process in running]
        assert codes == [0] * len(codes), codes

    return work
