"""How good the extractors are by what reviewers said: precision with its uncertainty, and how far reviewers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.store import Judgement
from pipeline.wilson import wilson

_WORDS = ("accept", "reject", "correct")


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How many of the judged facts of a group were right as the machine read them; 95 % interval by Wilson."""

    group: str
    right: int
    judged: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share of right ones, from 0 to 1."""
        return self.right / self.judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two reviewers agree over the facts that both judged; kappa is null where chance alone would do as well."""

    reviewers: tuple[str, str]
    facts: int
    agreed: int
    kappa: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A fact of which reviewers said different things."""

    target: str
    article: str
    title: str | None
    quote: str
    verdicts: tuple[tuple[str, str], ...]
    """Reviewer and word, in the order in which they were said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Precision over all and by group, the worst first, and agreement."""

    all: Precision | None
    kinds: tuple[Precision, ...]
    rules: tuple[Precision, ...]
    publishers: tuple[Precision, ...]
    agreements: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...]


def measure_quality(judgements: Iterable[Judgement]) -> Quality:
    """Return what the standing words say of the machine, and how each reviewer's own words agree with the others'."""
    said = list(judgements)
    standing = [one for one in said if one.standing]
    overall = _precisions(standing, lambda _: "all")
    return Quality(
        all=overall[0] if overall else None,
        kinds=_precisions(standing, lambda one: one.kind),
        rules=_precisions(standing, lambda one: one.rule),
        publishers=_precisions(standing, lambda one: one.publisher or "unknown"),
        agreements=_agreements(said),
        disagreements=_disagreements(said),
    )


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of words; None where both always say one and the same.

    >>> kappa([("accept", "accept"), ("accept", "reject"), ("reject", "reject"), ("reject", "reject")])
    0.5
    """
    total = len(pairs)
    observed = sum(one == other for one, other in pairs) / total
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[word] * second[word] for word in _WORDS) / (total * total)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _precisions(said: Iterable[Judgement], group: Callable[[Judgement], str]) -> tuple[Precision, ...]:
    judged: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in said:
        judged[group(one)] += 1
        right[group(one)] += one.verdict == "accept"
    rows = []
    for name, number in judged.items():
        low, high = wilson(right[name], number)
        rows.append(Precision(group=name, right=right[name], judged=number, low=low, high=high))
    return tuple(sorted(rows, key=lambda row: (row.high, row.group)))


def _by_target(said: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    targets: dict[str, list[Judgement]] = {}
    for one in said:
        targets.setdefault(one.target, []).append(one)
    return targets


def _agreements(said: Iterable[Judgement]) -> tuple[Agreement, ...]:
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for words in _by_target(said).values():
        for one, other in combinations(sorted(words, key=lambda word: word.reviewer), 2):
            pairs.setdefault((one.reviewer, other.reviewer), []).append((one.verdict, other.verdict))
    return tuple(
        Agreement(
            reviewers=reviewers,
            facts=len(both),
            agreed=sum(one == other for one, other in both),
            kappa=kappa(both),
        )
        for reviewers, both in sorted(pairs.items())
    )


def _disagreements(said: Iterable[Judgement]) -> tuple[Disagreement, ...]:
    return tuple(
        Disagreement(
            target=target,
            article=words[0].article,
            title=words[0].title,
            quote=words[0].quote,
            verdicts=tuple((word.reviewer, word.verdict) for word in words),
        )
        for target, words in _by_target(said).items()
        if len({word.verdict for word in words}) > 1
    )
