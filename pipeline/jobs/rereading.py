"""Reading again what is stored: pages with today's cleaner, or texts with today's extractors; no network, no fetch."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from extractors import Context
from pipeline.clean import clean
from pipeline.jobs.intake import Read, current_versions, load_reader
from pipeline.jobs.reports import Problem, Progress, Step
from pipeline.model import Article, NotAnArticle
from pipeline.store import Outcome, PageMissing, Reading, Store, StoredPage, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadReport:
    """What reading everything again changed."""

    run: str
    articles: int
    revised: int
    added: int
    """Facts that are new."""
    changed: int
    removed: int
    problems: tuple[Problem, ...]
    """Articles that were left as they are: the page is missing, or is no article to today's cleaner."""
    seconds: float


def reclean(
    store: Store,
    *,
    cleaner: Callable[..., Article] = clean,
    read: Read | None = None,
    progress: Progress | None = None,
) -> RereadReport:
    """Clean every stored page anew and extract its facts; where the text differs the earlier one stays a revision.

    One transaction an article: cut off at any moment, it can be started again and ends the same. Raises Locked where
    another run works on the database.
    """

    def article_of(stored: StoredPage) -> Article:
        article = cleaner(store.page(stored.page), url=stored.final_url, content_type=stored.content_type)
        return article if article.publisher else replace(article, publisher=stored.publisher)

    return _reread(store, "reclean", article_of, read, progress)


def reextract(store: Store, *, read: Read | None = None, progress: Progress | None = None) -> RereadReport:
    """Extract the facts of every stored text anew; only differences are written."""
    return _reread(store, "reextract", lambda stored: store.stored_revision(stored.article), read, progress)


def _reread(
    store: Store,
    command: str,
    article_of: Callable[[StoredPage], Article],
    read: Read | None,
    progress: Progress | None,
) -> RereadReport:
    with store.lock():
        return _reread_all(store, command, article_of, read or load_reader(), progress)


def _reread_all(
    store: Store, command: str, article_of: Callable[[StoredPage], Article], read: Read, progress: Progress | None
) -> RereadReport:
    started = time.monotonic()
    versions = current_versions()
    run = store.begin_run(command, versions)
    total = store.count_articles()
    outcomes: Counter[Outcome] = Counter()
    facts: Counter[str] = Counter()
    problems: list[Problem] = []
    for done, stored in enumerate(store.stored_pages(), 1):
        outcome = Outcome.FAILED
        try:
            article = article_of(stored)
        except NotAnArticle as refusal:
            problems.append(Problem(name=stored.article, reason=refusal.reason, detail=refusal.detail))
        except PageMissing as missing:
            problems.append(Problem(name=stored.article, reason="page-missing", detail=str(missing)))
        else:
            extraction = read(article.text, _context(article))
            reading = Reading(facts=extraction.facts, sentences=extraction.sentences, version=versions.extractor)
            saved = store.rewrite_article(article, key=stored.article, reading=reading)
            outcome = saved.outcome
            facts.update(added=saved.added, changed=saved.changed, removed=saved.removed)
        outcomes[outcome] += 1
        if progress is not None:
            progress(Step(source=None, url=stored.article, outcome=outcome, done=done, total=total))
    revised = outcomes[Outcome.REVISED]
    unchanged = outcomes[Outcome.UNCHANGED]
    store.end_run(run, Tally(found=total, revised=revised, unchanged=unchanged, failed=len(problems)))
    return RereadReport(
        run=run,
        articles=sum(outcomes.values()),
        revised=revised,
        added=facts["added"],
        changed=facts["changed"],
        removed=facts["removed"],
        problems=tuple(problems),
        seconds=round(time.monotonic() - started, 3),
    )


def _context(article: Article) -> Context:
    return Context(published=article.published, title=article.title, publisher=article.publisher)
