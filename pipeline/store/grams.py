"""Text as the tokens that the search index holds: Hangul and Han letters in pairs, other words as they are.

예산을 is ``예산 산을``, so a word is found wherever its letters stand together, with particles or without. A letter
that stands alone is a token, and so is the last letter of a word where the next word begins with it: without it
한국 국민 and 한국민 would be the same two tokens. What one version has written only the same version can take out of
the index again: a change here needs a migration that fills the index anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from operator import add

_PAIRED = "가-힣぀-ヿ㐀-䶿一-鿿豈-﫿"
_LETTER = rf"[^\W\d_{_PAIRED}]"
_RUN = re.compile(rf"([{_PAIRED}]+)|(\d+|{_LETTER}+)")


def index_text(text: str | None) -> str:
    """Return the text as the index holds it: its tokens, separated by blanks.

    >>> index_text("IITP가 예산을 2배로"), index_text("한국 국민"), index_text("한국민")
    ('IITP 가 예산 산을 2 배로', '한국 국 국민', '한국 국민')
    """
    return " ".join(_tokens(_runs(text))) if text else ""


def match_phrase(text: str) -> str:
    """Return what finds the text in the index, as one FTS5 phrase; empty where it has neither letter nor digit.

    >>> match_phrase("대학 예산"), match_phrase("말")
    ('"대학 예산"', '"말"*')
    """
    runs = _runs(text)
    if not runs:
        return ""
    # More letters may follow the last one of the text.
    open_end = len(runs[-1][0]) == 1
    return f'"{" ".join(_tokens(runs))}"' + "*" * open_end


def match_pattern(text: str) -> str:
    """Return a regular expression for where the text stands, however its words are set apart."""
    return r"[\W_]*".join(_bounded(paired, other) for paired, other in _runs(text))


def lone_letter(text: str) -> str | None:
    """Return the letter of Hangul or Han that is all of a text, None where there is more or other.

    >>> lone_letter(" 말 "), lone_letter("말씀"), lone_letter("A")
    ('말', None, None)
    """
    letter = normalise(text).strip()
    return letter if re.fullmatch(f"[{_PAIRED}]", letter) else None


def letter_pattern(letter: str) -> str:
    """Return a regular expression that finds a letter where the index does: not at the end of a longer word.

    >>> [bool(re.search(letter_pattern("말"), text)) for text in ("말이", "말", "양말을", "연말 행사")]
    [True, True, True, False]
    """
    return f"{letter}(?=[{_PAIRED}])|(?<![{_PAIRED}]){letter}"


def normalise(text: str) -> str:
    """Return the text in the form in which its letters are compared."""
    return unicodedata.normalize("NFC", text)


def _runs(text: str) -> list[tuple[str, str]]:
    """Return the words of a text, those of paired letters in the first place and others in the second."""
    found: list[tuple[str, str]] = _RUN.findall(normalise(text))
    return found


def _tokens(runs: Iterable[tuple[str, str]]) -> list[str]:
    tokens: list[str] = []
    last = ""
    for paired, other in runs:
        if last and last == paired[:1]:
            tokens.append(last)
        last = ""
        if len(paired) > 1:
            tokens += map(add, paired, paired[1:])
            last = paired[-1]
        else:
            tokens.append(paired or other)
    return tokens


def _bounded(paired: str, other: str) -> str:
    if paired:
        # One letter is found where a word begins or goes on, as the pairs that begin with it say.
        return re.escape(paired)
    same = r"\d" if other[0].isdigit() else _LETTER
    return f"(?<!{same}){re.escape(other)}(?!{same})"
