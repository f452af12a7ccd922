"""The words that change how a number is meant (약, 최대, 이상, 안팎 …): data, their reach, and what ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.facts import Qualifier
from extractors.numbers.units import rows


class Word(NamedTuple):
    """A qualifier: its side, what it sets, how it joins the number, and the continuations that end its reach."""

    text: str
    side: str
    sets: tuple[str, ...]
    joins: str
    ended_by: tuple[str, ...]
    about: str


QUALIFIERS: tuple[Word, ...] = tuple(
    Word(text, side, tuple(sets.split("+")), joins, () if ended == "-" else tuple(ended.split()), about)
    for text, side, sets, joins, ended, about in rows("qualifiers.tsv")
)

_LEFT = {word.text: word for word in QUALIFIERS if word.side == "left"}
_JOINS = ("glued", "near", "spaced", "particle", "even")
_RIGHT = {
    joins: {word.text: word for word in QUALIFIERS if word.side == "right" and word.joins == joins} for joins in _JOINS
}
# Words that a left-hand qualifier reaches across: rates (월 최대, 1인당 약) and counters of one.
_ACROSS = re.compile(
    r"(?:연간|연|월|주|일|하루|매년|매월|매주|매일|연평균|월평균|일평균|한|해|달에?|[0-9]*[가-힣]{1,3}당|당)\Z"
)


def _alternatives(words: dict[str, Word]) -> str:
    forms = []
    for text in sorted(words, key=len, reverse=True):
        ended = "|".join(words[text].ended_by)
        forms.append(re.escape(text) + (f"(?!{ended})" if ended else ""))
    return "|".join(forms)


_PARTICLE = "(?:이|가|을|를|에|도|은|는|에도|조차|선을|선이|대를|여를)?"
_AFTER = re.compile(
    rf"({_alternatives(_RIGHT['glued'])})"
    rf"| ?({_alternatives(_RIGHT['near'])})"
    r"| (선)(?=[이을은에까으도])"
    rf"|{_PARTICLE} ?({_alternatives(_RIGHT['particle'])})"
    rf"|(?:도|이|가)? ?({_alternatives(_RIGHT['even'])})"
)
_AFTER_FIRST = frozenset(
    " 이가을를에도은는조선대여" + "".join(word.text[0] for word in QUALIFIERS if word.side == "right")
)
# 까지 is a limit only where something is granted up to it, not where a number has risen to it.
_LIMIT = re.compile(
    r"까지(?:만|는|도)? ?(?:[가-힣]{1,6} ?){0,2}?"
    "(?:지원|가능|대출|받을|허용|인정|보장|공제|할인|제공|쓸 수|사용할|이용할|보상|감면"
    "|부담|가입|지급|무료|빌릴|탈 수|살 수|수용|신청|면제|비과세|선고|처할|부과)"
)
_FROM = re.compile(r"부터(?! ?[0-9])")


class Reach(NamedTuple):
    """What the words around a number make of it, and where they begin and end."""

    bound: str
    approx: bool
    words: tuple[Qualifier, ...]
    start: int
    stop: int


def reach(text: str, start: int, stop: int, *, limits: bool) -> Reach:
    """Return what the qualifiers left of ``start`` and right of ``stop`` say; ``limits`` reads 까지 and 부터 too."""
    words: list[tuple[Word, Qualifier]] = []
    left = start
    for word, begin, end in _before(text, start):
        left = begin
        words.insert(0, (word, Qualifier(begin, end, word.text)))
    right = stop
    for word, begin, end in _behind(text, stop):
        right = end
        words.append((word, Qualifier(begin, end, word.text)))
    sets = [each for word, _ in words for each in word.sets]
    bounds = [each for each in sets if each not in ("approx", "plain")]
    bound = bounds[-1] if bounds else "exact"
    found = tuple(qualifier for word, qualifier in words if word.sets != ("plain",))
    if limits and bound == "exact":
        if _LIMIT.match(text, right):
            bound, found = "max", (*found, Qualifier(right, right + 2, "까지"))
        elif _FROM.match(text, right):
            bound, found = "min", (*found, Qualifier(right, right + 2, "부터"))
    return Reach(bound, "approx" in sets, found, left, right)


def _behind(text: str, stop: int) -> Iterator[tuple[Word, int, int]]:
    """Yield the qualifiers right of ``stop``, each where the last one ended (``가량을 넘는``)."""
    for _ in range(4):
        if text[stop : stop + 1] not in _AFTER_FIRST:
            return
        match = _AFTER.match(text, stop)
        if match is None:
            return
        group = match.lastindex or 1
        yield _RIGHT[_JOINS[group - 1]][match[group]], match.start(group), match.end(group)
        stop = match.end()


def _before(text: str, start: int) -> Iterator[tuple[Word, int, int]]:
    """Yield the qualifiers left of ``start``, nearest first, reaching across rates (``최대 월 30만원``)."""
    end = start
    for _ in range(4):
        if end and text[end - 1] == " ":
            end -= 1
        begin = max(text.rfind(" ", max(0, end - 12), end), text.rfind("\n", max(0, end - 12), end), end - 13) + 1
        token = text[begin:end]
        while token and token[0] in "([{'\"‘“·<-,~":
            token, begin = token[1:], begin + 1
        if "(" in token:
            begin += token.rindex("(") + 1
            token = text[begin:end]
        word = _LEFT.get(token)
        if word is not None:
            yield word, begin, end
        elif not token or not _ACROSS.match(token):
            return
        if not begin or text[begin - 1] not in " \n":
            return
        end = begin
