"""Numbers inside the title of a work: the film '노예 12년', the show '1박 2일', 『백년의 고독』."""

from __future__ import annotations

import re

_REACH = 26
# Marks that only titles stand in, and quotation marks, which need a word for the work beside them.
_TITLE_MARKS = {"《": "》", "〈": "〉", "『": "』", "「": "」"}
_QUOTES = {"‘": "’", "“": "”", "'": "'", '"': '"'}
_MARKS = (*_TITLE_MARKS, *_QUOTES)
_MARK = re.compile(f"[{''.join(_MARKS)}]")
_WORKS = (
    "영화|드라마|소설|장편|단편|동화|시집|에세이|저서|책|뮤지컬|연극|오페라|노래|신곡|타이틀곡|수록곡|히트곡|앨범|음반|싱글|웹툰"
    "|만화|예능|예능 ?프로그램|프로그램|다큐|다큐멘터리|애니메이션|게임|사극|시트콤|주말극|미니시리즈|일일극|특집극"
    "|시리즈|그림|작품|코너|방송|토크쇼|주제가|OST|곡|연작|전시|사진전|특별전"
)
_CHANNELS = r"(?:KBS|MBC|SBS|EBS|JTBC|MBN|YTN|tvN|OCN|Mnet|엠넷|TV ?조선|채널A|넷플릭스)(?: ?[12])?(?: ?TV)?(?: FM)?"
_WORK_LEFT = re.compile(rf"(?:(?:{_WORKS})(?:인|의)?|{_CHANNELS}(?:의)?) ?\Z")
# 드라마 '봄밤', '49일'에: one title of several.
_LISTED = re.compile(rf"(?:{_WORKS}) ?(?:[‘'“\"][^‘’'“”\"\n]{{1,24}}[’'”\"](?:[,·]|과|와) ?){{1,4}}\Z")
_WORK_RIGHT = re.compile(
    "(?:의|은|는|이|가|을|를)? ?(?:시즌|제작진|제작발표|시사회|시청률|예고편|포스터|스틸|PD"
    "|(?:[0-9]{1,3}|첫|마지막) ?회)"
    "|(?:의|에|에서|에는|에서는) ?(?:감독|주연|출연|촬영|하차|합류|연출|멤버|원작|방송|방영|흥행)"
    "|의? (?:감독|주연|원작|멤버)"
)
_BEFORE_OPENING = frozenset(" ([<·,-\n")


def in_title(text: str, start: int, stop: int) -> bool:
    """Return whether the number from ``start`` to ``stop`` stands in marks that hold the title of a work."""
    low = max(0, start - _REACH)
    if _MARK.search(text, low, start) is None:
        return False
    place = max(text.rfind(mark, low, start) for mark in _MARKS)
    mark = text[place]
    closing = _TITLE_MARKS.get(mark) or _QUOTES[mark]
    end = text.find(closing, stop, stop + _REACH)
    if end < 0 or closing in text[place + 1 : start] or "\n" in text[place:end]:
        return False
    if mark in _TITLE_MARKS:
        return True
    opening = not place or text[place - 1] in _BEFORE_OPENING
    return opening and _of_a_work(text, place, end + 1)


def _of_a_work(text: str, place: int, past: int) -> bool:
    """Return whether a word beside quotation marks from ``place`` to ``past`` says that a work's title is in them."""
    if _WORK_LEFT.search(text, max(0, place - 16), place) or _LISTED.search(text, max(0, place - 80), place):
        return True
    return _WORK_RIGHT.match(text, past) is not None
