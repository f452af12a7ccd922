"""A database to publish: facts, offsets and short quotes, without the text that they stand in."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.store.columns import FACT_COLUMNS
from pipeline.store.exporting import one_state
from pipeline.store.opening import SNAPSHOT_ID, explained

QUOTE_AT_MOST = 40

_CUT = frozenset({"quote", "of"})
_LEFT_OUT = frozenset({"sentence"})
_FACT_CELLS = tuple(name for name in FACT_COLUMNS if name not in _LEFT_OUT)

_TABLES = {
    "articles": "key TEXT PRIMARY KEY, url TEXT, title TEXT, publisher TEXT, published TEXT, "
    "revision INTEGER NOT NULL, gone TEXT, characters INTEGER NOT NULL, text_sha256 TEXT NOT NULL, "
    "page_sha256 TEXT NOT NULL, fetched TEXT NOT NULL, cleaner_version TEXT NOT NULL, extractor_version TEXT NOT NULL",
    "institutions": "id TEXT PRIMARY KEY, canonical TEXT NOT NULL, type TEXT NOT NULL",
    "facts": f"id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles (key), "
    f"quote TEXT NOT NULL CHECK (length(quote) <= {QUOTE_AT_MOST}), "
    f"institution TEXT REFERENCES institutions (id), "
    + ", ".join(name for name in _FACT_CELLS if name not in {"id", "article", "quote", "institution"}),
    "manifest": "name TEXT PRIMARY KEY, value TEXT NOT NULL",
}
_VIEWS = """
CREATE INDEX facts_article ON facts (article, start);
CREATE INDEX facts_kind ON facts (kind, value);
CREATE INDEX facts_institution ON facts (institution);
CREATE VIEW cited_facts AS SELECT f.*, a.title, a.publisher, a.published, a.url
    FROM facts f JOIN articles a ON a.key = f.article;
"""
_ARTICLES = """
SELECT a.key, a.url, a.title, a.publisher, a.published, a.revision, a.gone, r.text, r.page, t.at, r.cleaner_version,
    r.extractor_version FROM articles a JOIN revisions r ON r.article = a.key AND r.n = a.revision
JOIN fetches t ON t.run = r.run AND t.n = r.fetch ORDER BY a.key"""
_INSTITUTIONS = """
SELECT id, canonical, type FROM institutions WHERE id IN (SELECT institution FROM facts) ORDER BY id"""
_VERSIONS = """
SELECT 'cleaner', cleaner_version, count(*) FROM latest_revisions GROUP BY 2
UNION ALL SELECT 'extractors', extractor_version, count(*) FROM latest_revisions GROUP BY 2 ORDER BY 1, 2"""

_Read = Callable[[str], Iterator[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What was written: the rows of each table, and the sha256 of the file."""

    rows: dict[str, int]
    sha256: str


def write_snapshot(connection: sqlite3.Connection, path: Path, out: Path, *, version: str) -> Snapshot:
    """Write the facts of one state of the database at ``path`` to a new file; the same state gives the same bytes.

    A manifest of the same name with ``.json`` stands beside it. Nothing is left behind where it cannot be finished.
    """
    part = out.with_name(out.name + ".part")
    words_part = manifest_path(part)
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as target, one_state(connection):
            rows, manifest = _fill(lambda query: _read(connection, path, query), target, version)
        sha256 = hash_file(part)
        told = {**manifest, "file": out.name, "sha256": sha256}
        words = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        # A name that is no UTF-8 stays what it is: so JSON escapes it.
        words_part.write_text(words, encoding="utf-8", errors="backslashreplace")
        words_part.replace(manifest_path(out))
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
        words_part.unlink(missing_ok=True)
    return Snapshot(rows=rows, sha256=sha256)


def manifest_path(out: Path) -> Path:
    """Return where the manifest of a snapshot stands."""
    return out.with_name(f"{out.name}.json")


def _read(connection: sqlite3.Connection, path: Path, query: str) -> Iterator[tuple[Any, ...]]:
    # Damage is the database's, not that of the file that is written meanwhile.
    with explained(path):
        for row in connection.execute(query):
            yield tuple(row)


def _fill(
    read: _Read, target: sqlite3.Connection, version: str
) -> tuple[dict[str, int], dict[str, dict[str, int] | str]]:
    # What could differ between two files of the same rows is set; no time of making is written.
    target.execute("PRAGMA page_size = 4096")
    target.execute(f"PRAGMA application_id = {SNAPSHOT_ID}")
    target.execute("PRAGMA journal_mode = OFF")
    target.execute("BEGIN")
    for name, columns in _TABLES.items():
        target.execute(f"CREATE TABLE {name} ({columns})")
    facts = f"SELECT {', '.join(map(_published, _FACT_CELLS))} FROM facts ORDER BY id"  # noqa: S608
    _insert(target, "articles", 13, _articles(read))
    _insert(target, "institutions", 3, read(_INSTITUTIONS))
    marks = ", ".join("?" * len(_FACT_CELLS))
    into = f"INSERT INTO facts ({', '.join(_FACT_CELLS)}) VALUES ({marks})"  # noqa: S608
    target.executemany(into, read(facts))
    versions = {f"{part} {name}": number for part, name, number in read(_VERSIONS)}
    rules: dict[str, int] = dict(read("SELECT rule, count(*) FROM facts GROUP BY rule ORDER BY rule"))
    for statement in filter(str.strip, _VIEWS.split(";")):
        target.execute(statement)
    tables = [name for name in _TABLES if name != "manifest"]
    rows = {name: target.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608
    manifest: dict[str, dict[str, int] | str] = {
        "about": "Facts read out of Korean press articles; offsets are code points of the cleaned text, whose sha256 "
        "is in articles. Texts and pages belong to their publishers and are not here.",
        "made_by": f"pressfacts {version}: pressfacts snapshot --db DATABASE --out FILE",
        "query": " ".join(facts.split()),
        "rows": rows,
        "articles_by_version": versions,
        "facts_by_rule": rules,
    }
    told = [(k, v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)) for k, v in sorted(manifest.items())]
    _insert(target, "manifest", 2, iter(told))
    target.execute("COMMIT")
    return rows, manifest


def _published(column: str) -> str:
    if column not in _CUT:
        return column
    short = f"substr({column}, 1, {QUOTE_AT_MOST - 1}) || '…'"
    return f"CASE WHEN length({column}) > {QUOTE_AT_MOST} THEN {short} ELSE {column} END"


def _articles(read: _Read) -> Iterator[tuple[object, ...]]:
    for *head, text, page, fetched, cleaner, extractor in read(_ARTICLES):
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield (*head, len(text), digest, page, fetched, cleaner, extractor)


def _insert(target: sqlite3.Connection, table: str, columns: int, rows: Iterator[tuple[object, ...]]) -> None:
    target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)  # noqa: S608


def hash_file(path: Path) -> str:
    """Return the sha256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
