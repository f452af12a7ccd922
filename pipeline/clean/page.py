"""A page parsed once: the lxml tree, what its head says, and the JSON that its scripts carry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree
from lxml.etree import HTMLParser
from lxml.html import HtmlElement

from pipeline.clean import reasons
from pipeline.clean.reasons import refuse
from pipeline.clean.text import hangul, squeeze, unescape

# A million <br> in a row are one paragraph break: said before a million nodes are made of them.
BREAKS = re.compile(r"(?:<br\s*/?>\s*){3,}", re.I)
MANY_BREAKS = 5000
LONG_TAG = 10_000
LITTLE = 60
"""So few syllables are no article's."""
MANY_ATTRIBUTES = re.compile(
    r"<([a-zA-Z][\w:-]*+)(?:\s++[^\s\"'<>=/]++(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'<>]++))?+){1000,}+"
)
NESTED = re.compile(
    r"(?:<(?:div|font|span|b|i|center|p|section|strong|em|table|tbody|tr|td|blockquote)\b[^<>]*+>\s*+){200,}(<\w[^<>]*+>)"
)
"""Start tags in a row that nest nothing but each other; the last is kept."""
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
COMMENT_LINE = re.compile(r"^\s*//.*$|(?<=[\s,])//[^\"\n]*$", re.M)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
NOISE = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "embed",
    "canvas",
    "math",
    "select",
    "textarea",
)
NEWS_TYPES = re.compile(r"Article|Posting|Report", re.I)

STATE_SIGNS = ("Fusion.", "__", '"content', '"body')
"""What a script that sets an article's state holds."""
Json = dict[str, "JsonValue"]
JsonValue = str | int | float | bool | None | list["JsonValue"] | Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One HTML page."""

    root: HtmlElement
    metas: dict[str, list[str]]
    """Lower-cased name or property → its contents in order of the page, empty ones left out."""
    news: tuple[Json, ...]
    """The JSON-LD nodes that describe an article."""
    others: tuple[Json, ...]
    """The other JSON-LD nodes."""
    scripts: tuple[str, ...]
    """Scripts that may hold an article's state."""
    canonical: str | None
    title: str | None

    def meta(self, *names: str) -> str | None:
        """Return the first content of the first of ``names`` that the page has."""
        for name in names:
            for content in self.metas.get(name, ()):
                return content
        return None


def parse(text: str) -> Page:
    """Return the page of ``text``; raises NotAnArticle where no tree can be made of it."""
    text = XML_DECLARATION.sub("", text.replace("\x00", ""), count=1)
    if text.count("<br") + text.count("<BR") > MANY_BREAKS:
        text = BREAKS.sub("<br><br>", text)
    root = grow(cap_attributes(text))
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content and (content := squeeze(unescape(content))):
            metas.setdefault(name.strip().lower(), []).append(content)
    canonical = None
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            canonical = str(link.get("href")).strip()
    news, others, scripts = read_scripts(root)
    if "data-page=" in text:
        # Some frameworks hand the page's state to its root in an attribute.
        scripts += [state for one in root.iter("div") if (state := one.get("data-page") or "").startswith("{")]
    title = root.find(".//title")
    heading = squeeze(unescape("".join(str(text) for text in title.itertext()))) if title is not None else None
    etree.strip_elements(root, *NOISE, with_tail=False)
    return Page(
        root=root,
        metas=metas,
        news=tuple(news),
        others=tuple(others),
        scripts=tuple(scripts),
        canonical=canonical,
        title=heading or None,
    )


def grow(text: str) -> HtmlElement:
    """Return the tree of ``text``; raises NotAnArticle where none can be made or its text lies too deep."""
    root, deep = read_tree(text)
    if deep:
        root, deep = read_tree(NESTED.sub(r"\1", text))
        if deep and hangul("".join(str(one) for one in root.itertext())) < LITTLE:
            refuse(reasons.EMPTY_SHELL, "its elements nest deeper than 2,048, so its text was not read")
    return root


def read_tree(text: str) -> tuple[HtmlElement, bool]:
    """Return the tree of ``text``, and whether it was cut off where elements nest too deep."""
    # Old pages never close <font>, so depth is hardly limited; a DTD's entities are not read and nothing is fetched.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        refuse(reasons.EMPTY_SHELL, f"no page could be read: {error}")
    if root is None:
        refuse(reasons.EMPTY_SHELL, "no page could be read: it holds no element")
    last = parser.error_log.last_error
    # No class of lxml.html's is asked for: looking one up costs as much as the element itself.
    return cast("HtmlElement", root), last is not None and last.type_name == "ERR_RESOURCE_LIMIT"


def cap_attributes(text: str) -> str:
    """Return ``text`` without start tags of thousands of attributes, on which libxml2's time is quadratic."""
    if all(text.find("<", start, start + LONG_TAG) >= 0 for start in range(0, len(text) - LONG_TAG, LONG_TAG)):
        return text
    pieces = (one for one in text.split("<") if len(one) >= LONG_TAG)
    if all(one[:6].lower() in ("script", "style ", "style>") for one in pieces):
        return text
    return MANY_ATTRIBUTES.sub(r"<\1", text)


def read_scripts(root: HtmlElement) -> tuple[list[Json], list[Json], list[str]]:
    """Return the JSON-LD nodes that are articles, the other nodes, and the scripts that may hold state."""
    news: list[Json] = []
    others: list[Json] = []
    scripts: list[str] = []
    for script in root.iter("script"):
        text = script.text
        if not text:
            continue
        kind = (script.get("type") or "").lower()
        if "ld+json" in kind:
            for node in nodes(load(text)):
                (news if NEWS_TYPES.search(str(node.get("@type"))) else others).append(node)
        elif len(text) > 200 and ("json" in kind or any(sign in text for sign in STATE_SIGNS)):
            scripts.append(text)
    return news, others, scripts


def load(text: str) -> JsonValue:
    """Return the JSON of ``text``, mended where it has remarks or trailing commas; None where it is not JSON."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        pass
    try:
        mended = TRAILING_COMMA.sub(r"\1", COMMENT_LINE.sub("", text))
        return json.loads(mended, strict=False)  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        return None


def nodes(value: JsonValue) -> Iterator[Json]:
    """Yield the objects of JSON-LD at its top and in its lists and graphs."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack.extend(reversed(one))
        elif isinstance(one, dict):
            yield one
            stack.append(one.get("@graph"))


def strings(value: JsonValue) -> list[str]:
    """Return the texts that a JSON-LD value names: itself, its ``name``, or those of a list."""
    if isinstance(value, str):
        text = squeeze(unescape(value))
        return [text] if text else []
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    if isinstance(value, dict):
        return strings(value.get("name"))
    return []
