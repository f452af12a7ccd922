"""Decompression under a limit: the same bytes as the standard library's, and never more memory than it was given."""

from __future__ import annotations

import gzip
import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gzip_bodies import Gunzip

BOMB = gzip.compress(b"0" * 60_000_000)


@given(parts=st.lists(st.binary(max_size=200), min_size=1, max_size=4), cuts=st.lists(st.integers(0, 400), max_size=6))
def test_any_chunks_give_what_the_standard_library_gives(parts: list[bytes], cuts: list[int]) -> None:
    packed = b"".join(map(gzip.compress, parts))
    edges = [0, *sorted(min(cut, len(packed)) for cut in cuts), len(packed)]
    gunzip = Gunzip()
    unpacked = b"".join(gunzip.feed(packed[a:b], 10_000) for a, b in pairwise(edges))
    assert unpacked == gzip.decompress(packed)
    assert gunzip.whole


def test_byte_by_byte_over_the_seam_of_two_members() -> None:
    gunzip = Gunzip()
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    assert b"".join(gunzip.feed(bytes([byte]), 100) for byte in packed) == b"one two"
    assert gunzip.whole


@pytest.mark.parametrize("limit", [0, 1, 100_000])
def test_a_bomb_stops_one_byte_past_the_limit_and_fills_no_memory(limit: int) -> None:
    tracemalloc.start()
    try:
        assert len(Gunzip().feed(BOMB, limit)) == limit + 1
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
