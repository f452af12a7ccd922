"""One page on its way from bytes to rows: clean, extract, store; and what a refusal or a break becomes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from extractors import extract
from pipeline.clean import CLEANER_VERSION
from pipeline.fetch import Fetcher, FetchError, Reason, Unchanged
from pipeline.jobs.inputs import open_file
from pipeline.jobs.patience import Patience
from pipeline.jobs.reading import (
    Broke,
    PageTask,
    Read,
    ReadArticle,
    Refused,
    clean_page,
    describe,
    read_pages,
)
from pipeline.jobs.reports import Problem, Work
from pipeline.model import Article, FetchedPage, NotAnArticle
from pipeline.store import (
    ArticleUnstorable,
    Incoming,
    LastFetch,
    Outcome,
    Saved,
    Store,
    StoreUnusable,
    Versions,
    Visit,
    page_hash,
)
from pipeline.workers import Died, Workers

_Answer = ReadArticle | Refused | Broke | Died

# A URL that may not be asked for at all; nobody looked at its robots.txt.
_BEFORE_ROBOTS = frozenset({Reason.URL, Reason.SCHEME, Reason.CREDENTIALS, Reason.PORT, Reason.ADDRESS})


def current_versions() -> Versions:
    """Return the versions that a run works with now."""
    import extractors

    return Versions(pressfacts=extractors.__version__, cleaner=CLEANER_VERSION, extractor=extractors.__version__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A page to be cleaned and read, or one that could not be had."""

    name: str
    visit: Visit
    task: PageTask | None
    answer: Future[_Answer] | None
    """What a worker makes of it; None where it could not be had, or is read in this process when it is finished."""
    problem: Problem | None = None
    archived: bool = False
    """Out of an archive, which holds pages of every kind: that one is no article is no loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """A page that turned out to be an article, to be stored."""

    visit: Visit
    task: PageTask
    read: ReadArticle

    def incoming(self) -> Incoming:
        return Incoming(visit=self.visit, prepared=self.read.prepared, page=self.read.page, reclean=self._reclean)

    def _reclean(self, body: bytes) -> Article | None:
        try:
            return clean_page(self.task, body)
        except NotAnArticle:
            return None


class Intake:
    """Takes pages in for one run; what came of each is returned, counted in a Work and stored.

    Between ``begin`` and ``finish`` (``finish_all``) of a page others can be begun, and read by the workers, while
    this process stores those before them.
    """

    def __init__(
        self, store: Store, run: str, *, versions: Versions, read: Read | None, patience: Patience, workers: Workers
    ) -> None:
        self.store = store
        self.patience = patience
        self.run = run
        self.versions = versions
        self.workers = workers
        self._read = read or extract
        self._read_pages = read_pages if read is None else partial(read_pages, read=read)

    async def visit(self, fetcher: Fetcher, visit: Visit, work: Work, *, outlet: str | None = None) -> Outcome:
        """Fetch a URL, conditionally where we have it, and take in what it answers."""
        started = time.monotonic()
        try:
            return await self._visit(fetcher, visit, work, outlet=outlet)
        except StoreUnusable:
            raise
        # A defect of ours, or of what we build on, costs the page: the run and its other sources go on.
        except Exception as error:
            return self._broke(replace(visit, seconds=_since(started)), None, Broke(cause=describe(error)), work)

    async def _visit(self, fetcher: Fetcher, visit: Visit, work: Work, *, outlet: str | None) -> Outcome:
        known = self.store.last_fetch(visit.url)
        conditions = self.store.conditions(visit.url)
        started = time.monotonic()
        try:
            answer = await fetcher.fetch(visit.url, etag=conditions.etag, last_modified=conditions.last_modified)
        except FetchError as problem:
            return self._turned_away(replace(visit, seconds=_since(started)), problem, known, work)
        visit = replace(visit, at=answer.fetched_at, etag=answer.etag, last_modified=answer.last_modified)
        visit = replace(visit, seconds=_since(started), robots="allowed")
        if isinstance(answer, Unchanged):
            article = known.article if known else None
            self.store.record_visit(self.run, replace(visit, status=304), Outcome.NOT_MODIFIED, article=article)
            work.outcomes[Outcome.NOT_MODIFIED] += 1
            return Outcome.NOT_MODIFIED
        return await self.finish(self.begin(answer, visit, url=answer.final_url, outlet=outlet), work)

    def begin_file(self, path: Path, *, source: str | None = None, outlet: str | None = None) -> Begun:
        """Read a file and begin with its page; one that cannot be read leaves no row."""
        name = str(path)
        page = open_file(path)
        at = datetime.now(UTC) if isinstance(page, Problem) else page.fetched_at
        visit = start_visit(name, at, source=source)
        if isinstance(page, Problem):
            return Begun(name=name, visit=visit, task=None, answer=None, problem=page)
        return self.begin(page, visit, outlet=outlet)

    def begin(
        self,
        page: FetchedPage,
        visit: Visit,
        *,
        url: str | None = None,
        outlet: str | None = None,
        archived: bool = False,
    ) -> Begun:
        """Begin to clean and read a page; ``url`` is None for a file, ``outlet`` names its source."""
        name = page_hash(page.body)
        visit = replace(
            visit,
            final_url=page.final_url,
            status=page.status,
            content_type=page.content_type,
            page=name,
            bytes=len(page.body),
        )
        task = PageTask(
            body=page.body, page=name, name=visit.url, url=url, content_type=page.content_type, outlet=outlet
        )
        answer = self.workers.submit_with_others(self._read_pages, task) if self.workers.number > 1 else None
        return Begun(name=visit.url, visit=visit, task=task, answer=answer, archived=archived)

    async def read(self, begun: Begun, seconds: float | None = None) -> bool:
        """Wait until a page is cleaned and read, at most so long, and return whether it is."""
        if begun.answer is None or begun.answer.done():
            return True
        done, _ = await asyncio.wait([asyncio.wrap_future(begun.answer)], timeout=seconds)
        return bool(done)

    async def finish(self, begun: Begun, work: Work) -> Outcome:
        """Store what was made of a page, or write down why nothing was."""
        (outcome,) = await self.finish_all([begun], work)
        return outcome

    async def finish_all(self, begun: Sequence[Begun], work: Work) -> list[Outcome]:
        """Store what was made of pages, in their order; articles that follow each other in one transaction."""
        for each in begun:
            await self.read(each)
        outcomes: list[Outcome] = []
        articles: list[_Article] = []
        for each, answer in zip(begun, self._answers(begun), strict=True):
            if each.task is not None:
                work.bytes += len(each.task.body)
            if each.task is not None and isinstance(answer, ReadArticle):
                articles.append(_Article(visit=each.visit, task=each.task, read=answer))
                continue
            outcomes += self._save(articles, work)
            articles = []
            outcomes.append(self._without_article(each, answer, work))
        return outcomes + self._save(articles, work)

    def _answers(self, begun: Sequence[Begun]) -> list[_Answer | None]:
        """Return what was made of each page, None for one that could not be had; what no worker has is read now."""
        unread = [each.task for each in begun if each.task is not None and each.answer is None]
        read_here = iter(read_pages(unread, read=self._read))
        answers: list[_Answer | None] = []
        for each in begun:
            if each.answer is not None:
                answers.append(each.answer.result())
            else:
                answers.append(None if each.task is None else next(read_here))
        return answers

    def _without_article(self, begun: Begun, answer: _Answer | None, work: Work) -> Outcome:
        if begun.task is None or answer is None or isinstance(answer, ReadArticle):
            work.failed += [] if begun.problem is None else [begun.problem]
            return Outcome.FAILED
        if isinstance(answer, Refused):
            return self._no_article(begun, begun.task, answer, work)
        return self._broke(begun.visit, begun.task, answer, work)

    def _save(self, articles: Sequence[_Article], work: Work) -> list[Outcome]:
        if not articles:
            return []
        try:
            saved = self.store.save_many(self.run, [article.incoming() for article in articles])
        except StoreUnusable:
            raise
        # What the schema refuses is a defect of ours too: it costs the page, not the run.
        except Exception as error:
            if len(articles) > 1:
                return [outcome for article in articles for outcome in self._save([article], work)]
            return [
                self._broke(article.visit, article.task, Broke(cause=describe(error)), work) for article in articles
            ]
        return [self._count(article, what, work) for article, what in zip(articles, saved, strict=True)]

    def _count(self, article: _Article, saved: Saved | ArticleUnstorable, work: Work) -> Outcome:
        if isinstance(saved, ArticleUnstorable):
            return self._broke(article.visit, article.task, Broke(cause=describe(saved)), work)
        work.outcomes[saved.outcome] += 1
        for warning in article.read.warnings:
            work.warnings.append(Problem(name=article.visit.url, reason="layout", detail=warning))
        if saved.outcome is not Outcome.UNCHANGED:
            work.facts.update(article.read.kinds)
            work.rules.update(article.read.rules)
            work.without_facts += not article.read.kinds
        return saved.outcome

    def _turned_away(self, visit: Visit, problem: FetchError, known: LastFetch | None, work: Work) -> Outcome:
        outcome = turned_away(problem)
        article = known.article if known else None
        visit = replace(visit, status=problem.status, robots=robots_verdict(problem))
        told = tell_problem(visit.url, problem, self.patience)
        setback = self.patience.setback(visit.url, problem) if outcome is Outcome.FAILED else None
        self.store.record_visit(self.run, visit, outcome, reason=told.reason, article=article, setback=setback)
        work.outcomes[outcome] += 1
        (work.failed if outcome is Outcome.FAILED else work.refused).append(told)
        if article is not None and problem.reason is Reason.GONE:
            self.store.mark_gone(article, visit.at)
            work.gone += 1
        return outcome

    def _no_article(self, begun: Begun, page: PageTask, refusal: Refused, work: Work) -> Outcome:
        visit, detail = begun.visit, _without(begun.visit.url, refusal.detail)
        # Kept, so that a better cleaner can read it without the network.
        self.store.save_page(page.body)
        self.store.record_visit(self.run, visit, Outcome.NOT_ARTICLE, reason=refusal.reason)
        work.outcomes[Outcome.NOT_ARTICLE] += 1
        work.refused.append(Problem(name=visit.url, reason=refusal.reason, detail=detail, expected=begun.archived))
        return Outcome.NOT_ARTICLE

    def _broke(self, visit: Visit, page: PageTask | None, problem: Broke | Died, work: Work) -> Outcome:
        if page is not None:
            # Kept, so that the defect can be looked at.
            self.store.save_page(page.body)
        if isinstance(problem, Died):
            detail = f"was not read: {problem.cause}; a later run tries it again"
        else:
            detail = f"pressfacts broke on this page ({problem.cause}); please report it"
        known = self.patience.is_old(visit.url, "broken")
        setback = self.patience.setback(visit.url)
        self.store.record_visit(self.run, visit, Outcome.FAILED, reason="broken", setback=setback)
        work.outcomes[Outcome.FAILED] += 1
        work.failed.append(Problem(name=visit.url, reason="broken", detail=detail, broken=True, known=known))
        return Outcome.FAILED


def turned_away(problem: FetchError) -> Outcome:
    """Return whether a URL is settled as refused, or failed and to be asked for again by the next run."""
    return Outcome.FAILED if problem.lost else Outcome.REFUSED


def robots_verdict(problem: FetchError) -> str | None:
    """Return what robots.txt said: allowed, disallowed, unreachable or delay; None where it was not asked."""
    if problem.reason is Reason.ROBOTS:
        return "disallowed"
    if problem.by_robots:
        return str(problem.reason).removeprefix("robots-")
    return None if problem.reason in _BEFORE_ROBOTS else "allowed"


def tell_problem(url: str, problem: FetchError, patience: Patience) -> Problem:
    """Return the line on a URL that was not to be had; to be made before the try is written down."""
    reason = str(problem.reason)
    return Problem(name=url, reason=reason, detail=_without(url, problem.detail), known=patience.is_old(url, reason))


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)


def _without(name: str, detail: str) -> str:
    # Some stages name the page in their line, some do not; the report names it once.
    return detail.removeprefix(f"{name}: ")


def start_visit(
    url: str, at: datetime, *, source: str | None = None, listed: datetime | None = None, listing: bool = False
) -> Visit:
    """Return the record of a try that has only begun."""
    return Visit(url=url, at=at, source=source, listed=listed, listing=listing)
