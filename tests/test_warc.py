"""WARC files as crawlers write them, and as disks and strangers leave them."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from pipeline import warc
from pipeline.model import FetchedPage
from pipeline.warc import BadRecord, NotAWarc, find_warcs, read_warc

HTML = "<!doctype html><title>군, 농가 200곳에 3억원</title>".encode()


def record(url: str, block: bytes, *, kind: str = "response", date: str = "2024-01-02T03:04:05Z") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, *, status: str = "200 OK", **headers: str) -> bytes:
    fields = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def page(number: int) -> bytes:
    return record(f"http://hanbit.test/{number}", answer(HTML))


def write(folder: Path, *records: bytes, packed: bool = False) -> Path:
    path = folder / ("news.warc.gz" if packed else "news.warc")
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    return path


def urls(path: Path) -> list[str]:
    """The pages' URLs, and for a broken record what is said of it."""
    return [
        one.url if isinstance(one, FetchedPage) else f"bad at {one.offset}: {one.detail}" for one in read_warc(path)
    ]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_pages_are_read_and_other_records_passed(tmp_path: Path, packed: bool) -> None:
    info = record("", b"software: test\r\n", kind="warcinfo")
    asked = record("http://hanbit.test/1", b"GET /1 HTTP/1.1\r\n\r\n", kind="request")
    found = record("http://hanbit.test/1", answer(HTML, ETag='"1"', Last_Modified="Tue, 02 Jan 2024 00:30:00 GMT"))
    gone = record("http://hanbit.test/2", answer(b"", status="404 Not Found"))
    picture = record("http://hanbit.test/3.png", answer(b"x", Content_Type="image/png"))
    names = record("dns:hanbit.test", b"hanbit.test. 1 IN A 10.0.0.1", kind="response")
    path = write(tmp_path, info, asked, found, gone, picture, names, packed=packed)
    assert list(read_warc(path)) == [
        FetchedPage(
            url="http://hanbit.test/1",
            final_url="http://hanbit.test/1",
            status=200,
            body=HTML,
            content_type="text/html; charset=utf-8",
            etag='"1"',
            last_modified="Tue, 02 Jan 2024 00:30:00 GMT",
            fetched_at=datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
        )
    ]


def test_a_file_packed_as_one_member_is_read_too(tmp_path: Path) -> None:
    path = write(tmp_path, page(1) + page(2), packed=True)
    assert urls(path) == ["http://hanbit.test/1", "http://hanbit.test/2"]


CHUNKED = b"5;x=1\r\n" + HTML[:5] + b"\r\n%x\r\n" % len(HTML[5:]) + HTML[5:] + b"\r\n0\r\n\r\n"
BODIES = {
    "chunked": answer(CHUNKED, Transfer_Encoding="chunked"),
    "gzip": answer(gzip.compress(HTML), Content_Encoding="gzip"),
    "gzip in chunks": answer(
        b"%x\r\n" % len(gzip.compress(HTML, mtime=0)) + gzip.compress(HTML, mtime=0) + b"\r\n0\r\n\r\n",
        Transfer_Encoding="chunked",
        Content_Encoding="gzip",
    ),
    "brotli": answer(brotli.compress(HTML), Content_Encoding="br"),
    "stored decoded of brotli, its header kept": answer(HTML, Content_Encoding="br"),
    "stored decoded, its headers kept": answer(HTML, Transfer_Encoding="chunked", Content_Encoding="gzip"),
    "lines ended by \\n alone": answer(HTML).replace(b"\r\n", b"\n"),
}


@pytest.mark.parametrize("block", BODIES.values(), ids=BODIES.keys())
def test_a_body_is_decoded_however_the_crawler_kept_it(tmp_path: Path, block: bytes) -> None:
    (found,) = read_warc(write(tmp_path, record("http://hanbit.test/1", block)))
    assert isinstance(found, FetchedPage)
    assert found.body == HTML


