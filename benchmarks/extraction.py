"""Extraction beside spaCy's own rule tokenizer and a morphological analyser, on the same fresh text, one process."""

from __future__ import annotations

from collections.abc import Callable

import spacy

import extractors
from benchmarks.text import fresh_texts
from benchmarks.timing import time_in_turn
from extractors.facts import Context

CHARACTERS = 400_000
RULE_TOKENIZER = "spaCy's rule tokenizer"
ANALYSER = "kiwipiepy tagging"
OURS = "pressfacts, four kinds"
NUMBERS = "pressfacts, amounts durations counts"


def run(rounds: int = 5) -> dict[str, dict[str, float]]:
    """Return millions of characters a second of each side, fresh text and a new Language each time."""
    texts = {turn: list(fresh_texts(CHARACTERS, seed=turn + 1)) for turn in range(rounds)}
    size = {turn: sum(map(len, pieces)) for turn, pieces in texts.items()}
    timings = time_in_turn(
        {
            RULE_TOKENIZER: lambda turn: _tokenizer(texts[turn]),
            OURS: lambda turn: _ours(texts[turn], tuple(extractors.KINDS)),
            NUMBERS: lambda turn: _ours(texts[turn], ("amount", "duration", "count")),
            ANALYSER: lambda turn: _analyser(texts[turn]),
        },
        rounds,
    )
    mean = sum(size.values()) / len(size) / 1e6
    return {
        name: {"median": mean / timing.median, "least": mean / timing.most, "most": mean / timing.least}
        for name, timing in timings.items()
    }


def _tokenizer(texts: list[str]) -> Callable[[], object]:
    nlp = spacy.blank("xx")
    return lambda: [len(nlp.make_doc(text)) for text in texts]


def _ours(texts: list[str], kinds: tuple[str, ...]) -> Callable[[], object]:
    nlp = extractors.load(kinds)
    nlp("한 번 읽어 규칙을 올린다.")
    items = [(text, Context()) for text in texts]
    return lambda: [len(extraction.facts) for extraction in extractors.extract(nlp, items)]


def _analyser(texts: list[str]) -> Callable[[], object]:
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1)
    kiwi.tokenize("한 번 읽어 사전을 올린다.")
    return lambda: [len(kiwi.tokenize(text)) for text in texts]
