"""Searching: the articles that hold the words, newest first or ranked, narrowed by article, facts and institutions."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.store.columns import Value, press_time, read_time
from pipeline.store.grams import lone_letter
from pipeline.store.letters import TEXT_WEIGHT, TITLE_WEIGHT, LetterRead, rank_letter, read_newest
from pipeline.store.naming import is_mention
from pipeline.store.records import FactQuery, Named
from pipeline.store.search_index import A_DAY, first_number
from pipeline.store.search_words import SearchWords, read_search
from pipeline.store.selecting import fact_conditions
from pipeline.store.snippets import Snippet, cut_snippet, mark

RANKED_AT_MOST = 50_000
READ_AT_MOST = 1_000
"""Articles that are read in search of a letter before the index is asked after all."""
RANKED_BY_READING = 2_000
"""The newest articles among which a common letter is ranked."""
LETTER_AT_MOST = 10_000
"""Articles with a letter, by the share of those that were read, that the index is still asked to rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """Which articles to show. ``facts`` asks for an article that has such a fact, of its kind and value alone."""

    text: str
    publisher: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    facts: FactQuery | None = None
    institution: Named | None = None
    ranked: bool = True
    limit: int = 20
    offset: int = 0
    """How many of the first hits to leave out: the pages before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was found; the lower its score, the better (None where hits are not ranked)."""

    article: str
    url: str | None
    title: Snippet
    text: Snippet
    publisher: str | None
    published: datetime | None
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """What was found. ``ranked`` is how many articles were ranked; ``cut`` says that there are older ones besides."""

    hits: tuple[Hit, ...]
    ranked: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranking:
    hits: list[tuple[int, float]]
    cut: bool


@dataclass(slots=True)
class _Narrow:
    tests: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def add(self, test: str, *values: Value) -> None:
        self.tests.append(test)
        self.values += values


def search(connection: sqlite3.Connection, query: SearchQuery) -> SearchAnswer:
    """Return the articles that a search finds; raises SearchUnreadable for one that says nothing."""
    words = read_search(query.text)
    # What narrows by facts may leave few of many articles: there the index goes first.
    letter = lone_letter(query.text) if query.facts is None and query.institution is None else None
    if not query.ranked:
        if letter is not None and (numbers := _read_newest(connection, letter, query)) is not None:
            return SearchAnswer(hits=_show(connection, words, numbers))
        return SearchAnswer(hits=_show(connection, words, _newest(connection, words, query)))
    if letter is not None and (ranking := _rank_newest(connection, letter, query)) is not None:
        shown = ranking.hits[query.offset : query.offset + query.limit]
        return SearchAnswer(hits=_show(connection, words, shown), ranked=len(ranking.hits), cut=ranking.cut)
    sql, values = _statement("bm25(search, ?, ?)", words, query)
    rows = connection.execute(f"{sql} LIMIT ?", (TITLE_WEIGHT, TEXT_WEIGHT, *values, RANKED_AT_MOST + 1)).fetchall()
    ranked = sorted(rows[:RANKED_AT_MOST], key=lambda row: (row[1], -row[0]))[query.offset : query.offset + query.limit]
    hits = _show(connection, words, [(number, score) for number, score in ranked])
    return SearchAnswer(hits=hits, ranked=min(len(rows), RANKED_AT_MOST), cut=len(rows) > RANKED_AT_MOST)


def _newest(connection: sqlite3.Connection, words: SearchWords, query: SearchQuery) -> list[tuple[int, None]]:
    # Row numbers are in order of days; within a day the times decide, so whole days are read.
    sql, values = _statement("NULL", words, query)
    found: list[int] = []
    for number, _ in connection.execute(sql, values):
        if len(found) >= query.offset + query.limit and number // A_DAY != found[-1] // A_DAY:
            break
        found.append(number)
    times: dict[int, tuple[str, int]] = {}
    for number in found:
        sql = "SELECT a.published FROM search_documents d JOIN articles a ON a.key = d.article WHERE d.id = ?"
        (published,) = connection.execute(sql, (number,)).fetchone()
        times[number] = (published or "", number)
    newest = sorted(found, key=times.__getitem__, reverse=True)
    return [(number, None) for number in newest[query.offset : query.offset + query.limit]]


