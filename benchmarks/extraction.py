"""Extraction beside spaCy's own rule tokenizer and a morphological analyser, on the same fresh text, one process.

Two paths are measured apart: the facts alone, which is what the command and the database take, and a spaCy Doc with
the facts in it, which is what a pipeline gives.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import spacy

import extractors
from benchmarks.text import fresh_texts
from benchmarks.timing import time_in_turn

CHARACTERS = 400_000
RULE_TOKENIZER = "spaCy's rule tokenizer"
ANALYSER = "kiwipiepy tagging"
FACTS = "pressfacts, facts of four kinds"
FACTS_OF_NUMBERS = "pressfacts, facts of three kinds"
DOCS = "pressfacts, Docs with four kinds"
DOCS_OF_NUMBERS = "pressfacts, Docs with three kinds"
_FOUR = tuple(extractors.KINDS)
_THREE = ("amount", "duration", "count")


def run(rounds: int = 5) -> dict[str, dict[str, float]]:
    """Return millions of characters a second of each side, fresh text and a new Language each time."""
    texts = {turn: list(fresh_texts(CHARACTERS, seed=turn + 1)) for turn in range(rounds)}
    size = {turn: sum(map(len, pieces)) for turn, pieces in texts.items()}
    timings = time_in_turn(
        {
            RULE_TOKENIZER: lambda turn: _tokenizer(texts[turn]),
            FACTS: lambda turn: _facts(texts[turn], _FOUR),
            FACTS_OF_NUMBERS: lambda turn: _facts(texts[turn], _THREE),
            DOCS: lambda turn: _docs(texts[turn], _FOUR),
            DOCS_OF_NUMBERS: lambda turn: _docs(texts[turn], _THREE),
            ANALYSER: lambda turn: _analyser(texts[turn]),
        },
        rounds,
        time.process_time,
    )
    mean = sum(size.values()) / len(size) / 1e6
    return {
        name: {"median": mean / timing.median, "least": mean / timing.most, "most": mean / timing.least}
        for name, timing in timings.items()
    }


def _tokenizer(texts: list[str]) -> Callable[[], object]:
    nlp = spacy.blank("xx")
    return lambda: [len(nlp.make_doc(text)) for text in texts]


def _facts(texts: list[str], kinds: tuple[str, ...]) -> Callable[[], object]:
    extractors.extract("한 번 읽어 규칙을 올린다.", kinds=kinds)
    return lambda: [len(extractors.extract(text, kinds=kinds).facts) for text in texts]


def _docs(texts: list[str], kinds: tuple[str, ...]) -> Callable[[], object]:
    nlp = extractors.load(kinds)
    nlp("한 번 읽어 규칙을 올린다.")

    def make() -> list[int]:
        # The words of a batch are let go with it, as a batch is to be read: spaCy's vocabulary else grows without end.
        with nlp.memory_zone():
            return [len(nlp(text)) for text in texts]

    return make


def _analyser(texts: list[str]) -> Callable[[], object]:
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1)
    kiwi.tokenize("한 번 읽어 사전을 올린다.")
    return lambda: [len(kiwi.tokenize(text)) for text in texts]
