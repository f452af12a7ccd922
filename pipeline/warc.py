"""Pages out of WARC files (ISO 28500), such as CC-NEWS: under limits, a record at a time, broken ones told and passed.

Not by warcio: it goes on past no damaged record, takes lines of any length into memory, and ends silently where a file
was cut off.
"""

from __future__ import annotations

import glob
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.gzip_members import GZIP_MAGIC, BrokenGzip, GzipMembers
from pipeline.model import FetchedPage
from pipeline.warc_bodies import BadBody, decode_body

MAX_BODY = 10_000_000
"""Bytes of a page, as it stands in the file and decoded: what a fetch would read of it."""
WARC_SUFFIXES = (".warc", ".warc.gz")

_MAX_LINE = 16_384
_MAX_HEAD_LINES = 500
_MAX_HEAD = 65_536
_CHUNK = 65_536
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_KINDS = frozenset({"response", "resource"})


class NotAWarc(Exception):
    """A name means no WARC file, or the file cannot be read as one; one line that names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRecord:
    """A record that could not be read; those after it can."""

    path: Path
    offset: int
    """In the file; of a compressed one, where the record's gzip member starts."""
    detail: str


def find_warcs(name: str) -> tuple[Path, ...]:
    """The WARC files that a file, folder or glob means, in a steady order; raises NotAWarc where it means none."""
    path = Path(name)
    if path.is_file():
        return (path,)
    within = path.rglob("*") if path.is_dir() else map(Path, glob.glob(name, recursive=True))  # noqa: PTH207
    found = tuple(sorted(file for file in within if file.name.lower().endswith(WARC_SUFFIXES) and file.is_file()))
    if not found:
        raise NotAWarc(f"{name}: {'holds' if path.is_dir() else 'means'} no file that ends in .warc or .warc.gz")
    return found


def read_warc(path: Path) -> Iterator[FetchedPage | BadRecord]:
    """Yield the HTML pages, answered with 200 or saved, and each record that is broken; raises NotAWarc."""
    for _, record in read_piece(path):
        yield record


def read_piece(path: Path, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, FetchedPage | BadRecord]]:
    """Yield what ``read_warc`` does of the records that start between two bytes of the file, each with its place.

    At both stands a record, or a gzip member with one at its start, and ``end`` None is the end of the file. The place
    is the byte at which the record starts; of the further records in a gzip member a higher one. Raises NotAWarc.
    """
    try:
        with path.open("rb") as file:
            file.seek(begin)
            yield from _Records(path, file, begin, end)
    except OSError as error:
        raise NotAWarc(f"{path}: cannot be read: {error.strerror or error}") from error


def record_starts(path: Path) -> Iterator[int]:
    """Yield the bytes at which the records of an unpacked file start, as reading finds them; the blocks are passed."""
    with path.open("rb") as file:
        yield from _Records(path, file, 0, None).starts()


class _Broken(Exception):
    """What is wrong with one record."""


