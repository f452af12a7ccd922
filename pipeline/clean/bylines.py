"""Who wrote it: names only, from what the page shows, its head, and the article's own first and last lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.clean.names import CREDITED, LONG_SURNAMES, MAIL, NAME, POSTS, ROLE, SPREAD, SURNAMES
from pipeline.clean.outlets import outlet_names
from pipeline.clean.text import one_dot, squeeze

BEFORE_ROLE = re.compile(
    rf"(?<![가-힣])((?:{NAME}\s?[·,/、&]\s?){{0,12}}{NAME}?)\s?(?=(?:[가-힣]{{2,4}}\s?(?=전문))?{ROLE}(?![가-힣]|\s?(?:출신"
    rf"|회견|협회|협의회))|{ROLE}(?:의|님|이|입니다|구독)?(?:\s|$))"
)
DESKED = re.compile(rf"(?<![가-힣])({NAME})\s[가-힣·]{{1,6}}(?:부|팀|국|센터)\s?{ROLE}(?![가-힣])")
"""``홍길동 사회부 기자``."""
CREDIT = re.compile(r"(?<![가-힣])(?:글|사진|그림|그래픽|영상|취재|정리)(?=[\s=:·/,])\s*[=:]?\s*")
"""What a name is credited with: ``글 홍길동 · 사진 김하나 기자``."""
WRITTEN = re.compile(
    rf"^[\[(<]?\s?(?:글|취재)\s?[=:：]?\s?({CREDITED}(?:\s?[·,]\s?{CREDITED})*)(?![가-힣])(?=\s?[/,|)\]·]|\s(?:사진|촬영|영상|편집)|$)"
)
"""Who wrote it, where every line of work is credited and nobody has a role: ``취재 홍길동 / 영상편집 김하나``."""
POSTED = re.compile(rf"(?<![가-힣])({NAME})\s([가-힣]{{2,7}}?)(\s?)(?=(주재)\s?기자|(?:순회)?특파원)")
"""``홍길동 도쿄 특파원``, ``홍길동 제주주재기자``: where the reporter is stationed stands behind the name."""
APART = re.compile(
    rf"(?<![가-힣])(?:(?:{SPREAD}|{NAME})\s?[·,]\s?){{0,6}}{SPREAD}\s?(?=(?:[·,]\s?{NAME}\s?)?{ROLE}(?![가-힣]))"
)
"""``박 진 기자``, ``박 진·김 솔 기자``."""
SPACED = re.compile(rf"(?<![가-힣=])([가-힣]{{3}}(?:\s[가-힣]{{3}}){{1,3}})\s{ROLE}(?:\s|$)")
"""``홍길동 김하나 기자``: names beside each other without a comma."""
NO_NAME_BEFORE = re.compile(r"[시군구도읍면부팀국원역점장]$")
"""How a place, a desk or an office ends that may stand before a name."""
AFTER_ROLE = re.compile(rf"(?<![가-힣]){ROLE}\s({NAME})(?![가-힣])")
SIGN_OFF = re.compile(rf"(?<![가-힣])({NAME})(?:입니다|이었습니다|였습니다)\.?")
ADDRESS = re.compile(rf"(?<![가-힣])({NAME})\s?[/(<\[|]{{0,2}}\s?{MAIL}")
IN_BRACKETS = re.compile(
    rf"[\[(<【](?:[\w·&]{{2,16}}[\s=,]\s?)({NAME}(?:\s?[·,]\s?{NAME}){{0,5}})(?:\s?{ROLE})?[\])>】]"
)
CONTRIBUTOR = re.compile(
    rf"({NAME})(?:\s|\s?[|ㅣ/,(]\s?)(?:[\w가-힣·()]{{1,20}}\s?){{0,4}}(?:장|대행|교수|위원|대표|연구원|변호사|의원|이사|작가|편집인|팀장"
    rf"|박사|회장|총장|소장|시인|소설가|평론가|기자|디자이너|전문의|약사|회계사|세무사|칼럼니스트|지부장|사무총장|본부장|논설고문|고문)$"
)
PRECEDED = re.compile(r"(?:[가-힣]{2,4}\s?)?(?:시인|소설가|수필가|평론가|칼럼니스트|변호사|전문의)\s([가-힣]{3})")
"""An office before the name: ``문학평론가 홍길동``."""
LABELLED = re.compile(
    rf"(?:(?:기사\s?작성|작성자|글쓴이|기고자?|취재기자|기자명?)\s?[:：]\s?|^(?:기자명\s?|(?:작성자|글쓴이|기고)\s|글\s?[|ㅣ]\s?))({NAME}(?:\s?[·,]\s?{NAME}){{0,4}})(?![가-힣])"
)
MAILS = re.compile(MAIL)
SPLIT = re.compile(r"\s*(?:[,/|;·&、+]|\band\b|\s외\s?\d{1,2}명)\s*")
ROLES = re.compile(ROLE)
USER_NAME = re.compile(r"(?<=[가-힣])\s?\([A-Za-z][\w.-]{2,19}\)")
"""The account behind a citizen reporter's name: ``홍길동(gildong)``."""
UNIVERSITY = re.compile(r"[가-힣]{2,4}대\s(?:[가-힣·]*(?:학과|학부|과|대학|대학원|전공)\s|(?:[가-힣]{2}\s?)?교수$)")
"""An office without a name: ``한빛대 토목공학과 교수``."""
INTRODUCED = re.compile(
    rf"(?<![가-힣])({NAME}(?:\s?[·,]\s?{NAME})?)\s(?:(?:[가-힣]{{2,6}})?기자|특파원|리포터|캐스터)"
    r"(?:입니다|가\s.{0,24}(?:보도|취재|전해|리포트|전합니다|다녀왔|알아봤|살펴봤|짚어|담았|만났|만나봤|정리했).{0,12}"
    r"|의\s(?:보도|리포트|취재)(?:입니다|합니다|로\s.{0,14})|[와과]\s.{0,24}(?:알아보|살펴보|짚어보|나눠보|이야기|얘기).{0,14}"
    r"|를?\s(?:연결|불러).{0,16}|\s?나와\s?(?:있|주).{0,12})[.!?]?$"
)
"""How an anchor hands over: ``홍길동 기자가 보도합니다.``"""
COLUMN = re.compile(rf"{ROLE}의\s(?!(?:다른|최신|주요)?\s?(?:기사|글|뉴스))")
BARE = re.compile(rf"{NAME}(?:\s?[·,]\s?{NAME}){{0,3}}")
NO_BARE_NAME = frozenset(
    """
    강원도 경기도 경상도 전라도 제주도 충청도 부동산 반도체 인터뷰 노동계 여의도 공지사 기획전
    이전글 이메일 유통가 전시회 신제품 신간평 추천인 이벤트 연재물 주식장 정치권 사건팀 사진전
    전국권 지방권 인천시 부산시 대전시 제주시 진주시 원주시 전주시 안동시 여수시
    """.split()
)
"""Words of three syllables beside a time that begin as a name does."""
PLACE = re.compile(r"^[\w가-힣·]{1,8}=\s?")
TEAM = re.compile(
    r"(?:[가-힣A-Za-z]{2,8}\s)?(?:온라인|디지털|사회|정치|경제|산업|증권|금융|국제|문화|스포츠|체육|연예|전국|생활|편집|사진|지역)[가-힣\d]{0,4}부"
    r"|[가-힣A-Za-z0-9&· ]{1,14}(?:뉴스팀|취재팀|특별취재팀|편집국|편집부|온라인팀|디지털팀|보도국"
    r"|취재부|데스크|취재단|뉴스룸"
    r"|콘텐츠팀|이슈팀|속보팀|기획팀|탐사팀|사회부|정치부|경제부|문화부|국제부|스포츠부|연예부|팀)$"
)
DESK = re.compile(
    r"^(?:(?:정치|경제|사회|문화|국제|산업|체육|편집|사진|전국|정책|금융|증권|생활|과학|연예|스포츠|디지털|온라인|보도|취재|지역"
    r"|교육|법조|건설|유통|바이오|미래|기획|탐사|외신|논설|여론)\w?(?:부|팀|국|실|과)?"
    r"|담당|해당|전문|주재|현장|동료|일부|모든|젊은|여성|남성|해직|다른|선임|인턴|수습|객원|시민|명예|취재|사진|영상|글|구독|이름|홈|본인"
    r"|우리|한국|서울|뉴스|방송|전체|추천|인기|팀장|부장|차장|국장|대표|소속|관련|한편|이번|기상|당시|정보|구독|페이지|소개|프로필|그리고"
    r"|복지|의료|보건|의학|환경|노동|군사|국방|북한|부동산|문학|음악|미술|종교|여행|음식|자동차|바둑|농업|해양|방송|영화|공연|대중음악|애견|반려동물|기후|젠더|인권|안보|외교|통일|소비자"
    r"|지난|오늘|이달의|올해의|더보기)$"
)
PAGE_WORDS = frozenset(
    """
    기고 기자명 기사 기사명 최초 최종 지면 지면명 제목 소제목 조회 조회수 추천수 이전 주요 전송 공유 신고
    하기 현재 인쇄 지역 제보 정정 노출 안내 문의 제공 원문 송고 홍보 배포 변경 이미지 이슈 유료 표시
    복사 목록 확대 주소 검색 선택 공감 감동 고객 인물 연재 사설 여론 차단 독자 지금 반응 도움말 구독자
    고침 표지 감사 공지 국제면 전면 심층 연합 공동 소속사 담당자 제공자
    """.split()
)
"""Words of a page's furniture that are written as names are."""
WIDGET = re.compile(
    r"기사\s?원문|기자\s?(?:정보|구독(?:하기)?|페이지)|기사\s?등록일|구독(?:하기)?|응원(?:하기)?|기자\s?페이지|더\s?보기"
    r"|(?:(?<![가-힣])|(?<=기자))(?:오전|오후|(?:기사|최종)?\s?(?:입력|승인|등록|수정|송고)(?:\s?(?:시간|일))?|이메일|메일|글(?!쓴)|사진)"
    r"|(?:written\s|posted\s)?by\b|editor\b|\+",
    re.I,
)
"""Words of the page beside a name; within a name they are its own: ``박한글``, ``김수정``."""
NO_PERSON = re.compile(r"news|media|team|online|daily|times|tv|press|[A-Z]{3}", re.I)
LATIN_NAME = re.compile(r"[A-Z][a-zA-Z'.-]{1,15}(?:\s[A-Z][a-zA-Z'.-]{0,15}){1,3}$")


