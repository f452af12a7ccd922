"""The bundled site's pages as shapes: the markup of several press systems, to be filled with other articles."""

from __future__ import annotations

import html
import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from pipeline.clean.decode import decode
from pipeline.model import Article
from pipeline.site import fixtures_path

# Pages of the press weigh ten times what the bundled ones do, in scripts and in links to other articles.
LINKS = (40, 120, 300)
SCRIPTS = (10_000, 40_000, 120_000)
_SEOUL = timezone(timedelta(hours=9))
_FORMS = (
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%Y.%m.%d %H:%M",
    "%Y.%m.%d. %H:%M",
    "%Y.%m.%d (%H:%M)",
    "%Y. %m. %d. %H:%M",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShape:
    """A page whose headline, address, time and paragraphs can be exchanged."""

    page: str
    encoding: str
    url: str
    publisher: str
    title: str
    published: datetime
    paragraphs: tuple[str, ...]
    """As they stand in the page, escaped."""

    def address(self, n: int) -> str:
        """Return the address of the outlet's n-th article."""
        return f"{'/'.join(self.url.split('/')[:3])}/news/{1_000_000 + n}"

    def fill(self, article: Article, chance: random.Random) -> bytes:
        """Return the page with this article in it, and with as many links and scripts as pages of the press have."""
        assert article.title
        assert article.url
        assert article.published
        told = [_escape(paragraph) for paragraph in article.text.split("\n\n")]
        places = len(self.paragraphs)
        # The last place is the body's: descriptions in the head repeat the first paragraph.
        start = self.page.rindex(self.paragraphs[0]) + len(self.paragraphs[0])
        between = self.page[start : self.page.index(self.paragraphs[1], start)]
        # What there is more of stands in the last place, with the markup that is between two paragraphs.
        told = [*told[: places - 1], between.join(told[places - 1 :]), *[""] * places][:places]
        page = self.page
        for old, new in zip(self.paragraphs, told, strict=True):
            before, _, after = page.rpartition(old)
            page = before + new + after
        page = page.replace(self.url, article.url).replace(_escape(self.title), _escape(article.title))
        for old, new in zip(_written(self.published), _written(article.published.replace(tzinfo=_SEOUL)), strict=True):
            page = page.replace(old, new)
        return page.replace("</body>", _furniture(chance) + "</body>").encode(self.encoding, "xmlcharrefreplace")


def page_shapes() -> list[PageShape]:
    """Return the bundled pages in which each paragraph stands as it is in the text."""
    shapes = []
    for path in sorted(fixtures_path().glob("*/*/article.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        decoded = decode(path.with_name("page.html").read_bytes())
        paragraphs = tuple(map(_escape, told["text"].split("\n\n")))
        if len(paragraphs) > 2 and all(paragraph in decoded.text for paragraph in paragraphs):
            shapes.append(
                PageShape(
                    page=decoded.text,
                    encoding=decoded.encoding,
                    url=told["url"],
                    publisher=told["publisher"],
                    title=told["title"],
                    published=datetime.fromisoformat(told["published"]),
                    paragraphs=paragraphs,
                )
            )
    return shapes


def _furniture(chance: random.Random) -> str:
    links = "".join(
        f'<li class="item"><a href="/news/{chance.randrange(10**6)}"><span>많이 본 기사 {n}</span></a></li>\n'
        for n in range(chance.choice(LINKS))
    )
    call = "window.dataLayer=window.dataLayer||[];dataLayer.push({'event':'view','slot':%d});\n"
    script = "".join(call % n for n in range(chance.choice(SCRIPTS) // len(call)))
    return f'<div class="aside-list"><ul>{links}</ul></div><script>{script}</script>'


def _written(time: datetime) -> list[str]:
    """Return a time in the forms in which the pages write it."""
    half = f"{'오전' if time.hour < 12 else '오후'} {(time.hour - 1) % 12 + 1}:{time:%M}"
    return [
        f"{time.astimezone(UTC):%Y-%m-%dT%H:%M}",
        *(f"{time:{form}}" for form in _FORMS),
        f"{time:%Y.%m.%d.} {half}",
    ]


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
