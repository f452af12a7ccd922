"""The database of one researcher, as verbs: begin a run, record what was fetched, save articles, select facts."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.model import Article
from pipeline.store import (
    archiving,
    exporting,
    importing,
    reporting,
    review_audit,
    review_reading,
    reviewing,
    saving,
    searching,
    selecting,
    snapshot,
    unknown,
    verifying,
    visits,
)
from pipeline.store.archiving import PageSeen
from pipeline.store.clusters import place_new
from pipeline.store.columns import system_time
from pipeline.store.crawl_book import CrawlBook
from pipeline.store.exporting import TableRows
from pipeline.store.first_revisions import Placing
from pipeline.store.locking import Locked, lock_database
from pipeline.store.log_size import LogKeeper
from pipeline.store.opening import (
    CACHE_KIB,
    IMPORT_CACHE_KIB,
    IMPORT_TOGETHER,
    LARGE_BATCH,
    StoreUnusable,
    explained,
    open_database,
    write_transaction,
)
from pipeline.store.pages import Pages
from pipeline.store.placing import put_off
from pipeline.store.preparing import Incoming, Prepared, Reading, prepare
from pipeline.store.records import (
    Conditions,
    FactQuery,
    FactRow,
    FrontierUrl,
    InstitutionCount,
    KindCount,
    LastFetch,
    Outcome,
    Saved,
    Setback,
    StoredArticle,
    StoredPage,
    Tally,
    Trace,
    Versions,
    Visit,
)
from pipeline.store.report_records import Report
from pipeline.store.review_audit import AuditRow, ReviewerTally
from pipeline.store.review_queue import review_queue
from pipeline.store.review_records import (
    Judgement,
    NewReview,
    QueueQuery,
    ReviewArticle,
    ReviewQueue,
    ReviewRow,
    StandingWord,
    StoredReview,
)
from pipeline.store.searching import SearchAnswer, SearchQuery
from pipeline.store.snapshot import Snapshot
from pipeline.store.verifying import Check


class ArticleUnstorable(Exception):
    """An article or one of its facts breaks a rule of the schema: a defect of the stage that made it."""


class Store:
    """An open database and the pages file beside it; close it, or use it as a context manager."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        self._pages = Pages(path)
        self._place: Placing = place_new
        self._imported = 0
        self.book = CrawlBook(path, connection)
        self._log = LogKeeper(connection, path)

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True, readonly: bool = False) -> Self:
        """Return the database at ``path``, made or brought to the newest schema where needed.

        Raises StoreUnusable where it is no database of ours, of a newer version, missing (without ``create``) or
        cannot be written (unless ``readonly``).
        """
        path = Path(path)
        store = cls(path, open_database(path, create=create, readonly=readonly))
        try:
            store._end_import(readonly=readonly)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        self._connection.close()
        self._pages.close()

    def remove_if_empty(self) -> None:
        """Close the database and remove its files where no article is in it and no run works on it."""
        with suppress(Locked, StoreUnusable), self.lock():
            empty = self.count_articles() == 0
            self.close()
            if empty:
                for path in (self.path, self._pages.path):
                    for end in ("", "-wal", "-shm"):
                        path.with_name(path.name + end).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def lock(self) -> AbstractContextManager[None]:
        """Hold the database for one run; raises Locked on entering where another run holds it."""
        return lock_database(self.path)

    def together(self) -> AbstractContextManager[None]:
        """Let what is written inside be stored as one: all of it, or nothing where an error leaves."""
        return self._transaction()

    @contextmanager
    def importing(self) -> Iterator[list[str]]:
        """Store what is saved inside at the cost of its rows, and make at the end what questions are answered by.

        For imports larger than what is there: until the end nobody else can read the database. Cut off, it loses up to
        IMPORT_TOGETHER articles, and the next that opens the database to write makes what is missing. Yields a list
        that the end fills: the articles that lost facts because another one has facts of the same ids.
        """
        robbed: list[str] = []
        try:
            with explained(self.path):
                importing.begin_import(self._connection, self._transaction)
                # An article's rows are written behind those that they name: to look each of them up again, 60 of them,
                # costs the more the larger the file is. pressfacts verify looks.
                self._connection.execute("PRAGMA foreign_keys = OFF")
                self._connection.execute("BEGIN IMMEDIATE")
            self._place, self._imported = put_off, 0
            yield robbed
        finally:
            self._place = place_new
            with explained(self.path):
                try:
                    if self._connection.in_transaction:
                        self._connection.execute("COMMIT")
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    self._connection.execute("PRAGMA foreign_keys = ON")
                # SQLite sorts as much at once as its cache may hold: little of it stays in the processor's own.
                self._connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
                importing.end_import(self._connection, self._transaction, robbed)
                self._log.shorten()

    # Writing

    def begin_run(self, command: str, versions: Versions) -> str:
        """Return the id of a new row of ``runs``; one that never ends (``ended`` is null) was cut off."""
        started = datetime.now(UTC)
        run = f"{started:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        row = (run, command, system_time(started), versions.pressfacts, versions.cleaner, versions.extractor)
        with self._transaction():
            self._connection.execute(
                "INSERT INTO runs (id, command, started, pressfacts_version, cleaner_version, extractor_version) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )
        return run

    def end_run(
        self,
        run: str,
        tally: Tally,
        *,
        seconds: float,
        page_bytes: int = 0,
        alarms: int = 0,
        report: str | None = None,
    ) -> None:
        """Close a run with its counts, and its whole report as JSON."""
        counts = asdict(tally) | {"seconds": seconds, "bytes": page_bytes, "alarms": alarms, "report": report}
        assignments = ", ".join(f"{name} = ?" for name in counts)
        with self._transaction():
            self._connection.execute(
                f"UPDATE runs SET ended = ?, {assignments} WHERE id = ?",  # noqa: S608
                (system_time(datetime.now(UTC)), *counts.values(), run),
            )

    def record_visit(
        self,
        run: str,
        visit: Visit,
        outcome: Outcome,
        *,
        reason: str | None = None,
        article: str | None = None,
        setback: Setback | None = None,
    ) -> None:
        """Write down a fetch that brought no article; its URL leaves the frontier unless it failed."""
        with self._transaction():
            visits.insert_visit(self._connection, run, visit, outcome, reason=reason, article=article, setback=setback)

    def record_listing(self, run: str, visit: Visit | None, source: str, wanted: Iterable[FrontierUrl]) -> None:
        """Write down that a listing was read (None: one of our own), and the URLs to be fetched, in one transaction.

        With the one goes the other: a feed that answers 304 next time has nothing that was not put into the frontier.
        """
        with self._transaction():
            if visit is not None:
                visits.insert_visit(self._connection, run, visit, Outcome.LISTING)
            visits.insert_frontier(self._connection, run, source, wanted)

    def mark_gone(self, key: str, at: datetime) -> None:
        """Mark an article as taken down by its publisher; its rows stay."""
        with self._transaction():
            self._connection.execute(
                "UPDATE articles SET gone = ? WHERE key = ? AND gone IS NULL", (system_time(at), key)
            )

    def save_page(self, body: bytes) -> str:
        """Keep the bytes of a page in the pages file and return their sha256."""
        (name,) = self._pages.save([body])
        return name

    def save_article(
        self,
        run: str,
        visit: Visit,
        article: Article,
        *,
        key: str,
        page: bytes,
        reading: Reading,
        reclean: Callable[[bytes], Article | None] | None = None,
    ) -> Saved:
        """Store an article, its facts and its fetch in one transaction and return what that changed.

        Raises ArticleUnstorable, with nothing stored, where a fact breaks the schema's rules (a quote that is not as
        long as its span, a duration that is none). The page is committed first where a revision needs it: a cut
        between the two leaves an orphan page, no loss. With ``reclean``, today's cleaner, a revision that is a newer
        cleaner's doing is told from an edit even where the bytes of the page differ.
        """
        try:
            prepared = prepare(article, key=key, reading=reading)
        except ValueError as error:
            raise ArticleUnstorable(f"{key}: {error}") from error
        return self.save_prepared(run, Incoming(visit=visit, prepared=prepared, page=page, reclean=reclean))

    def save_prepared(self, run: str, incoming: Incoming) -> Saved:
        """Store what :func:`prepare` made of an article, in another process perhaps, as ``save_article`` does."""
        try:
            with self._transaction():
                (saved,) = self._write(run, [incoming])
                return saved
        except sqlite3.IntegrityError as error:
            raise ArticleUnstorable(f"{incoming.prepared.key}: {error}") from error

    def save_many(self, run: str, batch: Sequence[Incoming]) -> list[Saved | ArticleUnstorable]:
        """Store articles in one transaction, in their order, and return what became of each.

        For imports: a stop loses the batch or none of it, and others who write wait for as long as it takes; a few
        hundred articles are a second. One that cannot be stored takes none of the others along.
        """
        if len(batch) >= LARGE_BATCH:
            self._connection.execute(f"PRAGMA cache_size = -{IMPORT_CACHE_KIB}")
        try:
            # The database is the innermost: its damage is not told as that of the pages beside it.
            with self._transaction(), self._pages.together(), explained(self.path):
                saved: list[Saved | ArticleUnstorable] = [*self._write(run, batch)]
        except sqlite3.IntegrityError:
            saved = [self._save_or_tell(run, incoming) for incoming in batch]
        if self._place is put_off:
            self._imported += len(batch)
            if self._imported >= IMPORT_TOGETHER:
                self._commit_import()
        self._log.shorten()
        return saved

    def rewrite_many(self, run: str, batch: Sequence[Prepared], *, reached: str) -> list[Saved | ArticleUnstorable]:
        """Store what today's cleaner and extractors make of stored articles, and how far the run is, in a transaction.

        Returns what became of each; one that cannot be stored stays as it is.
        """
        try:
            with self._transaction():
                saved = [saving.rewrite_article(self._connection, prepared) for prepared in batch]
                saving.mark_reached(self._connection, run, reached)
            self._log.shorten()
            return [*saved]
        except sqlite3.IntegrityError as error:
            if len(batch) == 1:
                return [ArticleUnstorable(f"{batch[0].key}: {error}")]
            return [told for prepared in batch for told in self.rewrite_many(run, [prepared], reached=prepared.key)]

    def reached(self, command: str, versions: Versions) -> str:
        """Return the last article that a run of this command and these versions read before it was cut off, or ""."""
        with explained(self.path):
            return selecting.find_reached(self._connection, command, versions)

    def stored_pages(self, after: str = "") -> Iterator[StoredPage]:
        """Yield what is needed to read each article again, in the order of their keys; writes may go on meanwhile."""
        with explained(self.path):
            yield from selecting.stored_pages(self._connection, after)

    def count_articles(self, until: str | None = None) -> int:
        """Return how many articles there are, or up to this key."""
        with explained(self.path):
            return selecting.count_articles(self._connection, until)

    def stored_revision(self, key: str) -> Article:
        """Return the latest revision of an article as it was cleaned; raises KeyError where there is none."""
        with explained(self.path):
            return selecting.read_revision(self._connection, key)

    # What a crawl knows

    def conditions(self, url: str) -> Conditions:
        """Return the validators for a conditional request."""
        with explained(self.path):
            return selecting.find_conditions(self._connection, url)

    def last_fetch(self, url: str) -> LastFetch | None:
        """Return when and how the URL was last settled; None for a URL that never was."""
        with explained(self.path):
            return selecting.last_fetch(self._connection, url)

    def is_settled_since(self, url: str, at: datetime) -> bool:
        """Return whether a URL led to an article after a time, or was settled at that very time.

        What an archive of that time holds of it then says nothing new.
        """
        with explained(self.path):
            return selecting.is_settled_since(self._connection, url, at)

    def frontier(self, source: str, now: datetime | None = None) -> tuple[FrontierUrl, ...]:
        """Return the URLs of a source that were found and not yet settled; with ``now``, those whose turn it is."""
        with explained(self.path):
            return selecting.read_frontier(self._connection, source, now)

    def due(self, source: str, *, young_since: datetime, before: datetime, now: datetime) -> tuple[FrontierUrl, ...]:
        """Return the URLs of a source's young articles that were last asked for before ``before``."""
        with explained(self.path):
            return selecting.find_due(self._connection, source, young_since=young_since, before=before, now=now)

    def count_known(self, source: str) -> int:
        """Return how many articles a source has led to."""
        with explained(self.path):
            return selecting.count_known(self._connection, source)

    # What a researcher asks

    def select_facts(self, query: FactQuery | None = None) -> Iterator[FactRow]:
        """Yield the facts of the latest revisions that the query asks for, newest article first."""
        with explained(self.path):
            yield from selecting.select_facts(self._connection, query or FactQuery())

    def unknown_names(self, query: FactQuery) -> tuple[str, ...]:
        """Return which of a query's article, institution, publisher and currency the database holds nowhere."""
        with explained(self.path):
            return unknown.unknown_names(self._connection, query)

    def count_facts(self) -> tuple[KindCount, ...]:
        """Return how many facts of each kind there are."""
        with explained(self.path):
            return selecting.count_facts(self._connection)

    def top_institutions(self, limit: int = 10) -> tuple[InstitutionCount, ...]:
        """Return the institutions that are named in the most articles."""
        with explained(self.path):
            return selecting.top_institutions(self._connection, limit)

    def unregistered_institutions(self, limit: int = 10) -> tuple[InstitutionCount, ...]:
        """Return those named in the most articles that the registry lacks: the list that a maintainer works from."""
        with explained(self.path):
            return selecting.unregistered_institutions(self._connection, limit)

    def article(self, key: str) -> StoredArticle | None:
        """Return the latest revision of the article with this key or URL, or None."""
        with explained(self.path):
            return selecting.find_article(self._connection, key)

    def trace(self, fact_id: str) -> Trace | None:
        """Return the way back from a fact to the run that fetched it, or None where there is no such fact."""
        with explained(self.path):
            return selecting.trace_fact(self._connection, fact_id, reviewing.reviews_of(self._connection, fact_id))

    def fact_ids(self, beginning: str, limit: int = 10) -> tuple[str, ...]:
        """Return the ids of facts, of earlier revisions too, that begin so."""
        with explained(self.path):
            return selecting.find_fact_ids(self._connection, beginning, limit)

    def report(self) -> Report:
        """Return the whole database counted for its pictures; reads every fact once, so it takes its time."""
        with explained(self.path), self.one_state():
            return reporting.build_report(self._connection)

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Return the articles that a full-text search finds; raises SearchUnreadable for one that says nothing."""
        with explained(self.path):
            return searching.search(self._connection, query)

    def verify(self) -> Iterator[Check]:
        """Yield the checks of the whole file and of the pages beside it, each when it is done."""
        with explained(self.path):
            yield from verifying.verify(self._connection, self.path)

    # What reviewers say

    def review_article(self, key: str) -> ReviewArticle | None:
        """Return the article with this key or URL with its facts under the reviewers' last word, or None."""
        with explained(self.path):
            return reviewing.review_article(self._connection, key)

    def review_queue(self, query: QueueQuery) -> ReviewQueue:
        """Return the facts that wait for a reviewer, those most worth a look first."""
        with explained(self.path):
            return review_queue(self._connection, query)

    def add_review(self, new: NewReview) -> StoredReview:
        """Store a reviewer's word in one transaction and return the fact as it stands under it.

        Raises ReviewConflict where another word came first, ReviewRefused for one that does not fit the article.
        """
        with self._transaction():
            return reviewing.add_review(self._connection, new)

    def undo_review(self, reviewer: str, review: str | None = None) -> StoredReview:
        """Take back a reviewer's own word, the named one or the newest; raises as ``add_review`` does."""
        with self._transaction():
            return reviewing.undo_review(self._connection, reviewer, review)

    # Who reviewed

    def tally_reviewers(self) -> tuple[ReviewerTally, ...]:
        """Return how many words each reviewer said, the busiest first."""
        with explained(self.path):
            return review_audit.tally_reviewers(self._connection)

    def latest_reviews(self, reviewer: str, limit: int = 200) -> tuple[AuditRow, ...]:
        """Return the newest words of a reviewer, whatever was said after them."""
        with explained(self.path):
            return review_audit.latest_reviews(self._connection, reviewer, limit)

    def judgements(self) -> Iterator[Judgement]:
        """Yield each reviewer's own last word on each fact that the machine had read."""
        with explained(self.path):
            yield from review_reading.judgements(self._connection)

    def reviewed_articles(self) -> Iterator[ReviewArticle]:
        """Yield the articles on which a reviewer's word stands, in the order of their keys."""
        with explained(self.path):
            yield from review_reading.reviewed_articles(self._connection)

    def standing_words(self) -> Iterator[StandingWord]:
        """Yield the last word on each fact that has one, article by article."""
        with explained(self.path):
            yield from review_reading.standing_words(self._connection)

    def review_rows(self, key: str) -> tuple[ReviewRow, ...]:
        """Return every review of an article, to be taken elsewhere."""
        with explained(self.path):
            return review_reading.review_rows(self._connection, key)

    def restore_reviews(self, key: str, rows: Iterable[ReviewRow]) -> int:
        """Append the reviews of an article that are not there yet and return how many; raises ReviewRefused."""
        with self._transaction():
            return review_reading.restore_reviews(self._connection, key, rows)

    # What a researcher takes away

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Hold the state of the database for several reads, whatever a crawl commits meanwhile."""
        with explained(self.path), exporting.one_state(self._connection):
            yield

    def read_table(self, name: str) -> TableRows:
        """Return a table or view to be read row by row; raises KeyError for one that is not in TABLES."""
        return exporting.read_table(self._connection, name)

    def pages_seen(self) -> Iterator[PageSeen]:
        """Yield how each page that is kept first came, the earliest first; ``page`` gives the bytes."""
        with explained(self.path):
            yield from archiving.pages_seen(self._connection)

    def write_snapshot(self, out: Path, *, version: str) -> Snapshot:
        """Write a database that can be published, and its manifest; raises StoreUnusable where it cannot be written."""
        with explained(out):
            return snapshot.write_snapshot(self._connection, self.path, out, version=version)

    def page(self, name: str) -> bytes:
        """Return the bytes of a page by its sha256; raises PageMissing where the pages file lacks it."""
        return self._pages.read(name)

    def _transaction(self) -> AbstractContextManager[None]:
        return write_transaction(self._connection, self.path)

    def _commit_import(self) -> None:
        self._imported = 0
        with explained(self.path):
            self._connection.execute("COMMIT")
            self._log.shorten()
            self._connection.execute("BEGIN IMMEDIATE")

    def _end_import(self, *, readonly: bool) -> None:
        """End an import that was cut off; raises StoreUnusable where one goes on, or where nothing can be written."""
        with explained(self.path):
            if not importing.is_unfinished(self._connection):
                return
        wait = "an import into it goes on; wait for it to end"
        if readonly:
            raise StoreUnusable(self.path, f"{wait}, or where it was cut off run pressfacts load again")
        try:
            with self.lock():
                importing.end_import(self._connection, self._transaction, [])
        except Locked as error:
            raise StoreUnusable(self.path, wait) from error

    def _write(self, run: str, batch: Sequence[Incoming]) -> list[Saved]:
        return saving.write_articles(
            self._connection,
            run,
            batch,
            keep_pages=self._pages.save,
            read_page=self._pages.read_or_none,
            place=self._place,
            before_rewriting=self._prepare_rewriting if self._place is put_off else None,
        )

    def _prepare_rewriting(self) -> None:
        importing.prepare_rewriting(self._connection)

    def _save_or_tell(self, run: str, incoming: Incoming) -> Saved | ArticleUnstorable:
        try:
            return self.save_prepared(run, incoming)
        except ArticleUnstorable as error:
            return error
