"""Whether a text tells of a match, and which names in it are those who play."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.institutions.edges import tail
from extractors.institutions.tables import WORDS

# Words of play as words of their own, not 후반 in 후반부터 or 감독 in 금융감독원.
_PLAY = re.compile(
    rf"(?<![가-힣])(?:{'|'.join(sorted(WORDS['sport'], key=len, reverse=True))})(?![가-힣]{{2}})"
    r"|\d(?:회[초말]|연전|안타|타점|이닝|피안타|루(?= ))|[가-힣]구장"
)
_FEW, _MANY, _BRIEF, _CLOSE = 2, 4, 200, 250
_STAFF = (
    "(?:감독|코치|투수|포수|내야수|외야수|유격수|[123]루수|[좌우]익수|중견수|지명타자|공격수|수비수|미드필더|골키퍼|세터|가드|센터백)"
    "(?![가-힣]{2})"
)
# 5-3으로 꺾고, 세트스코어 3-1, 홈경기, 챔피언결정전에 진출: only a match is told so.
_MATCH = re.compile(
    r"\d{1,3}\s?(?:[-–:]|대)\s?\d{1,3}(?:으?로|\s)\s?(?:[가-힣]{1,5}\s)?(?:꺾|이기|이겼|이긴|눌|누르|누른|제압|완파|대파|물리|승리|역전|"
    r"[완석대참]패|역전패|패|졌|지고|비겼|비기|무릎|격파|따돌|완승|신승)"
    r"|세트\s?(?:스코어|점수)|(?:홈|원정)\s?(?:경기|개막전)|\d{1,2}연[승패](?!률|자)"
    r"|(?:챔피언결정전|한국시리즈|플레이오프|와일드카드\s?결정전)(?:\s\d차전|에서\s|에?\s(?:진출|올라|올랐|나서|나선))"
    r"|(?:꺾고|잡고)\s(?:\d연승|선두|결승|준결승|[48]강|챔프전|챔피언결정전|플레이오프)"
    r"|선발\s(?:투수\s)?[가-힣]{2,3}[이가은는의]\s"
)
# 두산은, 두산과의, 두산, ...: a side of a match as a word of its own.
_NAMED_SIDE = r"(?=(?:[은는이가을를와과도의에]|[와과]의|에게)?(?:\s|\(|,\s))"
_LEAGUE = re.compile(
    r"(?:프로(?:야구|농구|배구|축구)|[여남]자\s?(?:프로)?(?:농구|배구)|KBO리그|[VK]리그)\s(?:[가-힣]{1,4}\s)?"
)
# 30점을 넣었다, FA로 이적했다: what only a player does, or what a club does with its coach.
_PLAYED = re.compile(
    r"\d점[을차]|\d골|[득실]점|홈런|\d안타|타점|리바운드|어시스트|등판|FA[로 ]|포스팅|결승타|결승골"
    r"|해트트릭|블로킹|맞붙|맞대결"
    r"|감독(?:을|과|이)?\s(?:선임|경질|결별|재계약|교체|영입)"
)
_NO_PLAYER = "(?![가-힣]{0,4}(?:들|감독|대표|회장|사장|직원|임원|노조|구단|그룹|측)[은는이가과와])"
_SAID_OF_MATCH = 70
# What companies win that is no match: a contract, a lawsuit.
_CONTESTS = ("수주", "입찰", "소송", "재판", "특허", "점유율")
_PLAYER = re.compile(r"의?\s([가-힣]{3})(?=[은는이가의을를](?:\s|$)|\()")
# 김가람(볼로냐): a player and, in brackets, their club.
_NAME = re.compile(r"[가-힣]{2,8}$")
_CLOSES = frozenset((")", "·", ","))
_PLAYS = frozenset("은 는 이 가 와 과 의 을 를 와의 과의".split())


def is_match_report(text: str, least: int) -> bool:
    """Return whether at least so many words of a match report stand in the text."""
    return sum(word in text for word in WORDS["sport"]) >= least


@lru_cache(maxsize=8)
def reports_match(text: str) -> bool:
    """Return whether a text reports a match throughout: its words stand close, not here and there in a long article."""
    words = [word[0] for word in _PLAY.finditer(text)]
    return len(set(words)) >= (_FEW if len(text) < _BRIEF else _MANY) and len(words) * _CLOSE >= len(text)


def is_led(text: str, name: str) -> bool:
    """Return whether a coach or a player of the name stands in the text (``한빛 김가람 감독``)."""
    return re.search(rf"(?<![가-힣]){re.escape(name)}(?:의)? (?:[가-힣]{{2,4}} )?{_STAFF}", text) is not None


@lru_cache(maxsize=8)
def _tells_player(text: str) -> bool:
    return _PLAYED.search(text) is not None


def is_fielded(text: str, name: str) -> bool:
    """Return whether a player of the name plays (``한빛 김가람이 30점을 넣었다``) or it changes its coach."""
    if not _tells_player(text):
        return False
    played = rf"(?:의)? {_NO_PLAYER}[가-힣]{{2,5}}[은는이가과와] [^.\n]{{0,40}}?(?:{_PLAYED.pattern})"
    coached = r"[은는이가] [^.\n]{0,24}감독(?:을|과|이)?\s(?:선임|경질|결별|재계약|교체|영입)"
    return re.search(rf"(?<![가-힣A-Za-z]){re.escape(name)}(?:{played}|{coached})", text) is not None


@lru_cache(maxsize=8)
def _tells_match(text: str) -> bool:
    return bool(_MATCH.search(text) or _LEAGUE.search(text))


def is_told_of_match(text: str, name: str) -> bool:
    """Return whether a sentence tells a match of the name (``한빛이 두레를 3-2로 꺾었다``, ``프로농구 한빛``)."""
    if not _tells_match(text):
        return False
    names = re.finditer(
        rf"(?<![가-힣A-Za-z]){re.escape(name)}(?=(?:[은는이가을를와과도의에]|[와과]의|에게)?(?:\s|\(|,\s))", text
    )
    return any(leads_match(text, one.start(), one.end()) for one in names)


def leads_match(text: str, start: int, end: int) -> bool:
    """Return whether the words behind a name tell a match, or a league stands before it."""
    stop = text.find(". ", end, end + _SAID_OF_MATCH)
    told = text[end : stop if stop >= 0 else end + _SAID_OF_MATCH]
    if _MATCH.search(told):
        return not any(word in told for word in _CONTESTS)
    return any(league.end() == start for league in _LEAGUE.finditer(text, max(0, start - 14), start))


def is_team_of(text: str, start: int, end: int, least: int) -> bool:
    """Return whether a name stands in brackets behind a player (``김가람(볼로냐)이 골을 넣었다``)."""
    if text[max(0, start - 1) : start] != "(" or text[end : end + 1] not in _CLOSES:
        return False
    is_named = _NAME.search(text, max(0, start - 12), start - 1) is not None
    return is_named and is_match_report(text[max(0, end - 200) : end + 200], least)


def is_contestant(text: str, start: int, end: int) -> bool:
    """Return whether a club's name that is a city's too plays here (``바르셀로나는 원정 경기에서``)."""
    around = text[max(0, end - 200) : end + 200]
    if tail(text, end) != "의" and leads_match(text, start, end):
        return True
    player = _PLAYER.match(text, end)
    if player and player.group(1)[0] in WORDS["surname"]:
        return is_match_report(around, 1)
    return tail(text, end) in _PLAYS and is_match_report(around, 2)
