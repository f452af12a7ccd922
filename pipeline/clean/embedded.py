"""Articles in a page's scripts: JSON-LD bodies, Arc's Fusion, Next.js data and flight rows, preloaded states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree, html

from pipeline.clean.blocks import Block, lines_of, read_blocks
from pipeline.clean.flight import decoded, read_flight
from pipeline.clean.literals import read_literal
from pipeline.clean.page import Json, JsonValue, load
from pipeline.clean.text import SENTENCE, hangul, squeeze, unescape, unify
from pipeline.clean.trees import hydrate, texts_of, tree_in

STATE = re.compile(
    r"(?:Fusion\.globalContent|window(?:\.|\[[\"'])__?\w{2,40}(?:[\"']\])?|__\w{2,40}__"
    r"|(?:var|let|const)\s+\w{2,40})\s*=\s*(?=[{\[]|JSON\.parse\(|\(function\()|kit\.start\(\s*\w+\s*,\s*\w+\s*,\s*(?=\{)"
)
PARSED = re.compile(r"JSON\.parse\(\s*")
FLIGHT = re.compile(r"self\.__next_f\.push\(\s*(?=\[)")
TAG = re.compile(r"<(?:p|br|div|span|figure|img|b|strong|h\d|a|table)\b", re.I)
BODY_KEYS = re.compile(
    r"^(?:article_?|news_?|art_?)?(?:body|contents?|content_?(?:html|text|body)|text"
    r"|html|body_?(?:html|text)|articlebody|cont|memo|ctt|story)$",
    re.I,
)
TITLE_KEYS = (
    "headlines",
    "headline",
    "title",
    "subject",
    "newsTitle",
    "articleTitle",
    "article_title",
    "news_title",
    "artTitle",
    "tit",
    "name",
)
HEADED = frozenset(TITLE_KEYS) - {"name"}
LINE_KEYS = re.compile(r"^(?:body|contents?|paragraphs?|lines|article_?body)$", re.I)
PUBLISHED_KEYS = re.compile(
    r"^(?:display_?date|first_?publish_?date|publish(?:ed)?_?(?:at|date|time|dt)|date_?published"
    r"|reg_?(?:date|dt|dttm|time)|created?_?(?:at|date|dt)|input_?(?:date|dt)|service_?(?:date"
    r"|dt|daytime|time)|issue_?date|write_?date|pub_?date|regist_?date|inpt_?dt)$",
    re.I,
)
UPDATED_KEYS = re.compile(
    r"^(?:last_?updated_?date|updated?_?(?:at|date|dt)|mod(?:ified)?_?(?:date|at|dt"
    r"|dttm)|date_?modified|modify_?(?:date|dt))$",
    re.I,
)
AUTHOR_KEYS = re.compile(
    r"^(?:by|authors?|reporters?|writers?|byline|journalists?|reporter_?(?:name|list"
    r"|nm)|author_?name|writer_?name|rptr_?nm)$",
    re.I,
)
SUBTITLE_KEYS = re.compile(r"^(?:sub_?headlines?|sub_?titles?|decks?|sub_?head)$", re.I)
NO_TEXT = frozenset(
    "interstitial_link related_content link_list oembed_response oembed custom_embed divider reference ta"
    "ble story ad ads social link related".split()
)
A_LIST = 4
"""So many articles beside each other are a list of them."""
DEEPEST = 40
MOST_VALUES = 60_000
MOST_LITERAL = 2_000_000
"""So many characters of objects that are no JSON are read on a page."""
MOST_FAILURES = 100
"""Each costs as much as stands before it."""


@dataclass(slots=True, kw_only=True)
class State:
    """An article as a script holds it."""

    source: str
    blocks: list[Block]
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    subtitles: tuple[str, ...] = ()

    @property
    def prose(self) -> int:
        """How many syllables of sentences it holds."""
        return sum(hangul(block.text) for block in self.blocks if block.kind == "text" and SENTENCE.search(block.text))


def read_linked(news: Sequence[Json]) -> State | None:
    """Return the article whose whole text JSON-LD carries, or None."""
    for node in news:
        body = node.get("articleBody")
        if isinstance(body, str) and hangul(body) >= 40:
            return State(source="JSON-LD articleBody", blocks=blocks_of(body))
    return None


def read_states(scripts: Sequence[str]) -> State | None:
    """Return the article with the most prose in the page's scripts, or None."""
    found = [state for source, value in values(scripts) if (state := find_article(source, value)) is not None]
    return max(found, key=lambda state: state.prose, default=None)


def values(scripts: Sequence[str]) -> Iterator[tuple[str, JsonValue]]:
    """Yield every JSON value that the scripts set, with what it is set to."""
    decoder = json.JSONDecoder(strict=False)
    flight: list[str] = []
    left, failures = MOST_LITERAL, 0
    for script in scripts:
        text = script.strip()
        if text.startswith(("{", "[")) and (value := load(text)) is not None:
            yield "page data", hydrate(value)
            continue
        for found in FLIGHT.finditer(text):
            pushed = decoded(decoder, text, found.end())
            failures += pushed is None
            if failures > MOST_FAILURES:
                break
            if isinstance(pushed, list) and len(pushed) > 1 and isinstance(pushed[1], str):
                flight.append(pushed[1])
        for found in STATE.finditer(text):
            if failures > MOST_FAILURES:
                break
            start = found.end()
            call = PARSED.match(text, start)
            value = decoded(decoder, text, call.end() if call else start)
            if call and isinstance(value, str):
                value = load(value)
            elif value is None and not call:
                failures += 1
                if left > 0:
                    value, end = read_literal(text, start)
                    left -= end - start
            if isinstance(value, (dict, list)):
                yield found.group(0).rstrip(" ="), value
    if flight:
        yield "Next.js flight data", read_flight("".join(flight))


