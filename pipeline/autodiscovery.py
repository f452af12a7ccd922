"""Where a site says that its feeds and sitemaps are, and where such things usually stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HTMLParser

USUAL_PLACES = (
    "/rss",
    "/rss.xml",
    "/rss/allArticle.xml",
    "/feed",
    "/atom.xml",
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/news-sitemap.xml",
    "/sitemap_news.xml",
)
"""Paths at which Korean outlets keep them; the third is the publishing system's that hundreds of papers run."""

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_FEED_LINK = re.compile(r"\.xml$|\.rdf$|/rss/\w|/feed/?$", re.IGNORECASE)
# A site with a feed a section has a few dozen of them; each is a request.
_MOST = 40
_LARGEST_PAGE = 2_000_000


def read_alternates(body: bytes, base_url: str) -> tuple[str, ...]:
    """The feeds that an HTML page names by ``<link rel="alternate">``, in its order."""
    links = (
        node.get("href", "")
        for node in _nodes(body, "link")
        if "alternate" in node.get("rel", "").lower().split() and node.get("type", "").strip().lower() in _FEED_TYPES
    )
    return _absolute(links, base_url)


def read_feed_links(body: bytes, base_url: str) -> tuple[str, ...]:
    """The links of an HTML page that look like feeds, as on the page by which an outlet offers its feeds."""
    links = (node.get("href", "") for node in _nodes(body, "a"))
    return _absolute((link for link in links if _FEED_LINK.search(link.partition("?")[0])), base_url)


def read_site_name(body: bytes) -> str | None:
    """What an HTML page calls its site, else its title; None where it says neither."""
    for node in _nodes(body, "meta"):
        if node.get("property", "").lower() == "og:site_name" and node.get("content", "").strip():
            return _flatten(node.get("content", ""))
    titles = (_flatten("".join(map(str, node.itertext()))) for node in _nodes(body, "title"))
    return next((title for title in titles if title), None)


def guess_key(url: str) -> str:
    """A key for the source of a site, from its host: ``https://www.hanbit.co.kr/`` gives ``hanbit``."""
    host = (urlsplit(url).hostname or "").lower()
    labels = [label for label in host.split(".") if label not in {"www", "m", "mobile", "news", "rss"}]
    return re.sub(r"[^a-z0-9-]", "", labels[0] if labels else "").strip("-") or "site"


def _nodes(body: bytes, tag: str) -> list[etree._Element]:
    # Names and addresses of feeds stand at the top; whatever the charset, they are ASCII or the title.
    text = _decode(body[:_LARGEST_PAGE])
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), HTMLParser(encoding="utf-8", huge_tree=False))
    except etree.XMLSyntaxError:
        return []
    return [] if root is None else list(root.iter(tag))


def _decode(body: bytes) -> str:
    readings = (body.decode("utf-8-sig", "replace"), body.decode("cp949", "replace"))
    return min(readings, key=lambda text: text.count("\ufffd"))


def _absolute(links: Iterable[str], base_url: str) -> tuple[str, ...]:
    urls: dict[str, None] = {}
    for link in links:
        try:
            url = urljoin(base_url, link.strip())
            usable = link.strip() and urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc
        except ValueError:
            continue
        if usable:
            urls.setdefault(url)
        if len(urls) == _MOST:
            break
    return tuple(urls)


def _flatten(text: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())[:100]
