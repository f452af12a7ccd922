"""Names that leave their ending to the last of a list (``신한·우리은행``: the first is a bank too)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.institutions.edges import opens
from extractors.institutions.found import Found
from extractors.institutions.tables import WORDS
from extractors.registry import Registry

_ENDINGS = tuple(sorted(WORDS["sharedend"], key=len, reverse=True))
_ITEM = re.compile(r"[가-힣A-Za-z&]{1,10}$")
_DOTS = ("·", "ㆍ")
_MOST = 12


def share_endings(text: str, found: Iterable[Found], registry: Registry) -> Iterator[Found]:
    """Yield the names before a middle dot that the registry knows once they have the ending of the last."""
    for one in found:
        if text[max(0, one.start - 1) : one.start] in _DOTS:
            name = text[one.core : one.core_end]
            ending = next((end for end in _ENDINGS if name.endswith(end) and len(name) > len(end)), "")
            if ending:
                yield from _before(text, one.start - 1, ending, registry)


def _before(text: str, at: int, ending: str, registry: Registry) -> Iterator[Found]:
    for _ in range(_MOST):
        item = _ITEM.search(text, max(0, at - 10), at)
        if not item or not opens(text, item.start()):
            return
        full = item.group() + ending
        held = registry.candidates(full)
        if not held:
            return
        begin = item.start()
        yield Found(begin, at, begin, at, held[0].type, "shared_ending", name=full)
        if text[max(0, begin - 1) : begin] not in _DOTS:
            return
        at = begin - 1
