"""The body's part of the tree as blocks: paragraphs, headings and captions, with widgets left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean import reasons
from pipeline.clean.layouts import CAPTION_NAMES, DROP_NAMES, HEADING_NAMES, HIDDEN_NAMES, HIDDEN_STYLE, PHOTO_NAMES
from pipeline.clean.measures import NOTHING, Measure, measure
from pipeline.clean.reasons import refuse
from pipeline.clean.text import FINAL, hangul, squeeze, unify

Kind = Literal["text", "heading", "caption"]
Place = Kind | Literal["drop"]

FIGURE = re.compile(r"\d(?!\d?[.)](?!\d))")
"""A figure amid a sentence, and no number of a list."""
MOST_ELEMENTS = 10_000
"""A press article has some hundred elements; what has so many more is a list or an attack."""
BLOCK = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figure figcaption footer form h"
    "1 h2 h3 h4 h5 h6 header hr html li main "
    "ol p pre section summary table tbody td tfoot th thead tr ul amp-img".split()
)
DROP = frozenset(
    "script style noscript template svg iframe object embed canvas select textarea button input nav aside"
    " footer header video audio ins label "
    "amp-ad amp-iframe amp-embed amp-social-share amp-video amp-youtube amp-addthis map menu dialog".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
CAPTIONS = frozenset("figure figcaption amp-img".split())
BOLD = frozenset("b strong".split())
PICTURES = frozenset("img amp-img video amp-video".split())
KEPT = re.compile(r"white-space\s*:\s*pre")
LONGEST_APART = 70
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
NOT_JOINED = re.compile(r"^[\[(<【〔■□▲△▶▷◆◇●○★☆※*·\-–—\d]")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that the page sets apart."""

    kind: Kind
    text: str
    linked: bool = False
    """Whether all of it is a link."""
    bold: bool = False
    """Whether all of it is bold."""
    pictured: bool | None = None
    """Whether a picture stands right before it; None where only lines are known."""


def read_blocks(part: HtmlElement, drops: Sequence[str] = ()) -> list[Block]:
    """Return the blocks of ``part`` in reading order, without the elements that ``drops`` (CSS selectors) name."""
    if sum(1 for _ in part.iter()) > MOST_ELEMENTS:
        refuse(reasons.LIST_PAGE, f"more than {MOST_ELEMENTS} elements where the text should stand: no article")
    markup = etree.tostring(part, encoding="unicode", method="html", with_tail=False)
    soup = BeautifulSoup(markup, "lxml")
    for selector in drops:
        for tag in soup.select(selector):
            tag.decompose()
    root = soup.body or soup
    reader = BlockReader(measure(root), root)
    reader.read(root)
    return reader.blocks


