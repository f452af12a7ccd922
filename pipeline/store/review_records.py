"""What reviewers say and how it stands: reviews, reviewed facts, the queue, and the errors of saying it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from extractors.facts import Fact, Number
from pipeline.store.records import Review, StoredArticle


class Verdict(StrEnum):
    """What a review says of a fact; an undo takes back the reviewer's own word before it."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    UNDO = "undo"


class Status(StrEnum):
    """Where a fact stands under the reviewers' last word; stale is a word that fits nowhere in today's text."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    ADDED = "added"
    STALE = "stale"


class QueueOrder(StrEnum):
    """Which facts a queue shows first."""

    DOUBTFUL = "doubtful"
    """Those of the rules that reviewers reject most."""
    NEWEST = "newest"
    RANDOM = "random"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A fact as it was shown to a reviewer: facts.id holds through an edit that moves it or has it read otherwise."""

    start: int
    end: int
    reading: str
    """Its reading form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReview:
    """A verdict as a reviewer gives it: ``fact_id`` is null and ``corrected`` the fact for one that is added."""

    verdict: str
    reviewer: str
    """The reviewer's id in the accounts file."""
    article: str
    fact_id: str | None = None
    """ReviewedFact.id."""
    corrected: Fact | None = None
    note: str | None = None
    last: str | None = None
    """ReviewedFact.last as the reviewer saw it: another last word by now is a conflict."""
    seen: Seen | None = None
    """Another place or reading by now is a conflict; None where nothing was shown to anyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedFact:
    """A fact under the reviewers' last word, with every word that was said of it, oldest first."""

    id: str
    """facts.id where the machine reads a fact there, else the target's."""
    article: str
    fact: Fact
    status: str
    last: str | None
    """The newest review, an undo included; None where there is none."""
    history: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewArticle:
    """An article's latest revision with its facts in the order of the text."""

    article: StoredArticle
    facts: tuple[ReviewedFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReview:
    """What became of a review: its id, and the fact as it now stands (None where nothing is left of it)."""

    review: str
    article: str
    id: str
    fact: ReviewedFact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueQuery:
    """Which facts a queue holds, and in which order."""

    kind: str | None = None
    publisher: str | None = None
    rule: str | None = None
    institution: str | None = None
    """A canonical name, or a name as written."""
    since: datetime | None = None
    until: datetime | None = None
    status: str | None = Status.OPEN
    """None: every fact."""
    minimum: Number | str | None = None
    maximum: Number | str | None = None
    order: str = QueueOrder.DOUBTFUL
    seed: int = 0
    """For the random order: the same seed shows the same sample."""
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """A fact of the queue with its sentence and article."""

    id: str
    fact: Fact
    status: str
    sentence: str
    sentence_start: int
    article: str
    title: str | None
    publisher: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueue:
    """The first facts of a queue; ``left`` of them are there, or more than that where ``more``."""

    items: tuple[QueueItem, ...]
    left: int
    more: bool
    reviewed: int
    """How many with the same filters have a reviewer's word."""
    all: int
    """``left`` open ones and the reviewed ones: what a progress bar is of."""


class ReviewRefused(Exception):
    """A review that cannot be stored; the message says why and what to do."""


class ReviewConflict(Exception):
    """The fact is no longer what the reviewer saw: carries it as it stands, and nothing was stored.

    ``theirs`` is the word that was said first; None where the article was revised or read anew, and none stands on it.
    """

    def __init__(self, fact: ReviewedFact, theirs: Review | None) -> None:
        super().__init__(f"{fact.id}: was {'read anew' if theirs is None else 'reviewed'} meanwhile")
        self.fact = fact
        self.theirs = theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A reviewer's own last word on a fact that the machine had read; undone words are none."""

    target: str
    article: str
    title: str | None
    publisher: str | None
    kind: str
    rule: str
    quote: str
    reviewer: str
    verdict: str
    standing: bool
    """Whether it is the last word of all on that fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A row of ``reviews`` as it is stored, to be taken elsewhere and back; ``judged`` and ``stated`` are JSON."""

    id: str
    target: str
    n: int
    verdict: str
    undoes: str | None
    reviewer: str
    at: str
    note: str | None
    article: str
    revision: int
    kind: str
    start: int
    end: int
    quote: str
    context_before: str
    context_after: str
    judged: str | None
    stated: str | None
    rule: str | None
    extractor_version: str
    cleaner_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWord:
    """The last word on a fact with the fact in today's text: as it was judged, corrected to or added."""

    article: str
    verdict: str
    fact: Fact
    rule: str | None
    """The rule that had read the judged fact; None for one that was added."""
    stale: bool
