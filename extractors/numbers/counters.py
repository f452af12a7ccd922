"""What a counter is mistaken for: the check that each row of ``counters.tsv`` names, and its cues."""

from __future__ import annotations

import re

from extractors.numbers.bands import honorific, machines, persons
from extractors.numbers.checks import Check, companion, unless
from extractors.numbers.companions import accompanied, left_word
from extractors.numbers.housing import buildings, homes, households, spaces
from extractors.numbers.joins import PROVINCES, RUNNING
from extractors.numbers.occasions import rounds, times
from extractors.numbers.site import Site, firm


def _contracts(text: str, site: Site) -> str | None:
    # 4년 50억 계약: a contract over a sum; futures are counted in 3천계약.
    glued = text[site.end : site.end + 1] == "계"
    return None if glued and text[site.end - 1] not in "억조" else "a contract over a sum"


def _always(_text: str, _site: Site) -> str | None:
    return None


def _never(_text: str, _site: Site) -> str | None:
    return "a label, a rank or a measure"


# 홈런 3방, 대포 4방: home runs are counted so in digits too.
_BLOWS = ("홈런", "대포", "아치", "런포", "솔로포", "축포")


def _blows(text: str, site: Site) -> str | None:
    return None if left_word(text, site.start).endswith(_BLOWS) else _native(text, site)


def _label(_text: str, site: Site) -> str | None:
    return None if site.style == "vague" else "a label"


def _native(text: str, site: Site) -> str | None:
    counted = site.style in ("native", "vague") or firm(text, site)
    return None if counted else "this counter takes native numbers"


_CHAPTER_LEFT = ("헌법", "법", "성경", "복음")
_ACT_LEFT = re.compile(r"[0-9]막 ?\Z")
_COPIES_RIGHT = re.compile(r"[를을]? ?(?:발행|배포|인쇄|판매|구독|팔)")
_VOLUME_LIST = re.compile(r"[0-9] ?[,·] ?\Z")
_TERM_RIGHT = re.compile(r" ?(?:동안|이상|연속|째|만에|이내|간)")
_QUESTION_RIGHT = re.compile(r" ?(?:중|가운데|이상|이하|정도|씩)")
_BLOCK_RIGHT = re.compile(r"[을를이가은는의에로]|(?![가-힣])")


def _sheets(text: str, site: Site) -> str | None:
    chapter = left_word(text, site.start).endswith(_CHAPTER_LEFT)
    return "a chapter" if chapter or _ACT_LEFT.search(text, max(0, site.start - 3), site.start) else None


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


# 한 시즌 최다 홈런: the most of a season.
_IN_A_SEASON = re.compile(" (?:개인 |구단 |팀 )?(?:최다|최고|최소|최장|최저)")


def _seasons(text: str, site: Site) -> str | None:
    high = site.reading.high
    if high == 1 and _IN_A_SEASON.match(text, site.stop):
        return "a season in general"
    return "a season by its year" if high is not None and high > 50 else None


def _matches(text: str, site: Site) -> str | None:
    # 한 경기 최다 득점: the most of a match.
    return "a match in general" if site.reading.high == 1 and _IN_A_SEASON.match(text, site.stop) else None


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


# 한 발 물러섰다, 두 발로 섰다: a foot or a step.
_STEP = re.compile(
    " (?:물러|다가|앞[서선섰]|늦|빼|더 |나아|떨어|비켜|뒤[로에]|담[그근갔]|양보"
    "|먼저|내디|차이)|(?:로|을) (?:딛|서 |선|묶|들여)|짝"
)


def _shots(text: str, site: Site) -> str | None:
    return "a foot or a step" if site.style == "native" and _STEP.match(text, site.stop) else None


_POINTS = 4


def _shops(text: str, site: Site) -> str | None:
    """Refuse 3점포, a shot for three points."""
    shot = site.style == "digits" and text[site.end] == "점" and (site.reading.value or 0) <= _POINTS
    return "a shot by its points" if shot else None


def _votes(text: str, site: Site) -> str | None:
    """Refuse the principle of 1인 1표."""
    return "a principle" if site.reading.value == 1 and text.endswith("1인 ", 0, site.start) else None


def _fish(text: str, site: Site) -> str | None:
    """Count 손, 축 and 쾌 beside dried fish alone: 두 손 is two hands, 한 축 an axis."""
    return None if accompanied("dried", text, site) else "a hand or another word"


# 축구장 30개 면적: a measure by comparison.
_PITCHES = re.compile(
    " ?(?:면적|크기|넓이|만 ?한)|(?:와|과) (?:맞먹|비슷|같은)|(?:을|를) 합친"
    "|(?:에| ?정도|에 (?:해당|상당|달)하는|에 이르는|(?:와|과) 맞먹는| ?규모)의? (?:면적|크기|넓이)"
)


