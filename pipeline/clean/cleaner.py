"""The door of the cleaning stage: HTML and text files told apart by what is in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.clean import reasons
from pipeline.clean.candidates import Candidate
from pipeline.clean.decode import Decoded, decode
from pipeline.clean.html_pages import read_page
from pipeline.clean.reading import Reading
from pipeline.clean.reasons import refuse
from pipeline.clean.text_files import read_text
from pipeline.model import Article, NotAnArticle

MARKUP = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|meta|title|div|p|br|article|section|table"
    r"|span|script|link|font|center|h[1-6]|ul|dl)\b[^<>]{0,2000}>",
    re.I,
)

FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,300}?-->\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.I | re.S
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What ``clean`` makes of a page and why: the article, every field's candidates, every cut."""

    article: Article
    candidates: tuple[Candidate, ...]
    cuts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Return it as lines to read: a field, its candidates (``*`` won), what was cut by which rule."""
        lines = [f"layout: {self.article.layout}", *(f"warning: {one}" for one in self.article.warnings)]
        field = None
        for one in sorted(self.candidates, key=lambda candidate: candidate.field):
            if one.field != field:
                field = one.field
                lines.append(f"{field}:")
            lines.append(f"  {'*' if one.won else ' '} {one.source}: {one.value}")
        lines += ["cut:", *(f"    {rule}: {line}" for rule, line in self.cuts)] if self.cuts else []
        return "\n".join(lines)


def clean(body: bytes, *, url: str | None = None, content_type: str | None = None, name: str | None = None) -> Article:
    """Return the article of a page, HTML or text; ``name`` is the file's name for the refusal's message.

    Raises NotAnArticle, and nothing else, for whatever bytes are no article.
    """
    return read(body, url, content_type, name).article


def explain(
    body: bytes, *, url: str | None = None, content_type: str | None = None, name: str | None = None
) -> Explanation:
    """Return the article with the candidates of every field and what was cut; raises NotAnArticle as ``clean`` does."""
    reading = read(body, url, content_type, name)
    return Explanation(article=reading.article, candidates=reading.candidates, cuts=reading.cuts)


def read(body: bytes, url: str | None, content_type: str | None, name: str | None) -> Reading:
    """Return the reading of ``body``; a refusal names the file where there is one."""
    try:
        decoded = decode(body, content_type)
        if FEED.match(decoded.text):
            refuse(reasons.LIST_PAGE, "it is a feed or a sitemap, which lists articles")
        return read_page(decoded, url) if is_markup(decoded, content_type) else read_text(decoded, url)
    except NotAnArticle as refusal:
        if name is None:
            raise
        raise NotAnArticle(refusal.reason, f"{name}: {refusal.detail}") from None


def is_markup(decoded: Decoded, content_type: str | None) -> bool:
    """Return whether a text is HTML: it has tags, whatever it was sent as."""
    start = decoded.text[:20_000]
    found = len(MARKUP.findall(start))
    return found >= 2 or (found == 1 and ("html" in (content_type or "") or start.lstrip().startswith("<")))
