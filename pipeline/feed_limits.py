"""How much of a listing is read: caps that keep a hostile feed to a few seconds and megabytes."""

from __future__ import annotations

import re
from itertools import islice
from xml.parsers import expat

MAX_ITEMS = 2_000
"""Entries of a feed or list page that are read; the newest stand first."""
MAX_LOCATIONS = 50_000
"""Entries of a sitemap, which is the sitemap protocol's own limit."""
MAX_SITEMAP = 50_000_000
"""Bytes of a sitemap once decompressed, the protocol's limit too."""

# feedparser takes 20 µs a tag, and time in the square of a tag's attributes.
_FEED_TAGS = 100_000
_FEED_REFERENCES = 500_000
_FEED_DEPTH = 100
_FEED_ATTRIBUTES = 100
_LONGEST_TAG = 500_000
_PIECE = 65_536
# A node of lxml's tree takes 200 bytes, so this many are 200 MB; a sitemap of 50,000 pages has half of them.
_SITEMAP_TAGS = 1_000_000
_PAGE_TAGS = 200_000


class NotAFeed(Exception):
    """The body is not what the source calls it (feed, sitemap, list page); the message says what it looks like."""


def trim_feed(text: str) -> str:
    """The feed with its first items only, as well-formed as it was; raises NotAFeed where its tags are past all sense.

    feedparser takes a minute for 100,000 items, and for 10 MB of nested tags 2 GB.
    """
    for closing in ("</item>", "</entry>"):
        ends = [match.end() for match in re.finditer(closing, text)]
        kept = _count_within(text, ends[:MAX_ITEMS])
        if 0 < kept < len(ends):
            text = text[: ends[kept - 1]] + text[ends[-1] :]
    tags, references = text.count("<"), text.count("&")
    if tags > _FEED_TAGS or references > _FEED_REFERENCES:
        raise NotAFeed(f"{tags} tags and {references} references in one item are more than a feed has")
    _check_shape(text)
    return text


def trim_sitemap(text: str) -> str:
    """The sitemap up to the last tag that is read; what is cut off there is mended by the parser."""
    return _keep_first_tags(text, _SITEMAP_TAGS)


def trim_page(text: str) -> str:
    """The page up to the last tag that is read."""
    return _keep_first_tags(text, _PAGE_TAGS)


def _count_within(text: str, ends: list[int]) -> int:
    """How many of the ends come before the tags and references are too many."""
    tags = references = start = 0
    for number, end in enumerate(ends):
        tags += text.count("<", start, end)
        references += text.count("&", start, end)
        if tags > _FEED_TAGS or references > _FEED_REFERENCES:
            return number
        start = end
    return len(ends)


def _keep_first_tags(text: str, most: int) -> str:
    if text.count("<") <= most:
        return text
    past = next(islice(re.finditer("<", text), most, None))
    return text[: past.start()]


class _TooMuch(Exception):
    pass


def _check_shape(text: str) -> None:
    """Raises NotAFeed for tags nested or adorned as no feed has them; one that is not well-formed is left to others."""
    depth = 0

    def enter(_name: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _FEED_DEPTH:
            raise _TooMuch(f"tags are nested more than {_FEED_DEPTH} deep")
        if len(attributes) > 2 * _FEED_ATTRIBUTES:
            raise _TooMuch(f"a tag has {len(attributes) // 2} attributes")

    def leave(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    body = text.encode("utf-8", "replace")
    try:
        # Piece by piece: one call over a tag of 10 MB would hold up every other thread for seconds.
        for start in range(0, len(body), _PIECE):
            parser.Parse(body[start : start + _PIECE], False)
            if start - parser.CurrentByteIndex > _LONGEST_TAG:
                raise _TooMuch(f"a tag is longer than {_LONGEST_TAG} bytes")
    except _TooMuch as error:
        raise NotAFeed(str(error)) from error
    except expat.ExpatError:
        return
