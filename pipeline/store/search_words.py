"""What a person types into a search field, as an expression of the index: words, "phrases", AND, OR, NOT, brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.store.grams import match_pattern, match_phrase

_PART = re.compile(r'"(?P<phrase>[^"]*)"|(?P<bracket>[()])|(?P<minus>-(?=[^\s-]))|(?P<word>[^\s()"]+)|(?P<rest>")')

_DEEPEST = 10
"""Brackets in brackets: they become up to four times as deep, and the index reads a hundred."""
_AMISS = {
    "closes": "a bracket closes that was not opened",
    "open": "a bracket is not closed",
    "deep": f"has brackets in brackets more than {_DEEPEST} deep; give it with fewer",
    "wordless": "has no word to search for; give letters or digits",
    "unwanted": "says only what is not wanted; give a word that is",
    "nothing": "NOT stands before nothing; give the word that is not wanted",
    "quotation": "a quotation mark is missing; put one at each end of the phrase",
}


class SearchUnreadable(ValueError):
    """A search that cannot be read; the message says what is wrong with ``text`` and what to do.

    ``why`` is a word for it, to say it in another language.
    """

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text}: {_AMISS[why]}")
        self.text = text
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords:
    """A search as the index reads it, and a regular expression for each of the words to be marked."""

    match: str
    patterns: tuple[str, ...]


def read_search(text: str) -> SearchWords:
    """Return the search that a text means; words beside each other are all wanted. Raises SearchUnreadable.

    >>> read_search('대학 "연구 개발" NOT 국방').match
    '("대학" AND "연구 개발") NOT ("국방")'
    """
    reader = _Reader(text)
    match = reader.read_or()
    if reader.part is not None:
        raise SearchUnreadable(text, "closes")
    if not match:
        raise SearchUnreadable(text, "wordless")
    return SearchWords(match=match, patterns=tuple(dict.fromkeys(reader.patterns)))


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._parts = _PART.finditer(text)
        self._negated = self._depth = 0
        self.patterns: list[str] = []
        self.part: re.Match[str] | None = None
        self._next()

    def read_or(self) -> str:
        choices = [self._read_and()]
        while self._is_word("OR"):
            self._next()
            choices.append(self._read_and())
        choices = [choice for choice in choices if choice]
        return choices[0] if len(choices) == 1 else " OR ".join(f"({choice})" for choice in choices)

    def _read_and(self) -> str:
        wanted: list[str] = []
        unwanted: list[str] = []
        while self.part is not None and self.part[0] != ")" and not self._is_word("OR"):
            if self._is_word("AND"):
                self._next()
                continue
            negated = self._is_word("NOT") or self.part["minus"] is not None
            if negated:
                self._next()
                self._negated += 1
            term = self._read_term()
            self._negated -= negated
            if term:
                (unwanted if negated else wanted).append(term)
        if unwanted and not wanted:
            raise SearchUnreadable(self._text, "unwanted")
        every = " AND ".join(wanted)
        return f"({every}) NOT ({' OR '.join(unwanted)})" if unwanted else every

    def _read_term(self) -> str:
        part = self.part
        if part is None or part[0] == ")":
            raise SearchUnreadable(self._text, "nothing")
        if part["rest"] is not None:
            raise SearchUnreadable(self._text, "quotation")
        self._next()
        if part["bracket"] is not None:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise SearchUnreadable(self._text, "deep")
            inner = self.read_or()
            if self.part is None:
                raise SearchUnreadable(self._text, "open")
            self._depth -= 1
            self._next()
            return inner and f"({inner})"
        words = part["word"] if part["phrase"] is None else part["phrase"]
        if pattern := match_pattern(words):
            self.patterns += [pattern] * (not self._negated)
        return match_phrase(words)

    def _next(self) -> None:
        self.part = next(self._parts, None)

    def _is_word(self, name: str) -> bool:
        return self.part is not None and self.part["word"] == name
