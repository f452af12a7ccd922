"""What a counter is mistaken for: the check that each row of ``counters.tsv`` names, and its cues."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.numbers.companions import accompanied, left_word
from extractors.numbers.joins import PROVINCES
from extractors.numbers.site import Site

Check = Callable[[str, Site], str | None]
"""Returns the reason why the number at a site is no count, or None where it is one."""


def _unless(pattern: str, reason: str) -> Check:
    """Return a check that refuses digits unless the words behind the counter match."""
    compiled = re.compile(pattern)

    def check(text: str, site: Site) -> str | None:
        said = site.style == "native" and site.reading.value != 1
        return None if said or _firm(text, site) or compiled.match(text, site.stop) else reason

    return check


def _firm(text: str, site: Site) -> bool:
    """Return whether the number itself rules a label out: 4천 실, 1만2천여 점, but 305실."""
    return site.style == "digits" and any(letter in "여만천백억조" for letter in text[site.start : site.end])


def _companion(kind: str, pattern: str | None = None, reason: str = "a label") -> Check:
    """Return a check that refuses digits unless the noun before, or the words behind, say what is counted."""
    compiled = re.compile(pattern) if pattern else None

    def check(text: str, site: Site) -> str | None:
        if site.style in ("native", "vague") or _firm(text, site) or accompanied(kind, text, site):
            return None
        return None if compiled is not None and compiled.match(text, site.stop) else reason

    return check


def _always(_text: str, _site: Site) -> str | None:
    return None


def _never(_text: str, _site: Site) -> str | None:
    return "a label, a rank or a measure"


def _label(_text: str, site: Site) -> str | None:
    return None if site.style == "vague" else "a label"


def _native(text: str, site: Site) -> str | None:
    counted = site.style in ("native", "vague") or _firm(text, site)
    return None if counted else "this counter takes native numbers"


_FIRM = re.compile(r" (?:이상|이하|이내|미만|초과|가량|정도|등|중|가운데|모두|기준|안팎|내외)")
_NOUN_NEXT = re.compile(r" [가-힣]")


def _persons(text: str, site: Site) -> str | None:
    small = site.reading.value in (1, 2, 3, 4)
    if small and _NOUN_NEXT.match(text, site.stop) and not _FIRM.match(text, site.stop):
        return "a label"
    return "this counter takes Sino-Korean numbers" if site.style == "native" else None


def _honorific(text: str, site: Site) -> str | None:
    return "minutes" if site.style != "native" or text.startswith("간", site.stop) else None


_TIMES_LEFT = re.compile(
    r"(?:앞으로|총|모두|약|최대|최소|최고|연간|연|월|주|하루|매년|매월|매주|매달|매일|각|각각|단|평균|통산|불과|무려"
    r"|1인당|횟수[가는를]?|에|간|동안|이후|까지|당|하루에|년에|달에|적어도|기존|벌써|공연|강의|회의|교육|조회"
    r"|왕복|편도) ?\Z"
)
_ROUNDS_RIGHT = re.compile(
    " ?(?:넘게|가까이|이상|이하|이내|미만|초과|에 걸|씩|가량|정도|에 달|연속|이나|를 (?:기록|넘|돌파|웃"
    "|채)|에 그|뿐|에 불과|더|밖에"
    "|여 |안팎|내외|나 |로 (?:늘|줄|제한|확대|비슷|정|가장)|째|실시|개최했|진행|방문"
    "|출전|반복|시행|운항|발사|출동"
    "|투여|접종|헌혈|면담|상영|공연|정도로|의 (?:공연|경고|회의|공청회|토론|시도|수술|실험"
    "|발사|도발|핵실험|헌혈|교육|강연"
    r"|방송|면담|대회|협상|회담|공격|범행))"
)


_EPISODE_LEFT = re.compile(r"(?:시즌 ?[0-9]{1,2}|연장|드라마) ?\Z")
_EPISODE_RIGHT = re.compile(r"(?:는|가|에서|에|에서는|의)? ?(?:방송분|시청률|출연|방영|예고편|방송(?:에서|된|됐|되))")


def _rounds(text: str, site: Site) -> str | None:
    value = site.reading.value
    if value is None or site.style == "native":
        return None
    if text.startswith(("말", "초", "째", "차", "당"), site.stop):
        return "an inning or an ordinal"
    if _EPISODE_LEFT.search(text, max(0, site.start - 8), site.start) or _EPISODE_RIGHT.match(text, site.stop):
        return "an episode or an inning"
    if _ROUNDS_RIGHT.match(text, site.stop) or _TIMES_LEFT.search(text, max(0, site.start - 12), site.start):
        return None
    # No game has 30 innings, and a noun behind a large number makes it an ordinal (77회 생일).
    if value > 300 or (value > 30 and not _NOUN_NEXT.match(text, site.stop)):
        return None
    return "an inning or an ordinal"


_TRYING = re.compile(r"(?:다시|또|또다시|또 다시|새로|이|그|저|어느|언제|꼭|제) ?\Z")
_ONCE_RIGHT = re.compile(
    "도|의 |씩|만(?![가-힣])|뿐|에(?:서)? |이라도|꼴|이 |이나|이었|이다|으로|밖에| 이상| "
    "정도| 이하| 꼴| 미만| 더(?= 있)"
    r"|은 |이며|이고"
)
_ONCE_LEFT = re.compile(
    "(?:단|딱|오직|한 ?달에|에|당|마다|하루|총|겨우|고작|최소|최대|적어도|평생|살면서|벌써"
    "|지금까지|이미|이제까지|매년|연"
    r"|월|주|매달|매주) ?\Z"
)
_TIMES_RIGHT = re.compile(
    " 넘게| 가까이|까지 |이나|씩|의 |만에|만 |을 |이상| 이상| 이하| 정도| 미만|연속| 연속|에 걸|도 |에 그|뿐"
    "|이다|이었|으로 늘|밖에| 중 |꼴| 꼴|은 "
)


def _times(text: str, site: Site) -> str | None:
    if text.startswith(("째", "지", "홀", "출구", "버스", "타자", "국도", "선"), site.stop):
        return "an ordinal or a label"
    if site.style == "native":
        return _once(text, site) if site.reading.value == 1 else None
    if site.reading.value is None or _firm(text, site) or _TIMES_RIGHT.match(text, site.stop):
        return None
    return None if _TIMES_LEFT.search(text, max(0, site.start - 12), site.start) else "a label"


def _once(text: str, site: Site) -> str | None:
    start = site.start
    if _TRYING.search(text, max(0, start - 5), start):
        return "an adverb of trying"
    counted = _ONCE_RIGHT.match(text, site.stop) or _ONCE_LEFT.search(text, max(0, start - 8), start)
    return None if counted else "an adverb of trying"


_SCORE = re.compile(r" ?[0-9]")
_BAND_RIGHT = re.compile(
    " ?(?:[0-9]|남성|여성|남녀|청년|후반|초반|중반|여자|남자|노인|여학생|부부|미혼|직장인"
    "|환자|젊|이하|이상의 여|국회|총선"
    "|대통령|의장|회장|의원|그룹|과제|키워드|보험|은행|도시|명|기업|강국|종단|핵심|의혹"
    "|범죄|악|뉴스|사건|분야|전략|산업|취약"
    "|원칙|가치|권력|일간|포털|거래소|메이저|불가사의|난제|미스터리|증권사|건설사|백화점"
    "|통신사|항공|무상|영양소|암|정책|정상"
    "|왕|교주|사회악|국정|공약|선결|요구|개혁|기획사|가요|영화제|제약사|로펌|신성장|입법"
    "|열강|발명|명절|명산|가문|세습|조선)"
)
_VEHICLES_RIGHT = re.compile(r"의 (?:차|버스|트럭|헬기|항공|전투|자동|드론|로봇)|를 |씩|여|분량")
# A model's name: F-35A 20대, K9 자주포.
_MODEL_LEFT = re.compile(r"[A-Z]{1,3}-?[0-9]{1,3}[A-Z]{0,2} \Z")
_GENERATION = re.compile("째|손")


def _machines(text: str, site: Site) -> str | None:  # noqa: PLR0911 every refusal has its own reason
    value, low, high, _ = site.reading
    if site.style in ("native", "vague") or low is None or high is None or _firm(text, site):
        return None
    if _SCORE.match(text, site.stop):
        return "a score or a ratio"
    band = low % 10 == 0 and high % 10 == 0 and 10 <= low <= high <= 90
    if accompanied("machines", text, site) or _MODEL_LEFT.search(text, max(0, site.start - 12), site.start):
        return None
    if value is None:
        return "an age band" if band else None
    if _BAND_RIGHT.match(text, site.stop):
        return "an age band or a label"
    if band:
        return None if _VEHICLES_RIGHT.match(text, site.stop) else "an age band"
    labelled = _NOUN_NEXT.match(text, site.stop) and value < 100 and not _FIRM.match(text, site.stop)
    if labelled or (value < 10 and _GENERATION.match(text, site.stop)):
        return "a label"
    return None


_CHAPTER_LEFT = ("막", "헌법", "법", "성경", "복음")
_HOUSEHOLDS_RIGHT = re.compile(r"[가를] ?(?:거주|입주|살|침수|대피)")
_COPIES_RIGHT = re.compile(r"[를을]? ?(?:발행|배포|인쇄|판매|구독|팔)")
_VOLUME_LIST = re.compile(r"[0-9] ?[,·] ?\Z")
_TERM_RIGHT = re.compile(r" ?(?:동안|이상|연속|째|만에|이내|간)")
_QUESTION_RIGHT = re.compile(r" ?(?:중|가운데|이상|이하|정도|씩)")
_BLOCK_RIGHT = re.compile(r"[을를이가은는의에로]|(?![가-힣])")


def _sheets(text: str, site: Site) -> str | None:
    return "a chapter" if left_word(text, site.start).endswith(_CHAPTER_LEFT) else None


# 2030세대: people in their twenties and thirties.
_DECADES = re.compile("[1-7]0[2-8]0")


def _households(text: str, site: Site) -> str | None:
    value = site.reading.value
    few = value is not None and (value < 12 or _DECADES.fullmatch(text[site.start : site.end]) is not None)
    return "a generation" if few and not _HOUSEHOLDS_RIGHT.match(text, site.stop) else None


def _copies(text: str, site: Site) -> str | None:
    value = site.reading.value
    few = value is not None and value < 100
    return "a part or a division" if few and not _COPIES_RIGHT.match(text, site.stop) else None


def _volumes(text: str, site: Site) -> str | None:
    return "a volume's number" if _VOLUME_LIST.search(text, max(0, site.start - 3), site.start) else None


def _draws(text: str, site: Site) -> str | None:
    after_win = site.start > 0 and text[site.start - 1] in "승 "
    return None if after_win and site.style == "digits" else "part of another word"


def _seasons(_text: str, site: Site) -> str | None:
    high = site.reading.high
    return "a season by its year" if high is not None and high > 50 else None


def _terms(text: str, site: Site) -> str | None:
    return None if site.style == "native" or _TERM_RIGHT.match(text, site.stop) else "a term"


def _questions(text: str, site: Site) -> str | None:
    return None if site.style != "digits" or _QUESTION_RIGHT.match(text, site.stop) else "a question's number"


def _blocks(text: str, site: Site) -> str | None:
    return None if _BLOCK_RIGHT.match(text, site.stop) and site.reading.value != 1 else "a label"


def _provinces(_text: str, site: Site) -> str | None:
    high = site.reading.high
    return "more than there are" if high is None or high > PROVINCES else None


_BUILT = (
    r"[을이은과와] (?:[가-힣]{1,5} )?(?:짓|지[었어을]|세우|세웠|세운|고치|고쳤|고친|태우|태웠|태운|전소"
    r"|소실|철거|신축|증축|불[에탔]|무너"
    "|들어서|매입|사들)"
)

CHECKS: dict[str, Check] = {
    "plain": _always,
    "never": _never,
    "label": _label,
    "native": _native,
    "persons": _persons,
    "honorific": _honorific,
    "rounds": _rounds,
    "times": _times,
    "machines": _machines,
    "pieces": _companion(
        "pieces",
        r"의 (?:작품|그림|유물|사진|회화|문화재|조각)|을 (?:전시|출품|기증|압수|전달|선보|공개)|이 (?:전시|출품)",
        "a score",
    ),
    "sheets": _sheets,
    "works": _companion(
        "works",
        r"의 (?:영화|드라마|논문|작품|시|광고|소설|글|영상|항공|공연|단편|열차|여객선|짧은|다큐|기사|동화"
        r"|연극|뮤지컬)"
        r"|을 (?:발표|연출|출간|상영|제작)|이 (?:결항|상영|출품|지연|운항)",
        "a part of a series or a flight's number",
    ),
    "engines": _companion(
        "engines", r"의 (?:미사일|원전|위성|무덤|고분|전투기|헬기)|가 (?:모두|궤도|발사)", "a term or a generation"
    ),
    "buildings": _companion("buildings", _BUILT, "a district or a building's number"),
    "dwellings": _companion("dwellings", "의 [가-힣]{0,4}(?:주택|임대|아파트)|를 (?:공급|건설|매입|분양)"),
    "households": _households,
    "storeys": lambda _text, _site: "a floor",
    "copies": _copies,
    "volumes": _volumes,
    "draws": _draws,
    "seasons": _seasons,
    "sets": _unless(r"(?:를|을)? ?(?:판매|한정|증정|전달|기부|제공|기증|구성|구입|씩|이상|준비)", "a set of a match"),
    "terms": _terms,
    "questions": _questions,
    "stages": _unless(r"로 (?:나|구분|세분)|(?:이나|씩) ", "a stage"),
    "blocks": _blocks,
    "provinces": _provinces,
    **{
        kind: _companion(kind)
        for kind in ("rooms", "spaces", "holes", "guns", "cattle", "hits", "bodies", "lanes", "cars", "sacks", "pages")
    },
}
