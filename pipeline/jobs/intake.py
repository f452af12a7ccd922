"""One page on its way from bytes to rows: clean, extract, store; and what a refusal or a break becomes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from extractors import Context, Extraction
from pipeline.clean import CLEANER_VERSION, clean
from pipeline.fetch import Fetcher, FetchError, Reason, Unchanged
from pipeline.jobs.inputs import NoFile, read_file
from pipeline.jobs.patience import Patience
from pipeline.jobs.reports import Problem, Work
from pipeline.model import Article, FetchedPage, NotAnArticle
from pipeline.store import LastFetch, Outcome, Reading, Store, StoreUnusable, Versions, Visit, page_hash
from pipeline.urls import NotAUrl, article_key, article_url

# A URL that may not be asked for at all; nobody looked at its robots.txt.
_BEFORE_ROBOTS = frozenset({Reason.URL, Reason.SCHEME, Reason.CREDENTIALS, Reason.PORT, Reason.ADDRESS})

Read = Callable[[str, Context], Extraction]
"""Reads the facts of one text."""


def load_reader() -> Read:
    """Return the extractors as one call per text."""
    from extractors import extract

    return extract


def current_versions() -> Versions:
    """Return the versions that a run works with now."""
    import extractors

    return Versions(pressfacts=extractors.__version__, cleaner=CLEANER_VERSION, extractor=extractors.__version__)


class Intake:
    """Takes pages in for one run; what came of each is returned, counted in a Work and stored in one transaction."""

    def __init__(self, store: Store, run: str, versions: Versions, read: Read, patience: Patience) -> None:
        self.store = store
        self.patience = patience
        self.run = run
        self.versions = versions
        self._read = read

    async def visit(self, fetcher: Fetcher, visit: Visit, work: Work, *, outlet: str | None = None) -> Outcome:
        """Fetch a URL, conditionally where we have it, and take in what it answers."""
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
        return self.take(answer, visit, work, url=answer.final_url, outlet=outlet)

    def take_file(self, path: Path, work: Work, *, source: str | None = None, outlet: str | None = None) -> Outcome:
        """Read a file and take it in; one that cannot be read is a failure in ``work`` and leaves no row."""
        name = str(path)
        now = datetime.now(UTC)
        try:
            body = read_file(path)
        except NoFile as problem:
            work.failed.append(Problem(name=name, reason=problem.reason, detail=problem.detail))
            return Outcome.FAILED
        page = FetchedPage(
            url=name,
            final_url=name,
            status=200,
            body=body,
            content_type=None,
            etag=None,
            last_modified=None,
            fetched_at=now,
        )
        return self.take(page, start_visit(name, now, source=source), work, outlet=outlet)

    def take(
        self, page: FetchedPage, visit: Visit, work: Work, *, url: str | None = None, outlet: str | None = None
    ) -> Outcome:
        """Clean, extract and store a page that was read; ``url`` is None for a file, ``outlet`` names its source."""
        visit = replace(
            visit,
            final_url=page.final_url,
            status=page.status,
            content_type=page.content_type,
            page=page_hash(page.body),
            bytes=len(page.body),
        )
        work.bytes += len(page.body)

        def clean_page(body: bytes) -> Article:
            article = clean(body, url=url, content_type=page.content_type, name=visit.url)
            if url is not None:
                # A page names its own address by rel=canonical; it cannot take another article's.
                article = replace(article, url=article_url(url, article.url))
            return article if article.publisher else replace(article, publisher=outlet)

        try:
            return self._save(page, visit, work, clean_page)
        except NotAnArticle as refusal:
            return self._no_article(visit, page, refusal, work)
        except StoreUnusable:
            raise
        # The one net under the stages: a page that trips a defect of ours is written down and the run goes on; the
        # report says that work was lost.
        except Exception as error:
            return self._broke(visit, page, error, work)

    def _save(self, page: FetchedPage, visit: Visit, work: Work, clean_page: Callable[[bytes], Article]) -> Outcome:
        article = clean_page(page.body)
        context = Context(published=article.published, title=article.title, publisher=article.publisher)
        extraction = self._read(article.text, context)

        def reclean(body: bytes) -> Article | None:
            try:
                return clean_page(body)
            except NotAnArticle:
                return None

        saved = self.store.save_article(
            self.run,
            visit,
            article,
            key=_key(article, page),
            page=page.body,
            reading=Reading(facts=extraction.facts, sentences=extraction.sentences, version=self.versions.extractor),
            reclean=reclean,
        )
        work.outcomes[saved.outcome] += 1
        for warning in article.warnings:
            work.warnings.append(Problem(name=visit.url, reason="layout", detail=warning))
        if saved.outcome is not Outcome.UNCHANGED:
            work.facts.update(fact.kind for fact in extraction.facts)
            work.rules.update(fact.rule for fact in extraction.facts)
            work.without_facts += not extraction.facts
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

    def _no_article(self, visit: Visit, page: FetchedPage, refusal: NotAnArticle, work: Work) -> Outcome:
        # Kept, so that a better cleaner can read it without the network.
        self.store.save_page(page.body)
        self.store.record_visit(self.run, visit, Outcome.NOT_ARTICLE, reason=refusal.reason)
        work.outcomes[Outcome.NOT_ARTICLE] += 1
        work.refused.append(Problem(name=visit.url, reason=refusal.reason, detail=_without(visit.url, refusal.detail)))
        return Outcome.NOT_ARTICLE

    def _broke(self, visit: Visit, page: FetchedPage, error: Exception, work: Work) -> Outcome:
        # Kept, so that the defect can be looked at.
        self.store.save_page(page.body)
        cause = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        detail = f"pressfacts broke on this page ({cause}); please report it"
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


def _key(article: Article, page: FetchedPage) -> str:
    try:
        return article_key(article.url, page.body)
    except NotAUrl:
        return article_key(None, page.body)


def start_visit(
    url: str, at: datetime, *, source: str | None = None, listed: datetime | None = None, listing: bool = False
) -> Visit:
    """Return the record of a try that has only begun."""
    return Visit(url=url, at=at, source=source, listed=listed, listing=listing)
