"""What stands around the body on the page: times, reporters, headings and the copyright line, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipeline.clean.blocks import read_blocks
from pipeline.clean.bodies import UNSEEN, TextNode, ancestors, climb, standing
from pipeline.clean.dates import Stamp, read_machine, read_stamps
from pipeline.clean.headlines import DATE, is_cut, is_most, near_texts, titles_above
from pipeline.clean.layouts import (
    BYLINE_NAMES,
    CAPTION_NAMES,
    COMMENT_NAMES,
    DROP_NAMES,
    HEADING_NAMES,
)
from pipeline.clean.lines import rule_for
from pipeline.clean.names import MAIL, NAME, ROLE
from pipeline.clean.pictures import SYMBOLS_ABOVE
from pipeline.clean.text import flatten, hangul, squeeze

ATTRIBUTES = ("data-date-time", "datetime", "data-published", "data-datetime", "data-pubdate", "data-modify-date-time")
SIGN = re.compile(
    rf"{ROLE}|{MAIL}|(?:기사\s?작성|작성자|글쓴이|기고자?)\s?[:：]|^(?:작성자|글쓴이|기고|[Bb]y|Written\sby|Editor)\s|^글\s?[|ㅣ]\s?"
)
OFFICE = re.compile(
    r"(?:뉴스팀|취재팀|온라인팀|이슈팀|콘텐츠팀|편집부|편집국|뉴스룸)$"
    rf"|^{NAME}(?:\s|\s?[|ㅣ/(]\s?)[가-힣·\s]{{0,16}}(?:부장|국장|실장|차장|팀장|대기자|편집인|교수|변호사|소장|연구원|(?:연구|기획)위원|평론가|작가|시인|소설가)\)?$"
)
COPYRIGHT = re.compile(r"[ⓒ©]|저작권|(?:제호|매체명)\s?[:：]|opyright|OPYRIGHT|\(c\)")
BYLINE = re.compile("|".join(BYLINE_NAMES))
LONGEST_SIGN = 80
NEAR = 8
LONGEST_NAMES = 24
FIRST_AFTER = 40
"""How many texts after the body may still belong to the article."""
LAST_ABOVE = 60
"""How many texts above the headline, or above the body where no headline is found, may belong to it."""
MOST = 2000
"""How many texts between the headline and the body are looked at."""


@dataclass(slots=True, kw_only=True)
class Furniture:
    """What the page shows around the body."""

    stamps: list[Stamp] = field(default_factory=list)
    """Times that a reader sees: below the headline, the nearest to the body first; then labelled ones elsewhere."""
    attributes: list[Stamp] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    """Texts between the headline and the body that may name reporters."""
    beside: list[str] = field(default_factory=list)
    """Short texts that stand beside a time below the headline: a name without a role may be among them."""
    signs_after: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    """What the page shows as its headline, the likeliest first."""
    copyrights: list[str] = field(default_factory=list)
    decks: list[str] = field(default_factory=list)
    """Lines between the headline and the body that are set as sub-heads."""
    captions: list[str] = field(default_factory=list)


def look_around(
    root: HtmlElement, texts: Sequence[TextNode], body: HtmlElement | None, headlines: Sequence[str]
) -> Furniture:
    """Return what stands around ``body``; with no body on the tree, the whole page is looked at as if before one."""
    out = Furniture()
    inside = set(body.iter()) if body is not None else set()
    within = [index for index, text in enumerate(texts) if next(climb(text, 1), None) in inside] if inside else []
    first, last = (within[0], within[-1] + 1) if within else (len(texts), len(texts))
    titles = [flat for one in headlines if len(flat := flatten(one)) >= 4]
    at = find_headline(out, texts[:first], titles)
    if at is None:
        below = max(0, first - LAST_ABOVE) if within else 0
        above = below
        find_headline(out, texts[first:last], titles)
    else:
        below, above = at + 1, max(0, at - LAST_ABOVE)
    read_zone(out, texts[below:first][:MOST] if within else texts[below : below + MOST], headed=at is not None)
    out.stamps.reverse()
    if not out.signs:
        # Some systems name the reporter above the headline.
        out.signs += [
            sign
            for text in texts[max(above, below - 1 - NEAR) : below - 1]
            for sign in sign_in(text, list(climb(text, 2)))
        ]
    for text in reversed(texts[above:below]):
        out.stamps += [stamp for stamp in shown(text) if stamp.label != "none"]
    if at is not None and not any(stamp.timed for stamp in out.stamps):
        # Some show the time above the headline, with no word for what it is.
        out.stamps += [stamp for text in reversed(texts[above:at][-NEAR:]) for stamp in shown(text) if stamp.timed]
    for text in texts[first:last]:
        if len(text) < 200:
            out.stamps += [stamp for stamp in shown(text) if stamp.label != "none"]
    read_after(out, texts[last:])
    out.copyrights += [squeeze(text) for text in texts if len(text) < 400 and COPYRIGHT.search(text)]
    out.headings += [
        words
        for heading in root.iter("h1", "h2", "h3")
        if 2 <= len(words := squeeze(" ".join(near_texts(heading)))) <= 200
    ]
    if at is None and within:
        out.headings += titles_above(texts[above:first])
        if not any(stamp.timed for stamp in out.stamps):
            out.stamps += [
                stamp for text in texts[first : first + NEAR] for stamp in shown(text) if len(text) < LONGEST_SIGN
            ]
    return out


def find_headline(out: Furniture, texts: Sequence[TextNode], titles: Sequence[str]) -> int | None:
    """Return where the headline stands last before the body, and note how the page writes it."""
    for index in range(len(texts) - 1, -1, -1):
        text = texts[index]
        if not 4 <= len(text) < 400:
            continue
        flat = flatten(text)
        if len(flat) < 2 or not any(flat in title or is_cut(title, flat) for title in titles):
            continue
        line = list(climb(text, 6))
        linked = len(line) > 1 and line[0].tag == "a" and line[1].tag in ("h1", "h2", "h3")
        if any(standing(element) <= UNSEEN for element in line[linked:]):
            continue
        for around in line[:3]:
            words = squeeze("".join(near_texts(around)))
            flat_words = flatten(words)
            # The head may have a desk before the headline and the site after it.
            if any(
                flat_words == title or (flat_words in title and is_most(flat_words, title)) or is_cut(title, flat_words)
                for title in titles
            ):
                out.headings.append(words)
                return index
    return None


def read_zone(out: Furniture, texts: Sequence[TextNode], *, headed: bool) -> None:
    """Take up what stands between the headline and the body."""
    done: set[HtmlElement] = set()
    short: list[tuple[str, list[HtmlElement]]] = []
    timed: set[HtmlElement] = set()
    for text in texts:
        line = list(climb(text, 3))
        if not line:
            continue
        for element in line[:2]:
            if element not in done:
                read_attributes(out, element)
        stamps = shown(text)
        out.stamps += stamps
        out.signs += sign_in(text, line)
        if headed and stamps:
            timed.update(line)
        elif headed and len(text) <= LONGEST_NAMES:
            short.append((squeeze(text), line))
        if headed and line[0] not in done:
            take_deck(out, line)
        done.update(line[:1])
    out.beside += [words for words, line in short if not timed.isdisjoint(line)]


def take_deck(out: Furniture, line: Sequence[HtmlElement]) -> None:
    """Take up a caption or a sub-head that stands between the headline and the body."""
    words = squeeze("".join(near_texts(line[0])))
    if words and words[0] in SYMBOLS_ABOVE and (rule := rule_for(words)) is not None and rule.effect == "caption":
        out.captions.append(words)
        return
    caption = next((element for element in line if element.tag == "figcaption"), None)
    if caption is None and is_caption(line[0]):
        caption = line[0]
    if caption is not None:
        out.captions += [block.text for block in read_blocks(caption) if block.text not in out.captions]
        return
    for element in line:
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in ("h2", "h3", "h4") or HEADING_NAMES.search(name):
            if any(DROP_NAMES.search(one.get("class") or "") for one in (element, *ancestors(element)[:4])):
                return
            lines = [squeeze(one) for one in near_texts(element)]
            out.decks += [
                one
                for one in lines
                if hangul(one) >= 6
                and len(one) <= 120
                and rule_for(one) is None
                and one not in out.decks
                and flatten(one) not in {flatten(title) for title in out.headings}
            ]
            return


def is_caption(element: HtmlElement) -> bool:
    """Return whether an element's class says that it holds a caption, and it holds more than whose the picture is."""
    name = element.get("class")
    if name is None or CAPTION_NAMES.search(name) is None:
        return False
    rule = rule_for(squeeze(" ".join(near_texts(element))))
    return rule is None or rule.effect == "caption"