def _things(text: str, site: Site) -> str | None:
    after = text[site.stop : site.stop + 1]
    if after not in _PITCH_FIRST or not _PITCHES.match(text, site.stop):
        return None
    return "a measure by comparison" if left_word(text, site.start).endswith(("장", "운동장")) else None


_PITCH_FIRST = frozenset(" 와과를만에")
_ONE = re.compile("이 [되됐돼]|으로 |을 이[뤄루룬]")


def _teams(text: str, site: Site) -> str | None:
    """Refuse 한 팀이 됐다, which is unity."""
    return "one and the same" if text[site.start] == "한" and _ONE.match(text, site.stop) else None


# Counters of which the noun before them alone tells what they count.
_LEFT_ONLY = "trays bunches dried tofu nets plants fowl rolls guns cattle hits bodies lanes sacks".split()

CHECKS: dict[str, Check] = {
    "plain": _always,
    "things": _things,
    "never": _never,
    "label": _label,
    "native": _native,
    "blows": _blows,
    "persons": persons,
    "honorific": honorific,
    "rounds": rounds,
    "times": times,
    "machines": machines,
    "pieces": companion(
        "pieces",
        "의 (?:작품|그림|유물|사진|회화|문화재|조각)|으로 (?:구성|꾸[며미]|이뤄)"
        "|[을이은] (?:[가-힣]{1,5} )?(?:전시|출품|기증"
        "|압수|전달|선보|공개|소장|발굴|출토|수습|회수|반환|도난|걸[렸린])",
        "a score",
    ),
    # 224쪽. 1만6천원: what a book has, beside what it costs.
    "pages": companion(
        "pages",
        r"(?:짜리|가)? ?(?:분량|넘는|에 달|에 이[르른])|\)? ?[.,·|/ㅣ]? ?[0-9][0-9,.만천백 ]* ?원",
    ),
    "holes": companion("holes", "(?: 규모의?)? (?:골프장|코스|회원제|대중제|퍼블릭|정규)"),
    "sheets": _sheets,
    "works": companion(
        "works",
        r"의 (?:영화|드라마|논문|작품|시|광고|소설|글|영상|항공|공연|단편|장편|독립|신작|상업|열차|여객선|짧은|다큐"
        r"|기사|동화|연극|뮤지컬)"
        "|[을이은] (?:발표|연출|출간|상영|제작|운항|띄|증편|심사|선정|뽑|시상|집필|결항|출품|지연|취소|늦)| 운항",
        "a part of a series or a flight's number",
    ),
    "engines": companion(
        "engines",
        f"의 (?:미사일|원전|위성|무덤|고분|전투기|헬기)|가{RUNNING}"
        "|를 (?:더 |추가로 |새로 )?(?:설치|건설|가동|배치|발사|폐쇄|해체|발굴|확인|조성)",
        "a term or a generation",
    ),
    "buildings": buildings,
    "shots": _shots,
    "shops": _shops,
    "votes": _votes,
    "fish": _fish,
    "teams": _teams,
    "dwellings": companion("dwellings", "의 [가-힣]{0,4}(?:주택|임대|아파트)|를 (?:공급|건설|매입|분양)"),
    "letters": _letters,
    "species": _species,
    "lectures": _lectures,
    # 2연패 can be two titles in a row; one falls into losses, and gets out of them.
    "losses": unless(
        "에(?:서)? (?:빠|그|탈출|벗|허덕)|의? ?(?:늪|수렁|부진|사슬|악몽)|[을를]? ?(?:탈출|끊|당|벗|마감)",
        "titles in a row",
    ),
    "strokes": _strokes,
    "cars": companion("cars", "의 (?:객차|열차|화차|전동차|차량)"),
    "spaces": spaces,
    "households": households,
    "homes": homes,
    "contracts": _contracts,
    "storeys": lambda _text, _site: "a floor",
    "copies": _copies,
    "volumes": _volumes,
    "draws": _draws,
    "seasons": _seasons,
    "matches": _matches,
    "sets": unless(r"(?:를|을)? ?(?:판매|한정|증정|전달|기부|제공|기증|구성|구입|씩|이상|준비)", "a set of a match"),
    "terms": _terms,
    "questions": _questions,
    "stages": unless(r"로 (?:나|구분|세분)|(?:이나|씩) ", "a stage"),
    "blocks": _blocks,
    "provinces": _provinces,
    **{kind: companion(kind) for kind in _LEFT_ONLY},
    "rooms": companion("rooms", " 규모|의 (?:객실|오피스텔|호텔)"),
}