def _read_newest(connection: sqlite3.Connection, letter: str, query: SearchQuery) -> list[tuple[int, None]] | None:
    """Return the newest articles that hold a letter, None where few do: there the index is quick, its lists short."""
    found: list[tuple[int, None]] = []
    for read, one in enumerate(_read_for(connection, letter, query), 1):
        if one.held:
            found.append((one.number, None))
            if len(found) == query.offset + query.limit:
                return found[query.offset :]
        if read >= READ_AT_MOST:
            return None
    return found[query.offset :]


def _rank_newest(connection: sqlite3.Connection, letter: str, query: SearchQuery) -> _Ranking | None:
    """Return the best of the newest articles that hold a letter, None where the index can rank all that do."""
    reading = _read_for(connection, letter, query)
    read = list(itertools.islice(reading, RANKED_BY_READING))
    hits = rank_letter(read)
    if len(read) < RANKED_BY_READING:
        return _Ranking(hits=hits, cut=False)
    (articles,) = connection.execute("SELECT count(*) FROM search_documents").fetchone()
    if len(hits) / len(read) * articles <= LETTER_AT_MOST:
        return None
    # That there are older ones is said when one was seen.
    return _Ranking(hits=hits, cut=any(one.held for one in reading))


def _read_for(connection: sqlite3.Connection, letter: str, query: SearchQuery) -> Iterator[LetterRead]:
    narrow = _Narrow()
    for sign, time in ((">=", query.since), ("<", query.until)):
        if time is not None:
            narrow.add(f"a.published {sign} ?", press_time(time))
    if query.publisher is not None:
        narrow.add("a.publisher = ?", query.publisher)
    return read_newest(connection, letter, narrow.tests, narrow.values)


def _statement(score: str, words: SearchWords, query: SearchQuery) -> tuple[str, list[Value]]:
    narrow = _narrowed(query)
    joins = ""
    if any("a." in test for test in narrow.tests):
        # CROSS: the words first, then what they are in; the other way round would look up every article.
        joins = " CROSS JOIN search_documents d ON d.id = search.rowid CROSS JOIN articles a ON a.key = d.article"
    where = " AND ".join(["search MATCH ?", *narrow.tests])
    sql = f"SELECT search.rowid, {score} FROM search{joins} WHERE {where} ORDER BY search.rowid DESC"  # noqa: S608
    return sql, [words.match, *narrow.values]


def _narrowed(query: SearchQuery) -> _Narrow:
    narrow = _Narrow()
    for sign, time in ((">=", query.since), ("<", query.until)):
        if time is None:
            continue
        day = press_time(time) or ""
        first = first_number(day)
        narrow.add(f"search.rowid {sign} ?", first if sign == ">=" or _is_midnight(day) else first + A_DAY)
        if not _is_midnight(day):
            narrow.add(f"a.published {sign} ?", day)
    if query.until is not None:
        narrow.add("search.rowid >= ?", A_DAY)
    if query.publisher is not None:
        narrow.add("a.publisher = ?", query.publisher)
    if query.facts is not None:
        tests, values = fact_conditions(query.facts)
        exists = " AND ".join(["f.article = a.key", *tests])
        narrow.add(f"EXISTS (SELECT 1 FROM facts f WHERE {exists})", *values)  # noqa: S608
    if query.institution is not None:
        test, naming = is_mention(query.institution)
        mentions = "SELECT 1 FROM facts f WHERE f.article = a.key AND f.kind = 'institution'"
        narrow.add(f"EXISTS ({mentions} AND {test})", *naming)
    return narrow


def _is_midnight(day: str) -> bool:
    return day[11:19] == "00:00:00"


def _show(
    connection: sqlite3.Connection, words: SearchWords, found: Iterable[tuple[int, float | None]]
) -> tuple[Hit, ...]:
    return tuple(_hits(connection, words, found))


def _hits(
    connection: sqlite3.Connection, words: SearchWords, found: Iterable[tuple[int, float | None]]
) -> Iterator[Hit]:
    for number, score in found:
        row = connection.execute(
            "SELECT a.key, a.url, a.title, a.publisher, a.published, r.text FROM search_documents d "
            "JOIN articles a ON a.key = d.article JOIN revisions r ON r.article = d.article AND r.n = d.revision "
            "WHERE d.id = ?",
            (number,),
        ).fetchone()
        yield Hit(
            article=row["key"],
            url=row["url"],
            title=mark(row["title"] or "", words.patterns),
            text=cut_snippet(row["text"], words.patterns),
            publisher=row["publisher"],
            published=read_time(row["published"]),
            score=score,
        )
