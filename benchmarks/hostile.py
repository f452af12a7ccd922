"""Text made to be slow: time must grow with its length, not faster, and memory stay flat over many texts."""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.memory import peak
from benchmarks.text import fresh_texts

LENGTH = 100_000
PATTERNS = {
    "구천구백구십구억 …": "구천구백구십구억",
    "digits": "9",
    "1~1~1~ …": "1~",
    "brackets": "(",
    "1조1억1만 …": "1조1억1만",
    "한 두 세 …": "한 두 세 네 ",
    "약 최대 이상 …": "약 최대 이상 ",
    "대학교대학교 …": "대학교",
    "한국전력공사 …": "한국전력공사",
    "2024년 3월 …": "2024년 3월 ",
}


def run() -> dict[str, dict[str, float]]:
    """Return, for each hostile text of 100,000 characters, the seconds and how many times those of half of it."""
    from extractors.reading import read

    read("한 번 읽어 규칙을 올린다. 교육부는 3명")
    figures = {}
    for name, unit in PATTERNS.items():
        whole = (unit * (LENGTH // len(unit) + 1))[:LENGTH]
        half = min(_seconds(read, whole[: LENGTH // 2]) for _ in range(3))
        full = min(_seconds(read, whole) for _ in range(3))
        figures[name] = {"seconds": full, "times half": full / half}
    return figures


def _seconds(read: object, text: str) -> float:
    assert callable(read)
    start = time.perf_counter()
    read(text)
    return time.perf_counter() - start


def memory(texts: int = 100_000) -> dict[str, float]:
    """Return the peak memory in MB of a process of its own after a tenth of the texts, and after all of them."""
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.hostile", str(texts)], check=True, capture_output=True, text=True
    )
    tenth, whole = map(float, answer.stdout.split())
    return {f"after {texts // 10:,} texts": tenth, f"after {texts:,} texts": whole}


def _extract_many(texts: int) -> None:
    from extractors import extract

    pieces = (piece for text in fresh_texts(texts * 150) for piece in text.split(". "))
    for done, piece in zip(range(1, texts + 1), pieces, strict=False):
        extract(piece)
        if done == texts // 10:
            tenth = peak()
    print(tenth, peak())


if __name__ == "__main__":
    _extract_many(int(sys.argv[1]))