class BlockReader:
    """One walk over the body; keeps the text of the block that is open."""

    def __init__(self, measures: dict[int, Measure], root: Tag) -> None:
        self.measures = measures
        self.sentences = self.measured(root).sentences
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.bold = 0
        self.link = 0
        self.loud = 0
        self.linked = 0
        self.length = 0
        self.line = 0
        """Where among the pieces the line begins that is being read."""
        self.line_length = 0
        self.line_loud = 0
        self.line_linked = 0
        self.pictured = False
        self.kept = 0
        """Within how many elements the source's line breaks are kept."""

    def read(self, root: Tag) -> None:
        """Walk ``root`` without recursion: pages nest deeper than Python's stack."""
        stack: list[PageElement | tuple[Tag, Kind | None]] = list(reversed(root.contents))
        kinds: list[Kind] = ["text"]
        while stack:
            one = stack.pop()
            if isinstance(one, tuple):
                tag, kind = one
                if tag.name in BLOCK or kind is not None:
                    self.flush(kinds[-1])
                if kind is not None:
                    kinds.pop()
                self.bold -= tag.name in BOLD
                self.link -= tag.name == "a"
                self.kept -= keeps_breaks(tag)
            elif isinstance(one, Tag):
                if one.name == "br":
                    self.break_line(kinds[-1])
                    continue
                if one.name in PICTURES:
                    self.see_picture(kinds[-1])
                place = self.kind_of(one, kinds[-1])
                if place == "drop":
                    if one.name in BLOCK:
                        self.flush(kinds[-1])
                    continue
                if one.name in BLOCK or place is not None:
                    self.flush(kinds[-1])
                if place is not None:
                    kinds.append(place)
                self.bold += one.name in BOLD
                self.link += one.name == "a"
                self.kept += keeps_breaks(one)
                stack.append((one, place))
                stack.extend(reversed(one.contents))
            elif type(one) is NavigableString:
                self.add(str(one))
        self.flush("text")

    def add(self, text: str) -> None:
        """Take a piece of text into the open block."""
        # A line break of the source is a space on the page, and only <br> breaks a line, unless the page keeps it.
        text = unify(text)
        if not self.kept:
            text = text.replace("\r", " ").replace("\n", " ")
        self.pieces.append(text)
        size = len(text) - text.count(" ")
        self.length += size
        self.loud += size if self.bold else 0
        self.linked += size if self.link else 0
        self.line_length += size
        self.line_loud += size if self.bold else 0
        self.line_linked += size if self.link else 0

    def break_line(self, kind: Kind) -> None:
        """End a line of the open block; a bold one or a link, if no sentence, is a block of its own."""
        if self.stands_apart():
            self.set_apart(kind)
        self.pieces.append("\n")
        self.line = len(self.pieces)
        self.line_length = self.line_loud = self.line_linked = 0

    def stands_apart(self) -> bool:
        """Return whether the line that is being read is a sub-head or a link: bold or linked, short, no sentence."""
        return (
            0 < self.line_length <= LONGEST_APART
            and (self.line_loud >= 0.95 * self.line_length or self.line_linked >= 0.9 * self.line_length)
            and FINAL.search("".join(self.pieces[self.line :]).strip()) is None
        )

    def set_apart(self, kind: Kind) -> None:
        """Close the block before the line that is being read, then the line."""
        before, line = self.pieces[: self.line], self.pieces[self.line :]
        sums = self.line_length, self.line_loud, self.line_linked
        self.pieces, self.line_length = before, 0
        self.length, self.loud, self.linked = self.length - sums[0], self.loud - sums[1], self.linked - sums[2]
        self.flush(kind)
        self.pieces = line
        self.length, self.loud, self.linked = sums
        self.flush(kind)

    def see_picture(self, kind: Kind) -> None:
        """Note a picture: what was written before it is no caption of its."""
        if self.pieces and (self.pieces[-1] == "\n" or FINAL.search(self.pieces[-1].rstrip())):
            self.flush(kind)
        self.pictured = True

    def flush(self, kind: Kind) -> None:
        """Close the open block: cut it into lines, join those that a sentence runs across."""
        if self.line and self.stands_apart():
            self.set_apart(kind)
            return
        if self.pieces:
            linked = self.length > 0 and self.linked >= 0.9 * self.length
            bold = self.length > 0 and self.loud >= 0.95 * self.length
            for line in lines_of("".join(self.pieces)):
                self.blocks.append(Block(kind, line, linked, bold, self.pictured))
                self.pictured = False
        self.pieces = []
        self.loud = self.linked = self.length = 0
        self.line = self.line_length = self.line_loud = self.line_linked = 0

    def kind_of(self, tag: Tag, around: Kind) -> Place | None:
        """Return what a tag makes of its text, "drop" for what is no part of the article, None for no change."""
        if self.holds_body(tag):
            return None
        by_name = self.kind_by_name(tag, around)
        if by_name is not None:
            return by_name
        if HIDDEN_STYLE.search(str(tag.get("style") or "")):
            return "drop"
        if tag.name == "table":
            return self.kind_of_table(tag)
        return "drop" if tag.name in ("ul", "ol", "dl") and self.is_link_list(tag) else None

    def kind_by_name(self, tag: Tag, around: Kind) -> Place | None:
        """Return what a tag's own name, its classes and its id make of its text."""
        if tag.name in DROP:
            return "drop"
        if tag.name in CAPTIONS:
            return "caption"
        name = " ".join([*(tag.get("class") or []), str(tag.get("id") or "")])[:400]
        named = place_of(name) if name.strip() else None
        if named == "heading" and around != "text":
            return around
        return "heading" if named is None and tag.name in HEADINGS else named

    def kind_of_table(self, tag: Tag) -> Place | None:
        """Old pages set a photo and its caption in a table; a table of figures is no prose."""
        sums = self.measured(tag)
        if sums.images:
            return "caption"
        return None if sums.sentences and sums.cells <= 4 else "drop"

    def measured(self, tag: Tag) -> Measure:
        """Return what stands in ``tag``."""
        return self.measures.get(id(tag), NOTHING)

    def holds_body(self, tag: Tag) -> bool:
        """Return whether so many of the article's sentences stand in ``tag`` that its name must mislead."""
        sentences = self.measured(tag).sentences
        return sentences > 0 and sentences >= (0.4 if sentences >= 4 else 0.75) * self.sentences

    def is_link_list(self, tag: Tag) -> bool:
        """Return whether a list is one of links to elsewhere."""
        sums = self.measured(tag)
        return sums.linked >= 0.6 * sums.size


def keeps_breaks(tag: Tag) -> bool:
    """Return whether the line breaks of the source are shown in a tag."""
    if tag.name == "pre":
        return True
    style, names = tag.get("style"), tag.get("class")
    return (style is not None and KEPT.search(str(style)) is not None) or (
        names is not None and any(name.startswith("whitespace-pre") for name in names)
    )


@lru_cache(maxsize=4096)
def place_of(name: str) -> Place | None:
    """Return what the classes and the id of an element make of its text; ``adWrap`` is read as ``ad-Wrap``."""
    kinds: tuple[tuple[re.Pattern[str], Place], ...] = (
        (CAPTION_NAMES, "caption"),
        (DROP_NAMES, "drop"),
        (HIDDEN_NAMES, "drop"),
        (HEADING_NAMES, "heading"),
        (PHOTO_NAMES, "caption"),
    )
    words = CAMEL.sub("-", name)
    return next((kind for pattern, kind in kinds if pattern.search(words)), None)


def lines_of(text: str) -> list[str]:
    """Return the lines of a block; a single break inside a sentence is one of the page's width and is healed."""
    lines: list[str] = []
    fresh = True
    for raw in text.split("\n"):
        line = squeeze(raw)
        if not line:
            fresh = True
            continue
        if not fresh and lines and runs_on(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        fresh = False
    return lines


def runs_on(before: str, after: str) -> bool:
    """Return whether a sentence runs across a line break."""
    return (
        len(before) >= 30
        and hangul(before) >= 15
        and not FINAL.search(before)
        and (not NOT_JOINED.match(after) or (FIGURE.match(after) is not None and not NOT_JOINED.match(before)))
        and len(after) >= 4
        and not before.endswith(("=", ">", "]", ")", "}"))
    )
