"""A batch: every shard of the inputs read once, its articles and facts written as Parquet, and marked as done.

A shard's files are written under names of their own, forced to the disk and renamed, its mark last: whatever dies at
whatever moment, a shard is done with its mark or to be done again, and doing it twice gives the same files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from extractors.registry.check import own_files_hash
from pipeline.jobs.attempts import ATTEMPTS, Attempt
from pipeline.jobs.intake import current_versions, start_visit
from pipeline.jobs.reading import Broke, PageTask, ReadArticle, Refused, StoredTask, read_page, reread_article
from pipeline.jobs.reports import Progress, Step
from pipeline.jobs.shard_files import BAD, ShardFiles, write_safely
from pipeline.jobs.shards import CUT, BadInput, BadRow, GivenText, Record, Shard, plan_shards, read_shard
from pipeline.model import FetchedPage
from pipeline.store import PARTS, Incoming, Outcome, Prepared, pack_page, page_hash
from pipeline.urls import NotAUrl, article_key, canonical_url

MARKS = "done"


class BadOutput(Exception):
    """The folder cannot take this batch; one line that names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardDone:
    """The mark of a finished shard: what was read, with which versions, and how much came of it."""

    shard: str
    path: str
    identity: str
    pressfacts: str
    cleaner: str
    extractor: str
    records: int
    articles: int
    facts: int
    bad: int
    columns: str = ""
    """A hash of the columns and types of its files; none in a mark that was made before there were any others."""
    institutions: str = ""
    """A hash of the user's own institutions; none where there were none."""
    lost: int = 0
    """Of the bad records those that hold nothing readable or broke; the others are pages that are no article."""
    attempts: int = 1
    """How often it was begun: more than once where a process died with it, or the batch was cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardFailed:
    """A shard that was not read to its end; the next start does it again."""

    shard: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReport:
    """What a batch did."""

    shards: int
    before: int
    """Shards that an earlier start had done."""
    done: tuple[ShardDone, ...]
    """All that are done now, those included."""
    again: tuple[ShardDone, ...]
    """Those done by this start that an attempt before came to no end with."""
    failed: tuple[ShardFailed, ...]

    def total(self, count: str) -> int:
        """Return the sum of a count, such as ``records`` or ``bad``, over the shards that are done."""
        return sum(getattr(mark, count) for mark in self.done)


Runner = Callable[[Sequence[Shard], Path], Iterator[ShardDone | ShardFailed]]
"""Has :func:`run_shard` done for each shard, anywhere, and yields what became of each, in any order."""


@cache
def columns_hash() -> str:
    """Return a hash of the columns that a batch writes and of their types: another one, and shards are done again."""
    told = [(name, column, kind) for name, table in PARTS.items() for column, kind in table.types.items()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def run_here(shards: Sequence[Shard], out: Path) -> Iterator[ShardDone | ShardFailed]:
    """Do the shards one after the other in this process."""
    for shard in shards:
        yield run_shard(shard, out)


def run_batch(
    inputs: Sequence[str], out: Path, runner: Runner = run_here, *, progress: Progress | None = None, cut: int = CUT
) -> BatchReport:
    """Read what no earlier start has read of the inputs, and return what the folder now holds.

    A WARC file is read in pieces of at least ``cut`` bytes. Raises BadInput for a file that is no input, BadOutput for
    a folder that holds other shards of it.
    """
    shards = plan_shards(inputs, cut=cut)
    done = {mark.shard: mark for mark in _marks(out)}
    _refuse_mixture(shards, done.values(), out)
    finished = {shard.name for shard in shards if shard.name in done and _is_current(done[shard.name])}
    waiting = [shard for shard in shards if shard.name not in finished]
    _make_folders(out)
    again, failed = [], []
    for number, end in enumerate(map(_checked, runner(waiting, out) if waiting else ()), 1):
        if isinstance(end, ShardFailed):
            failed.append(end)
        else:
            done[end.shard] = end
            again += [end] if end.attempts > 1 else []
        if progress is not None:
            outcome = Outcome.FAILED if isinstance(end, ShardFailed) else Outcome.NEW
            at = len(finished) + number
            progress(Step(source=None, url=end.shard, outcome=outcome, done=at, total=len(shards)))
    marks = tuple(done[shard.name] for shard in shards if shard.name in done and _is_current(done[shard.name]))
    return BatchReport(shards=len(shards), before=len(finished), done=marks, again=tuple(again), failed=tuple(failed))


def run_shard(shard: Shard, out: Path) -> ShardDone | ShardFailed:
    """Read a shard, write its files and its mark, and return the mark; needs nothing but the input and the folder.

    One that is done is left as it is: a scheduler that loses an answer with a worker has the shard done again. A record
    at which two processes died is left out.
    """
    records = articles = facts = bad = lost = 0
    mark_path = out / MARKS / f"{shard.name}.json"
    if mark_path.exists() and _is_current(mark := _read_mark(mark_path)):
        return mark
    try:
        with Attempt(shard.name, out) as attempt, ShardFiles(shard.name, out) as files:
            for number, record in read_shard(shard):
                records += 1
                end = _read(record) if attempt.begin(number) else _killer(record)
                if isinstance(end, Incoming):
                    articles += 1
                    facts += len(end.prepared.facts)
                    files.add(number, end)
                else:
                    bad += 1
                    lost += end.lost
                    files.add_bad(end)
            mark_path.unlink(missing_ok=True)
            files.publish(sweep=attempt.before > 0)
            attempt.finish()
    except BadInput as problem:
        return ShardFailed(shard=shard.name, detail=str(problem))
    except OSError as error:
        return ShardFailed(shard=shard.name, detail=f"{error.filename or out}: {error.strerror or error}")
    versions = current_versions()
    mark = ShardDone(
        shard=shard.name,
        path=shard.path,
        identity=shard.identity,
        pressfacts=versions.pressfacts,
        cleaner=versions.cleaner,
        extractor=versions.extractor,
        records=records,
        articles=articles,
        facts=facts,
        bad=bad,
        columns=columns_hash(),
        institutions=own_files_hash(),
        lost=lost,
        attempts=attempt.before + 1,
    )
    write_safely(mark_path, json.dumps(asdict(mark), ensure_ascii=False, indent=1).encode() + b"\n")
    return mark


def _read(record: Record) -> Incoming | BadRow:
    if isinstance(record, BadRow):
        return record
    if isinstance(record, GivenText):
        return _read_text(record)
    return _read_page(record)


def _read_page(page: FetchedPage) -> Incoming | BadRow:
    try:
        url = canonical_url(page.url) if "://" in page.url else None
    except NotAUrl as problem:
        return BadRow(place=page.url[:200], url=page.url[:200], reason="url", detail=str(problem), lost=True)
    name = url or page.url
    task = PageTask(
        body=page.body,
        page=page_hash(page.body),
        name=name,
        url=url and page.final_url,
        content_type=page.content_type,
        outlet=None,
    )
    end = read_page(task)
    if not isinstance(end, ReadArticle):
        return _bad(name, url, end)
    visit = replace(
        start_visit(name, page.fetched_at),
        final_url=page.final_url,
        status=page.status,
        content_type=page.content_type,
        etag=page.etag,
        last_modified=page.last_modified,
        page=task.page,
        bytes=len(page.body),
    )
    return Incoming(visit=visit, prepared=end.prepared, page=end.page)


def _read_text(given: GivenText) -> Incoming | BadRow:
    body = given.article.text.encode("utf-8", "replace")
    try:
        url = canonical_url(given.article.url) if given.article.url else None
        key = article_key(url, body)
    except NotAUrl as problem:
        place = str(given.article.url)[:200]
        return BadRow(place=place, url=given.article.url, reason="url", detail=str(problem), lost=True)
    end = reread_article(StoredTask(key=key, article=replace(given.article, url=url)))
    if not isinstance(end, Prepared):
        return _bad(key, url, end)
    page = page_hash(body)
    visit = replace(start_visit(url or key, given.at), final_url=url, status=200, page=page, bytes=len(body))
    return Incoming(visit=visit, prepared=end, page=pack_page(body, page))


def _bad(place: str, url: str | None, end: Refused | Broke) -> BadRow:
    if isinstance(end, Refused):
        return BadRow(place=place, url=url, reason=end.reason, detail=end.detail.removeprefix(f"{place}: "))
    return BadRow(place=place, url=url, reason="broken", detail=f"pressfacts broke on it ({end.cause})", lost=True)


def _killer(record: Record) -> BadRow:
    if isinstance(record, BadRow):
        return record
    url = record.url if isinstance(record, FetchedPage) else record.article.url
    detail = "the processes that read it died, of memory perhaps, and it is left out"
    return BadRow(place=url or "a text", url=url, reason="killed", detail=detail, lost=True)


def _marks(out: Path) -> Iterator[ShardDone]:
    yield from map(_read_mark, sorted((out / MARKS).glob("*.json")))


def _read_mark(path: Path) -> ShardDone:
    try:
        return ShardDone(**json.loads(path.read_bytes()))
    except (ValueError, TypeError):
        raise BadOutput(f"{path}: is no mark of a finished shard; remove it, and its shard is done again") from None


def read_marks(out: Path) -> tuple[ShardDone, ...]:
    """Return the marks of the shards that are done, by name; raises BadOutput where there is none or one is damaged."""
    marks = tuple(_marks(out))
    if not marks:
        raise BadOutput(f"{out}: holds no finished shard; name the folder that pressfacts batch --out wrote")
    return marks


def _is_current(mark: ShardDone) -> bool:
    versions = current_versions()
    return (mark.pressfacts, mark.cleaner, mark.extractor, mark.columns, mark.institutions) == (
        versions.pressfacts,
        versions.cleaner,
        versions.extractor,
        columns_hash(),
        own_files_hash(),
    )


def _checked(end: ShardDone | ShardFailed) -> ShardDone | ShardFailed:
    if isinstance(end, ShardFailed) or _is_current(end):
        return end
    if end.institutions != own_files_hash():
        detail = "its worker has other institutions of your own than this command; have the same files on all"
        return ShardFailed(shard=end.shard, detail=detail)
    versions = current_versions()
    theirs, ours = f"{end.pressfacts}, rules {end.extractor}", f"{versions.pressfacts}, rules {versions.extractor}"
    detail = f"its worker has another pressfacts ({theirs}) than this command ({ours}); install the same on all"
    return ShardFailed(shard=end.shard, detail=detail)


def _refuse_mixture(shards: Sequence[Shard], marks: Iterable[ShardDone], out: Path) -> None:
    """Refuse a folder with other shards of a file than those planned: its articles would be there twice."""
    identities = {shard.path: shard.identity for shard in shards}
    planned = {shard.name for shard in shards}
    for mark in marks:
        if mark.path not in identities or mark.shard in planned:
            continue
        changed = identities[mark.path] != mark.identity
        what = "as it was before it changed" if changed else "as another pressfacts cut it"
        raise BadOutput(f"{out}: holds shards of {mark.path} {what}; name another folder")


def _make_folders(out: Path) -> None:
    try:
        for name in (*PARTS, BAD, MARKS, ATTEMPTS):
            (out / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadOutput(f"{out}: cannot be written ({error.strerror}); name another folder") from error