def read_after(out: Furniture, texts: Sequence[TextNode]) -> None:
    """Take up the reporters and labelled times just after the body."""
    placed = any(stamp.timed and stamp.label != "updated" for stamp in out.stamps)
    for text in texts[:FIRST_AFTER]:
        # A day alone is the day on which the paper was registered: ``등록일 : 2005.03.02``.
        if not placed:
            out.stamps += [stamp for stamp in shown(text) if stamp.label != "none" and stamp.timed]
        out.signs_after += sign_in(text, list(climb(text, 2)))


def sign_in(text: TextNode, line: Sequence[HtmlElement]) -> list[str]:
    """Return what a text says of the reporter: it has a role or an address, or stands where the class says so."""
    words = squeeze(text)
    if len(words) > LONGEST_SIGN or not (
        SIGN.search(words) or OFFICE.search(words) or any(is_sign(element) for element in line)
    ):
        return []
    if SIGN.fullmatch(words) and line:
        # ``<b>홍길동</b> 기자``, ``<dt>기자</dt><dd>홍길동</dd>``: the name stands in an element beside its role.
        wider = (squeeze(" ".join(near_texts(around))) for around in line[:2])
        together = next((one for one in wider if one != words), words)
        return [together] if len(together) <= LONGEST_SIGN else []
    return [words]


