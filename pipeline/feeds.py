"""What a publisher lists: feeds, sitemaps and list pages read into the articles that they name, with a cap on each."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree
from lxml.html import HTMLParser

from pipeline.feed_limits import MAX_ITEMS, MAX_LOCATIONS, MAX_SITEMAP, NotAFeed, trim_feed, trim_page, trim_sitemap
from pipeline.gzip_bodies import BadGzip, gunzip
from pipeline.model import KST

__all__ = ["MAX_ITEMS", "Found", "NotAFeed", "Sitemap", "read_date", "read_feed", "read_list_page", "read_sitemap"]

_MAX_TITLE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that a publisher lists."""

    url: str
    """Absolute, http(s), otherwise as written."""
    title: str | None = None
    published: datetime | None = None
    """With zone; Korean time where the publisher names none."""
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """A sitemap, or an index of further sitemaps."""

    pages: tuple[Found, ...] = ()
    sitemaps: tuple[Found, ...] = ()


def read_feed(body: bytes, base_url: str) -> tuple[Found, ...]:
    """The articles of an RSS, RDF or Atom feed in its order, each once; raises NotAFeed."""
    text = _decode(_gunzip(body))
    if _starts_as_html(text):
        raise NotAFeed("an HTML page stands where the feed should be")
    parsed = _parse_feed(_mend_references(trim_feed(text)))
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeed(f"neither RSS nor Atom: {_describe(body)}")
    return _once(_read_entry(entry, base_url) for entry in parsed.entries)


def _starts_as_html(text: str) -> bool:
    start = text[:4_000].lstrip()
    while start.startswith("<!--"):
        start = start.partition("-->")[2].lstrip()
    return re.match(r"<(?:!doctype\s+html|html)\b", start, re.IGNORECASE) is not None


def _parse_feed(text: str) -> feedparser.FeedParserDict:
    try:
        return feedparser.parse(
            # A stream, since feedparser would open a string as a URL or a file.
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, TypeError) as error:
        # Its lenient parser trips over a tag that only closes, and the like.
        raise NotAFeed(f"too broken to read ({type(error).__name__})") from error


def read_sitemap(body: bytes, base_url: str = "") -> Sitemap:
    """The pages of a sitemap (plain or news, gzip or not) or the sitemaps of an index; raises NotAFeed."""
    text = _decode(_gunzip(body))
    if not text.lstrip().startswith("<"):
        return _read_url_list(text, body)
    root = _parse_xml(_mend_references(trim_sitemap(text)))
    kind = _name(root).lower()
    if kind not in {"urlset", "sitemapindex"}:
        raise NotAFeed(f"the root element is <{kind}>, not <urlset> or <sitemapindex>")
    entries = _once((_read_location(node, base_url) for node in root.iterchildren(tag=etree.Element)), MAX_LOCATIONS)
    return Sitemap(pages=entries) if kind == "urlset" else Sitemap(sitemaps=entries)


