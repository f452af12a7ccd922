"""Fresh Korean press text without end: the bundled articles' sentences with new names, nouns and numbers in them.

A text that repeats a small vocabulary flatters whatever caches words, and one that is denser in numbers than the press
flatters whatever reads none. So word forms are made new until two thirds of them stand once, as in press sentences, and
sentences with digits are thinned out to the density of the press, about 26 numbers in 1,000 characters.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.sentences import split_sentences
from pipeline.site import fixtures_path

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"(?<![0-9가-힣])[가-힣]{2,}")
_NEW_FORMS = 0.7
_WITH_DIGITS = 0.45


def bundled_texts() -> list[str]:
    """Return the texts of the bundled site's articles, in the order of their paths."""
    paths = sorted(fixtures_path().rglob("article.json"))
    return [json.loads(path.read_text(encoding="utf-8"))["text"] for path in paths]


def fresh_texts(characters: int, seed: int = 1) -> Iterator[str]:
    """Yield texts of about 1,500 characters, ``characters`` in all; no text comes twice."""
    chance = random.Random(seed)
    texts = bundled_texts()
    sentences = [text[start:end] for text in texts for start, end in split_sentences(text)]
    plain = [sentence for sentence in sentences if not _DIGITS.search(sentence)]
    dense = [sentence for sentence in sentences if _DIGITS.search(sentence)]
    written = 0
    while written < characters:
        chosen = [chance.choice(dense if chance.random() < _WITH_DIGITS else plain) for _ in range(24)]
        text = " ".join(refresh(sentence, chance) for sentence in chosen)
        written += len(text)
        yield text


def refresh(text: str, chance: random.Random) -> str:
    """Return the text with new word forms and numbers in place of most of its own."""

    def new_form(match: re.Match[str]) -> str:
        # The last syllables hold particle and ending, the first ones the noun or name that is new.
        if chance.random() > _NEW_FORMS:
            return match[0]
        kept = max(1, len(match[0]) - chance.randint(1, 3))
        return "".join(chance.choices(_syllables(), k=len(match[0]) - kept)) + match[0][-kept:]

    def new_number(match: re.Match[str]) -> str:
        return str(chance.randint(1, 10 ** min(len(match[0]), 6) - 1))

    return _DIGITS.sub(new_number, _WORD.sub(new_form, text))


@cache
def _syllables() -> Sequence[str]:
    return [letter for text in bundled_texts() for letter in text if "가" <= letter <= "힣"]
