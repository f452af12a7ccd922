"""An article's text cut into paragraphs and nested pieces, so that every fact is marked, overlapping ones too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Protocol


class Marked(Protocol):
    """What is marked: a span of the text, in code points."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A mark begins; ``number`` is the fact's place in the list that was marked."""

    number: int
    first: bool
    """False where a mark goes on that had to be cut, by a crossing one or by a paragraph's end."""


@dataclass(frozen=True, slots=True)
class Close:
    """The innermost mark ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Text, and where it starts in the article."""

    start: int
    text: str


Piece = Open | Close | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the text, and where it starts in the article."""

    start: int
    pieces: tuple[Piece, ...]


def mark_paragraphs(text: str, facts: Sequence[Marked]) -> list[Paragraph]:
    """Return the paragraphs (lines that hold more than spaces), with marks well nested in each."""
    order = sorted(range(len(facts)), key=lambda number: (facts[number].start, -facts[number].end))
    paragraphs: list[Paragraph] = []
    waiting = 0
    running: list[int] = []
    lines = text.split("\n")
    for line, start in zip(lines, accumulate((len(line) + 1 for line in lines), initial=0), strict=False):
        end = start + len(line)
        running = [number for number in running if facts[number].end > start]
        while waiting < len(order) and facts[order[waiting]].start < end:
            running.append(order[waiting])
            waiting += 1
        if line.strip():
            paragraphs.append(Paragraph(start=start, pieces=tuple(_mark_line(line, start, facts, running))))
    return paragraphs


def _mark_line(line: str, start: int, facts: Sequence[Marked], running: Sequence[int]) -> Iterable[Piece]:
    end = start + len(line)
    cuts = sorted({start, end} | {cut for n in running for cut in (facts[n].start, facts[n].end) if start < cut < end})
    stack: list[int] = []
    waiting = 0
    for here, there in pairwise(cuts):
        ending = [depth for depth, number in enumerate(stack) if facts[number].end <= here]
        if ending:
            again = [number for number in stack[ending[0] :] if facts[number].end > here]
            for _ in stack[ending[0] :]:
                yield Close()
            del stack[ending[0] :]
            for number in again:
                yield Open(number=number, first=False)
            stack += again
        while waiting < len(running) and facts[running[waiting]].start <= here:
            number = running[waiting]
            waiting += 1
            if facts[number].end > here:
                yield Open(number=number, first=facts[number].start == here)
                stack.append(number)
        yield Words(start=here, text=line[here - start : there - start])
    for _ in stack:
        yield Close()