def read_list_page(body: bytes, base_url: str, pattern: str) -> tuple[Found, ...]:
    """The links of an HTML page whose absolute URL the pattern is found in; raises NotAFeed where there is none."""
    wanted = re.compile(pattern)
    text = _mend_references(trim_page(_decode(body)))
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), HTMLParser(encoding="utf-8", huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise NotAFeed(f"not an HTML page: {error.msg}") from error
    if root is None:
        raise NotAFeed("an empty page")
    base = next((node.get("href", "") for node in root.iter("base")), "")
    start = _make_absolute(base, base_url) or base_url
    titles: dict[str, str] = {}
    for node in root.iter("a"):
        url = _make_absolute(node.get("href", ""), start)
        if url is not None and wanted.search(url):
            # Links within links within links would be read again for each of them.
            title = _flatten("".join(islice(map(str, node.itertext()), _MAX_TITLE)))
            # A picture and a headline often link to the same article; the longer text is the headline.
            titles[url] = max(titles.get(url, ""), title, key=len)
    if not titles:
        raise NotAFeed(f"no link of the page fits the pattern {pattern!r}")
    return _once(Found(url=url, title=title or None) for url, title in titles.items())


def _once(found: Iterator[Found | None], most: int = MAX_ITEMS) -> tuple[Found, ...]:
    by_url: dict[str, Found] = {}
    for item in found:
        if item is not None:
            by_url.setdefault(item.url, item)
        if len(by_url) >= most:
            break
    return tuple(by_url.values())


def _mend_references(text: str) -> str:
    """Without references to what is no character, such as &#xD800;, on which feedparser and lxml break."""

    def mend(match: re.Match[str]) -> str:
        digits = match[1].lower()
        code = int(digits[1:][:9], 16) if digits.startswith("x") else int(digits[:9])
        return "\ufffd" if code > 0x10FFFF or 0xD800 <= code < 0xE000 else match[0]

    return re.sub(r"&#([xX][0-9A-Fa-f]+|[0-9]+);?", mend, text)


def _read_entry(entry: feedparser.FeedParserDict, base_url: str) -> Found | None:
    identifier = str(entry.get("id") or "")
    link = entry.get("feedburner_origlink") or entry.get("link") or (identifier if "://" in identifier else "")
    url = _make_absolute(str(link), base_url)
    if url is None:
        return None
    # Past feedparser's own lookup, which takes one date for the other and warns of it, from many threads at once.
    published, updated = dict.get(entry, "published"), dict.get(entry, "updated")
    written = published or updated
    return Found(
        url=url,
        title=_flatten(str(entry.get("title") or "")) or None,
        published=read_date(str(written)) if written else None,
        modified=read_date(str(updated)) if published and updated else None,
    )


def _read_location(node: etree._Element, base_url: str) -> Found | None:
    texts = _texts(node)
    # Images and videos have <loc> and <title> of their own: only <news:news> is looked into.
    for child in node.iterchildren(tag=etree.Element):
        if _name(child) == "news":
            texts = _texts(child) | texts
    url = _make_absolute(texts.get("loc", ""), base_url)
    if url is None:
        return None
    return Found(
        url=url,
        title=_flatten(texts.get("title", "")) or None,
        published=read_date(texts["publication_date"]) if "publication_date" in texts else None,
        modified=read_date(texts["lastmod"]) if "lastmod" in texts else None,
    )


def _name(node: etree._Element) -> str:
    """Without its namespace, or the prefix of one that was never declared."""
    return str(node.tag).rpartition("}")[2].rpartition(":")[2]


def _texts(node: etree._Element) -> dict[str, str]:
    return {_name(child): (child.text or "").strip() for child in node.iterchildren(tag=etree.Element)}


def _read_url_list(text: str, body: bytes) -> Sitemap:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    pages = _once((_make_url(line) for line in lines), MAX_LOCATIONS)
    if not pages:
        raise NotAFeed(f"neither a sitemap nor a list of URLs: {_describe(body)}")
    return Sitemap(pages=pages)


def _make_url(line: str) -> Found | None:
    url = _make_absolute(line, "")
    return Found(url=url) if url else None


def _make_absolute(link: str, base_url: str) -> str | None:
    try:
        url = urljoin(base_url, link.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if link.strip() and parts.scheme in {"http", "https"} and parts.netloc else None


def _parse_xml(text: str) -> etree._Element:
    """The root, read without entities, DTDs or the network; what a broken sitemap holds up to its break."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
    )
    without_declaration = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    try:
        root = etree.fromstring(without_declaration.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise NotAFeed(f"not XML: {error.msg}") from error
    if root is None:
        raise NotAFeed("not XML: no element")
    return root


def _gunzip(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return gunzip(body, limit=MAX_SITEMAP, name="the gzip file")
    except BadGzip as error:
        raise NotAFeed(str(error)) from error


def _decode(body: bytes) -> str:
    """Korean feeds are UTF-8 or CP949 whatever they declare, so the bytes are asked, not the declaration."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        readings = (body.decode("utf-8-sig", "replace"), body.decode("cp949", "replace"))
        return min(readings, key=lambda text: text.count("\ufffd"))


def read_date(written: str) -> datetime | None:
    """A publisher's date with its zone, Korean where none is named; None for what is no date."""
    text = re.sub(r"\s+", " ", written.strip()[:100]).removesuffix(" KST")
    text = re.sub(r"(\d{4})[./](\d{1,2})[./](\d{1,2})", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", text)
    parsed = None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            parsed = read(text)
            break
        except (ValueError, OverflowError):  # a year or a zone of twenty digits
            continue
    if parsed is None:
        return None
    try:
        dated = parsed if parsed.tzinfo else parsed.replace(tzinfo=KST)
        dated.astimezone(UTC)  # a year 1 or 9999 at the edge of its zone cannot be compared
    except OverflowError:
        return None
    return dated


def _flatten(text: str) -> str:
    """A title in one line, without the markup that some feeds escape into it."""
    plain = re.sub(r"</?[A-Za-z][^<>]*>", "", html.unescape(text))
    return " ".join(plain.split())[:_MAX_TITLE]


def _describe(body: bytes) -> str:
    start = " ".join(_decode(body[:200]).split())[:60]
    return f"it starts with {start!r}" if start else "it is empty"
