"""Where a reviewer's word stands in today's text: the words on one target folded to the last, its place found again.

A place is found by the quote with its sentence, up to 40 letters on each side: with less, ``3명이 다쳤다`` of one bus
would land on that of another. A word whose sentence reads otherwise now, or stands in two places alike, is stale: it is
shown as such, and the fact is open again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import lru_cache

from extractors.facts import KINDS, Duration, Fact, Institution, Qualifier, claim_of
from extractors.sentences import split_sentences

CONTEXT = 40
"""How many code points of context are kept on each side of a quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a fact stood when it was judged, with what stood around it."""

    quote: str
    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One review of a target as far as its standing goes; ``judged`` or ``stated`` is None where it has none."""

    id: str
    verdict: str
    undoes: str | None
    reviewer: str
    at: str
    note: str | None
    place: Place
    revision: int
    extractor_version: str
    judged: Fact | None
    stated: Fact | None

    @property
    def fact(self) -> Fact:
        """What the word says: the corrected or added fact, else the one that was judged."""
        fact = self.stated or self.judged
        assert fact is not None
        return fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What the machine reads in a text: facts.id by kind, start and end, and the fact of an id."""

    spans: Mapping[tuple[str, int, int], str]
    read: Callable[[str], Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A target in today's text: the word that stands, its fact where it is now, and what it says of the machine's."""

    standing: Word | None
    last: Word
    state: str
    """exact, moved, changed (the machine reads it otherwise now) or stale."""
    fact: Fact
    machine: str | None
    """facts.id of what the machine reads in the place."""
    hides: str | None
    """place: no machine's fact shows beside the word; fact: the one that it judged does not; None: all show."""


def place_of(fact: Fact, text: str) -> Place:
    """Return the place of a fact in its text."""
    return Place(
        quote=fact.text,
        start=fact.start,
        before=text[max(0, fact.start - CONTEXT) : fact.start],
        after=text[fact.end : fact.end + CONTEXT],
    )


def standing_word(words: Sequence[Word]) -> Word | None:
    """Return the last word that nobody took back, or None."""
    undone = {word.undoes for word in words if word.undoes is not None}
    return next((word for word in reversed(words) if word.verdict != "undo" and word.id not in undone), None)


def find_place(place: Place, old: str, new: str) -> int | None:
    """Return where a place of the text ``old`` begins in ``new``, or None where it fits nowhere or not in one only."""
    if old == new:
        return place.start
    needed = _needed(place, old)
    scores = _scores(place, new, needed)
    if not scores:
        return None
    best = max(scores.values())
    ends = [start for start, score in scores.items() if score == best]
    if len(ends) == 1:
        return ends[0]
    # The same words around the same quote, several times: told apart by their order while their number is the same.
    among = [start for start, score in _scores(place, old, needed).items() if score == best]
    return ends[among.index(place.start)] if len(among) == len(ends) and place.start in among else None


@lru_cache(maxsize=8)
def sentences_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a text begin and end; remembered, as all words on an article ask for the same."""
    return tuple(split_sentences(text))


def _needed(place: Place, text: str) -> tuple[int, int]:
    """Return how many letters before and behind the quote belong to its sentence."""
    end = place.start + len(place.quote)
    for start, stop in sentences_of(text):
        if start <= place.start < stop:
            return min(CONTEXT, place.start - start), max(0, min(CONTEXT, stop - end))
    return len(place.before), len(place.after)


def _scores(place: Place, text: str, needed: tuple[int, int]) -> dict[int, int]:
    """Return how many letters agree around each spot where the quote stands in the same sentence."""
    found: dict[int, int] = {}
    start = text.find(place.quote)
    while start >= 0:
        end = start + len(place.quote)
        before = _shared(place.before[::-1], text[max(0, start - CONTEXT) : start][::-1])
        after = _shared(place.after, text[end : end + CONTEXT])
        if before >= needed[0] and after >= needed[1] and _begins(text, start - needed[0], needed[0]):
            found[start] = before + after
        start = text.find(place.quote, start + 1)
    return found


def _begins(text: str, spot: int, letters: int) -> bool:
    return letters == CONTEXT or spot == 0 or text[spot - 1].isspace()


def _shared(one: str, other: str) -> int:
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def anchor(words: Sequence[Word], texts: Mapping[int, str], new: str, machine: Readings) -> Anchor:
    """Return where the words on one target stand in the text ``new``, in which the machine reads ``machine``.

    ``texts`` holds the revisions that the words were said of.
    """
    last, standing = words[-1], standing_word(words)
    word = standing or last
    start = find_place(word.place, texts[word.revision], new)
    if start is None:
        return Anchor(standing=standing, last=last, state="stale", fact=word.fact, machine=None, hides=None)
    shift = start - word.place.start
    said = _shifted(word.fact, shift)
    if new[said.start : said.end] != said.text:
        return Anchor(standing=standing, last=last, state="stale", fact=word.fact, machine=None, hides=None)
    there = _there(word, said, start, machine)
    read = machine.read(there) if there is not None else None
    judged = word.judged if word.judged is not None else word.stated
    same = read is not None and judged is not None and claim_of(read) == claim_of(judged)
    agrees = same or (read is None and word.verdict == "add")
    state = ("moved" if shift else "exact") if agrees else "changed"
    hides = None
    if standing is not None:
        hides = ("fact" if same else None) if standing.verdict == "reject" else "place"
    return Anchor(standing=standing, last=last, state=state, fact=said, machine=there, hides=hides)


def _there(word: Word, said: Fact, start: int, machine: Readings) -> str | None:
    judged = machine.spans.get((said.kind, start, start + len(word.place.quote)))
    return judged if judged is not None else machine.spans.get((said.kind, said.start, said.end))


def _shifted(fact: Fact, by: int) -> Fact:
    if not by:
        return fact
    moved = replace(fact, start=fact.start + by, end=fact.end + by)
    if isinstance(moved, Institution):
        return moved
    words = tuple(Qualifier(start + by, end + by, text) for start, end, text in moved.qualifiers)
    return replace(moved, qualifiers=words)


def write_fact(fact: Fact | None) -> str | None:
    """Return a fact as JSON, its numbers exact; None for None."""
    if fact is None:
        return None
    cells = {field.name: getattr(fact, field.name) for field in fields(fact)}
    return json.dumps({"kind": fact.kind} | cells, ensure_ascii=False, default=str)


def load_fact(text: str | None) -> Fact | None:
    """Return the fact of such JSON; None for None."""
    if text is None:
        return None
    cells = json.loads(text)
    cls = KINDS[cells.pop("kind")]
    if cls is not Institution:
        cells["qualifiers"] = tuple(Qualifier(*word) for word in cells["qualifiers"])
        if cls is not Duration:
            for name in ("value", "low", "high"):
                if isinstance(cells[name], str):
                    cells[name] = Decimal(cells[name])
    return cls(**cells)


def by_target(words: Iterable[tuple[str, Word]]) -> dict[str, list[Word]]:
    """Return words, which come in the order in which they were said, by their target."""
    grouped: dict[str, list[Word]] = {}
    for target, word in words:
        grouped.setdefault(target, []).append(word)
    return grouped
