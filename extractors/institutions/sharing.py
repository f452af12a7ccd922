"""Names that leave their ending to the last of a list (``신한·우리은행``: the first is a bank too)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.institutions.edges import opens, tail
from extractors.institutions.found import Found
from extractors.institutions.tables import WORDS
from extractors.registry import Registry

_ENDINGS = tuple(sorted(WORDS["sharedend"], key=len, reverse=True))
_ITEM = re.compile(r"[가-힣A-Za-z&]{1,10}$")
_DOTS = ("·", "ㆍ")
_MOST = 12
# 연세·고려 대학: the ending may stand apart.
_APART = re.compile(rf"[·ㆍ]([가-힣A-Za-z&]{{1,10}}) ({'|'.join(_ENDINGS)})")
_FULLER = {"대학": ("대학교", "대"), "대학교": ("대",)}


def share_endings(text: str, found: Iterable[Found], registry: Registry) -> Iterator[Found]:
    """Yield the names before a middle dot that the registry knows once they have the ending of the last."""
    for one in found:
        if text[max(0, one.start - 1) : one.start] in _DOTS:
            name = text[one.core : one.core_end]
            ending = next((end for end in _ENDINGS if name.endswith(end) and len(name) > len(end)), "")
            if ending:
                yield from _before(text, one.start - 1, ending, registry)
    if "·" in text or "ㆍ" in text:
        yield from _share_apart(text, registry)


def _share_apart(text: str, registry: Registry) -> Iterator[Found]:
    for last in _APART.finditer(text):
        full = _known(last.group(1), last.group(2), registry)
        if full and tail(text, last.end()) is not None:
            others = list(_before(text, last.start(), last.group(2), registry))
            if others:
                yield from others
                begin, end = last.start(1), last.end()
                type_ = registry.candidates(full)[0].type
                yield Found(begin, end, begin, end, type_, "shared_ending", name=full)


def _known(item: str, ending: str, registry: Registry) -> str:
    """Return the name that an item has with the ending, empty where the registry knows none."""
    names = (item + end for end in (ending, *_FULLER.get(ending, ())))
    return next((name for name in names if registry.candidates(name)), "")


def _before(text: str, at: int, ending: str, registry: Registry) -> Iterator[Found]:
    for _ in range(_MOST):
        item = _ITEM.search(text, max(0, at - 10), at)
        if not item or not opens(text, item.start()):
            return
        full = _known(item.group(), ending, registry)
        if not full:
            return
        begin = item.start()
        yield Found(begin, at, begin, at, registry.candidates(full)[0].type, "shared_ending", name=full)
        if text[max(0, begin - 1) : begin] not in _DOTS:
            return
        at = begin - 1
