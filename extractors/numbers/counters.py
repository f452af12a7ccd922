"""What a counter is mistaken for: the check that each row of ``counters.tsv`` names, and its cues."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.numbers.companions import accompanied, left_word
from extractors.numbers.joins import PROVINCES, RUNNING
from extractors.numbers.occasions import rounds, times
from extractors.numbers.site import Site, firm

Check = Callable[[str, Site], str | None]
"""Returns the reason why the number at a site is no count, or None where it is one."""


def _unless(pattern: str, reason: str) -> Check:
    """Return a check that refuses digits unless the words behind the counter match."""
    compiled = re.compile(pattern)

    def check(text: str, site: Site) -> str | None:
        said = site.style == "native" and site.reading.value != 1
        return None if said or firm(text, site) or compiled.match(text, site.stop) else reason

    return check


def _companion(kind: str, pattern: str | None = None, reason: str = "a label") -> Check:
    """Return a check that refuses digits unless the noun before, or the words behind, say what is counted."""
    compiled = re.compile(pattern) if pattern else None

    def check(text: str, site: Site) -> str | None:
        if site.style in ("native", "vague") or firm(text, site) or accompanied(kind, text, site):
            return None
        unit = "" if site.unit is None else site.unit.text
        if text.endswith((f"{unit} 중 ", f"{unit} 가운데 "), 0, site.start):
            # 원전 6기 중 2기: of the same things.
            return None
        return None if compiled is not None and compiled.match(text, site.stop) else reason

    return check


def _contracts(text: str, site: Site) -> str | None:
    # 4년 50억 계약: a contract over a sum; futures are counted in 3천계약.
    glued = text[site.end : site.end + 1] == "계"
    return None if glued and text[site.end - 1] not in "억조" else "a contract over a sum"


def _always(_text: str, _site: Site) -> str | None:
    return None


def _never(_text: str, _site: Site) -> str | None:
    return "a label, a rank or a measure"


def _label(_text: str, site: Site) -> str | None:
    return None if site.style == "vague" else "a label"


def _native(text: str, site: Site) -> str | None:
    counted = site.style in ("native", "vague") or firm(text, site)
    return None if counted else "this counter takes native numbers"


_FIRM = re.compile(r" (?:이상|이하|이내|미만|초과|가량|정도|등|중|가운데|모두|기준|안팎|내외)")
_NOUN_NEXT = re.compile(r" [가-힣]")


# 10만인 서명운동: the number is part of the name of a campaign.
_CAMPAIGN = re.compile(" (?:서명|걷기|행진|대행진|선언|행동|궐기|촛불|운동|추진)")


# 2천억인가: a form of 이다; 1인 1표, 1인 2역: what it is called.
_NO_PERSONS = re.compile("가(?![가-힣])| [1-9](?![만천백십억원명])[가-힣]")


# 9인 체제, 12인 협의체; 2인 1조로: how a crew is made up.
_BODY = re.compile(" (?:체제|협의체|회의|회담|공동|완전체|소위|선거구|1[조실팀])")


def _persons(text: str, site: Site) -> str | None:
    if _NO_PERSONS.match(text, site.stop) and (site.reading.value == 1 or text[site.stop] == "가"):
        return "a form of 이다 or a name"
    if _CAMPAIGN.match(text, site.stop):
        return "a campaign's name"
    if _BODY.match(text, site.stop):
        return "what a body or a crew is called"
    small = site.reading.value in (1, 2, 3, 4)
    if small and _NOUN_NEXT.match(text, site.stop) and not _FIRM.match(text, site.stop):
        return "a label"
    return "this counter takes Sino-Korean numbers" if site.style == "native" else None


def _honorific(text: str, site: Site) -> str | None:
    return "minutes" if site.style != "native" or text.startswith("간", site.stop) else None


# 3천 대 1의 경쟁.
_AGAINST_ONE = re.compile(" ?1(?![0-9,.만천백억조명대회차])")
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
    if text[site.end - 1] in "억조":
        # 100억대 빚: a band of money.
        return "a band"
    if site.style == "digits" and _AGAINST_ONE.match(text, site.stop):
        return "a ratio"
    if site.style in ("native", "vague") or low is None or high is None or firm(text, site):
        return None
    if _SCORE.match(text, site.stop):
        return "a score or a ratio"
    if low == high < 20 and text.endswith(" 등 ", 0, site.start) and _NOUN_NEXT.match(text, site.stop):
        return "a label"
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


_CHAPTER_LEFT = ("헌법", "법", "성경", "복음")
_ACT_LEFT = re.compile(r"[0-9]막 ?\Z")
_HOUSEHOLDS_RIGHT = re.compile(r"[가를] ?(?:거주|입주|살|침수|대피)")
_COPIES_RIGHT = re.compile(r"[를을]? ?(?:발행|배포|인쇄|판매|구독|팔)")
_VOLUME_LIST = re.compile(r"[0-9] ?[,·] ?\Z")
_TERM_RIGHT = re.compile(r" ?(?:동안|이상|연속|째|만에|이내|간)")
_QUESTION_RIGHT = re.compile(r" ?(?:중|가운데|이상|이하|정도|씩)")
_BLOCK_RIGHT = re.compile(r"[을를이가은는의에로]|(?![가-힣])")


def _sheets(text: str, site: Site) -> str | None:
    chapter = left_word(text, site.start).endswith(_CHAPTER_LEFT)
    return "a chapter" if chapter or _ACT_LEFT.search(text, max(0, site.start - 3), site.start) else None


# 2030세대, 386세대: people of an age.
_DECADES = re.compile("[1-7]0[2-8]0|[3-5]86")


# 1가구 2주택: what a tax is for.
_TAXED = re.compile(" [0-9]주택")


def _homes(text: str, site: Site) -> str | None:
    return "a label" if site.reading.value == 1 and _TAXED.match(text, site.stop) else None


def _households(text: str, site: Site) -> str | None:
    if _homes(text, site):
        return "a label"
    value = site.reading.value
    few = value is not None and (value < 12 or _DECADES.fullmatch(text[site.start : site.end]) is not None)
    return "a generation" if few and not _HOUSEHOLDS_RIGHT.match(text, site.stop) else None


def _copies(text: str, site: Site) -> str | None:
    value = site.reading.value
    if value is None and "-" in text[site.start : site.end]:
        # 행정2-1부: a panel of a court.
        return "a part or a division"
    few = value is not None and value < 100
    return "a part or a division" if few and not _COPIES_RIGHT.match(text, site.stop) else None


# '달밤'(달밤 3권): the name of a series again, with the number of a volume.
_SERIES = re.compile(r"([가-힣A-Za-z][가-힣A-Za-z ]{0,14})[’'”\"》>」』]? ?\(\1 ?\Z")


def _volumes(text: str, site: Site) -> str | None:
    if _SERIES.search(text, max(0, site.start - 36), site.start):
        return "a volume's number"
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


# 3자 회담: parties; a text is counted by its letters, and has more than a few.
_PARTIES = re.compile(" ?(?:회담|대결|구도|협의|합의|회동|통화|토론|원고지|성어)")


def _letters(text: str, site: Site) -> str | None:
    low = site.reading.low
    few = low is None or low < 20 or site.style != "digits"
    return "parties or an order" if few or _PARTIES.match(text, site.stop) else None


# 16강의 문턱, 진도 5강의 흔들림: a round or a grade with a particle.
_ROUNDS = frozenset({4, 8, 16, 32, 64})


def _lectures(text: str, site: Site) -> str | None:
    round_ = site.reading.value in _ROUNDS and text[site.stop : site.stop + 1] == " "
    return "a round or a grade" if round_ or left_word(text, site.start) == "진도" else None


_CLASSED = re.compile(r" ?(?:[가-힣]{2} ?)?(?:면허|근린생활|주거지역|국민주택|수급|항만|박물관|미술관|시설물|교통시설)")


def _species(text: str, site: Site) -> str | None:
    """Refuse 근대5종 and 철인3종, which are sports, and 1종 면허, which is a class."""
    if site.style == "digits" and _CLASSED.match(text, site.stop):
        return "a class"
    return "a sport" if text[max(0, site.start - 3) : site.start].rstrip().endswith(("근대", "철인")) else None


_STROKES_RIGHT = re.compile(
    "[를도만]? ?(?:줄[이였여인일]|잃|앞[서선섰]|뒤[지진졌]|차(?![가-힣]|례)|차[로이의]|더 |적|많)"
)
_STROKES_LEFT = re.compile(r"(?:언더파|오버파|이븐파|합계|공동 [0-9]+위에) ?\Z")


def _strokes(text: str, site: Site) -> str | None:
    if site.style == "native" or _STROKES_RIGHT.match(text, site.stop):
        return None
    return None if _STROKES_LEFT.search(text, max(0, site.start - 10), site.start) else "a sequence of hits"


_BUILT = (
    r"[을이은과와] (?:[가-힣]{1,5} )?(?:짓|지[었어을]|세우|세웠|세운|고치|고쳤|고친|태우|태웠|태운|전소"
    r"|소실|철거|신축|증축|불[에탔]|무너"
    "|들어서|매입|사들)"
)

_PARKING = _companion("spaces", r" 규모의? (?:[가-힣]{2,5} )?[가-힣]{0,4}(?:주차장|구장|코트)")
_BUILDINGS = _companion("buildings", _BUILT, "a district or a building's number")
# 신문 1면, 신문 12면에 실렸다: a page by its number.
_PAPER = ("신문", "일보", "지면", "호외", "조간", "석간")
_PAGE_RIGHT = re.compile(
    "(?:에|의)? ?(?:실[렸린었]|게재|보도|머리|톱|기사|광고|하단|상단|사설|칼럼|인터뷰)|에(?:는|서)? "
)


def _spaces(text: str, site: Site) -> str | None:
    page = site.reading.value == 1 or _PAGE_RIGHT.match(text, site.stop)
    return "a page's number" if page and left_word(text, site.start).endswith(_PAPER) else _PARKING(text, site)


# 한 발 물러섰다, 두 발로 섰다: a foot or a step.
_STEP = re.compile(
    " (?:물러|다가|앞[서선섰]|늦|빼|더 |나아|떨어|비켜|뒤[로에]|담[그근갔]|양보"
    "|먼저|내디|차이)|(?:로|이|을)? (?:딛|서|묶|들)|짝"
)


def _shots(text: str, site: Site) -> str | None:
    return "a foot or a step" if site.style == "native" and _STEP.match(text, site.stop) else None


_FISH = ("고등어", "굴비", "조기", "자반", "생선", "갈치", "꽁치", "간고등어")


def _fish(text: str, site: Site) -> str | None:
    return None if left_word(text, site.start).endswith(_FISH) else "a hand"


_ONE = re.compile("이 [되됐돼]|으로 |을 이[뤄루룬]")


def _teams(text: str, site: Site) -> str | None:
    """Refuse 한 팀이 됐다, which is unity."""
    return "one and the same" if text[site.start] == "한" and _ONE.match(text, site.stop) else None


# 아파트 101동 1203호, 101동에서: a building's number.
_NUMBERED = re.compile(" ?[0-9]{1,4}호|(?:에|에서|의)? ?(?:앞|옥상|입구|현관|주민|지하|주차장)|에서? ")


def _buildings(text: str, site: Site) -> str | None:
    value = site.reading.value
    high = value is not None and 101 <= value < 2000 and site.style == "digits" and not firm(text, site)
    return "a building's number" if high and _NUMBERED.match(text, site.stop) else _BUILDINGS(text, site)


CHECKS: dict[str, Check] = {
    "plain": _always,
    "never": _never,
    "label": _label,
    "native": _native,
    "persons": _persons,
    "honorific": _honorific,
    "rounds": rounds,
    "times": times,
    "machines": _machines,
    "pieces": _companion(
        "pieces",
        "의 (?:작품|그림|유물|사진|회화|문화재|조각)"
        "|[을이은] (?:[가-힣]{1,5} )?(?:전시|출품|기증"
        "|압수|전달|선보|공개|소장|발굴|출토|수습|회수|반환|도난|걸[렸린])",
        "a score",
    ),
    "pages": _companion("pages", "(?:짜리|가)? ?(?:분량|넘는|에 달|에 이[르른])"),
    "holes": _companion("holes", "(?: 규모의?)? (?:골프장|코스|회원제|대중제|퍼블릭|정규)"),
    "sheets": _sheets,
    "works": _companion(
        "works",
        r"의 (?:영화|드라마|논문|작품|시|광고|소설|글|영상|항공|공연|단편|장편|독립|신작|상업|열차|여객선|짧은|다큐"
        r"|기사|동화|연극|뮤지컬)"
        "|[을이은] (?:발표|연출|출간|상영|제작|운항|띄|증편|심사|선정|뽑|시상|집필|결항|출품|지연|취소|늦)| 운항",
        "a part of a series or a flight's number",
    ),
    "engines": _companion(
        "engines",
        f"의 (?:미사일|원전|위성|무덤|고분|전투기|헬기)|가{RUNNING}"
        "|를 (?:더 |추가로 |새로 )?(?:설치|건설|가동|배치|발사|폐쇄|해체|발굴|확인|조성)",
        "a term or a generation",
    ),
    "buildings": _buildings,
    "shots": _shots,
    "fish": _fish,
    "teams": _teams,
    "dwellings": _companion("dwellings", "의 [가-힣]{0,4}(?:주택|임대|아파트)|를 (?:공급|건설|매입|분양)"),
    "letters": _letters,
    "species": _species,
    "lectures": _lectures,
    # 2연패 can be two titles in a row; one falls into losses, and gets out of them.
    "losses": _unless(
        "에(?:서)? (?:빠|그|탈출|벗|허덕)|의? ?(?:늪|수렁|부진|사슬|악몽)|[을를]? ?(?:탈출|끊|당|벗|마감)",
        "titles in a row",
    ),
    "strokes": _strokes,
    "cars": _companion("cars", "의 (?:객차|열차|화차|전동차|차량)"),
    "spaces": _spaces,
    "households": _households,
    "homes": _homes,
    "contracts": _contracts,
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
    **{kind: _companion(kind) for kind in "nets plants fowl rolls rooms guns cattle hits bodies lanes sacks".split()},
}