def names_in(text: str) -> list[str]:
    """Return the reporters that a line of prose or a signature names: by a role beside them, an address or brackets."""
    text = one_dot(text)
    plain = CREDIT.sub("", without_posts(MAILS.sub(" ", text)))
    if APART.search(plain):
        plain = APART.sub(lambda found: found[0].replace(" ", "") + " ", plain)
    names = names_side_by_side(plain)
    if names:
        return names
    for pattern, source in (
        (LABELLED, plain),
        (BEFORE_ROLE, plain),
        (DESKED, plain),
        (AFTER_ROLE, plain),
        (IN_BRACKETS, plain),
        (ADDRESS, text),
        (SIGN_OFF, text),
        (WRITTEN, text),
    ):
        for found in pattern.finditer(source):
            names += [name for name in SPLIT.split(found[1]) if is_person(name)]
        if names:
            break
    return unique(names)


def without_posts(text: str) -> str:
    """Return ``text`` without the places that stand between a correspondent's name and role."""
    return POSTED.sub(without_post, text) if "특파원" in text or "주재" in text else text


def without_post(found: re.Match[str]) -> str:
    """Return the name of a correspondent without the place; all that was found where the name stands last."""
    name, place, space, stationed = found.groups()
    if not is_person(name) or name in POSTS:
        return found[0]
    # 주재 is said of a place, so that what it is glued to is one.
    sure = place in POSTS or not is_person(place) or (stationed is not None and not space)
    return f"{name} " if sure or len(name) > len(place) else found[0]


