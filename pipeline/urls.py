"""One spelling for one article: canonical URLs and the keys that articles are known by."""

from __future__ import annotations

import hashlib
import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit, urlunsplit

import idna

from pipeline.twins import DOMAIN_PARAMETERS, TRACKING_PARAMETERS, TRACKING_PREFIXES, TWINS

_DEFAULT_PORTS = {"http": 80, "https": 443}
# RFC 3986: a path may hold these as they are; everything else is percent-encoded, once and in capitals.
_UNRESERVED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_IN_PATH = frozenset(_UNRESERVED + b"/!$&'()*+,;=:@")
_IN_QUERY = frozenset(_UNRESERVED + b"/!$&'()*+,;=:@?")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_NUMBER = re.compile(r"\d{3,}", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
# What stands behind an article's name for another form of the same page.
_FORMS = frozenset({"amp", "index", "m", "mobile", "print"})
# A browser drops these inside a URL and trims them around it.
_INVISIBLE = re.compile(r"[\t\r\n]")
_AROUND = "".join(map(chr, range(0x21)))


class NotAUrl(ValueError):
    """The text is no http(s) URL that an article could have; the message says why."""


# Each stage asks for that of its page.
@lru_cache(maxsize=1024)
def canonical_url(url: str) -> str:
    """The one spelling of an article's URL, the same for each of its spellings; raises NotAUrl.

    >>> canonical_url("HTTP://WWW.Example.KR:80/뉴스/1?utm_source=rss&id=7#top")
    'http://www.example.kr/%EB%89%B4%EC%8A%A4/1?id=7'
    """
    try:
        parts = urlsplit(_INVISIBLE.sub("", url.strip(_AROUND)))
        port = parts.port
    except ValueError as error:
        raise NotAUrl(f"not a URL: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise NotAUrl(f"not an http(s) URL: {url[:200]!r}")
    if "@" in parts.netloc:
        raise NotAUrl("the URL carries a user name or password")
    host = _spell_host(parts)
    netloc = host if port in {None, _DEFAULT_PORTS[scheme]} else f"{host}:{port}"
    path = _drop_dots(_escape(parts.path.replace("\\", "/"), _IN_PATH)) or "/"
    query = _drop_tracking(_escape(parts.query, _IN_QUERY), host)
    return _follow_twin(urlunsplit((scheme, netloc, path, query, "")))


def article_key(url: str | None, body: bytes) -> str:
    """What an article is known by: its canonical URL, or its bytes' hash for a file without one; raises NotAUrl."""
    return canonical_url(url) if url else f"sha256:{hashlib.sha256(body).hexdigest()}"


def article_url(fetched: str, declared: str | None) -> str:
    """The article's canonical URL: as its page declares it where that is plausible, else as fetched; raises NotAUrl.

    A page is not believed that names another site's article, the front page, or an address without its own number;
    where it has none but those of a date, one that does not end as its own does: a section's, a month's.
    """
    own = canonical_url(fetched)
    try:
        named = canonical_url(declared or "")
    except NotAUrl:
        return own
    parts, named_parts = urlsplit(own), urlsplit(named)
    numbers = _numbers(parts)
    plausible = (
        _site(parts) == _site(named_parts)
        and (named_parts.path != "/" or bool(named_parts.query))
        and (not numbers.isdisjoint(_numbers(named_parts)) if numbers else _slug(parts) == _slug(named_parts))
    )
    return named if plausible else own


def _numbers(parts: SplitResult) -> set[str]:
    """The numbers that may be an article's own; the year in ``/2026/11/21/`` is that of many."""
    segments = [segment for segment in parts.path.split("/") if not _YEAR.fullmatch(segment)]
    return set(_NUMBER.findall("/".join(segments) + "?" + parts.query))


def _slug(parts: SplitResult) -> str:
    """The last word of a path, without an ending, and the same in the AMP and mobile twins of a page."""
    words = [segment.partition(".")[0] for segment in parts.path.split("/")]
    return next((word for word in reversed(words) if word and word not in _FORMS), "")


def _site(parts: SplitResult) -> str:
    """The host without what stands before a publisher's own name: ``m.hani.co.kr`` and ``www.hani.co.kr`` are one."""
    labels = (parts.hostname or "").split(".")
    under_a_country = len(labels[-1]) == 2 and len(labels) > 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if under_a_country else labels[-2:])


def _spell_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise NotAUrl("the URL has no host")
    if ":" in host:
        try:
            return f"[{ipaddress.IPv6Address(host)}]"
        except ValueError as error:
            raise NotAUrl(f"not a host: {host[:100]!r}") from error
    if host.isascii():
        if re.fullmatch(r"[a-z0-9._-]+", host) is None or ".." in host:
            raise NotAUrl(f"not a host: {host[:100]!r}")
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise NotAUrl(f"not a host: {host[:100]!r}") from error


def _escape(text: str, allowed: frozenset[int]) -> str:
    """Percent-encoded one way: needless escapes undone, missing ones made, hex in capitals."""
    raw = text.encode("utf-8", "surrogatepass")
    out = bytearray()
    at = 0
    while at < len(raw):
        escape = _ESCAPE.match(raw, at)
        if escape is not None:
            byte = int(escape[1], 16)
            out += bytes([byte]) if byte in _UNRESERVED else b"%%%02X" % byte
            at = escape.end()
        else:
            out += raw[at : at + 1] if raw[at] in allowed else b"%%%02X" % raw[at]
            at += 1
    return out.decode("ascii")


def _drop_dots(path: str) -> str:
    """The path without ``.`` and ``..`` (RFC 3986, 5.2.4)."""
    segments = path.split("/")
    kept: list[str] = []
    for segment in segments[1:]:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _drop_tracking(query: str, host: str) -> str:
    own = next((names for domain, names in DOMAIN_PARAMETERS.items() if f".{host}".endswith(f".{domain}")), frozenset())
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair, own))


def _is_tracking(pair: str, own: frozenset[str]) -> bool:
    name = unquote_to_bytes(pair.split("=", maxsplit=1)[0]).decode("utf-8", "replace").lower()
    return (
        name in TRACKING_PARAMETERS
        or name in own
        or name.startswith(TRACKING_PREFIXES)
        or pair.lower() in {"outputtype=amp", "amp=1", "amp=true", "amp"}
    )


def _follow_twin(url: str) -> str:
    for twin in TWINS:
        match = twin.pattern.fullmatch(url)
        if match is not None:
            return match.expand(twin.becomes)
    return url
