"""Text as the tokens that the search index holds: Hangul and Han letters in pairs, other words as they are.

예산을 is ``예산 산을``, so a word is found wherever its letters stand together, with particles or without. A letter
that stands alone is a token, and so is the last letter of a word where the next word begins with it: without it
한국 국민 and 한국민 would be the same two tokens. What one version has written only the same version can take out of
the index again: a change here needs a migration that fills the index anew.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_PAIRED = "가-힣぀-ヿ㐀-䶿一-鿿豈-﫿"
_LETTER = rf"[^\W\d_{_PAIRED}]"
_RUN = re.compile(rf"(?P<paired>[{_PAIRED}]+)|\d+|{_LETTER}+")


def index_text(text: str | None) -> str:
    """Return the text as the index holds it: its tokens, separated by blanks.

    >>> index_text("IITP가 예산을 2배로"), index_text("한국 국민"), index_text("한국민")
    ('IITP 가 예산 산을 2 배로', '한국 국 국민', '한국 국민')
    """
    return " ".join(_tokens(_runs(text or "")))


def match_phrase(text: str) -> str:
    """Return what finds the text in the index, as one FTS5 phrase; empty where it has neither letter nor digit.

    >>> match_phrase("대학 예산"), match_phrase("말")
    ('"대학 예산"', '"말"*')
    """
    runs = _runs(text)
    if not runs:
        return ""
    # More letters may follow the last one of the text.
    open_end = len(runs[-1]) == 1 and _is_paired(runs[-1])
    return f'"{" ".join(_tokens(runs))}"' + "*" * open_end


def match_pattern(text: str) -> str:
    """Return a regular expression for where the text stands, however its words are set apart."""
    return r"[\W_]*".join(map(_bounded, _runs(text)))


def _runs(text: str) -> list[str]:
    return [match[0] for match in _RUN.finditer(unicodedata.normalize("NFC", text))]


def _tokens(runs: list[str]) -> list[str]:
    tokens = []
    for run, after in pairwise([*runs, " "]):
        if not _is_paired(run) or len(run) == 1:
            tokens.append(run)
            continue
        tokens += map("".join, pairwise(run))
        if run[-1] == after[0]:
            tokens.append(run[-1])
    return tokens


def _is_paired(run: str) -> bool:
    return bool(re.match(f"[{_PAIRED}]", run))


def _bounded(run: str) -> str:
    if _is_paired(run):
        # One letter is found where a word begins or goes on, as the pairs that begin with it say.
        return re.escape(run)
    same = r"\d" if run[0].isdigit() else _LETTER
    return f"(?<!{same}){re.escape(run)}(?!{same})"
