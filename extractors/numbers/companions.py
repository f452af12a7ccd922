"""The words beside a number that say what a counter counts there (주차장 30면, 객실 40실)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.numbers.site import Site
from extractors.numbers.units import rows

_COMPANIONS: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
for _check, _nouns in rows("companions.tsv"):
    _words = _nouns.split()
    _COMPANIONS[_check] = (
        frozenset(_words),
        tuple(word.lstrip("~") for word in _words if len(word) > 1),
    )
_TRANSPARENT = frozenset("모두 총 약 각각 무려 불과 단 최소 최대 겨우 고작 적어도 하루 평균".split())
_PARTICLES = "을를이가은는도만"
# 쌀 10㎏ 50포: the measure of each stands between.
MEASURE = re.compile(
    "[0-9][0-9.,]*(?:㎏|kg|㎖|ml|mL|ℓ|리터|L|톤|t|g|㎝|cm|킬로그램|킬로|그램|m|mm|인용)(?:짜리|들이|입)?"
)


def left_word(text: str, start: int) -> str:
    """Return the word before a number past 총, 모두 and the like, without a bracket or a quotation mark."""
    word = ""
    for word in _left_words(text, start):
        if word not in _TRANSPARENT and not MEASURE.fullmatch(word):
            return word
    return word


def _left_words(text: str, start: int) -> Iterator[str]:
    """Yield up to three words before a number, nearest first."""
    for _ in range(3):
        end = start - 1 if text[start - 1 : start] in (" ", "(") else start
        low = max(0, end - 14)
        begin = max(text.rfind(" ", low, end), text.rfind("\n", low, end), text.rfind("(", low, end), low - 1) + 1
        word = text[begin:end].lstrip("([‘“'\"<△▲▽▼◇◆□■○●▶")
        if word:
            yield word
        start = begin


def accompanied(kind: str, text: str, site: Site) -> bool:
    """Return whether a word before the number is one of those that this kind of counter counts."""
    words, endings = _COMPANIONS[kind]
    for word in _left_words(text, site.start):
        bare = word[:-1] if word[-1:] in _PARTICLES else word
        if word in words or bare in words or word.endswith(endings) or bare.endswith(endings):
            return True
        if word not in _TRANSPARENT and not MEASURE.fullmatch(word):
            return False
    return False
