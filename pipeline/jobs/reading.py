"""Cleaning and extracting as tasks: plain values in, prepared rows or the reason why not out, in any process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import ParamSpec, TypeVar

from extractors import Context, Extraction, extract
from pipeline.clean import clean
from pipeline.model import Article, NotAnArticle
from pipeline.store import PackedPage, Prepared, Reading, pack_page, prepare
from pipeline.urls import NotAUrl, article_key, article_url
from pipeline.working import Tell, untold

_P = ParamSpec("_P")
_T = TypeVar("_T")

Read = Callable[[str, Context], Extraction]
"""Reads the facts of one text."""

Clean = Callable[..., Article]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTask:
    """A page to be cleaned and read."""

    body: bytes
    page: str
    """The sha256 of the body, by which the page is kept."""
    name: str
    """What the report calls it: its URL as asked for, or its path."""
    url: str | None
    """Where it was found; None for a file."""
    content_type: str | None
    outlet: str | None
    """Who publishes it, where the page does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """The article of a page, ready to be stored."""

    prepared: Prepared
    page: PackedPage
    warnings: tuple[str, ...]
    kinds: Mapping[str, int]
    rules: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The page holds no article."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broke:
    """Our own code failed on it."""

    cause: str


def clean_page(task: PageTask, body: bytes) -> Article:
    """Return the article of a page that was served as the task's was; raises NotAnArticle."""
    article = clean(body, url=task.url, content_type=task.content_type, name=task.name)
    if task.url is not None:
        # A page names its own address by rel=canonical; it cannot take another article's.
        article = replace(article, url=article_url(task.url, article.url))
    return article if article.publisher else replace(article, publisher=task.outlet)


def read_pages(
    tasks: Sequence[PageTask], tell: Tell = untold, read: Read = extract
) -> list[ReadArticle | Refused | Broke]:
    """Clean pages and read their facts; ``tell`` is told the place of the page that is worked on.

    Each stage goes over all of them before the next begins: page by page the stages would take the processor's caches
    from each other, which costs a tenth.
    """
    cleaned = [_attempt(clean_page, task, task.body) for task in _in_turn(tasks, tell)]
    extracted = _extract_all(cleaned, read, tell)
    return [
        _attempt(_make_ready, task, each) if isinstance(each, _Extracted) else each
        for task, each in zip(_in_turn(tasks, tell), extracted, strict=True)
    ]


def read_page(task: PageTask) -> ReadArticle | Refused | Broke:
    """Clean a page and read its facts."""
    (answer,) = read_pages([task])
    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTask:
    """A stored article to be read again: its page, or with ``article`` its text."""

    key: str
    article: Article | None = None
    body: bytes = b""
    url: str | None = None
    content_type: str | None = None
    publisher: str | None = None


def reread_articles(
    tasks: Sequence[StoredTask], tell: Tell = untold, read: Read = extract, cleaner: Clean = clean
) -> list[Prepared | Refused | Broke]:
    """Clean stored pages anew, or take the texts as they are, and read their facts, by stages as ``read_pages``."""
    cleaned = [_attempt(_stored_article, task, cleaner) for task in _in_turn(tasks, tell)]
    extracted = _extract_all(cleaned, read, tell)
    return [
        _attempt(_make_ready_again, task, each) if isinstance(each, _Extracted) else each
        for task, each in zip(_in_turn(tasks, tell), extracted, strict=True)
    ]


def reread_article(task: StoredTask) -> Prepared | Refused | Broke:
    """Clean a stored page anew, or take the text as it is, and read its facts."""
    (answer,) = reread_articles([task])
    return answer


def context_of(article: Article) -> Context:
    """Return what the extractors are told of an article beside its text."""
    return Context(published=article.published, title=article.title, publisher=article.publisher)


def describe(error: Exception) -> str:
    """Return an error of ours as one line for a report."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extracted:
    article: Article
    extraction: Extraction


def _in_turn(items: Sequence[_T], tell: Tell) -> Iterator[_T]:
    for n, item in enumerate(items):
        tell(n)
        yield item


def _extract_all(
    cleaned: Sequence[Article | Refused | Broke], read: Read, tell: Tell
) -> list[_Extracted | Refused | Broke]:
    return [_attempt(_extract, each, read) if isinstance(each, Article) else each for each in _in_turn(cleaned, tell)]


def _extract(article: Article, read: Read) -> _Extracted:
    context = context_of(article)
    return _Extracted(article=article, extraction=read(article.text, context))


def _make_ready(task: PageTask, extracted: _Extracted) -> ReadArticle:
    article, facts = extracted.article, extracted.extraction.facts
    return ReadArticle(
        prepared=prepare(article, key=_key(article, task.body), reading=_reading(extracted.extraction)),
        page=pack_page(task.body, task.page),
        warnings=article.warnings,
        kinds=Counter(fact.kind for fact in facts),
        rules=Counter(fact.rule for fact in facts),
    )


def _stored_article(task: StoredTask, cleaner: Clean) -> Article:
    if task.article is not None:
        return task.article
    article = cleaner(task.body, url=task.url, content_type=task.content_type)
    return article if article.publisher else replace(article, publisher=task.publisher)


def _make_ready_again(task: StoredTask, extracted: _Extracted) -> Prepared:
    return prepare(extracted.article, key=task.key, reading=_reading(extracted.extraction), text=False)


def _attempt(work: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> _T | Refused | Broke:
    try:
        return work(*arguments, **named)
    except NotAnArticle as refusal:
        return Refused(reason=refusal.reason, detail=refusal.detail)
    # The one net under the stages: a page that trips a defect of ours is written down and the run goes on; the
    # report says that work was lost.
    except Exception as error:
        return Broke(cause=describe(error))


def _reading(extraction: Extraction) -> Reading:
    return Reading(facts=extraction.facts, sentences=extraction.sentences, version=_version())


@cache
def _version() -> str:
    import extractors

    return extractors.__version__


def _key(article: Article, body: bytes) -> str:
    try:
        return article_key(article.url, body)
    except NotAUrl:
        return article_key(None, body)
