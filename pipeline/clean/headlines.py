"""The headline as a page shows it: what is set as a title, and how a head's title is told to be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipeline.clean.bodies import TextNode, climb
from pipeline.clean.layouts import HEADING_NAMES, LIST_NAMES, TITLE_NAMES
from pipeline.clean.lines import rule_for
from pipeline.clean.text import SENTENCE, squeeze

DATE = re.compile(r"\d\d\s?[.\-/년]\s?\d")
TITLE_TAGS = frozenset("b strong big font th h4 h5 dt".split())
"""Where a page without a heading shows its headline."""


def titles_above(texts: Sequence[TextNode]) -> list[str]:
    """Return what is set as a title above the body, the nearest first; of two in one element the upper first."""
    groups: list[list[str]] = []
    last: HtmlElement | None = None
    for text in texts:
        for words in title_in(text):
            around = list(climb(text, 2))[-1]
            if last is not None and around is last and around.tag not in ("body", "form"):
                groups[-1].append(words)
            else:
                groups.append([words])
            last = around
    return [words for group in reversed(groups) for words in group]


def title_in(text: TextNode) -> list[str]:
    """Return a text that is set as a title by its class, its id or its tag: old pages have no field of it."""
    words = squeeze(text)
    if not 8 <= len(words) <= 120 or SENTENCE.search(words) or DATE.search(words) or rule_for(words) is not None:
        return []
    around = list(climb(text, 2))
    names = [f"{one.get('class') or ''} {one.get('id') or ''}" for one in around]
    if any(HEADING_NAMES.search(name) or LIST_NAMES.search(name) for name in names):
        return []
    titled = any(TITLE_NAMES.search(name) for name in names) or any(one.tag in TITLE_TAGS for one in around)
    return [words] if titled else []


def is_cut(title: str, words: str) -> bool:
    """Return whether a head's title is the beginning of ``words``: some systems cut it to a length."""
    return len(title) >= 10 and words.startswith(title) and len(words) <= 3 * len(title)


def is_most(words: str, title: str) -> bool:
    """Return whether ``words`` are most of a head's title."""
    return len(words) >= 8 and len(words) >= 0.5 * len(title)


def near_texts(element: HtmlElement) -> Iterator[str]:
    """Yield the texts of an element, no more than a headline or a line has."""
    for count, text in enumerate(element.itertext()):
        if count >= 12:
            return
        yield str(text)
