"""An article page in HTML: body first, then what stands around it, then the fields."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from pipeline.clean import fields, reasons, refusals
from pipeline.clean.article_bodies import Body, choose_body, find_texts
from pipeline.clean.bodies import read_texts
from pipeline.clean.candidates import Candidate
from pipeline.clean.decode import Decoded
from pipeline.clean.furniture import Furniture, look_around
from pipeline.clean.outlets import host_of
from pipeline.clean.page import Page, parse, strings
from pipeline.clean.reading import CLEANER_VERSION, Reading, join, unmarked, unreadable
from pipeline.clean.reasons import refuse
from pipeline.model import Article

SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{4,500})\s*-->")
ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+\w{0,4}/(?=https?://)")
"""What an archive of the web writes before an address."""


def read_page(decoded: Decoded, url: str | None) -> Reading:
    """Return the article of an HTML page; raises NotAnArticle where the page holds none."""
    page = parse(decoded.text)
    address = find_address(page, url or saved_from(decoded.text))
    hints = [text for _, text in fields.title_heads(page, None)]
    texts = read_texts(page.root)
    bodies = find_texts(page, texts, address, hints[0] if hints else None)
    body = choose_body(bodies)
    paragraphs = body.trimmed.paragraphs if body is not None else []
    refusals.check_page(
        page,
        address,
        paragraphs,
        named=body is not None and (body.named or body.state is not None),
        links=sum(rule == "link" for rule, _ in body.trimmed.cuts) if body is not None else 0,
    )
    if body is None:
        refuse(reasons.TOO_SHORT, "no article text was found on the page")
    around = look_around(page.root, texts, body.element, hints)
    return fill(page, decoded, address, body=body, around=around, bodies=bodies)


def find_address(page: Page, url: str | None) -> str | None:
    """Return the article's canonical URL: as the page says, if that is a whole address, else as it was fetched."""
    for one in (
        page.canonical,
        page.meta("og:url"),
        *(text for node in page.news for text in strings(node.get("mainEntityOfPage")) or strings(node.get("url"))),
    ):
        if one is None:
            continue
        try:
            whole = ARCHIVED.sub("", urljoin(url or page.meta("og:url") or "", one))
        except ValueError:
            continue
        if (
            whole.startswith(("http://", "https://"))
            and host_of(whole)
            and whole.count("/") >= 3
            and len(whole.split("/", 3)[3]) > 1
        ):
            return whole
    return ARCHIVED.sub("", url) if url is not None else None


def saved_from(text: str) -> str | None:
    """Return the address that a browser noted when it saved the page."""
    found = SAVED.search(text, 0, 2000)
    return found[1] if found else None


def fill(
    page: Page, decoded: Decoded, url: str | None, *, body: Body, around: Furniture, bodies: list[Body]
) -> Reading:
    """Return the article with every field chosen, and the candidates of each."""
    publisher = fields.publisher_of(page, body, url, around)
    title = fields.title_of(page, body, around, [text for _, text in publisher.offers])
    published, updated, times = fields.times_of(page, body, around, url)
    byline = fields.byline_of(page, body, around, publisher.value)
    states = body.state.subtitles if body.state is not None else ()
    article = Article(
        url=url,
        title=title.value,
        byline=byline.values,
        published=published,
        updated=updated,
        publisher=publisher.value,
        text=join(body.trimmed.paragraphs),
        captions=unmarked([*around.captions, *body.trimmed.captions]),
        subtitles=tuple(dict.fromkeys([*around.decks, *states, *body.trimmed.subtitles])),
        section=fields.section_of(page),
        language=(page.root.get("lang") or "ko")[:2].lower(),
        image=page.meta("og:image", "twitter:image"),
        encoding=decoded.encoding,
        replaced=decoded.replaced,
        layout=body.layout,
        warnings=(*body.warnings, *unreadable(decoded)),
        cleaner_version=CLEANER_VERSION,
    )
    candidates = [
        *(
            Candidate(field="text", source=one.layout, value=f"{one.prose} syllables", won=one is body)
            for one in bodies
        ),
        *title.candidates("title"),
        *byline.candidates("byline"),
        *publisher.candidates("publisher"),
        *times,
    ]
    return Reading(article=article, candidates=tuple(candidates), cuts=tuple(body.trimmed.cuts))
