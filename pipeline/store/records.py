"""What goes into the store and comes out of it: visits, runs, saved articles, facts with their article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from extractors.facts import Fact, Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One stored word of a reviewer; ``fact`` as it was judged, or as it was corrected to or added."""

    id: str
    verdict: str
    reviewer: str
    at: datetime
    note: str | None
    fact: Fact


class Outcome(StrEnum):
    """What became of one fetch; the first three are what saving an article can come to."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not-modified"
    LISTING = "listing"
    NOT_ARTICLE = "not-article"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The versions that a run works with."""

    pressfacts: str
    cleaner: str
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One try to get a page, whatever came of it."""

    url: str
    at: datetime
    source: str | None = None
    final_url: str | None = None
    status: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    listed: datetime | None = None
    """The date that the feed or sitemap gave for the URL."""
    robots: str | None = None
    page: str | None = None
    """sha256 of the bytes received."""
    bytes: int | None = None
    seconds: float | None = None
    listing: bool = False
    """A feed, sitemap or list page, not an article's page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback:
    """A failure as the next runs see it: which one in a row it is, and when the URL is to be asked again."""

    failures: int
    next_attempt: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTry:
    """The last time that a URL was asked for, whatever came of it."""

    at: datetime
    outcome: Outcome
    reason: str | None
    failures: int
    next_attempt: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How a source answered when it was last asked."""

    source: str
    health: str
    """ok, partly (some of its listings fail), failing, refused."""
    listings: int
    failing: int
    failures: int
    """In a row."""
    reasons: str | None
    last_success: datetime | None
    next_attempt: datetime | None
    """For a listing that fails; None: the next run asks."""
    waiting: int
    """URLs in the frontier."""
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run, as it ended or was cut off."""

    id: str
    command: str
    state: Literal["ended", "going on", "cut off"]
    started: datetime
    ended: datetime | None
    tally: Mapping[str, int | None]
    """The counts of a Tally; of a run that has not ended those of what it has written, None where nothing tells."""
    alarms: int
    bytes: int | None
    seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierUrl:
    """A URL that a source listed and that is still to be fetched, and the date that the source gave for it."""

    url: str
    listed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving an article changed: its outcome, its latest revision, and how many rows of facts were written."""

    outcome: Outcome
    revision: int
    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The counts of a finished run."""

    found: int = 0
    new: int = 0
    unchanged: int = 0
    revised: int = 0
    refused: int = 0
    failed: int = 0
    left_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LastFetch:
    """The last time that a URL was settled (anything but a failure), under its own name or as a redirect's end."""

    at: datetime
    outcome: Outcome
    article: str | None
    listed: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The validators that make the next request for a URL conditional; both None where there are none."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An institution to look for: its registry ids, and the names of one that the registry lacks."""

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactQuery:
    """Which facts to show; every field that is set narrows the answer.

    ``article`` is a key or a URL. ``institution`` is a name as written or canonical, or one of the registry's under all
    its names: its own mentions, and the numbers of every article that mentions it. ``until`` is the first moment that
    is out. ``minimum`` and ``maximum`` keep what lies wholly at or above, at or below them as far as its bounds are
    known; a text is an ISO 8601 duration and is compared by nominal days. ``near`` is a text that the fact's sentence
    holds. ``status`` asks for facts under the reviewers' last word (Status); without it the machine's facts are shown
    as they are.
    """

    kind: str | None = None
    article: str | None = None
    institution: Named | str | None = None
    publisher: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    minimum: Number | str | None = None
    maximum: Number | str | None = None
    currency: str | None = None
    of: str | None = None
    unit: str | None = None
    per: str | None = None
    near: str | None = None
    status: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact with its lasting id, its sentence and its article."""

    id: str
    fact: Fact
    sentence: str
    sentence_start: int
    extractor_version: str
    article: str
    revision: int
    url: str | None
    title: str | None
    publisher: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many facts of a kind the latest revisions hold."""

    kind: str
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionCount:
    """How often an institution is named, and in how many articles."""

    canonical: str
    type: str
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """The latest revision of an article."""

    key: str
    url: str | None
    title: str | None
    publisher: str | None
    published: datetime | None
    byline: tuple[str, ...]
    text: str
    revision: int
    reason: str
    page: str
    cleaner_version: str
    gone: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """The page that an article's latest revision came from, and how it was served."""

    article: str
    page: str
    """sha256 of its bytes."""
    final_url: str | None
    """None for a file."""
    content_type: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The way back from a fact: its rule and sentence (in ``row``), revision, page bytes, fetch and run."""

    row: FactRow
    latest: bool
    """Whether it stands in the latest revision of its article."""
    revision_reason: str
    page: str
    cleaner_version: str
    fetched_url: str
    final_url: str | None
    fetched_at: datetime
    status: int | None
    run: str
    run_command: str
    run_started: datetime
    pressfacts_version: str
    reviews: tuple[Review, ...]
    """What reviewers said of it, oldest first."""
