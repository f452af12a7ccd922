"""Today's rules over the reviewed articles: which words of the reviewers they keep, and which they break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from extractors import extract
from extractors.facts import Fact, claim_of
from pipeline.jobs.reading import Read, context_of
from pipeline.store import StandingWord, Store, Verdict


class Ending(StrEnum):
    """What today's rules make of a fact on which a word stands."""

    KEPT = "kept"
    LOST = "lost"
    """Accepted, and no longer read so."""
    GONE = "gone"
    BACK = "back"
    """Rejected, and read again."""
    MENDED = "mended"
    """Corrected, and read as it was corrected."""
    WRONG = "wrong"
    FOUND = "found"
    """Added by hand, and read now."""
    MISSED = "missed"
    STALE = "stale"
    """Its sentence is no longer in the text: nothing to compare."""


BROKEN = frozenset({Ending.LOST, Ending.BACK})
"""The endings by which a change of rules is worse than what reviewers have seen."""
_ENDINGS = {
    Verdict.ACCEPT: (Ending.KEPT, Ending.LOST),
    Verdict.REJECT: (Ending.BACK, Ending.GONE),
    Verdict.CORRECT: (Ending.MENDED, Ending.WRONG),
    Verdict.ADD: (Ending.FOUND, Ending.MISSED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A fact that a word stands on, what became of it, and what the rules read in its place now (None: nothing)."""

    article: str
    title: str | None
    rule: str
    fact: Fact
    ending: Ending
    now: Fact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTally:
    """How the judged facts of a rule ended; a rule of added facts is named as reviewers are."""

    rule: str
    endings: Counter[Ending]


def replay(store: Store, *, read: Read = extract) -> Iterator[Replayed]:
    """Yield what today's rules make of every fact that a word stands on; nothing is written."""
    for key, words in groupby(store.standing_words(), key=lambda word: word.article):
        article = store.stored_revision(key)
        context = context_of(article)
        facts = read(article.text, context).facts
        for word in words:
            yield _replay(word, tuple(facts), article.title)


def _replay(word: StandingWord, facts: tuple[Fact, ...], title: str | None) -> Replayed:
    judged = word.fact
    now = next(
        (fact for fact in facts if fact.kind == judged.kind and (fact.start, fact.end) == (judged.start, judged.end)),
        None,
    )
    if word.stale:
        ending = Ending.STALE
    else:
        same, other = _ENDINGS[Verdict(word.verdict)]
        ending = same if now is not None and claim_of(now) == claim_of(judged) else other
    return Replayed(article=word.article, title=title, rule=word.rule or "(added)", fact=judged, ending=ending, now=now)


def tally(replayed: list[Replayed]) -> tuple[RuleTally, ...]:
    """Return the endings by rule, those with the most broken words first."""
    rules: dict[str, Counter[Ending]] = {}
    for one in replayed:
        rules.setdefault(one.rule, Counter())[one.ending] += 1
    rows = [RuleTally(rule=rule, endings=endings) for rule, endings in rules.items()]
    return tuple(sorted(rows, key=lambda row: (-sum(row.endings[one] for one in BROKEN), row.rule)))
