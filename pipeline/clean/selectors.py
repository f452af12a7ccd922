"""Simple selectors on the lxml tree: ``#id``, ``.class``, ``tag``, ``tag.class``, ``tag#id`` and ``[attr=value]``."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

SELECTOR = re.compile(
    r"(?P<tag>[a-z][a-z0-9]*)?(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)(?:\[(?P<attribute>[\w-]+)=(?P"
    r"<value>[\w-]+)\])?$"
)


@cache
def compiled(selector: str) -> etree.XPath:
    """Return ``selector`` as XPath; raises ValueError where it says more than this module reads."""
    found = SELECTOR.match(selector)
    if not selector or found is None:
        raise ValueError(f"the selector {selector!r} is none of #id, .class, tag.class, tag#id, [attribute=value]")
    tests = [f"@id='{found['id']}'"] if found["id"] else []
    tests += [
        f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
        for name in found["classes"].split(".")
        if name
    ]
    if found["attribute"]:
        tests.append(f"@{found['attribute']}='{found['value']}'")
    return etree.XPath(f"//{found['tag'] or '*'}" + (f"[{' and '.join(tests)}]" if tests else ""))


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements that ``selector`` names, in order of the page."""
    return cast("list[HtmlElement]", compiled(selector)(root))
