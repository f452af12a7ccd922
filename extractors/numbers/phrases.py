"""The noun phrase behind a number (15개 대학, 3명의 젊은 작가): where it begins, where it ends, and its head."""

from __future__ import annotations

import re

from extractors.numbers.endings import ADNOMINAL, NOT_COUNTED, NOUNS, is_noun, is_verb, strip
from extractors.numbers.subjects import PEOPLE

_WORD = re.compile(r"[^\s(),\[\]{}<>‘’“”'\"…]+")
_NO_NOUN = re.compile(
    "(?:획득|확보|설치|추가|증가|감소|건설|기록|판매|생산|보유|발견|압수|제작|구입|제공"
    "|지급|지원|선정|선발|창출|증설|확충|유치|싹쓸이|석권|수확|독식)(?!(?:사|처|점|국|소|장|품|업|팀|작|업체|기관|시설|센터|단체|기업|품목|국가|과제|사업|대상|지역|라인)(?![했하한해됐되된]))"
    "|(?:늘|줄|넘|있|없|많|됐|된|받|팔[아렸리]|포함|차이|차로"
    "|(?:이상|이하|미만|초과|이내|정도|가량|규모|수준|안팎|내외|남짓|쯤|중|가운데|등|씩|더"
    "|모두|각각|보다|뿐|만|당|못|안|또|및|그|이|로|전체|전부"
    "|구조|가격|값|시세|면적|크기|넓이|높이|너비|길이|두께|무게|부피|용량|분량|한정|기준|동안|끝|이나|가까이|남|한|할|하|되|적)"
    "(?:이|의|은|는|을|에|으로|에서|만|도|인|가|를|와|과|로|이?다|였다|이며|이고|만한)?(?![가-힣]))"
)
_MODIFIERS = frozenset("새 전 현 옛 첫 각 주요 등 이 그 다른 여러 모든".split())
# 9개 지방 국립대, 6개 추가 노선: nouns that tell which of the things behind them are counted.
_DESCRIBING = _MODIFIERS | frozenset(
    "세부 추가 신규 지방 기존 핵심 주력 대표 인기 유명 특수 해당 국내 해외 전국 글로벌 민간 공공"
    " 사립 공립 국립 국공립 거점 광역 기초 인근 관련".split()
)


def noun_phrase(text: str, start: int) -> str | None:
    """Return the head of the noun phrase that begins at ``start`` (``두 의상`` → 의상, ``두 은행 임원`` → 은행)."""
    match = _WORD.match(text, start)
    if match is not None and _GROUPS.search(match[0]) and is_noun(match[0]):
        return match[0]
    if match is not None and match[0][-1] == "의" and (noun := strip(match[0])) not in (None, match[0]):
        # 세 아이의 엄마: the first of the two is counted.
        return noun
    return head_of(text, start)


# 카드 2종 출시: a deed that closes the phrase is not what is counted.
_DONE = re.compile(
    "(?:출시|공개|발간|출간|개최|신설|개설|조성|도입|운영|발행|배치|보급|철거|적발|단속|개발|수주|체결|완공|준공|착공"
    r"|분양|전달|기부|기증|발사|배포|폐지|매각|매입|취소|접수|등록|점검|수거|회수|교체|정비|공급|개점|폐점|입점)(?=[….,)’'”\"\n]|$|[했한하됐된되])"
)
# 어린이집 1000개 시대: what begins with so many.
_AGE = re.compile("시대(?:[를가는의에]|다|로)?")
_ADJECTIVE = re.compile("커다란|기다란|큰|긴|[작많적좋높낮넓좁짧깊얕젊늙낡얇굵]은|나쁜|오랜")


def following(text: str, stop: int) -> str | None:
    """Return the noun counted that stands right behind a number, past what only describes it."""
    for _ in range(4):
        match = _WORD.match(text, stop + 1) if text[stop : stop + 1] == " " else None
        if match is None or match[0][0].isdigit():
            return None
        word = match[0]
        if _ONE_SYLLABLE.fullmatch(word):
            return word[0]
        if (_NO_NOUN.match(word) and word != "추가") or _DONE.match(text, stop + 1) or _AGE.fullmatch(word):
            return None
        if _ADJECTIVE.fullmatch(word):
            return head_of(text, match.start())
        if word not in _DESCRIBING or not _HANGUL.match(text, match.end() + 1):
            return _compound(text, match)
        stop = match.end()
    return None


def _compound(text: str, match: re.Match[str]) -> str | None:
    """Return the noun of a compound that begins at a word: a house that it names, or the last of two words."""
    word = match[0]
    if is_verb(word.rstrip(".")):
        return None
    bare = _HANGUL.fullmatch(word) and text[match.end() : match.end() + 1] == " " and strip(word) == word
    if bare and (house := _house(text, match)) is not None:
        return house
    if bare and not _GROUPS.search(word):
        head = _WORD.match(text, match.end() + 1)
        if head is not None and _goes_on(word, head[0]) and _closes(text, head):
            noun = strip(head[0])
            return word if noun is None or noun in NOT_COUNTED or _HEADS.search(noun) else noun
    # 12개 운영하는: what describes is no noun.
    return None if ADNOMINAL.search(word) and word not in NOUNS else strip(word)


# 4개 구가, 6개 당이: bodies of one syllable, by the form that a particle takes behind them.
_ONE_SYLLABLE = re.compile(
    "[군읍면동당팀반역섬현국][이은을]|[시구도과조주사리][가는를]|[시군구도읍면동당팀반역섬현조]의"
)


