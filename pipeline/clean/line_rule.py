"""What a rule for a line is, and how it takes hold of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.clean.text import one_dot

Effect = Literal["cut", "stop", "caption", "head", "tail"]
LONGEST_LINE = 400
"""No widget's line is longer; a longer one is only looked at where it begins and ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """A rule for a line: ``cut`` it, ``stop`` at it, keep it as a ``caption``, take off its ``head`` or ``tail``."""

    name: str
    effect: Effect
    pattern: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    signs: bool = False
    """Whether what is cut may name the reporter."""


def rule(
    name: str, effect: Effect, pattern: str, *, yes: tuple[str, ...], no: tuple[str, ...], signs: bool = False
) -> LineRule:
    """Return a rule whose ``pattern`` is anchored as its effect needs."""
    anchored = {"head": rf"(?:{pattern})", "tail": rf"(?:{pattern})\s*$"}.get(effect, rf"(?:{pattern})$")
    return LineRule(name=name, effect=effect, pattern=re.compile(anchored, re.I), yes=yes, no=no, signs=signs)


PLAIN_SENTENCE = re.compile(r"(?<!니)다\.[\"”’')\]]*$")
"""``…했다.``: the written style of articles, which no widget speaks."""


def matches(one: LineRule, line: str) -> re.Match[str] | None:
    """Return where ``one`` takes hold of ``line``, or None; a plain sentence is never cut whole."""
    if one.effect == "head":
        return one.pattern.match(dotted(line), 0, 160) if may_have_head(line) else None
    if one.effect == "tail":
        return one.pattern.search(dotted(line), max(0, len(line) - LONGEST_TAIL)) if may_have_tail(line) else None
    if len(line) > LONGEST_LINE:
        return None
    # A quick look first: these patterns are slow on long lines that hold nothing of theirs.
    if (one.effect == "caption" and not CAPTION_SIGN.search(line)) or (one.signs and not may_name_person(line)):
        return None
    found = one.pattern.match(dotted(line))
    return None if found and one.effect != "caption" and PLAIN_SENTENCE.search(line) else found


@lru_cache(maxsize=32)
def dotted(line: str) -> str:
    """Return ``line`` as the rules read it: with one middle dot, each character in its place."""
    return one_dot(line)


@lru_cache(maxsize=32)
def may_have_head(line: str) -> bool:
    """Return whether a dateline or a label may stand before ``line``; several rules ask it of the same line."""
    return HEAD_SIGN.search(line, 0, 60) is not None


@lru_cache(maxsize=32)
def may_have_tail(line: str) -> bool:
    """Return whether a signature may stand after ``line``."""
    return TAIL_SIGN.search(line, max(0, len(line) - LONGEST_TAIL)) is not None


@lru_cache(maxsize=32)
def may_name_person(line: str) -> bool:
    """Return whether ``line`` may be a reporter's."""
    return PERSON_SIGN.search(line) is not None


LONGEST_TAIL = 240
HEAD_SIGN = re.compile(r"[=＝\])】>〉》〕▶]|기자|특파원")
TAIL_SIGN = re.compile(r"@|기자|특파원|[ⓒ©]|저작권|[)\]>】면]\s*$|▶관련|사진\s?=|☞ ?\d| #\S+\s*$")
"""What a head or a tail cannot do without: asked first, since it is asked of every line."""
CAPTION_SIGN = re.compile(
    r"제공|출처|캡[처쳐]|사진|자료|이미지|그래픽|화면|[▲△▽▼◀◁]|기자|DB|연합뉴스|뉴시스|뉴스1|AF?P|EPA|로이터|UPI|신화|교도|타스|DPA"
    r"|공동취재단",
    re.I,
)
"""What a caption cannot do without."""
PERSON_SIGN = re.compile(
    r"@|기자|특파원|취재|글[ =:]|통신원|위원|실장|칼럼|앵커|에디터|피디|PD|리포터|캐스터|아나운서|작가|편집|주필"
    r"|기고|평론|인턴|뉴스|KBS|MBC|SBS|YTN|MBN"
    r"|JTBC|KNN|TBC|TJB|KBC|JTV|CJB|UBC|G1|JIBS|OBS|CBS|EBS|TBS|MTN|TV|채널A|방송|[부팀국단실]|센터|온라인\s",
    re.I,
)
"""What a reporter's line cannot do without."""
OPEN, CLOSE = r"[\[(<【〈《〔]", r"[\])>】〉》〕]"
AGENCY = (
    r"(?:연합뉴스|연합뉴스TV|뉴시스|뉴스1|AP|AFP|EPA|로이터|UPI|신화|교도|타스|DPA|게티이미지\w{0,8}"
    r"|공동취재단|사진공동취재단|인천사진공동취재단)"
)
