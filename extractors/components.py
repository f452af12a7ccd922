"""spaCy components that publish a Doc's facts as spans: ``doc.spans["amounts"]`` and so on, ``span._.fact``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extractors.carrier import fact_edges, fact_of, sentence_starts

SPAN_GROUPS = {
    "institution": "institutions",
    "amount": "amounts",
    "duration": "durations",
    "count": "counts",
}

if not Span.has_extension("fact"):
    Span.set_extension("fact", getter=fact_of)


@dataclass(frozen=True)
class PublishFacts:
    """Sets ``doc.spans`` for one kind from what the tokenizer read; raises ValueError behind another tokenizer."""

    kind: str

    @property
    def label(self) -> str:
        """The label of the spans (``AMOUNT``)."""
        return self.kind.upper()

    def __call__(self, doc: Doc) -> Doc:
        edges = fact_edges(doc, self.kind)
        if edges is None:
            raise ValueError(
                f"pressfacts_{SPAN_GROUPS[self.kind]}: this Doc was not made by pressfacts_tokenizer with kind "
                f"{self.kind!r}; start from extractors.load() or set nlp.tokenizer"
            )
        group = SPAN_GROUPS[self.kind]
        # By token index: char_span would search the whole Doc for each span.
        tokens = doc.to_array(IDX).searchsorted(edges).tolist()
        spans = [Span(doc, first, end, label=self.label) for first, end in tokens]
        doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
        return doc


def set_sentences(doc: Doc) -> Doc:
    """Set ``doc.sents`` by :func:`extractors.sentences.split_sentences`."""
    marks = np.full(len(doc), -1, dtype=np.int64)
    marks[:1] = 1
    marks[doc.to_array(IDX).searchsorted(sentence_starts(doc))] = 1
    return doc.from_array(SENT_START, marks.astype(np.uint64))  # type: ignore[arg-type]  # the stub forgets one column


@Language.factory("pressfacts_sentences", assigns=["doc.sents"])
def make_sentences(nlp: Language, name: str) -> object:  # noqa: ARG001 - spaCy passes both
    """Return the component that sets ``doc.sents``."""
    return set_sentences


@Language.factory("pressfacts_amounts", assigns=["doc.spans"])
def make_amounts(nlp: Language, name: str) -> PublishFacts:  # noqa: ARG001
    """Return the component that sets ``doc.spans["amounts"]``."""
    return PublishFacts("amount")


@Language.factory("pressfacts_durations", assigns=["doc.spans"])
def make_durations(nlp: Language, name: str) -> PublishFacts:  # noqa: ARG001
    """Return the component that sets ``doc.spans["durations"]``."""
    return PublishFacts("duration")


@Language.factory("pressfacts_counts", assigns=["doc.spans"])
def make_counts(nlp: Language, name: str) -> PublishFacts:  # noqa: ARG001
    """Return the component that sets ``doc.spans["counts"]``."""
    return PublishFacts("count")


@Language.factory("pressfacts_institutions", assigns=["doc.spans"])
def make_institutions(nlp: Language, name: str) -> PublishFacts:  # noqa: ARG001
    """Return the component that sets ``doc.spans["institutions"]``."""
    return PublishFacts("institution")
