"""What a job says of itself: each step while it works, and at the end what became of every source and input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.store import KindCount, Outcome, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page is done; ``total`` grows while sources are still being read."""

    source: str | None
    url: str
    outcome: Outcome
    done: int
    total: int


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How many pages were refused for one reason (``gone``, ``robots``, ``list-page`` …)."""

    reason: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One line on an input or page that gave nothing: what it was, the short reason, and what to tell."""

    name: str
    reason: str
    detail: str
    broken: bool = False
    """Our own code failed on it."""
    known: bool = False
    """The last run met the same already."""
    expected: bool = False
    """A page of an archive that is no article: an archive holds pages of every kind."""

    def __str__(self) -> str:
        return f"{self.name}: {self.detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What a crawl did for one source."""

    key: str
    name: str
    listings: int
    """Feeds, sitemaps and list pages that were asked for."""
    listings_unchanged: int
    """Those that answered 304."""
    listings_resting: int
    """Those that keep failing, and were not asked for in this run."""
    listing_problems: tuple[Problem, ...]
    found: int
    """URLs that the listings named, known ones among them."""
    known: int
    """Those that were not asked for, because nothing says that they changed; of listings that answered 304, which
    name nothing, the articles that the source had led to."""
    new: int
    unchanged: int
    revised: int
    gone: int
    refused: tuple[ReasonCount, ...]
    """Robots, 404 and pages that are no article: outcomes, not failures."""
    failed: tuple[Problem, ...]
    """Pages that a later run asks for again."""
    left: int
    """URLs that a budget, a host's wait or a stop left for a later run."""
    facts: int
    """Facts of its new and revised articles."""
    without_facts: int
    warnings: int
    """Pages with a layout warning."""

    @property
    def lost(self) -> bool:
        """Whether the whole source failed, or a page or listing broke us, and not just as in the run before.

        That robots.txt closes a source is an outcome.
        """
        if any(problem.broken and not problem.known for problem in (*self.failed, *self.listing_problems)):
            return True
        if self.listings:
            no_listing = len(self.listing_problems) == self.listings
            return no_listing and any(p.reason != "robots" and not p.known for p in self.listing_problems)
        return not self.pages and any(not problem.known for problem in self.failed)

    @property
    def pages(self) -> int:
        """Pages that were read, whatever they held."""
        return self.new + self.unchanged + self.revised + sum(count.pages for count in self.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that a person should look at: what drifted, and how far."""

    source: str | None
    what: str
    """found, minimum, articles, facts, layout, or rule and its name."""
    detail: str
    standing: bool = False
    """An earlier run has raised it already."""

    def __str__(self) -> str:
        return f"{self.source or 'all sources'}: {self.detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What a crawl did."""

    run: str
    sources: tuple[SourceReport, ...]
    facts: tuple[KindCount, ...]
    """Facts of the articles that are new or revised."""
    without_facts: int
    """New or revised articles in which no fact was found."""
    warnings: tuple[Problem, ...]
    """Layouts that no longer fit, sources that name more than expected."""
    rules: Mapping[str, int]
    """Facts of the new and revised articles by rule."""
    stopped_by: str | None
    """SIGTERM or SIGINT (Ctrl-C) where the run was asked to stop."""
    offline: bool
    """Whether no host at all gave an answer: the network is down, not the sources."""
    bytes: int
    seconds: float
    alarms: tuple[Alarm, ...] = ()

    @property
    def alarmed(self) -> bool:
        """Whether an alarm was raised that the last run had not raised (exit code 3)."""
        return any(not alarm.standing for alarm in self.alarms)

    @property
    def lost(self) -> bool:
        """Whether work was lost (exit code 1)."""
        return any(source.lost for source in self.sources)

    @property
    def tally(self) -> Tally:
        """The counts over all sources."""
        return Tally(
            found=sum(source.found for source in self.sources),
            new=sum(source.new for source in self.sources),
            unchanged=sum(source.unchanged for source in self.sources),
            revised=sum(source.revised for source in self.sources),
            refused=sum(count.pages for source in self.sources for count in source.refused),
            failed=sum(len(source.failed) + len(source.listing_problems) for source in self.sources),
            left_over=sum(source.left for source in self.sources),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What adding files and URLs did."""

    run: str
    new: int
    unchanged: int
    revised: int
    problems: tuple[Problem, ...]
    """Every input, and every page and broken record of an archive, that gave no article, one line each."""
    facts: tuple[KindCount, ...]
    without_facts: int
    warnings: tuple[Problem, ...]
    bytes: int
    seconds: float

    @property
    def lost(self) -> bool:
        """Whether an input that was named, or a record in one, could not be read (exit code 1)."""
        return bool(self.losses)

    @property
    def losses(self) -> tuple[Problem, ...]:
        """The problems but for pages of an archive that are no articles."""
        return tuple(problem for problem in self.problems if not problem.expected)


@dataclass(slots=True)
class Work:
    """The counters of a job while it runs: of a source, or of all inputs of ``add``."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    refused: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    without_facts: int = 0
    gone: int = 0
    bytes: int = 0

    @property
    def unchanged(self) -> int:
        """Pages that said 304, or whose content is what we have."""
        return self.outcomes[Outcome.UNCHANGED] + self.outcomes[Outcome.NOT_MODIFIED]

    def refusals(self) -> tuple[ReasonCount, ...]:
        """Return how often each reason refused a page, the most frequent first."""
        reasons = Counter(problem.reason for problem in self.refused)
        return tuple(ReasonCount(reason=reason, pages=pages) for reason, pages in reasons.most_common())


def kind_counts(facts: Counter[str]) -> tuple[KindCount, ...]:
    """Return the counts by kind, in the alphabet's order."""
    return tuple(KindCount(kind=kind, facts=number) for kind, number in sorted(facts.items()))
