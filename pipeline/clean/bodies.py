"""Where on the tree the article's text stands: prose is weighed, names of press systems steer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.layouts import (
    BODY_NAMES,
    COMMENT_NAMES,
    DROP_NAMES,
    HEADING_NAMES,
    HIDDEN_NAMES,
    HIDDEN_STYLE,
    LIST_NAMES,
)
from pipeline.clean.text import FINAL, hangul

TEXTS = etree.XPath("//body//text()[string-length(normalize-space(.)) > 1]")
PROBE = 20
LEAST_LEAD = 40
"""So few syllables below the head's words are a deck."""
DIGITS = re.compile(r"\d+")
DEEPEST = 80
"""How many ancestors a text weighs on; a page nested deeper than that is weighed in part."""
INLINE = frozenset(
    "a abbr b big center em font i ins mark p q small span strong sub sup u h1 h2 h3 h4 h5 h6 li blockquote".split()
)
NO_PROSE = frozenset("a button nav footer aside select option label".split())
UNSEEN = 0.05
WORD = re.compile(r"[a-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """An element that may hold the body, with the weight of the prose in it."""

    element: HtmlElement
    weight: float
    named: bool
    source: str


class Prose(NamedTuple):
    """Where a page's prose stands."""

    weights: dict[int, float]
    """Each element's prose by the element's key."""
    direct: dict[int, float]
    """The prose that is its own paragraphs'."""
    elements: dict[int, HtmlElement]


class TextNode(str):
    """What lxml gives for a text node: a string that knows its element."""

    is_tail: bool

    def getparent(self) -> HtmlElement | None:
        """Return the element that it is the text or the tail of."""
        raise NotImplementedError


def read_texts(root: HtmlElement) -> list[TextNode]:
    """Return the texts of the page in reading order, without those that are only space."""
    return cast("list[TextNode]", TEXTS(root))


def find_bodies(texts: Sequence[TextNode], lead: str | None = None) -> list[Part]:
    """Return the parts of the page that may hold the article's text, the best first.

    ``lead`` is what the head says of the page: most often the article's first words.
    """
    prose = weigh(texts)
    if not prose.weights:
        return find_notice(texts)
    parts = find_heaviest(prose)
    begun = begin_with(lead, texts, parts[0], prose) if lead is not None else None
    return [begun, *parts] if begun is not None else parts


def begin_with(lead: str, texts: Sequence[TextNode], heaviest: Part, prose: Prose) -> Part | None:
    """Return the part that begins with the head's words where the heaviest does not hold them, or is the whole page.

    So an article is told from a longer one below it, from others' first lines and from a page's terms.
    """
    probes = [one for one in (lead[:PROBE], lead[2 * PROBE : 3 * PROBE]) if len(one) == PROBE]
    keys = {one: key for key, one in prose.elements.items()}
    found = None
    for text in texts:
        if len(text) < PROBE or not any(probe in text for probe in probes):
            continue
        line = list(climb(text))
        if heaviest.element in line and heaviest.element.tag != "body":
            return None
        if found is None and not is_summary(line):
            found = own_part([keys[one] for one in line if one in keys], heaviest, prose)
    if found is None:
        return None
    element, weight = widen(prose.elements[found], prose.weights[found], prose.weights, prose.elements)
    enough = weight >= LEAST_LEAD and weight >= 0.12 * heaviest.weight
    return Part(element, weight, is_named(element), f"lead:{describe(element)}") if enough else None


def own_part(line: Sequence[int], heaviest: Part, prose: Prose) -> int | None:
    """Return which of the elements around a text is its article's: a named one, else the densest."""
    around = {heaviest.element, *ancestors(heaviest.element)}
    own = [key for key in line if prose.elements[key] not in around]
    named = [key for key in own if is_named(prose.elements[key])]
    return named[-1] if named else max(own, key=lambda key: prose.direct.get(key, 0.0), default=None)


def is_summary(line: Sequence[HtmlElement]) -> bool:
    """Return whether a text stands in a deck, a summary or another part that is none of the body."""
    names = [f"{one.get('class') or ''} {one.get('id') or ''}"[:400] for one in line[:4]]
    return any(HEADING_NAMES.search(name) or DROP_NAMES.search(name) for name in names if not names_body(name))


def find_heaviest(prose: Prose) -> list[Part]:
    """Return the part that a name or its prose speaks for, and the next."""
    weights, direct, elements = prose
    named = [
        Part(elements[key], weight, True, describe(elements[key]))
        for key, weight in weights.items()
        if is_named(elements[key])
    ]
    densest = max(direct, key=lambda key: direct[key])
    element, weight = widen(elements[densest], weights[densest], weights, elements)
    dense = Part(element, weight, False, f"densest:{describe(element)}")
    best = choose_named(named)
    if best is not None and dense.weight >= 0.95 * best.weight and best.element in ancestors(dense.element):
        best = Part(dense.element, dense.weight, True, f"{best.source} > {describe(dense.element)}")
    if best is not None and best.weight >= 0.4 * dense.weight:
        return [best, dense] if best.element is not dense.element else [best]
    return [dense] if best is None else [dense, best]


def find_notice(texts: Sequence[TextNode]) -> list[Part]:
    """Return the named part of a page that holds no prose at all: appointments and obituaries are lists of lines."""
    written: dict[HtmlElement, float] = {}
    for text in texts:
        for one in climb(text):
            if is_named(one):
                written[one] = written.get(one, 0.0) + hangul(text)
    return [
        Part(one, weight, True, describe(one)) for one, weight in written.items() if weight == max(written.values())
    ][-1:]


def widen(
    element: HtmlElement, weight: float, weights: dict[int, float], elements: dict[int, HtmlElement]
) -> tuple[HtmlElement, float]:
    """Return the element around ``element`` where its like stand beside it: a body in several pieces of one kind."""
    around = element.getparent()
    if around is None or around.tag not in ("div", "section", "article", "td", "main"):
        return element, weight
    keys = {one: key for key, one in elements.items() if one.getparent() is around}
    alike = [
        weights[key]
        for one, key in keys.items()
        if one.tag == element.tag and kind_of(one) == kind_of(element) and weights[key] >= 0.3 * weight
    ]
    whole = sum(weights[key] for key in keys.values())
    return (around, whole) if len(alike) > 1 and sum(alike) >= 0.9 * whole else (element, weight)


def kind_of(element: HtmlElement) -> str:
    """Return an element's classes without their numbers: ``txt1`` and ``txt2`` are of one kind."""
    return DIGITS.sub("", element.get("class") or "")


def choose_named(named: list[Part]) -> Part | None:
    """Return the innermost named part that keeps nearly all the prose of the heaviest one."""
    if not named:
        return None
    heaviest = max(named, key=lambda part: part.weight)
    inner = heaviest
    for part in named:
        if (
            part.weight >= 0.8 * heaviest.weight
            and part.weight <= inner.weight
            and heaviest.element in ancestors(part.element)
        ):
            # Equal weights: the deeper one, unless it is only a paragraph of its own.
            inner = part if part.weight < inner.weight or inner.element in ancestors(part.element) else inner
    return inner


def weigh(texts: Sequence[TextNode]) -> Prose:
    """Return each element's prose, the prose that is its own paragraphs', and the elements by their key."""
    weights: dict[int, float] = {}
    direct: dict[int, float] = {}
    elements: dict[int, HtmlElement] = {}
    keys: dict[HtmlElement, int] = {}
    known: dict[HtmlElement, float] = {}
    for text in texts:
        if len(text) < 20:
            continue
        amount = float(hangul(text))
        if amount < 8:
            continue
        if not FINAL.search(text.rstrip()) and "다." not in text:
            amount *= 0.3
        line = list(climb(text))
        if not line:
            continue
        amount *= discount(line, known)
        if amount < 1:
            continue
        block = next((index for index, one in enumerate(line) if one.tag not in INLINE), len(line) - 1)
        for index, one in enumerate(line):
            key = keys.setdefault(one, len(keys))
            elements[key] = one
            weights[key] = weights.get(key, 0.0) + amount
            if index in (block, block + 1):
                direct[key] = direct.get(key, 0.0) + (amount if index == block else amount / 2)
    return Prose(weights, direct, elements)


def climb(text: TextNode, most: int = DEEPEST) -> Iterator[HtmlElement]:
    """Yield up to ``most`` elements around a text node, inside out; a tail stands in the element around its own."""
    parent = text.getparent()
    if text.is_tail and parent is not None:
        parent = parent.getparent()
    for _ in range(most):
        if parent is None:
            return
        yield parent
        parent = parent.getparent()


def ancestors(element: HtmlElement) -> list[HtmlElement]:
    """Return the elements around ``element``, as far out as prose is weighed."""
    around: list[HtmlElement] = []
    one = element.getparent()
    while one is not None and len(around) < DEEPEST:
        around.append(one)
        one = one.getparent()
    return around


def discount(line: list[HtmlElement], known: dict[HtmlElement, float]) -> float:
    """Return how far a text counts as the article's prose: not in comments and lists, hardly where it is hidden."""
    factor = 1.0
    for one in line:
        if one not in known:
            known[one] = standing(one)
        factor = min(factor, known[one])
        if not factor:
            break
    return factor


def standing(element: HtmlElement) -> float:
    """Return how far an element by itself lets its text count."""
    if element.tag in NO_PROSE:
        return 0.0
    if element.tag in ("body", "html"):
        return 1.0
    factor = 1.0
    name = f"{element.get('class') or ''} {element.get('id') or ''}"[:400]
    if name != " ":
        if COMMENT_NAMES.search(name):
            return 0.0
        if HIDDEN_NAMES.search(name):
            factor = UNSEEN
        elif LIST_NAMES.search(name) and not names_body(name):
            factor = 0.3
    style = element.get("style")
    return UNSEEN if style is not None and HIDDEN_STYLE.search(style) else factor


def is_named(element: HtmlElement) -> bool:
    """Return whether an element's id, class or role says that it is the body."""
    if element.get("itemprop") == "articleBody":
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return name != " " and names_body(name)


@lru_cache(maxsize=2048)
def names_body(name: str) -> bool:
    """Return whether one of the words of ``name`` is a name of an article's body."""
    return not BODY_NAMES.isdisjoint(WORD.findall(name.lower()))


def describe(element: HtmlElement) -> str:
    """Return an element as a selector that a person reads."""
    name = f"#{element.get('id')}" if element.get("id") else ""
    classes = "".join(f".{one}" for one in (element.get("class") or "").split()[:2])
    return f"{element.tag}{name or classes}"
