"""An article as the rows that it becomes: made without the database, so any process can do it and one writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractors.facts import Fact, Institution
from pipeline.model import Article
from pipeline.store.columns import (
    Value,
    fact_rows,
    institution_id,
    json_list,
    press_time,
    storable,
    storable_or_none,
)
from pipeline.store.grams import index_text
from pipeline.store.pages import PackedPage
from pipeline.store.records import Visit
from pipeline.store.sketches import sketch_text

FIRST = 1
"""The revision that prepared rows of facts name; the writer puts another in its place where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the extractors made of an article's text."""

    facts: Sequence[Fact]
    sentences: Sequence[tuple[int, int]]
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedText:
    """What a new text is found by: its sketch, and title and text as the search index holds them."""

    sketch: bytes
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article and its facts, ready to be written; plain values, so that it can go from process to process."""

    key: str
    url: str | None
    content: Mapping[str, Value]
    """The columns of a revision that come from the page."""
    facts: Mapping[str, tuple[Value, ...]]
    """Rows by id, in FACT_COLUMNS order, of revision FIRST."""
    institutions: Sequence[tuple[str, str, str, str]]
    """Each mention's institution: id, canonical, type, and when the article that names it was published."""
    extractor_version: str
    text: PreparedText | None
    """None: to be made where the text turns out to be new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A prepared article on its way into the database: the fetch that brought it and the page that it was read from."""

    visit: Visit
    prepared: Prepared
    page: bytes | PackedPage
    reclean: Callable[[bytes], Article | None] | None = None
    """Today's cleaner: tells a revision that is a newer cleaner's doing from an edit."""


def prepare(article: Article, *, key: str, reading: Reading, text: bool = True) -> Prepared:
    """Return an article as rows; raises ValueError where a fact's value is none (a duration that is not ISO 8601).

    Without ``text`` what only a new text needs is left to the writer: most texts that are read again are not new.
    """
    content = content_columns(article)
    named = press_time(article.published) or ""
    return Prepared(
        key=key,
        url=storable_or_none(article.url),
        content=content,
        facts=fact_rows(
            reading.facts,
            reading.sentences,
            text=article.text,
            article=key,
            revision=FIRST,
            extractor_version=reading.version,
        ),
        institutions=[
            (institution_id(fact), storable(fact.canonical), fact.type, named)
            for fact in reading.facts
            if isinstance(fact, Institution)
        ],
        extractor_version=reading.version,
        text=prepare_text(content) if text else None,
    )


def prepare_text(content: Mapping[str, Value]) -> PreparedText:
    """Return what the text of a revision is found by."""
    title, text = content["title"], str(content["text"])
    return PreparedText(
        sketch=sketch_text(text), title=index_text(None if title is None else str(title)), text=index_text(text)
    )


def content_columns(article: Article) -> dict[str, Value]:
    """Return the columns of a revision that come from the page."""
    return {
        "title": storable_or_none(article.title),
        "byline": json_list(article.byline),
        "publisher": storable_or_none(article.publisher),
        "published": press_time(article.published),
        "updated": press_time(article.updated),
        "text": storable(article.text),
        "captions": json_list(article.captions),
        "subtitles": json_list(article.subtitles),
        "section": storable_or_none(article.section),
        "language": article.language,
        "image": storable_or_none(article.image),
        "encoding": article.encoding,
        "replaced": article.replaced,
        "layout": article.layout,
        "warnings": json_list(article.warnings),
        "cleaner_version": article.cleaner_version,
    }
