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
# 5대 은행(두레·솔·한빛), 두레·솔·한빛 등 4대 은행: the kind of house stands beside the list, not in its last name.
_KIND = {"은행": "은행", "카드사": "카드", "증권사": "증권", "손보사": "손해보험", "생보사": "생명"}
_HOUSES = "|".join(_KIND)
_OF_KIND = re.compile(
    rf"(?P<before>{_HOUSES})\s?\((?P<inside>[가-힣A-Za-z&]{{2,10}}(?:[·ㆍ][가-힣A-Za-z&]{{2,10}})+)\)"
    rf"|(?<![가-힣A-Za-z])(?P<list>[가-힣A-Za-z&]{{2,10}}(?:[·ㆍ][가-힣A-Za-z&]{{2,10}})+)\s등\s"
    rf"(?:국내\s|주요\s|시중\s?|전업\s|대형\s|\d{{1,2}}[개대]\s(?:시중\s?|주요\s|전업\s)?)?(?P<behind>{_HOUSES})"
)
_LISTED = re.compile("[^·ㆍ, ]+")
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
        if any(house in text for house in _KIND):
            yield from _share_kind(text, registry)


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


def _share_kind(text: str, registry: Registry) -> Iterator[Found]:
    """Yield the names of a list that only together with what they are called are known, when most of them are."""
    for found in _OF_KIND.finditer(text):
        ending = _KIND[found["before"] or found["behind"]]
        begin, end = found.span("inside" if found["before"] else "list")
        items = list(_LISTED.finditer(text, begin, end))
        full = [_known(item[0], "" if item[0].endswith(ending) else ending, registry) for item in items]
        if sum(map(bool, full)) * 2 > len(items):
            for item, name in zip(items, full, strict=True):
                if name:
                    type_ = registry.candidates(name)[0].type
                    yield Found(*item.span(), *item.span(), type_, "shared_ending", name=name)


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