def read_attributes(out: Furniture, element: HtmlElement) -> None:
    """Take up the times that an element's attributes give."""
    dated = (element.get("itemprop") or "").lower() == "datepublished"
    for name in (*ATTRIBUTES, "content") if dated else ATTRIBUTES:
        raw = element.get(name)
        if raw and (stamp := read_machine(f"@{name}", raw)) is not None:
            out.attributes.append(stamp)


def is_sign(element: HtmlElement) -> bool:
    """Return whether an element's class names a reporter's place, and not one in a comment."""
    name = element.get("class")
    return name is not None and BYLINE.search(name.lower()) is not None and COMMENT_NAMES.search(name) is None


def shown(text: TextNode) -> list[Stamp]:
    """Return the times in a text; where label or time of day stand in an element beside it, those of both together."""
    if len(text) > 300 or DATE.search(text) is None:
        return []
    words = squeeze(text)
    if len(words) > 160:
        return []
    found = read_stamps("shown", words)
    if not found or all(stamp.label != "none" and stamp.timed for stamp in found):
        return found
    for around in list(climb(text, 3)):
        pieces = list(near_texts(around))
        together = squeeze(" ".join(pieces))
        if len(pieces) >= 12 or len(together) > 160:
            break
        wider = [
            stamp
            for stamp in read_stamps("shown", together)
            if any(stamp.when.date() == one.when.date() for one in found)
        ]
        if any(stamp.label != "none" and stamp.timed for stamp in wider):
            return wider
        if any(stamp.timed for stamp in wider) and not any(stamp.timed for stamp in found):
            found = wider
    return found
