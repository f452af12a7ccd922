"""spaCy's own lexical attributes, computed faster for Korean words; every value stays what spaCy makes of it.

Fresh text brings a new word form every few words, and spaCy asks 23 Python functions about each: of the time that
making a Doc takes, four fifths were spent in them (Korean's ``like_num`` alone a third).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from operator import itemgetter

from spacy import attrs
from spacy.lang import lex_attrs
from spacy.lang.ko.lex_attrs import _num_words
from spacy.lang.ko.lex_attrs import like_num as korean_like_num
from spacy.vocab import Vocab

Getter = Callable[[str], object]

_HANGUL = re.compile("[가-힣]+").fullmatch
_NUMBER_SYLLABLES = frozenset(word for word in _num_words if len(word) == 1)
_MARKS = [*map(chr, (*range(0x21, 0x7F), 0xAB, 0xBB, *range(0x2010, 0x2050), 0x276E, 0x276F)), "''", "``"]


def quicken(vocab: Vocab) -> None:
    """Give a vocabulary the faster functions, where it still has those of spaCy."""
    getters: dict[int, Getter] = vocab.lex_attr_getters  # type: ignore[attr-defined]  # missing in spaCy's stub
    for attribute, (slow, fast) in _FASTER.items():
        if getters.get(attribute) is slow:
            getters[attribute] = fast
    norm = getters.get(attrs.NORM)
    if norm is not None and not _is_ours(norm):
        getters[attrs.NORM] = partial(_norm, exceptions=norm)
    stop = getters.get(attrs.IS_STOP)
    if isinstance(stop, partial) and stop.func is lex_attrs.is_stop:
        words = frozenset(stop.keywords.get("stops", ()))
        if all(word.lower() == word.upper() for word in words):
            getters[attrs.IS_STOP] = words.__contains__


def _is_ours(getter: Getter) -> bool:
    return isinstance(getter, partial) and getter.func is _norm


def _norm(word: str, exceptions: Getter) -> object:
    return word if _HANGUL(word) else exceptions(word)


def _like_num(word: str) -> bool:
    return not _NUMBER_SYLLABLES.isdisjoint(word) if _HANGUL(word) else bool(korean_like_num(word))  # type: ignore[no-untyped-call]


def _shape(word: str) -> str:
    if _HANGUL(word) and len(word) < 100:
        return "xxxx"[: len(word)]
    return lex_attrs.word_shape(word)


def _is_punct(word: str) -> bool:
    return not word.isalnum() and lex_attrs.is_punct(word)


def _is_currency(word: str) -> bool:
    return not word.isalnum() and lex_attrs.is_currency(word)


def _like_url(word: str) -> bool:
    return not word.isalnum() and lex_attrs.like_url(word)


def _like_email(word: str) -> bool:
    return "@" in word and lex_attrs.like_email(word)


def _holding(test: Callable[[str], bool]) -> Getter:
    return frozenset(filter(test, _MARKS)).__contains__


_FASTER: dict[int, tuple[Getter, Getter]] = {
    attrs.LOWER: (lex_attrs.lower, str.lower),
    attrs.PREFIX: (lex_attrs.prefix, itemgetter(0)),
    attrs.SUFFIX: (lex_attrs.suffix, itemgetter(slice(-3, None))),
    attrs.IS_ALPHA: (lex_attrs.is_alpha, str.isalpha),
    attrs.IS_DIGIT: (lex_attrs.is_digit, str.isdigit),
    attrs.IS_LOWER: (lex_attrs.is_lower, str.islower),
    attrs.IS_SPACE: (lex_attrs.is_space, str.isspace),
    attrs.IS_TITLE: (lex_attrs.is_title, str.istitle),
    attrs.IS_UPPER: (lex_attrs.is_upper, str.isupper),
    attrs.IS_ASCII: (lex_attrs.is_ascii, str.isascii),
    attrs.IS_PUNCT: (lex_attrs.is_punct, _is_punct),
    attrs.IS_CURRENCY: (lex_attrs.is_currency, _is_currency),
    attrs.IS_BRACKET: (lex_attrs.is_bracket, _holding(lex_attrs.is_bracket)),
    attrs.IS_QUOTE: (lex_attrs.is_quote, _holding(lex_attrs.is_quote)),
    attrs.IS_LEFT_PUNCT: (lex_attrs.is_left_punct, _holding(lex_attrs.is_left_punct)),
    attrs.IS_RIGHT_PUNCT: (lex_attrs.is_right_punct, _holding(lex_attrs.is_right_punct)),
    attrs.LIKE_EMAIL: (lex_attrs.like_email, _like_email),
    attrs.LIKE_URL: (lex_attrs.like_url, _like_url),
    attrs.LIKE_NUM: (korean_like_num, _like_num),
    attrs.SHAPE: (lex_attrs.word_shape, _shape),
}