def find_article(source: str, value: JsonValue) -> State | None:
    """Return the article in a JSON value: the object whose body has the most prose."""
    best: State | None = None
    most = 39
    left = MOST_VALUES
    stack: list[tuple[JsonValue, int]] = [(value, 0)]
    while stack and left:
        left -= 1
        one, depth = stack.pop()
        if depth > DEEPEST:
            continue
        if isinstance(one, dict):
            for key, body in bodies_in(one):
                if (amount := weigh(body)) > most:
                    most = amount
                    best = describe(f"{source} .{key}", one, body)
            stack.extend((child, depth + 1) for child in one.values() if isinstance(child, (dict, list)))
        elif isinstance(one, list) and not (len(one) >= A_LIST and lists_articles(one)):
            stack.extend((child, depth + 1) for child in one if isinstance(child, (dict, list)))
    return best


def bodies_in(node: Json) -> Iterator[tuple[str, JsonValue]]:
    """Yield what may be an article's body among an object's own values."""
    for key, value in node.items():
        if BODY_KEYS.match(key) and (tree := tree_in(value)) is not None:
            yield key, tree
        elif isinstance(value, str):
            if (len(value) > 60 and BODY_KEYS.match(key)) or (len(value) > 400 and key != "description"):
                yield key, value
        elif not isinstance(value, list) or not value:
            continue
        elif isinstance(value[0], dict):
            if key == "content_elements" or (any(texts_of(one) for one in value[:5]) and not lists_articles(value)):
                yield key, value
        elif LINE_KEYS.match(key) and all(isinstance(one, str) for one in value):
            yield key, [{"text": one} for one in value]


def lists_articles(value: Sequence[JsonValue]) -> bool:
    """Return whether the elements of a list are articles of their own: each has a headline."""
    return all(isinstance(one, dict) and not HEADED.isdisjoint(one) for one in value[:5])


def weigh(body: JsonValue) -> int:
    """Return how many syllables of sentences a body holds."""
    texts = [body] if isinstance(body, str) else [texts_of(one) for one in body] if isinstance(body, list) else []
    return sum(hangul(text) for text in texts if SENTENCE.search(text) or "다.<" in text)


def describe(source: str, node: Json, body: JsonValue) -> State:
    """Return the article of an object, with the fields that stand beside its body."""
    blocks = blocks_of(body) if isinstance(body, str) else element_blocks(body)
    flat = list(neighbours(node))
    titles = [text for name in TITLE_KEYS for key, text in flat if key == name and hangul(text) >= 4]
    published = next((text for key, text in flat if PUBLISHED_KEYS.match(key)), None)
    updated = next((text for key, text in flat if UPDATED_KEYS.match(key)), None)
    authors = tuple(dict.fromkeys(text for key, text in flat if AUTHOR_KEYS.match(key)))
    subtitles = tuple(dict.fromkeys(text for key, text in flat if SUBTITLE_KEYS.match(key) and hangul(text) >= 4))
    return State(
        source=source,
        blocks=blocks,
        title=titles[0] if titles else None,
        published=published,
        updated=updated,
        authors=authors,
        subtitles=subtitles,
    )


def neighbours(node: Json) -> Iterator[tuple[str, str]]:
    """Yield the short texts of an object by key; those of an object or list within by the outer key too."""
    for key, value in node.items():
        if isinstance(value, str) and 0 < len(value) <= 200:
            yield key, squeeze(unescape(value))
        elif isinstance(value, dict):
            for inner, text in value.items():
                if isinstance(text, str) and 0 < len(text) <= 200:
                    yield (key if inner in ("basic", "name", "text") else inner), squeeze(unescape(text))
                elif inner == "by" and isinstance(text, list):
                    yield from (
                        ("by", str(one.get("name"))) for one in text if isinstance(one, dict) and one.get("name")
                    )
        elif isinstance(value, list):
            for one in value[:12]:
                if isinstance(one, str) and len(one) <= 60:
                    yield key, squeeze(one)
                elif isinstance(one, dict) and isinstance(name := one.get("name") or one.get("reporterName"), str):
                    yield key, squeeze(name)


def element_blocks(body: JsonValue) -> list[Block]:
    """Return the blocks of a body that is a list of elements, as Arc and block editors write it."""
    blocks: list[Block] = []
    for element in body if isinstance(body, list) else []:
        if not isinstance(element, dict):
            continue
        kind = str(element.get("type") or "").lower()
        if kind in NO_TEXT:
            continue
        if kind in ("image", "gallery", "video", "photo", "figure"):
            if isinstance(caption := element.get("caption"), str) and (line := squeeze(unescape(caption))):
                blocks.append(Block("caption", line))
            continue
        fresh = blocks_of(texts_of(element))
        heading = kind.startswith(("header", "heading", "subtitle"))
        blocks += [Block("heading", block.text) for block in fresh] if heading else fresh
    return blocks


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a text that may be HTML, HTML escaped once more, or plain lines."""
    if "&lt;" in text and not TAG.search(text):
        text = unescape(text)
    if TAG.search(text):
        try:
            part = html.fragment_fromstring(text, create_parent="div")
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return []
        etree.strip_elements(part, "script", "style", etree.Comment, with_tail=False)
        return read_blocks(part)
    return [Block("text", line) for line in lines_of(unify(unescape(text)))]