def names_side_by_side(text: str) -> list[str]:
    """Return the names before one role with nothing but a space between them, or none where one may be a place."""
    found = SPACED.search(text)
    names = found[1].split() if found is not None else []
    sure = all(
        is_person(one) and one not in NO_BARE_NAME | POSTS and NO_NAME_BEFORE.search(one) is None for one in names[:-1]
    )
    return names if names and sure and is_person(names[-1]) else []


def names_of(field: str) -> list[str]:
    """Return the names of a field that holds nothing else: meta, JSON-LD, a reporter's element."""
    names = []
    for piece in SPLIT.split(MAILS.sub(" ", one_dot(field))):
        name = PLACE.sub("", ROLES.sub(" ", piece)).strip(" []()<>=:|-")
        for part in name.split() if len(name) > 4 else [name.replace(" ", "")]:
            if is_person(part):
                names.append(part)
        if LATIN_NAME.match(name) and not NO_PERSON.search(name):
            names.append(name)
    return unique(names)


def names_given(field: str) -> list[str]:
    """Return the names of a field of the head: with roles and addresses as in a signature, or bare."""
    return names_in(field) or names_of(field)


def names_shown(text: str) -> list[str]:
    """Return the names of a line beside the headline, where little else stands: a ticker may name one too."""
    plain = squeeze(WIDGET.sub(" ", USER_NAME.sub("", one_dot(text))))
    if LABELLED.search(plain) or WRITTEN.match(plain):
        return names_in(plain)
    office = contributor_in([plain])
    names = names_in(plain) or ([office] if office is not None else names_of(plain))
    if office is not None and names == [office]:
        return names
    rest = ROLES.sub(" ", MAILS.sub(" ", plain))
    for name in names:
        rest = rest.replace(name, " ")
    most = 8 if ROLES.search(text) else 0
    return names if len(re.findall(r"[가-힣A-Za-z]", rest)) <= most else []


