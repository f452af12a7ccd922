"""A spaCy tokenizer for Korean press text that cuts where facts begin and end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractors.carrier import keep_facts
from extractors.facts import ALL_KINDS, Context, Fact, known_kinds
from extractors.lexemes import make_doc
from extractors.reading import read

_TOKEN = re.compile(r"([가-힣ᄀ-ᇿㄱ-ㆎ]+|[A-Za-zÀ-ɏ]+|[0-9]+(?:[.,][0-9]+)*|[一-鿿]+|\s|.)( ?)", re.DOTALL)
_SURROGATES = re.compile("[\ud800-\udfff]")


class PressTokenizer:
    """Splits text at changes of script and, inside a run of Hangul, where a fact begins or ends.

    The facts of the wanted ``kinds`` are read here, since their edges are token edges (교육부 in 교육부가), and kept
    with the Doc, where the components of :mod:`extractors.components` find them: a text is read once.
    """

    def __init__(self, vocab: Vocab, kinds: Iterable[str] = ALL_KINDS) -> None:
        self.vocab = vocab
        self.kinds = known_kinds(kinds)

    def __call__(self, text: str) -> Doc:
        return self.read(text)

    def read(self, text: str, context: Context = Context()) -> Doc:
        """Return the Doc of a text whose date, title and publisher are known; pass it on to ``nlp(doc)``."""
        facts = read(text, context, self.kinds)
        sayable = _SURROGATES.sub("�", text)
        words, spaces = _split(sayable, _cuts(facts, sayable))
        doc = make_doc(self.vocab, words, spaces)
        keep_facts(doc, facts, self.kinds, sayable)
        return doc

    def pipe(self, texts: Iterable[str], **_: Any) -> Iterable[Doc]:
        """Yield the Doc of each text."""
        return map(self, texts)

    def to_bytes(self, **_: Any) -> bytes:
        """Return the settings as bytes."""
        return json.dumps({"kinds": sorted(self.kinds)}).encode()

    def from_bytes(self, data: bytes, **_: Any) -> PressTokenizer:
        """Take the settings from bytes."""
        self.kinds = known_kinds(json.loads(data)["kinds"])
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the settings to a file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> PressTokenizer:
        """Take the settings from a file."""
        return self.from_bytes(Path(path).read_bytes())


@registry.tokenizers("pressfacts_tokenizer")  # type: ignore[untyped-decorator]
def make_tokenizer(kinds: list[str] | None = None) -> Callable[[Language], PressTokenizer]:
    """Return spaCy's factory of the tokenizer; ``kinds`` are those whose facts the Doc is to carry (all by default)."""
    return lambda nlp: PressTokenizer(nlp.vocab, kinds or ALL_KINDS)


def _cuts(facts: Collection[Fact], text: str) -> list[int]:
    edges = {edge for fact in facts for edge in (fact.start, fact.end)}
    # A blank behind a fact belongs to the fact's last token: spaCy keeps it as that token's trailing space.
    cuts = {edge + 1 if text[edge : edge + 1] == " " else edge for edge in edges}
    cuts.discard(0)
    return sorted(cuts)


def _split(text: str, cuts: list[int]) -> tuple[list[str], list[bool]]:
    find = _TOKEN.findall
    start = 0
    pieces = []
    for cut in cuts:
        pieces.append(find(text, start, cut))
        start = cut
    pieces.append(find(text, start))
    words, spaces = zip(*chain.from_iterable(pieces), strict=True) if text else ((), ())
    return list(words), list(map(bool, spaces))
