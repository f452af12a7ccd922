"""A source's files and WARC archives: each page taken in once, however often the source is crawled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

from pipeline.jobs.inputs import FileInput, NoFile, UrlInput, expand_inputs, read_file
from pipeline.jobs.intake import Intake, start_visit
from pipeline.jobs.reports import Problem, Work
from pipeline.model import FetchedPage
from pipeline.sources import Source
from pipeline.store import Outcome, page_hash
from pipeline.urls import NotAUrl, canonical_url
from pipeline.warc import BadRecord, NotAWarc, find_warcs, read_warc

# Stored times are of milliseconds.
_SAME_TIME = timedelta(milliseconds=1)


async def take_files(intake: Intake, source: Source, work: Work) -> AsyncIterator[tuple[str, Outcome]]:
    """Take in the files of a source, yielding each with what became of it; one whose bytes were read before is known.

    The loop runs on between two of them, so that a stop is heard.
    """
    for item in expand_inputs(source.files):
        await asyncio.sleep(0)
        if isinstance(item, Problem):
            work.failed.append(item)
            yield item.name, Outcome.FAILED
        elif not isinstance(item, UrlInput):
            yield str(item.path), _take_file(intake, source, item, work)


async def take_warcs(intake: Intake, source: Source, work: Work) -> AsyncIterator[tuple[str, Outcome]]:
    """Take in the pages of a source's WARC files, yielding each with what became of it.

    A page that is older than the last look at its URL is known: an archive does not undo an edit.
    """
    for name in source.warcs:
        try:
            paths = find_warcs(name)
        except NotAWarc as problem:
            work.failed.append(_bad_file(name, problem))
            yield name, Outcome.FAILED
            continue
        for path in paths:
            try:
                for record in read_warc(path):
                    await asyncio.sleep(0)
                    yield _take_record(intake, source, record, work)
            except NotAWarc as problem:
                work.failed.append(_bad_file(str(path), problem))
                yield str(path), Outcome.FAILED


def _bad_file(name: str, problem: NotAWarc) -> Problem:
    return Problem(name=name, reason="missing", detail=str(problem).removeprefix(f"{name}: "))


def _take_record(intake: Intake, source: Source, record: FetchedPage | BadRecord, work: Work) -> tuple[str, Outcome]:
    if isinstance(record, FetchedPage):
        return record.url, _take_page(intake, source, record, work)
    place = f"{record.path} at {record.offset}"
    work.failed.append(Problem(name=place, reason="broken-record", detail=record.detail))
    return place, Outcome.FAILED


def _take_file(intake: Intake, source: Source, item: FileInput, work: Work) -> Outcome:
    try:
        known = intake.store.book.has_read(str(item.path), page_hash(read_file(item.path)))
    except NoFile:
        known = False
    if known:
        return _count_known(work)
    return intake.take_file(item.path, work, source=source.key, outlet=source.name)


def _take_page(intake: Intake, source: Source, page: FetchedPage, work: Work) -> Outcome:
    try:
        url = canonical_url(page.url)
    except NotAUrl as problem:
        work.failed.append(Problem(name=page.url[:200], reason="url", detail=str(problem)))
        return Outcome.FAILED
    last = intake.store.last_fetch(url)
    if last is not None and last.at + _SAME_TIME > page.fetched_at:
        return _count_known(work)
    visit = start_visit(url, page.fetched_at, source=source.key)
    return intake.take(page, visit, work, url=page.final_url, outlet=source.name)


def _count_known(work: Work) -> Outcome:
    work.outcomes[Outcome.UNCHANGED] += 1
    return Outcome.UNCHANGED
