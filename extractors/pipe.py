"""The spaCy pipeline as one call: texts with what is known of them in, facts and sentences out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from extractors.facts import KINDS, Context, Fact
from extractors.reading import read

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.tokenizer import PressTokenizer

BATCH = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was read out of one text: its facts sorted by start, and the spans of its sentences."""

    facts: tuple[Fact, ...]
    sentences: tuple[tuple[int, int], ...]


def load(kinds: Collection[str] = tuple(KINDS)) -> Language:
    """Return a spaCy pipeline whose Docs hold the facts of these kinds; raises ValueError on an unknown kind."""
    import spacy

    from extractors.components import SPAN_GROUPS

    if unknown := set(kinds) - KINDS.keys():
        raise ValueError(f"unknown kinds of facts: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    tokenizer = {"@tokenizers": "pressfacts_tokenizer", "kinds": sorted(kinds)}
    nlp = spacy.blank("ko", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("pressfacts_sentences")
    for kind in KINDS:
        if kind in kinds:
            nlp.add_pipe(f"pressfacts_{SPAN_GROUPS[kind]}")
    return nlp


def extract(nlp: Language, items: Iterable[tuple[str, Context]], batch: int = BATCH) -> Iterator[Extraction]:
    """Yield what ``nlp`` (from :func:`load`) reads out of each text, in order; memory stays flat over any number.

    Texts are taken ``batch`` at a time: spaCy's vocabulary grows over new words and is cut back after each batch.
    """
    from extractors.tokenizer import PressTokenizer

    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, PressTokenizer):
        raise TypeError("extract needs a pipeline with pressfacts_tokenizer: start from extractors.load()")
    rest = iter(items)
    while texts := list(islice(rest, batch)):
        with nlp.memory_zone():
            done = [_extract_one(nlp, tokenizer, text, context) for text, context in texts]
        yield from done


def _extract_one(nlp: Language, tokenizer: PressTokenizer, text: str, context: Context) -> Extraction:
    facts = read(text, context, tokenizer.kinds)
    doc = nlp(tokenizer.lay_out(text, facts))
    return Extraction(facts=facts, sentences=tuple((span.start_char, span.end_char) for span in doc.sents))