# 5만 개 이상 의견을: what follows a limit is a noun only where its particle is sure (not 모은, 모였다).
_LIMITED = re.compile(
    " [이미초][상하만과] (?=[가-힣]{1,6}[을를가] "
    "|[가-힣]{0,4}(?:기관|기업|업체|단체|대학|지역|품목|종목|시설|마을|병원|법인|조합|정당|은행|제품|상품)[이은] )"
)


def past_limit(text: str, stop: int) -> str | None:
    limit = _LIMITED.match(text, stop)
    return None if limit is None else following(text, limit.end() - 1)


# 8개 자동차 부품 업체의 직원: the first word that names a house closes what is counted.
_HOUSES = re.compile(r"(?:회사|업체|기관|단체|기업|대학교?|조합|협회|법인)\Z")
# 8개 정부 기관, not 8개 도시 기관: a word that ends by chance as what is counted itself does.
_BY_CHANCE = re.compile(r"정부|철도|[가-힣]국|(?!병원|법원|학원)[가-힣][서원소회]")


def _house(text: str, match: re.Match[str]) -> str | None:
    """Return the house that a compound of up to four words names (철강 회사, 자동차 부품 업체), or None."""
    word = match[0]
    if _HOUSES.search(word) or (_GROUPS.search(word) and not _BY_CHANCE.fullmatch(word)):
        return None
    for _ in range(3):
        following = _WORD.match(text, match.end() + 1)
        if following is None or text[match.end()] != " " or not _goes_on(word, following[0]):
            return None
        match, word = following, following[0]
        noun = strip(word)
        if noun is not None and _HOUSES.search(noun):
            return noun
        if noun != word or _GROUPS.search(word):
            return None
    return None


def _closes(text: str, head: re.Match[str]) -> bool:
    """Return whether a word ends its phrase: with a particle, or before 가운데 and the like."""
    return strip(head[0]) != head[0] or _PHRASE_END.match(text, head.end()) is not None


_PHRASE_END = re.compile(" (?:가운데|중|등|모두|전부)(?![가-힣])|[.,)]")
# 46개 기획사 연습생: what acts or houses is counted itself; people and deeds behind it are another matter.
_GROUPS = re.compile(
    "(?:[가-힣]사|모녀|모자|부자|부녀|남매|형제|자매|부부|대학교?|학교|병원|기관|단체|은행|부처|업체|기업|조합|협회|구단|점포|시설|국가|나라|도시|마을|팀"
    "|지역|구역|노선|역|부문|분야|시장|공장|호텔|종목|농가|가구|지구|단지|군|구|시|도|청|서|원|소|점|국|부|회)"
    r"\Z"
)
_HEADS = re.compile(
    "(?:[가-힣][액율률]|(?<!물)량|매출|실적|수익|비용|요금|주가|시총|점유율|대표|총장|회장|사장|학생|직원|관계자|교수|선수|감독|의원|교육감|시장|군수|주민|연습생|노조|임원|장|측|중|가운데"
    r"|참여|참가|참석|이상|이하|규모|정도|전부|모두|대상|소속|출신|간|등)\Z"
)


def head_of(text: str, spot: int) -> str | None:
    """Return the head of the noun phrase at ``spot``: past modifiers, the last word of a compound."""
    for _ in range(5):
        match = _WORD.match(text, spot)
        if match is None or match[0][0].isdigit():
            return None
        word, spot = match[0], match.end() + 1
        if _WHO_ARE.search(word):
            return word[:-1]
        if word in _MODIFIERS or (ADNOMINAL.search(word) and word not in NOUNS):
            continue
        if _ADJECTIVE.fullmatch(word) or (word in _DESCRIBING and _LATIN.match(text, match.end())):
            continue
        if word[-1] == "인" and word not in NOUNS and word[:-1] in NOUNS:
            # 6명의 선수인 아무개: they are what the word says.
            return word[:-1]
        noun = strip(word)
        if noun == word and text[match.end() : spot] == " ":
            following = _WORD.match(text, spot)
            if following is not None and _NUMBER_AFTER.fullmatch(following[0]):
                return f"{word} 수"
            if following is not None and _goes_on(word, following[0]):
                continue
        elif word.endswith("의") and noun != word:
            continue
        return noun if noun is None or word[-1] not in "과와" else _coordinated(text, spot, word, noun)
    return None


def _coordinated(text: str, spot: int, word: str, noun: str) -> str:
    """Return a noun of people with the one that 와 or 과 joins to it (90명의 학생과 교사가), which stay whole."""
    joined = _WORD.match(text, spot) if noun == word[:-1] and PEOPLE.search(noun) else None
    if joined is None or not _HANGUL.match(joined[0]):
        return noun
    other = strip(joined[0])
    return noun if other is None or other == joined[0] or not PEOPLE.search(other) else f"{word} {other}"


def _goes_on(word: str, following: str) -> bool:
    """Return whether a compound goes on from a bare noun to the word behind it."""
    if _NO_NOUN.match(following) or not _HANGUL.match(following):
        return False
    return word in NOUNS or not _VERB_LIKE.match(following)


# 두 아들인 아무개; a cause and a design end so of themselves.
_WHO_ARE = re.compile(
    r"(?:아들|딸|[가-힣]선수|감독|형제|자매|남매|후보|배우|친구|작가|멤버|[가-힣]{2}(?<!디)자|직원|의원|학생)인\Z"
)
# 12명의 국내 K리그 선수: a name in letters goes on.
_LATIN = re.compile(" [A-Z][A-Za-z]*[가-힣]")
_HANGUL = re.compile("[가-힣]{2,}")
_NUMBER_AFTER = re.compile("수[가는를와의]?")
_VERB_LIKE = re.compile(r"[가-힣]+(?:했|됐|한다|된다|하는|하고|하며|되고|되며|되는|하기|해|돼)[가-힣]*[.]?\Z")
