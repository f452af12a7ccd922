"""Which lines are captions: what stands below a picture, and marked lines that are points of a list instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.clean.blocks import NOT_JOINED, Block
from pipeline.clean.line_rule import PLAIN_SENTENCE
from pipeline.clean.names import MAIL, NAME
from pipeline.clean.text import SENTENCE, ends_sentence, hangul

SHOWN = re.compile(r"(?:있|보이|마주하|맞)는 (?:모습|장면)|있다\.|모습이?다?\.|장면이?다?\.|기념\s?(?:사진|촬영)")
"""What a caption says of its picture: ``…하고 있다.``"""
SEEN = re.compile(
    r"(?:지난\s)?(?:20\d\d년\s)?(?:\d{1,2}월\s)?\d{1,2}일\s[^“”\"]{2,60}(?:에서|앞에|위에|안에)\s[^“”\"]{4,60}"
    r"(?:[고어아여워려러져] 있다|모습이?다?)\."
)
"""``21일 한빛시청에서 시민들이 줄을 서 있다.``"""
CREDITED = re.compile(
    r"(?P<told>.{4,180}?)(?:(?<=[가-힣)\]”’])[.ㅣ|]|(?<=[.ㅣ|]))\s?"
    r"(?:20\d\d\.\s?\d{1,2}\.\s?\d{1,2}\.?\s?/?\s?)?"
    rf"(?P<credit>[ⓒ©]\s?[\w가-힣·&. ]{{2,24}}|{NAME}\s?기자(?:\s?{MAIL})?|뉴스1"
    r"|[(\[<]?[가-힣A-Za-z·=&/]{2,14}(?:\s[가-힣A-Za-z·=&/]{2,10})?[)\]>]?)"
)
"""What is seen, and whose the picture is: ``불에 탄 창고. 한빛소방``, ``…불을 끄고 있다. 홍길동 기자``."""
NAMED = re.compile(r"(?!.{2,60}[을를에로] [가-힣]{2,4}\.$)[^“”\"]{5,60}(?<![다요까죠음함됨임네라자오니])\.")
"""What is seen, with a full stop behind it: ``기계가 그린 창고.``"""
TOLD = re.compile(r"[가-힣]다\.(?:\s|$)")
LISTED = "▲△▶▷○●■□◆◇"
POINTS = "△▽"
"""Marks that point at a picture seldom, and far from one never."""
SYMBOLS_ABOVE = "▲△▽▼◀◁"
LEAST_DECK = 5
LONGEST_CAPTION = 220
LONGEST_NAME = 60
QUOTED = re.compile(r"[“”\"‘’]")


def is_listed(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a marked line is a point of a list or of a speech and no caption.

    Several points share a line (``▲총무과장 홍길동 ▲세정과장 김하나``), stand on lines beside each other, or tell what
    was done where no picture is.
    """
    block = blocks[index]
    mark = block.text[0]
    if block.kind != "text" or mark not in LISTED:
        return False
    if block.text.count(mark) > 1 or (mark in POINTS and block.pictured is False):
        return True
    told = SENTENCE.search(block.text) is not None
    if told and block.pictured is not False:
        return False
    beside = [*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]]
    if any(
        one.kind == "text"
        and one.text[0] == mark
        and not (one.pictured is not False if told else SENTENCE.search(one.text))
        for one in beside
    ):
        return True
    return told and PLAIN_SENTENCE.search(block.text) is not None and not SHOWN.search(block.text)


def is_text(blocks: Sequence[Block], index: int, whole: int) -> bool:
    """Return whether a line that is written as a caption is none: a point, a notice, a paragraph with a credit."""
    block = blocks[index]
    if is_listed(blocks, index) or is_notice(block, whole):
        return True
    far = block.kind == "text" and block.pictured is False and block.text[0] not in SYMBOLS_ABOVE
    return far and len(TOLD.findall(block.text)) > 1


def is_notice(block: Block, whole: int) -> bool:
    """Return whether a marked line stands in a page without a sentence and without a picture: appointments."""
    return whole == 1 and block.kind == "text" and block.pictured is False and block.text[0] in LISTED


def shows_picture(block: Block, *, told: bool) -> bool:
    """Return whether a line is a caption by what it says, where a picture stands before it or may do so."""
    return names_picture(block.text) if block.pictured is None else block.pictured and tells_picture(block, told=told)


def names_picture(line: str) -> bool:
    """Return whether a line names what is seen and whose the picture is, where no picture is known of: a text file."""
    credited = CREDITED.fullmatch(line) if len(line) <= LONGEST_NAME and QUOTED.search(line) is None else None
    return (
        credited is not None
        and hangul(credited["told"]) >= LEAST_DECK
        and TOLD.search(f"{credited['told']}. ") is None
        and not ends_sentence(credited["told"])
        and not ends_sentence(credited["credit"])
    )


def tells_picture(block: Block, *, told: bool) -> bool:
    """Return whether a line right below a picture is its caption: it says who does what when, or names what is seen.

    A mere name is a caption where something was ``told`` before; above the text it may be a deck.
    """
    line = block.text
    if len(line) > LONGEST_CAPTION or block.linked:
        return False
    credited = CREDITED.fullmatch(line)
    if credited is not None and not ends_sentence(credited["credit"]):
        seen = f"{credited['told'].rstrip('.')}. "
        return SHOWN.search(seen) is not None if TOLD.search(seen) else not block.bold
    if block.bold:
        return False
    if NAMED.fullmatch(line):
        return True
    if SENTENCE.search(line):
        return SEEN.fullmatch(line) is not None and len(SENTENCE.findall(line)) == 1
    named = hangul(line) >= LEAST_DECK and len(line) <= LONGEST_NAME and not ends_sentence(line)
    return told and named and not NOT_JOINED.match(line) and QUOTED.search(line) is None
