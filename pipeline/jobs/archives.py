"""A source's files and WARC archives: each page taken in once, however often the source is crawled."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.jobs.ahead import in_order
from pipeline.jobs.inputs import FileInput, NoFile, expand_inputs, read_file
from pipeline.jobs.intake import Begun, Intake, start_visit
from pipeline.jobs.reports import Problem, Work
from pipeline.model import FetchedPage
from pipeline.sources import Source
from pipeline.store import Outcome, Store, page_hash
from pipeline.urls import NotAUrl, canonical_url
from pipeline.warc import BadRecord, NotAWarc, find_warcs, read_warc


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page of an archive that says nothing new."""

    name: str


Taken = tuple[str, Outcome]
_Finish = Callable[[], Awaitable[Taken]]


def take_files(intake: Intake, source: Source, work: Work) -> AsyncIterator[Taken]:
    """Take in the files of a source, yielding each with what became of it; one whose bytes were read before is known.

    The loop runs on between two of them, so that a stop is heard.
    """
    return in_order(_begin_files(intake, source, work), intake.workers.ahead)


def take_warcs(intake: Intake, source: Source, work: Work) -> AsyncIterator[Taken]:
    """Take in the pages of a source's WARC files, yielding each with what became of it.

    A page of which there is an article that was read later is known: an archive does not undo an edit.
    """
    return in_order(_begin_warcs(intake, source, work), intake.workers.ahead)


def _begin_files(intake: Intake, source: Source, work: Work) -> Iterator[_Finish]:
    for item in expand_inputs(source.files):
        if isinstance(item, Problem):
            yield partial(_fail, item, work)
        elif isinstance(item, FileInput):
            if has_read(intake.store, item):
                yield partial(_know, str(item.path), work)
            else:
                begun = intake.begin_file(item.path, source=source.key, outlet=source.name)
                yield partial(_finish_file, intake, begun, work)


def has_read(store: Store, item: FileInput) -> bool:
    """Return whether a file with the bytes that it has now was taken in before, whatever it held."""
    try:
        return store.book.has_read(str(item.path), page_hash(read_file(item.path)))
    except NoFile:
        return False


def begin_warc(
    intake: Intake, path: Path, *, source: str | None = None, outlet: str | None = None
) -> Iterator[Begun | Known | Problem]:
    """Begin with each page of a WARC file as it is read; a Problem for what is none, be it a record or the file.

    A page of which there is a later reading is Known, as ``is_known`` says of one before it is finished.
    """
    try:
        for record in read_warc(path):
            yield _begin_record(intake, record, source, outlet)
    except NotAWarc as problem:
        yield bad_file(str(path), problem)


def is_known(intake: Intake, begun: Begun) -> bool:
    """Whether there is a later reading of an archive's page; asked again when those before it are stored."""
    return begun.archived and intake.store.is_settled_since(begun.visit.url, begun.visit.at)


def _begin_warcs(intake: Intake, source: Source, work: Work) -> Iterator[_Finish]:
    for name in source.warcs:
        try:
            paths = find_warcs(name)
        except NotAWarc as problem:
            yield partial(_fail, bad_file(name, problem), work)
            continue
        for path in paths:
            for item in begin_warc(intake, path, source=source.key, outlet=source.name):
                yield partial(_finish_record, intake, item, work)


def _begin_record(
    intake: Intake, record: FetchedPage | BadRecord, source: str | None, outlet: str | None
) -> Begun | Known | Problem:
    if isinstance(record, BadRecord):
        return Problem(name=f"{record.path} at {record.offset}", reason="broken-record", detail=record.detail)
    try:
        url = canonical_url(record.url)
    except NotAUrl as problem:
        return Problem(name=record.url[:200], reason="url", detail=str(problem))
    if intake.store.is_settled_since(url, record.fetched_at):
        return Known(name=record.url)
    visit = start_visit(url, record.fetched_at, source=source)
    return intake.begin(record, visit, url=record.final_url, outlet=outlet, archived=True)


async def _finish_record(intake: Intake, item: Begun | Known | Problem, work: Work) -> Taken:
    if isinstance(item, Problem):
        return await _fail(item, work)
    if isinstance(item, Known) or is_known(intake, item):
        return await _know(item.name, work)
    return item.name, await intake.finish(item, work)


async def _finish_file(intake: Intake, begun: Begun, work: Work) -> Taken:
    return begun.name, await intake.finish(begun, work)


async def _fail(problem: Problem, work: Work) -> Taken:
    work.failed.append(problem)
    return problem.name, Outcome.FAILED


async def _know(name: str, work: Work) -> Taken:
    work.outcomes[Outcome.UNCHANGED] += 1
    return name, Outcome.UNCHANGED


def bad_file(name: str, problem: NotAWarc) -> Problem:
    """Return what is told of a WARC file that is missing or none."""
    return Problem(name=name, reason="missing", detail=str(problem).removeprefix(f"{name}: "))