class _Records:
    """The records of one open file, or of a piece of it."""

    def __init__(self, path: Path, file: io.BufferedReader, begin: int, end: int | None) -> None:
        self._path = path
        self._begin = begin
        self._end = end
        self._place = -1
        self._members = GzipMembers(file) if file.peek(len(GZIP_MAGIC)).startswith(GZIP_MAGIC) else None
        self._stream: io.BufferedReader = file if self._members is None else io.BufferedReader(self._members, _CHUNK)
        self._offset = 0
        self._start: int | None = None
        """Where a record starts whose first line was read while looking for it."""
        self._lost = False
        """What comes next may be the rest of a record that was told as broken."""

    def __iter__(self) -> Iterator[tuple[int, FetchedPage | BadRecord]]:
        # A piece from the middle is one of a WARC file, whatever stands in it.
        seen = self._begin > 0
        while True:
            try:
                if not self._find_start():
                    self._expect(self._end is None)
                    break
                if self._is_past():
                    return
                seen = True
                self._place = max(self._offset, self._place + 1)
                page = self._read_record()
            except (_Broken, BrokenGzip) as problem:
                if not seen and self._start is None:
                    raise NotAWarc(f"{self._path}: not a WARC file: {problem}") from problem
                if self._members is not None and isinstance(problem, BrokenGzip):
                    self._offset = self._members.start
                    if self._is_past():
                        return
                self._place = max(self._offset, self._place)
                yield self._place, BadRecord(path=self._path, offset=self._offset, detail=str(problem))
                self._recover()
            else:
                if page is not None:
                    yield self._place, page
        if not seen:
            raise NotAWarc(f"{self._path}: not a WARC file: no record in it")

    def starts(self) -> Iterator[int]:
        """Yield where the records start, whatever they hold."""
        while True:
            try:
                if not self._find_start():
                    return
                yield self._offset
                self._skip(_length(self._read_head()))
            except (_Broken, BrokenGzip):
                self._recover()

    def _is_past(self) -> bool:
        """Whether what starts here belongs to the next piece."""
        if self._end is None or self._offset < self._end:
            return False
        self._expect(self._offset == self._end)
        return True

    def _expect(self, right: bool) -> None:
        if not right:
            raise NotAWarc(
                f"{self._path}: was cut at byte {self._end}, where none of its own records starts (an archive within "
                "an archive, perhaps); unpack it with gunzip and read that file into another folder"
            )

    def _find_start(self) -> bool:
        """Whether a record follows, its first line read; raises _Broken where something else stands before it."""
        if self._start is not None:
            self._offset, self._start = self._start, None
            return True
        junk_at = None
        while True:
            line = self._read_line_of_start()
            if line.startswith(b"WARC/") or not line:
                break
            if line.strip() and junk_at is None:
                junk_at = self._offset
        if junk_at is not None and not self._lost:
            self._start = self._offset if line else None
            self._offset = junk_at
            raise _Broken("what stands here is no record")
        self._lost = False
        return bool(line)

    def _read_line_of_start(self) -> bytes:
        """A line that may be the first of a record, its offset noted."""
        before = 0 if self._members else self._stream.tell()
        line = self._stream.readline(_MAX_LINE)
        self._offset = self._members.start if self._members else before
        return line

    def _recover(self) -> None:
        self._lost = self._start is None
        if self._members is not None and self._members.damaged:
            self._stream.detach()  # else it would close the file when it goes
            self._members.pass_on()
            self._stream = io.BufferedReader(self._members, _CHUNK)

    def _read_record(self) -> FetchedPage | None:
        """The record's page, or None for a record of another kind; raises _Broken."""
        head = self._read_head()
        length = _length(head)
        url = head.get("warc-target-uri", "").strip("<>")
        kind = head.get("warc-type")
        if kind not in _KINDS or not url.startswith(("http://", "https://")):
            self._skip(length)
            return None
        if length > MAX_BODY:
            self._skip(length)
            raise _Broken(f"{url[:200]}: {length} bytes, more than {MAX_BODY}")
        block = self._stream.read(length)
        if len(block) < length:
            raise _Broken(f"{url[:200]}: the file ends within it")
        try:
            if kind == "resource":
                return _make_resource(url, head.get("warc-date", ""), head.get("content-type", ""), block)
            return _make_page(url, head.get("warc-date", ""), block)
        except _Broken as problem:
            raise _Broken(f"{url[:200]}: {problem}") from problem

    def _read_head(self) -> dict[str, str]:
        lines: list[bytes] = []
        for _ in range(_MAX_HEAD_LINES):
            line = self._stream.readline(_MAX_LINE)
            if not line.endswith(b"\n"):
                break
            if not line.strip():
                return _read_fields(lines)
            lines.append(line)
        raise _Broken("its header does not end")

    def _skip(self, length: int) -> None:
        if self._members is None and length > _CHUNK:
            self._stream.seek(length - 1, io.SEEK_CUR)
            length = 1
        while length > 0:
            passed = len(self._stream.read(min(length, _CHUNK)))
            if not passed:
                raise _Broken("the file ends within it")
            length -= passed


def _length(head: Mapping[str, str]) -> int:
    written = head.get("content-length", "")
    if not written.isdecimal() or len(written) > 15:
        raise _Broken(f"its length is {written[:50]!r}, not a number")
    return int(written)


def _read_fields(lines: Iterable[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(name.strip().lower(), " ".join(value.split()))
    return fields


def _make_page(url: str, date: str, block: bytes) -> FetchedPage | None:
    """The page of an HTTP answer, or None where it is none that was found; raises _Broken."""
    end = re.search(rb"\r?\n\r?\n", block[:_MAX_HEAD])
    status = re.match(rb"HTTP/\d(?:\.\d)? +(\d{3})\b", block)
    if end is None or status is None:
        raise _Broken("no HTTP answer in it")
    fields = _read_fields(block[: end.start()].splitlines()[1:])
    content_type = fields.get("content-type")
    kind = (content_type or "text/html").partition(";")[0].strip().lower()
    if status[1] != b"200" or kind not in _PAGES:
        return None
    return FetchedPage(
        url=url,
        final_url=url,
        status=200,
        body=_decode(block[end.end() :], fields),
        content_type=content_type,
        etag=fields.get("etag"),
        last_modified=fields.get("last-modified"),
        fetched_at=_read_date(date),
    )


def _decode(body: bytes, fields: Mapping[str, str]) -> bytes:
    try:
        return decode_body(body, fields, limit=MAX_BODY)
    except BadBody as problem:
        raise _Broken(str(problem)) from problem


def _make_resource(url: str, date: str, content_type: str, block: bytes) -> FetchedPage | None:
    """The page of a record that holds no answer, only what was answered or saved; raises _Broken."""
    if content_type.partition(";")[0].strip().lower() not in _PAGES:
        return None
    return FetchedPage(
        url=url,
        final_url=url,
        status=200,
        body=block,
        content_type=content_type,
        etag=None,
        last_modified=None,
        fetched_at=_read_date(date),
    )


def _read_date(date: str) -> datetime:
    try:
        fetched = datetime.fromisoformat(date)
    except ValueError:
        raise _Broken(f"its date is {date[:50]!r}") from None
    return fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC)