BOMB = gzip.compress(b"0" * 50_000_000)
BROKEN = {
    "a bomb": (answer(BOMB, Content_Encoding="gzip"), "more than 10000000 bytes once decompressed"),
    "a page of 11 MB": (answer(b"0" * 11_000_000), "bytes, more than 10000000"),
    "gzip that ends early": (answer(gzip.compress(HTML)[:-9], Content_Encoding="gzip"), "ends early"),
    "gzip that is none": (answer(b"\x1f\x8bnonsense", Content_Encoding="gzip"), "broken gzip"),
    "zstd": (answer(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"), "content coding 'zstd' is not read"),
    "brotli that is none": (answer(b"nonsense", Content_Encoding="br"), "broken brotli"),
    "brotli that ends early": (answer(brotli.compress(HTML)[:-3], Content_Encoding="br"), "brotli body ends early"),
    "a bomb of brotli": (
        answer(brotli.compress(b"0" * 50_000_000), Content_Encoding="br"),
        "more than 10000000 bytes once decompressed",
    ),
    "chunks that end early": (answer(b"5\r\nabcde\r\n9\r\n", Transfer_Encoding="chunked"), "broken chunks"),
    "no HTTP": (b"220 mail ESMTP", "no HTTP answer in it"),
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize(("block", "why"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_record_is_told_and_the_next_read(tmp_path: Path, packed: bool, block: bytes, why: str) -> None:
    path = write(tmp_path, page(1), record("http://hanbit.test/x", block), page(2), packed=packed)
    first, bad, last = urls(path)
    assert (first, last) == ("http://hanbit.test/1", "http://hanbit.test/2")
    start = len(gzip.compress(page(1))) if packed else len(page(1))
    assert bad.startswith(f"bad at {start}: http://hanbit.test/x: ")
    assert why in bad


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "its length is '', not a number"),
        (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "its length is '-5', not a number"),
        (b"WARC/1.0\r\n" + b"X: y\r\n" * 1_000 + b"\r\n", "its header does not end"),
        (b"WARC/1.0\r\nX: " + b"y" * 50_000 + b"\r\n\r\n", "its header does not end"),
        (b"nothing of the kind\r\n\r\n", "what stands here is no record"),
        (page(9).replace(b"2024-01-02T03", b"yesterday"), "its date is 'yesterday:04:05Z'"),
    ],
    ids=["no length", "negative length", "many fields", "long field", "junk", "no date"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_a_broken_header_is_told_once_and_the_next_read(tmp_path: Path, packed: bool, head: bytes, why: str) -> None:
    first, bad, last = urls(write(tmp_path, page(1), head, page(2), packed=packed))
    assert (first, last) == ("http://hanbit.test/1", "http://hanbit.test/2")
    assert why in bad


def test_a_damaged_gzip_member_costs_its_own_record_only(tmp_path: Path) -> None:
    members = [gzip.compress(page(number), mtime=0) for number in (1, 2, 3)]
    members[1] = members[1][:40] + bytes(byte ^ 0xFF for byte in members[1][40:])
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"".join(members))
    first, bad, last = urls(path)
    assert (first, last) == ("http://hanbit.test/1", "http://hanbit.test/3")
    assert bad.startswith(f"bad at {len(members[0])}: broken gzip")


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_a_file_that_was_cut_off_says_so(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path, page(1), page(2), packed=packed)
    path.write_bytes(path.read_bytes()[:-60])
    first, bad = urls(path)
    assert first == "http://hanbit.test/1"
    assert "the gzip file ends early" in bad if packed else "the file ends within it" in bad


def test_a_bomb_of_a_member_is_passed_over_a_piece_at_a_time(tmp_path: Path) -> None:
    packer = zlib.compressobj(wbits=31)
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 300000000\r\n\r\n"
    packed = packer.compress(head) + b"".join(packer.compress(b"0" * 1_000_000) for _ in range(300)) + packer.flush()
    path = tmp_path / "news.warc.gz"
    path.write_bytes(packed + gzip.compress(page(1)))
    assert urls(path) == ["http://hanbit.test/1"]


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", gzip.compress(b"<html>"), b"\x1f\x8b\x08nonsense"],
    ids=["empty", "page", "gz", "broken gz"],
)
def test_what_is_no_warc_is_told_by_name(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(body)
    with pytest.raises(NotAWarc, match=r"news\.warc\.gz: not a WARC file"):
        list(read_warc(path))


def test_files_are_found_by_name_folder_and_glob(tmp_path: Path) -> None:
    write(tmp_path, page(1))
    write(tmp_path, page(1), packed=True)
    (tmp_path / "notes.txt").write_text("x")
    both = (tmp_path / "news.warc", tmp_path / "news.warc.gz")
    assert find_warcs(str(tmp_path)) == both
    assert find_warcs(str(tmp_path / "*.gz")) == both[1:]
    assert find_warcs(str(both[0])) == both[:1]
    with pytest.raises(NotAWarc, match=r"none\.warc: means no file"):
        find_warcs(str(tmp_path / "none.warc"))
    with pytest.raises(NotAWarc, match="cannot be read: No such file"):
        list(read_warc(tmp_path / "none.warc"))


def test_the_limit_is_that_of_a_fetch() -> None:
    from pipeline.fetch import FetchPolicy

    assert FetchPolicy(user_agent="x").max_body == warc.MAX_BODY


def test_a_bad_record_names_its_file(tmp_path: Path) -> None:
    path = write(tmp_path, page(1), b"junk\r\n", page(2))
    assert BadRecord(path=path, offset=len(page(1)), detail="what stands here is no record") in list(read_warc(path))
