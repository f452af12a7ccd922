"""What a report shows, counted: one record a mark, and the sentences behind each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with a fact in it: ``sentence[start:end]`` is the fact's quote."""

    fact: str
    sentence: str
    start: int
    end: int
    article: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Some of the sentences behind a mark, and the table with conditions (``column__operator``) that holds them all."""

    sentences: tuple[Sentence, ...]
    table: str
    where: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodCount:
    """Articles and facts of a publisher in a period; ``publisher`` None: all that are not among the largest."""

    period: str
    publisher: str | None
    articles: int
    facts: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeAmount:
    """An amount in the currency's units beside the institution nearest to it in its sentence; ``texts`` say it."""

    institution: str
    name: str
    value: float
    low: float | None
    high: float | None
    bound: str
    approx: bool
    outlets: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRanking:
    """The institutions beside the largest amounts in a currency, paid once or by the year, largest first."""

    currency: str
    per: Literal["once", "year"]
    amounts: tuple[LargeAmount, ...]
    institutions: int
    """How many institutions stand beside the amounts that were looked at."""
    looked_at: int
    """How many of the largest amounts were looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationBin:
    """Durations from ``low`` until before ``high`` nominal days (None: no end): exact ones, or limits and ranges."""

    low: float
    high: float | None
    exact: bool
    number: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInstitution:
    """An institution that is named with others, in so many texts."""

    id: str
    name: str
    type: str
    texts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two institutions that so many texts name in one sentence."""

    one: str
    other: str
    texts: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The pairs that most texts name together, among the institutions that most articles name."""

    institutions: tuple[NamedInstitution, ...]
    pairs: tuple[Pair, ...]
    all_pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceCount:
    """Texts that name a province, or a city, county or district in it; ``province`` as the registry's ids say it."""

    province: str
    texts: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherCoverage:
    """What the database has of a publisher (None: unknown)."""

    publisher: str | None
    articles: int
    undated: int
    untitled: int
    facts: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCoverage:
    """Facts of a kind: how many state a value, are about, are a limit, and what reviewers said of them."""

    kind: str
    facts: int
    valued: int
    approx: int
    limits: int
    accepted: int
    corrected: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A database at one moment, counted for its pictures."""

    articles: int
    texts: int
    """Articles, one that several outlets carry once."""
    first: str | None
    last: str | None
    unit: Literal["day", "month", "year"]
    periods: tuple[PeriodCount, ...]
    publishers: tuple[PublisherCoverage, ...]
    other_publishers: int
    kinds: tuple[KindCoverage, ...]
    rankings: tuple[AmountRanking, ...]
    other_currencies: tuple[tuple[str, int], ...]
    durations: tuple[DurationBin, ...]
    network: Network
    provinces: tuple[ProvinceCount, ...]
