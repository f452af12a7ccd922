"""Sketches: 256 bytes that tell how much of their wording two texts share, and the bands by which to find the pair.

Shingles are of characters: a Korean word changes its ending with every retelling, four characters in a row do not.
"""

from __future__ import annotations

import zlib
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 4
BINS = 128
BAND = 3
BANDS = BINS // BAND
SAME_TEXT = 0.3
"""The share of common shingles from which two texts are one: a shortened press release has more, two releases of one
ministry have half as much, two articles of other matters a tenth."""

_SPREAD = 0x9E3779B1
_WORD = 0xFFFFFFFF
_BIN = 0xFFFF


def sketch_text(text: str) -> bytes:
    """Return the sketch of a text: the least hash of its shingles in each bin; empty for a text without any."""
    letters = "".join(filter(str.isalnum, text))
    if not letters:
        return b""
    shingles = "\n".join([letters[at : at + SHINGLE] for at in range(max(1, len(letters) - SHINGLE + 1))])
    least: list[int | None] = [None] * BINS
    for checksum in map(zlib.crc32, shingles.encode("utf-8", "surrogatepass").split(b"\n")):
        number = checksum * _SPREAD & _WORD
        at, value = number % BINS, number // BINS
        known = least[at]
        if known is None or value < known:
            least[at] = value
    # A short text leaves bins empty; each takes what the next full one holds, and how far off that is.
    filled = [_filled(least, at) if value is None else value & _BIN for at, value in enumerate(least)]
    return array("H", filled).tobytes()


def alike(one: bytes, other: bytes) -> bool:
    """Return whether two sketches are of the same text, told by two outlets."""
    if not one or not other:
        return False
    same = sum(map(int.__eq__, array("H", one), array("H", other)))
    return same / BINS >= SAME_TEXT


def are_alike(ones: NDArray[np.uint16], others: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Return the same of many pairs at once, given as rows of their sketches' numbers; none may be empty."""
    same: NDArray[np.bool_] = (ones == others).sum(axis=1) / BINS >= SAME_TEXT
    return same


def bands(sketch: bytes) -> list[int]:
    """Return numbers of which two like texts almost surely share one, and two others almost surely none."""
    step = BAND * 2
    return [
        zlib.crc32(sketch[at : at + step], number) << 8 | number
        for number, at in enumerate(range(0, len(sketch) - step + 1, step))
    ]


def bands_of_many(sketches: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Return the bands of each of many sketches, given as rows of their numbers; none may be empty."""
    import numpy as np

    # zlib's checksum, a letter of all bands at a time.
    table = np.array([zlib.crc32(bytes([letter]), _WORD) ^ _WORD for letter in range(256)], dtype=np.uint32)
    numbers = np.arange(BANDS, dtype=np.uint32)
    checksums = ~numbers
    width = BAND * 2
    letters = sketches.view(np.uint8)
    for at in range(width):
        checksums = table[(checksums ^ letters[:, at : BANDS * width : width]) & 0xFF] ^ (checksums >> np.uint32(8))
    return (~checksums).astype(np.int64) << 8 | numbers


def _filled(least: list[int | None], at: int) -> int:
    for distance in range(BINS):
        value = least[(at + distance) % BINS]
        if value is not None:
            return (value + distance * _SPREAD) & _BIN
    raise AssertionError("a text with a shingle fills a bin")
