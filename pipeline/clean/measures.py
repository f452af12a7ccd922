"""What stands in the elements of an article's part of the tree: sentences, links, pictures, cells."""

from __future__ import annotations

from dataclasses import dataclass

from bs4.element import NavigableString, Tag

from pipeline.clean.text import SENTENCE

DEEPEST = 80
"""How many elements around a text it weighs on."""


@dataclass(slots=True)
class Measure:
    """What stands in an element, all depths together."""

    sentences: int = 0
    size: int = 0
    linked: int = 0
    images: int = 0
    cells: int = 0


def measure(root: Tag) -> dict[int, Measure]:
    """Return the measure of every element by its identity, in one pass: each text weighs on the elements around it."""
    measures: dict[int, Measure] = {}
    for one in root.descendants:
        if isinstance(one, Tag):
            image, cell = one.name in ("img", "amp-img"), one.name == "td"
            if not image and not cell:
                continue
            sentences = size = 0
        elif type(one) is NavigableString and (text := one.strip()):
            image = cell = False
            sentences, size = len(SENTENCE.findall(text)), len(text)
        else:
            continue
        linked = False
        around: Tag | None = one.parent
        for _ in range(DEEPEST):
            if around is None:
                break
            linked = linked or around.name == "a"
            sums = measures.setdefault(id(around), Measure())
            sums.sentences += sentences
            sums.size += size
            sums.linked += size if linked else 0
            sums.images += image
            sums.cells += cell
            if around is root:
                break
            around = around.parent
    return measures


NOTHING = Measure()
