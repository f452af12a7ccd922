"""Patterns for reporters' names, roles and addresses, shared by the line rules and the byline reader."""

from __future__ import annotations

NAME = r"[가-힣]{2,4}"
# The word for a reporter with a rank or a field before it; no noun that a sentence would hold by itself.
ROLE = (
    r"(?:(?:수습|인턴|선임|객원|주재|전문|시민|명예|사진|영상|의학|과학|경제|논설|여행|종교|대|취재|촬영|탐사|기상|학생|청년)?\s?기자"
    r"|특파원|순회특파원|통신원|논설위원|논설실장|칼럼니스트|해설위원|앵커"
    r"|에디터|피디|PD|리포터|캐스터|아나운서|작가|편집위원|편집장|주필|기고가|평론가|연구위원|인턴)"
)
LONG_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "어금", "망절", "강전")
"""A name of four syllables has one of these; anything else of that length is a word."""
SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부나라계피두감호빈동온형음독고"
    "목태복범간갈좌옹승팽단묵빙로리림려당"
)
POSTS = frozenset(
    """
    도쿄 오사카 선양 선전 홍콩 마카오 하노이 호찌민 방콕 마닐라 인도 이란 이라크 이집트 두바이 로마 제네바 하와이
    나이로비 모스크바 유럽 남미 동남아 태국 호주 독일 영국 서울 부산 인천 제주 강원 강릉 원주 전주 진주 고성
    경기 경남 경북 전남 전북
    """.split()
)
"""Places that correspondents are sent to and that are written as names are."""
SURNAME = f"[{''.join(sorted(SURNAMES))}]"
SPREAD = rf"{SURNAME}\s(?![그이저한두세네몇각새옛전타본])[가-힣](?![가-힣])"
"""A name of two syllables set apart to the width of three: ``박 진``; no ``이 두 기자``."""
CREDITED = f"{SURNAME}[가-힣]{{2}}"
"""A name beside what it is credited with; words of two or four syllables are too often other words."""
MAIL = r"[\w.+-]{1,40}\s?@\s?[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}"
CUT_MAIL = r"[\w.+-]{2,30}@(?![\w.])"
"""An address whose house is left out, as papers print it."""
OUTLET = r"[A-Za-z가-힣][\w가-힣·&.\- ]{1,19}"
SIGNED = (
    rf"(?:[\w가-힣]{{1,8}}=\s?)?(?:{NAME}|{SPREAD})\s?(?:·|,|\s)?\s?"
    rf"(?:(?:{NAME}|{SPREAD})\s?(?:·|,|\s)\s?){{0,4}}(?:(?:{NAME}|{SPREAD})\s?)?{ROLE}"
)
"""``홍길동 기자``, ``세종=홍길동 기자``, ``홍길동·김하나 기자``."""
