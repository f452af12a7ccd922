"""What a person names on the command line, as single inputs: files, folders, globs and URLs."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.jobs.reports import Problem
from pipeline.model import FetchedPage
from pipeline.warc import WARC_SUFFIXES

# What a folder is searched for; a file that is named itself is read whatever it is called.
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt"})
LARGEST_FILE = 50_000_000

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlInput:
    """A URL to fetch."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInput:
    """A file to read."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcInput:
    """A WARC file to read record by record."""

    path: Path


_JSON_LINES = frozenset({".jsonl", ".ndjson"})


class NoFile(Exception):
    """A file cannot be read; the message says why, in a few words."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def expand_inputs(names: Iterable[str], *, warcs: bool = False) -> Iterator[UrlInput | FileInput | WarcInput | Problem]:
    """Yield the files and URLs that are meant, in a steady order, each once; a Problem for a name that means none.

    With ``warcs`` a WARC file, named or in a folder, is a WarcInput; else one that is named is a file like any other.
    """
    seen: set[str] = set()
    for name in names:
        for item in _expand(name, warcs):
            mark = repr(item)
            if mark not in seen:
                seen.add(mark)
                yield item


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; raises NoFile."""
    try:
        if not path.is_file():
            raise NoFile("missing", "is no regular file" if path.exists() else "no such file")
        if path.stat().st_size > LARGEST_FILE:
            raise NoFile("too-large", f"is larger than {LARGEST_FILE:,} bytes; no article page is")
        return path.read_bytes()
    except PermissionError as error:
        raise NoFile("unreadable", "may not be read; check its permissions") from error
    except OSError as error:
        raise NoFile("unreadable", f"cannot be read: {error.strerror or error}") from error


def open_file(path: Path) -> FetchedPage | Problem:
    """Return a file as a page that was fetched now, or what is told of one that cannot be read."""
    try:
        body = read_file(path)
    except NoFile as problem:
        return Problem(name=str(path), reason=problem.reason, detail=problem.detail)
    return FetchedPage(
        url=str(path),
        final_url=str(path),
        status=200,
        body=body,
        content_type=None,
        etag=None,
        last_modified=None,
        fetched_at=datetime.now(UTC),
    )


def _expand(name: str, warcs: bool) -> Iterator[UrlInput | FileInput | WarcInput | Problem]:
    if _SCHEME.match(name):
        yield UrlInput(url=name)
        return
    path = Path(name)
    if "\x00" in name or not _is_there(path):
        matches = sorted(glob.glob(name, recursive=True)) if _WILD.search(name) and "\x00" not in name else []  # noqa: PTH207
        if not matches:
            what = "matches no file" if _WILD.search(name) else "no such file"
            yield Problem(name=name, reason="missing", detail=what)
        for match in matches:
            yield from _files(Path(match), warcs) if Path(match).is_dir() else (_file(Path(match), warcs),)
        return
    if path.suffix.lower() in _JSON_LINES and not path.is_dir():
        detail = "holds JSON lines, not a page; pressfacts extract reads the facts of such texts"
        yield Problem(name=name, reason="json-lines", detail=detail)
        return
    if not path.is_dir():
        yield _file(path, warcs)
        return
    files = list(_files(path, warcs))
    yield from files
    if not files:
        suffixes = ", ".join((*sorted(PAGE_SUFFIXES), *(WARC_SUFFIXES if warcs else ())))
        yield Problem(name=name, reason="empty", detail=f"the folder holds no page ({suffixes})")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _files(folder: Path, warcs: bool) -> Iterator[FileInput | WarcInput]:
    for path in sorted(folder.rglob("*")):
        item = _file(path, warcs)
        if (isinstance(item, WarcInput) or path.suffix.lower() in PAGE_SUFFIXES) and path.is_file():
            yield item


def _file(path: Path, warcs: bool) -> FileInput | WarcInput:
    is_warc = warcs and path.name.lower().endswith(WARC_SUFFIXES)
    return WarcInput(path=path) if is_warc else FileInput(path=path)
