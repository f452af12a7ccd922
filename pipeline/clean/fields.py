"""The fields of an article page beside its text: headline, times, reporters, section."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pipeline.clean import bylines
from pipeline.clean.article_bodies import Body
from pipeline.clean.candidates import Candidate, Choice
from pipeline.clean.dates import Stamp, choose_published, choose_updated, read_machine
from pipeline.clean.embedded import State
from pipeline.clean.furniture import Furniture
from pipeline.clean.mastheads import choose_publisher, outlets_in
from pipeline.clean.outlets import host_of, is_portal
from pipeline.clean.page import Page, strings
from pipeline.clean.selectors import select
from pipeline.clean.text import hangul, squeeze
from pipeline.clean.titles import choose_title

TITLE_METAS = ("og:title", "twitter:title", "dable:title", "dd:title", "title", "dc.title")
PUBLISHED_METAS = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "dd:published_time",
    "nextweb:createdate",
    "pubdate",
    "publish_date",
    "article:create_time",
    "dc.date.issued",
    "dc.date",
    "date",
    "parsely-pub-date",
    "regdate",
    "og:regdate",
    "og:pubdate",
    "bt:pubdate",
    "article:published_date",
    "article:published_at",
    "article:publish_date",
    "publication_date",
    "publish-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.created",
)
UPDATED_METAS = (
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "datemodified",
    "dd:modified_time",
    "nextweb:moddate",
    "lastmod",
)
AUTHOR_METAS = (
    "dable:author",
    "author",
    "dd:author",
    "og:article:author",
    "article:author",
    "byl",
    "byline",
    "article:author_name",
    "twitter:creator",
    "dc.creator",
    "writer",
)


PRESS_LOGOS = (".media_end_head_top_logo", ".medium", ".info_cp", ".link_cp", ".press_logo", ".media", ".press")
"""Where portals show the outlet."""


def title_heads(page: Page, state: State | None) -> list[tuple[str, str]]:
    """Return what the head and the scripts give as the headline, in order of trust."""
    heads = [(name, text) for name in TITLE_METAS if (text := page.meta(name))]
    heads[1:1] = [("JSON-LD headline", text) for node in page.news for text in strings(node.get("headline"))]
    if state is not None and state.title:
        heads.append((state.source, state.title))
    if page.title:
        heads.append(("<title>", page.title))
    return heads


def machine_stamps(page: Page, state: State | None, around: Furniture, *, published: bool) -> list[Stamp]:
    """Return the times that attributes, JSON-LD, meta and scripts give."""
    key, metas = ("datePublished", PUBLISHED_METAS) if published else ("dateModified", UPDATED_METAS)
    raws = [(f"JSON-LD {key}", text) for node in page.news for text in strings(node.get(key))]
    raws += [(name, text) for name in metas for text in page.metas.get(name, ())[:1]]
    if state is not None and (raw := state.published if published else state.updated):
        raws.append((state.source, raw))
    modify = "@data-modify-date-time"
    stamps = [stamp for stamp in around.attributes if (stamp.source == modify) is not published]
    return stamps + [stamp for source, raw in raws if (stamp := read_machine(source, raw)) is not None]


def explain_stamps(field: str, stamps: list[Stamp], chosen: Stamp | None) -> list[Candidate]:
    """Return the times as candidates."""
    rows = [
        Candidate(
            field=field,
            source=f"{one.source} {'' if one.label == 'none' else one.label}".strip(),
            value=f"{one.when.isoformat()} ({one.raw})",
            won=one is chosen,
        )
        for one in stamps
    ]
    if chosen is not None and not any(row.won for row in rows):
        rows.append(Candidate(field=field, source=chosen.source, value=chosen.when.isoformat(), won=True))
    return rows


def publisher_of(page: Page, body: Body, url: str | None, around: Furniture) -> Choice:
    """Return the outlet, the best of what names one; on a portal also the logo and the dateline."""
    logos = [*press_logos(page), *outlets_in(body.trimmed.signatures)] if is_portal(host_of(url)) else ()
    offers = choose_publisher(page, url, around.copyrights, logos)
    return Choice(offers=tuple(offers), winner=offers[0] if offers else None)


def title_of(page: Page, body: Body, around: Furniture, outlets: Sequence[str]) -> Choice:
    """Return the headline without the site's name."""
    heads = title_heads(page, body.state)
    sites = [text for text in (page.meta("og:site_name"), *outlets) if text]
    title = choose_title(heads, around.headings, sites)
    return Choice(offers=(*heads, *((title,) if title else ())), winner=title)


