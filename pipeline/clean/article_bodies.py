"""The texts that a page offers as its article, from the tree and from its scripts, and the choice among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.clean.blocks import read_blocks
from pipeline.clean.bodies import TextNode, find_bodies
from pipeline.clean.embedded import State, read_linked, read_states
from pipeline.clean.lines import Trimmed, trim
from pipeline.clean.page import Page
from pipeline.clean.publishers import rows_for
from pipeline.clean.selectors import select
from pipeline.clean.text import SENTENCE, hangul

THIN = 300
"""A body of fewer syllables is compared with what the scripts hold."""
HARDLY = 40
"""So few syllables are no body where anything else may be one."""


@dataclass(slots=True, kw_only=True)
class Body:
    """The text that was chosen and where it came from."""

    trimmed: Trimmed
    layout: str
    element: HtmlElement | None
    state: State | None = None
    warnings: tuple[str, ...] = ()
    named: bool = False

    @property
    def prose(self) -> int:
        """How many syllables of sentences it holds."""
        return sum(hangul(line) for line in self.trimmed.paragraphs if SENTENCE.search(line))


def choose_body(bodies: Sequence[Body]) -> Body | None:
    """Return the body to trust: the first, unless it is thin or far shorter than another."""
    if not bodies:
        return None
    longest = max(bodies, key=lambda one: one.prose)
    first = bodies[0]
    return first if (first.named or first.prose >= THIN) and first.prose >= 0.6 * longest.prose else longest


def find_texts(page: Page, texts: Sequence[TextNode], url: str | None, title: str | None) -> list[Body]:
    """Return the bodies that the page offers, the most trusted first: a publisher's row, else what the page is like."""
    rows = rows_for(url)
    for row in rows:
        read = [(element, trim(read_blocks(element, row.drops), title)) for element in select(page.root, row.body)]
        bodies = [Body(trimmed=one, layout=row.key, element=element, named=True) for element, one in read]
        found = max(bodies, key=lambda one: one.prose, default=None)
        if found is not None and found.trimmed.paragraphs:
            return [found]
    warnings = tuple(f"{row.key}: {row.body} matches nothing any more; the generic reader was used" for row in rows)
    return read_generic(page, texts, title, warnings)


def read_generic(page: Page, texts: Sequence[TextNode], title: str | None, warnings: tuple[str, ...]) -> list[Body]:
    """Return the bodies on the tree, and those in the scripts where they hold more of the article."""
    bodies: list[Body] = []
    for part in find_bodies(texts, page.meta("og:description", "description", "twitter:description"))[:2]:
        if bodies and bodies[0].prose >= HARDLY:
            break
        trimmed = trim(read_blocks(part.element), title)
        layout = f"generic: {part.source}"
        bodies.append(Body(trimmed=trimmed, layout=layout, element=part.element, warnings=warnings, named=part.named))
    prose = max((one.prose for one in bodies), default=0)
    states: list[State] = []
    linked = read_linked(page.news)
    if linked is not None and linked.prose > 1.3 * prose:
        states.append(linked)
    if page.scripts and (prose < THIN or not bodies[0].named):
        state = read_states(page.scripts)
        if state is not None and state.prose > 1.1 * prose:
            states.append(state)
    for one in states:
        layout = f"generic: {one.source}"
        bodies.append(Body(trimmed=trim(one.blocks, title), layout=layout, element=None, state=one, warnings=warnings))
    return bodies
