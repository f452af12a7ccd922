"""Households, homes, buildings and parking spaces, against generations, districts and the numbers of buildings."""

from __future__ import annotations

import re

from extractors.numbers.checks import companion
from extractors.numbers.companions import left_word
from extractors.numbers.site import Site, firm

_HOUSEHOLDS_RIGHT = re.compile(r"[가를] ?(?:거주|입주|살|침수|대피)")
# 2030세대, 386세대: people of an age.
_DECADES = re.compile("[1-7]0[2-8]0|[3-5]86")


# 1가구 2주택: what a tax is for.
_TAXED = re.compile(" [0-9]주택")


def homes(text: str, site: Site) -> str | None:
    return "a label" if site.reading.value == 1 and _TAXED.match(text, site.stop) else None


def households(text: str, site: Site) -> str | None:
    if homes(text, site):
        return "a label"
    value = site.reading.value
    few = value is not None and (value < 12 or _DECADES.fullmatch(text[site.start : site.end]) is not None)
    return "a generation" if few and not _HOUSEHOLDS_RIGHT.match(text, site.stop) else None


_BUILT = (
    r"[을이은과와] (?:[가-힣]{1,5} )?(?:짓|지[었어을]|세우|세웠|세운|고치|고쳤|고친|태우|태웠|태운|전소"
    r"|소실|철거|신축|증축|불[에탔]|무너"
    "|들어서|매입|사들)"
)

_PARKING = companion("spaces", r" 규모의? (?:[가-힣]{2,5} )?[가-힣]{0,4}(?:주차장|구장|코트)")
_BUILDINGS = companion("buildings", _BUILT, "a district or a building's number")
# 신문 1면, 신문 12면에 실렸다: a page by its number.
_PAPER = ("신문", "일보", "지면", "호외", "조간", "석간")
_PAGE_RIGHT = re.compile(
    "(?:에|의)? ?(?:실[렸린었]|게재|보도|머리|톱|기사|광고|하단|상단|사설|칼럼|인터뷰)|에(?:는|서)? "
)


def spaces(text: str, site: Site) -> str | None:
    page = site.reading.value == 1 or _PAGE_RIGHT.match(text, site.stop)
    return "a page's number" if page and left_word(text, site.start).endswith(_PAPER) else _PARKING(text, site)


# 아파트 101동 1203호, 101동에서: a building's number.
_NUMBERED = re.compile(" ?[0-9]{1,4}호|(?:에|에서|의)? ?(?:앞|옥상|입구|현관|주민|지하|주차장)|에서? ")


def buildings(text: str, site: Site) -> str | None:
    value = site.reading.value
    high = value is not None and 101 <= value < 2000 and site.style == "digits" and not firm(text, site)
    return "a building's number" if high and _NUMBERED.match(text, site.stop) else _BUILDINGS(text, site)