def names_bare(text: str) -> list[str]:
    """Return the names of a text that is nothing else; names of two or four syllables are too often other words."""
    words = one_dot(text).strip(" |ㅣ·/,")
    if BARE.fullmatch(words) is None:
        return []
    names = [name for name in SPLIT.split(words) if len(name) == 3 and name not in NO_BARE_NAME and is_person(name)]
    return names if len(names) == len(SPLIT.split(words)) else []


def names_beside(text: str) -> list[str]:
    """Return the names of a text beside a time that is nothing else, an account behind it apart."""
    return names_bare(USER_NAME.sub("", text))


def names_introduced(lines: Iterable[str]) -> list[str]:
    """Return the reporters that a broadcast hands over to."""
    found = [match[1] for line in lines if len(line) <= 120 and (match := INTRODUCED.search(one_dot(line))) is not None]
    return unique(name for names in found for name in SPLIT.split(names) if is_person(name))


def is_person(name: str) -> bool:
    """Return whether ``name`` is written as a Korean person's name and is no desk, role or outlet."""
    if (
        re.fullmatch(NAME, name) is None
        or name[0] not in SURNAMES
        or (len(name) == 4 and not name.startswith(LONG_SURNAMES))
    ):
        return False
    return (
        not DESK.match(name)
        and name not in PAGE_WORDS
        and name not in outlet_names()
        and not name.endswith(("신문", "일보", "뉴스", "방송", "경제", "통신", "기자"))
    )


def unique(names: Iterable[str]) -> list[str]:
    """Return the names once each, in order."""
    return list(dict.fromkeys(names))


def team_in(texts: Iterable[str], publisher: str | None = None) -> str | None:
    """Return the desk or team that signs, or None."""
    for text in (one.removeprefix(f"{publisher} ") for one in texts):
        words = re.sub(r"^[\[(【].{1,20}[\])】]\s*|\s*[=＝]\s*$|\s*기자$", "", MAILS.sub("", text)).strip()
        if TEAM.fullmatch(words):
            return words
    return None


def agency_in(texts: Iterable[str], publisher: str | None) -> str | None:
    """Return the outlet named where the reporter should be: a wire agency whose copy is carried, or None."""
    for text in texts:
        for name in (text.strip(), re.sub(r"\s?(?:뉴스|기자)$", "", text.strip())):
            if name in outlet_names() and name != publisher:
                return name
    return None


def contributor_in(lines: Sequence[str]) -> str | None:
    """Return the author that a deck or a last line names with his office: ``홍길동 한빛대 교수``."""
    for line in map(one_dot, lines):
        if UNIVERSITY.match(line.strip(" /[]()")):
            continue
        if len(line) <= 40 and (found := CONTRIBUTOR.match(line.strip(" /[]()"))) is not None and is_person(found[1]):
            return found[1]
        if (found := PRECEDED.fullmatch(line.strip(" /[]()"))) is not None and is_person(found[1]):
            return found[1]
    return None