def times_of(
    page: Page, body: Body, around: Furniture, url: str | None
) -> tuple[datetime | None, datetime | None, list[Candidate]]:
    """Return when the article was published and changed, and the candidates of both."""
    stamps = machine_stamps(page, body.state, around, published=True)
    changes = machine_stamps(page, body.state, around, published=False)
    published = choose_published(around.stamps, stamps, url)
    updated = choose_updated(around.stamps, changes, stamps, published)
    candidates = explain_stamps("published", [*around.stamps, *stamps], published)
    candidates += explain_stamps("updated", [*around.stamps, *changes], updated)
    first = published.when if published is not None else None
    last = updated.when if updated is not None and updated.when != first else None
    return first, last, candidates


def byline_of(page: Page, body: Body, around: Furniture, publisher: str | None) -> Choice:
    """Return the names: as shown, as the head says, as signed; without any a contributor, a team or an agency."""
    metas = [text for name in AUTHOR_METAS for text in page.metas.get(name, ()) if not text.startswith(("http", "@"))]
    linked = [text for node in page.news for text in strings(node.get("author"))]
    written = list(body.state.authors) if body.state is not None else []
    signed = body.trimmed.signatures
    # ``홍길동 기자의 길 이야기`` is a column, which the page may name beside another's article.
    signs = [text for text in around.signs if bylines.COLUMN.search(text) is None] or around.signs
    offers = [
        ("shown above the text", bylines.unique(name for text in signs for name in bylines.names_shown(text))),
        ("JSON-LD author", bylines.unique(name for text in linked for name in bylines.names_given(text))),
        ("meta", bylines.unique(name for text in metas for name in bylines.names_given(text))),
        ("script", bylines.unique(name for text in written for name in bylines.names_given(text))),
        (
            "signed in the text",
            bylines.unique(name for text in signed for name in bylines.names_in(text) or bylines.names_bare(text)),
        ),
        ("introduced", bylines.names_introduced(body.trimmed.paragraphs)),
        ("below", bylines.unique(name for text in around.signs_after for name in bylines.names_shown(text))),
    ]
    if not any(names for _, names in offers):
        offers.append(
            ("beside the time", bylines.unique(name for text in around.beside for name in bylines.names_beside(text)))
        )
    if not any(names for _, names in offers):
        texts = [*around.signs, *metas, *linked, *written, *signed, *around.signs_after]
        contributor = bylines.contributor_in(
            [*body.trimmed.subtitles, *around.decks, *signed, *body.trimmed.paragraphs[-1:]]
        )
        team, agency = bylines.team_in(texts, publisher), bylines.agency_in([*texts, *around.beside], publisher)
        others = (("contributor", contributor), ("team", team), ("agency", agency))
        offers += [(source, [name]) for source, name in others if name is not None]
    listed = tuple((source, ", ".join(names)) for source, names in offers if names)
    return Choice(offers=listed, winner=listed[0] if listed else None)


def press_logos(page: Page) -> list[str]:
    """Return the outlets that a portal shows beside the headline."""
    logos = [logo for selector in PRESS_LOGOS for logo in select(page.root, selector)]
    names = []
    for logo in logos[:3]:
        names += [squeeze(image.get("alt") or image.get("title") or "") for image in logo.iter("img")] or [
            squeeze("".join(logo.itertext()))
        ]
    return [name for name in names if name]


def section_of(page: Page) -> str | None:
    """Return the section that the page names in Korean."""
    for name in ("article:section", "articlesection", "nextweb:section", "dable:section", "section"):
        for text in page.metas.get(name, ()):
            if hangul(text) and len(text) <= 20:
                return text
    for node in page.news:
        for text in strings(node.get("articleSection")):
            if hangul(text) and len(text) <= 20:
                return text
    return None
