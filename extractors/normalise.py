"""The form in which text is scanned: composed Hangul and plain ASCII digits, with the way back to the text as given."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanForm:
    """A text as the readers see it; ``origin`` is None where its offsets are those of the text as given."""

    text: str
    origin: array[int] | None = None
    """For each offset of ``text`` (its length included) the offset in the text as given."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` stands in the text as given."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end]


# Full-width forms are one code point each, so replacing them moves nothing.
_SAME_LENGTH = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2009, 0x200A, 0x202F, 0x205F, 0x3000), 0x20),
    # One-dot leader, hyphenation point, Hangul araea and katakana dots, all for the middle dot.
    **dict.fromkeys((0x2024, 0x2027, 0x318D, 0x30FB, 0xFF65), 0xB7),
    0xFFE6: ord("₩"),
    0xFFE5: ord("¥"),
    0xFFE1: ord("£"),
}
_WIDE = re.compile("[" + "".join(map(chr, _SAME_LENGTH)) + "]")
# A run that composing might change: a base with what follows it, conjoining jamo or combining marks.
_LOOSE = re.compile(
    "[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+|[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+"
)


def scan_form(text: str) -> ScanForm:
    """Return the text composed (NFC) and with full-width forms made plain, and where each character came from.

    Only decomposed runs are recomposed one by one, so the common case costs one check of the whole text.
    """
    wide = text.translate(_SAME_LENGTH) if _WIDE.search(text) else text
    if wide.isascii() or unicodedata.is_normalized("NFC", wide) or not _LOOSE.search(wide):
        return ScanForm(text=wide)
    parts: list[str] = []
    origin = array("q")
    done = 0
    for run in _LOOSE.finditer(wide):
        parts.append(wide[done : run.start()])
        origin.extend(range(done, run.start()))
        for start, end in _clusters(wide, run.start(), run.end()):
            composed = unicodedata.normalize("NFC", wide[start:end])
            parts.append(composed)
            origin.extend([start] * len(composed))
        done = run.end()
    parts.append(wide[done:])
    origin.extend(range(done, len(wide) + 1))
    return ScanForm(text="".join(parts), origin=origin)


_CLUSTER = re.compile(
    "[\u1100-\u115f\ua960-\ua97f][\u1160-\u11a7\ud7b0-\ud7c6][\u11a8-\u11ff\ud7cb-\ud7ff]?"
    "|.[\u0300-\u036f\u3099\u309a]*",
    re.DOTALL,
)


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _CLUSTER.finditer(text, start, end)]
