"""A WARC file cut into pieces gives what it gives in one, wherever it is cut and whatever is broken in it."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from pipeline.warc import NotAWarc, read_piece
from pipeline.warc_cutting import find_cuts

CHANCE = random.Random(20260302)


def record(n: int, *, length: str | None = None, kind: str = "text/html", body: bytes | None = None) -> bytes:
    """Return a record of some hundred bytes that do not shrink much."""
    body = body or b"<!doctype html><title>%d</title>%s" % (n, CHANCE.randbytes(CHANCE.randint(50, 400)).hex().encode())
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://hanbit.test/{n}\r\n"
        f"WARC-Date: 2026-03-02T00:{n // 60:02}:{n % 60:02}Z\r\nContent-Length: {length or len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def damaged(member: bytes) -> bytes:
    middle = len(member) // 2
    return member[:middle] + bytes(byte ^ 0x55 for byte in member[middle : middle + 20]) + member[middle + 20 :]


RECORDS = [record(n) for n in range(60)]
PACKED = [gzip.compress(one) for one in RECORDS]
FILES = {
    "plain": b"".join(RECORDS),
    "plain, broken lengths": b"".join([*RECORDS[:20], record(80, length="none"), record(81, length="90"), *RECORDS]),
    "plain, junk between": b"\r\nnothing\r\n\r\n".join(RECORDS),
    "plain, cut off": b"".join(RECORDS)[:-70],
    "gz": b"".join(PACKED),
    "gz, damaged members": b"".join(damaged(one) if n % 7 == 3 else one for n, one in enumerate(PACKED)),
    "gz, some records in a member": b"".join(
        gzip.compress(b"".join(RECORDS[n : n + 4])) for n in range(0, len(RECORDS), 4)
    ),
    "gz, magic in the text": b"".join(gzip.compress(record(n, body=b"\x1f\x8b\x08\x00" * 40)) for n in range(60)),
    "gz, padded and cut off": b"\0\0\0".join(PACKED)[:-9],
}


def in_pieces(path: Path, cuts: tuple[int, ...]) -> list[object]:
    ends = [*cuts[1:], None]
    return [found for begin, end in zip(cuts, ends, strict=True) for found in read_piece(path, begin, end)]


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_the_pieces_of_a_file_give_what_the_whole_gives(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "news.warc"
    path.write_bytes(content)
    whole = list(read_piece(path))
    places = [place for place, _ in whole]
    assert len(whole) > 50
    assert places == sorted(places)
    for piece in (1, 300, 1_000, 5_000, len(content) // 2):
        cuts = find_cuts(path, piece)
        assert cuts[0] == 0
        assert len(cuts) > 1
        assert in_pieces(path, cuts) == whole


def test_pieces_have_the_size_that_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(FILES["gz"])
    cuts = find_cuts(path, 4_000)
    ends = [*cuts[1:], path.stat().st_size]
    sizes = [end - begin for begin, end in zip(cuts, ends, strict=True)]
    largest = max(map(len, PACKED))
    assert all(4_000 <= size < 4_000 + largest for size in sizes[:-1])
    assert 2_000 - largest < sizes[-1] < 6_000 + largest


def test_a_single_gzip_stream_is_one_piece(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(gzip.compress(FILES["plain"]))
    assert find_cuts(path, 1_000) == (0,)
    places = [place for place, _ in read_piece(path)]
    assert places == list(range(len(RECORDS)))


def test_what_is_no_warc_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(CHANCE.randbytes(10_000))
    assert find_cuts(path, 1_000) == (0,)
    with pytest.raises(NotAWarc, match="not a WARC file"):
        list(read_piece(path))


def test_an_archive_within_an_archive_is_not_cut_in_the_middle(tmp_path: Path) -> None:
    """Packed bytes do not shrink: they stand in the outer file as they are, and its pieces show that it was no cut."""
    path = tmp_path / "news.warc.gz"
    inner = record(90, kind="application/gzip", body=b"".join(PACKED))
    path.write_bytes(PACKED[0] + gzip.compress(inner, 0) + PACKED[1])
    cuts = find_cuts(path, 2_000)
    assert len(cuts) > 2
    with pytest.raises(NotAWarc, match=f"was cut at byte {cuts[1]}, where none of its own records starts.+gunzip"):
        in_pieces(path, cuts)
    plain = tmp_path / "news.warc"
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    assert in_pieces(plain, find_cuts(plain, 2_000)) == list(read_piece(plain))
