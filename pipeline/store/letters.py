"""A letter alone, found by reading the newest articles: the index would join the lists of all pairs that begin with it.

There are hundreds of these for a common letter, and all are joined before the first hit is known; most articles hold
such a letter, so reading some shows it soon.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.store.grams import letter_pattern, normalise

TITLE_WEIGHT, TEXT_WEIGHT = 4.0, 1.0
"""How much a word counts in the headline and in the body."""

# As FTS5's bm25 has them.
_K1, _B = 1.2, 0.75
_LEAST_WEIGHT = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRead:
    """How often an article that was read holds the letter, the headline weighed in, and how long it is."""

    number: int
    """Its row in the index."""
    held: float
    characters: int


def read_newest(
    connection: sqlite3.Connection, letter: str, tests: Sequence[str], values: Sequence[object]
) -> Iterator[LetterRead]:
    """Yield the articles that the tests let through (``a``: articles), the newest first, each as it is read."""
    holds = re.compile(letter_pattern(letter))
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    sql = (
        "SELECT d.id, r.title, r.text FROM articles a CROSS JOIN search_documents d ON d.article = a.key "  # noqa: S608
        f"CROSS JOIN revisions r ON r.article = d.article AND r.n = d.revision{where} "
        "ORDER BY a.published DESC, d.id DESC"
    )
    for number, title, text in connection.execute(sql, list(values)):
        held = sum(
            weight * len(holds.findall(part))
            for weight, part in ((TITLE_WEIGHT, normalise(title or "")), (TEXT_WEIGHT, normalise(text)))
            if letter in part
        )
        yield LetterRead(number=number, held=held, characters=len(title or "") + len(text))


def rank_letter(read: Sequence[LetterRead]) -> list[tuple[int, float]]:
    """Return those that hold the letter with a score, the best and lowest first: bm25 over what was read."""
    found = [one for one in read if one.held]
    if not found:
        return []
    mean = sum(one.characters for one in read) / len(read)
    weight = max(_LEAST_WEIGHT, math.log((len(read) - len(found) + 0.5) / (len(found) + 0.5)))

    def bm25(one: LetterRead) -> float:
        return -weight * one.held * (_K1 + 1) / (one.held + _K1 * (1 - _B + _B * one.characters / mean))

    return sorted(((one.number, bm25(one)) for one in found), key=lambda hit: (hit[1], -hit[0]))
