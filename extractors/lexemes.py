"""Docs with spaCy's own lexical attributes, worked out at once for words in Hangul.

Fresh text brings a new word form every few words, and spaCy asks 23 Python functions about each: three quarters of the
time that making a Doc took. Of a word in Hangul most answers are known beforehand: it is alphabetic, has no case, is
its own lower form and norm, and no mark, address or figure.
"""

from __future__ import annotations

import re
from typing import Any

from spacy import attrs
from spacy.lang import lex_attrs
from spacy.lang.ko.lex_attrs import _num_words
from spacy.lang.ko.lex_attrs import like_num as korean_like_num
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.lexeme import Lexeme
from spacy.strings import hash_string  # type: ignore[attr-defined]  # missing in spaCy's stub
from spacy.tokens import Doc
from spacy.vocab import Vocab

Getters = dict[int, Any]

_NUMBER_SYLLABLE = re.compile("[" + "".join(word for word in _num_words if len(word) == 1) + "]").search
# Those that a language sets for itself; all others are the same in every language.
_OF_A_LANGUAGE = (attrs.LANG, attrs.LIKE_NUM, attrs.IS_STOP, attrs.NORM)


def make_doc(vocab: Vocab, words: list[str], spaces: list[bool]) -> Doc:
    """Return ``Doc(vocab, words, spaces)``; a word that begins with a syllable of Hangul is to be Hangul throughout."""
    getters: Getters = vocab.lex_attr_getters  # type: ignore[attr-defined]  # missing in spaCy's stub
    if not _are_spacys_own(getters):
        return Doc(vocab, words=words, spaces=spaces)
    for word in {word for word in words if not "가" <= word[0] <= "힣"}:
        vocab[word]  # looked up, it is made with all its attributes
    new: list[str] = []
    # spaCy calls every getter with each word that is new to the vocabulary. The first only takes it down; the norm is
    # set here because its setter would also write it to a table that is never emptied.
    vocab.lex_attr_getters = {attrs.LOWER: new.append, attrs.NORM: hash_string}  # type: ignore[attr-defined]
    try:
        return Doc(vocab, words=words, spaces=spaces)
    finally:
        vocab.lex_attr_getters = getters  # type: ignore[attr-defined]
        _set_attributes(vocab, new, getters)


def _are_spacys_own(getters: Getters) -> bool:
    """Return whether nobody has added an attribute or replaced one, so that we know what they answer."""
    return len(getters) == len(lex_attrs.LEX_ATTRS) + 1 and all(
        getters.get(attribute) is getter if attribute not in _OF_A_LANGUAGE else _is_stock(getters, attribute)
        for attribute, getter in lex_attrs.LEX_ATTRS.items()
    )


def _is_stock(getters: Getters, attribute: int) -> bool:
    getter = getters.get(attribute)
    if attribute == attrs.NORM:
        return getattr(getter, "args", None) == (lex_attrs.LEX_ATTRS[attrs.NORM], (BASE_NORMS,))
    if attribute == attrs.IS_STOP:
        return getattr(getter, "func", None) is lex_attrs.is_stop
    return getter is not None


def _set_attributes(vocab: Vocab, words: list[str], getters: Getters) -> None:
    add = vocab.strings.add
    language = add(getters[attrs.LANG](""))
    shapes = [add("x" * size) for size in range(1, 5)]
    # In Hangul a word is like a number to Korean where it has a syllable of one, and lower case changes no stop word.
    like_num = getters[attrs.LIKE_NUM]
    if like_num is korean_like_num:
        like_num = _NUMBER_SYLLABLE
    is_stop = getters[attrs.IS_STOP].keywords["stops"].__contains__
    for word in words:
        orth = hash_string(word)
        size = len(word)
        lexeme = Lexeme(vocab, orth)
        lexeme.flags = _ALPHABETIC | (_NUMERIC if like_num(word) else 0) | (_STOP if is_stop(word) else 0)
        lexeme.lower = orth
        lexeme.prefix = add(word[0])
        lexeme.suffix = orth if size <= 3 else add(word[-3:])
        lexeme.shape = shapes[min(size, 4) - 1] if size < 100 else add("LONG")
        lexeme.lang = language


_ALPHABETIC, _NUMERIC, _STOP = 1 << attrs.IS_ALPHA, 1 << attrs.LIKE_NUM, 1 << attrs.IS_STOP
