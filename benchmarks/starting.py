"""What a user waits for before anything happens, beside bare Python and bare spaCy, and how large a process gets."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.figures import Figure, converted
from benchmarks.timing import time_in_turn

HELP = "pressfacts --help, CPU s"
EXTRACT = "pressfacts extract on a line, CPU s"
PYTHON = "python -c pass, CPU s"
SPACY = 'python -c "import spacy", CPU s'
MEMORY = "peak of pressfacts extract over 2,000 articles, MB"
ARTICLES = 2_000
LINE = "과기부는 연간 약 20억원 이내의 운영비를 최장 8년간 보탠다."


def run(rounds: int = 5) -> dict[str, Figure]:
    """Return the seconds of whole processes, and the peak memory of one that extracts."""
    command = str(Path(sys.executable).with_name("pressfacts"))
    timings = time_in_turn(
        {
            PYTHON: lambda _: _process([sys.executable, "-c", "pass"]),
            HELP: lambda _: _process([command, "--help"]),
            SPACY: lambda _: _process([sys.executable, "-c", "import spacy"]),
            EXTRACT: lambda _: _process([command, "extract", "-"], LINE),
        },
        # The first round reads the files from the disk.
        rounds + 1,
        _children,
    )
    return {**converted(timings, float), MEMORY: memory()}


def memory(number: int = ARTICLES) -> float:
    """Return the peak MB of a process that extracts the facts of so many articles."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as texts:
        command = [sys.executable, "-m", "benchmarks.generate", "--articles", str(number), "--texts", texts.name]
        subprocess.run(command, check=True)
        measured = [sys.executable, "-m", "benchmarks.starting", texts.name]
        return float(subprocess.run(measured, check=True, capture_output=True, text=True).stdout)


def _children() -> float:
    """Return the processor's time of all processes that have ended: nearly all of what a user waits for."""
    times = os.times()
    return times.children_user + times.children_system


def _process(command: Sequence[str], text: str = "") -> Callable[[], object]:
    return lambda: subprocess.run(command, input=text, check=True, capture_output=True, text=True)


def _extract(texts: str) -> None:
    command = [str(Path(sys.executable).with_name("pressfacts")), "extract", "--format", "jsonl", texts]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


if __name__ == "__main__":
    _extract(sys.argv[1])
