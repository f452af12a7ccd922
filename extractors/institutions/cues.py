"""Names known only by the words around them: a person's post, a legal mark, the word for a paper or an agency."""

from __future__ import annotations

import re

from extractors.institutions.contexts import deals, trades
from extractors.institutions.edges import bare, is_common, is_noun, stem_start, tail, word_before
from extractors.institutions.guesses import LIST_MARK, LONGEST_LIST, Guess
from extractors.institutions.schools import SCHOOL_ENDS, read_school
from extractors.institutions.tables import PLACES, POSTS, WORDS

# These are an ending too (두레영농조합법인), which belongs to the name.
_LEADING = {
    **dict.fromkeys(("농업회사법인", "영농조합법인", "영어조합법인"), "company"),
    "사회적협동조합": "association",
    **dict.fromkeys(("사회복지법인", "학교법인"), "foundation"),
}
MARKS = {
    **dict.fromkeys(("㈜", "(주)", "주식회사", "(유)", "유한회사"), "company"),
    **dict.fromkeys(("재단법인", "(재)"), "foundation"),
    **dict.fromkeys(("사단법인", "(사)"), "association"),
    "의료법인": "hospital",
    **_LEADING,
    "법무법인": "company",
}
_CUED_TYPES = ((WORDS["press"], "media"), (WORDS["teamcue"], "sports"), (WORDS["bodycue"], "association"))
UNNAMED = WORDS["notname"] | WORDS["dept"] | WORDS["adverb"] | WORDS["stop"] | WORDS["nation"] | WORDS["region"]
_NO_UNIVERSITY = tuple(sorted(WORDS["notuniversity"]))
# 대기업이라는 회사 is a kind, no name.
_KINDS = ("기업", "회사", "업체", "단체", "계열사", "협력사", "기관", "곳", "위", "점", "것", "때문", "불법", "가족")
_COMPOUNDING = ("회사", "업체", "매체", "단체", "기관", "지", "포털")
_FORMER = frozenset("전 현 신임 고 前 現".split())
_NO_NAME_END = frozenset("를을는의에과와로된던들")
_OPEN = tuple("는은을를의된던들인한할적며고서히께")

# 한빛대 물리학과 교수.
_FACULTIES = ("학과", "학부", "의대", "법대", "공대", "치대", "약대", "과대", "과대학", "대학원")
# 새봄안과 원장
_CLINICS = ("안과", "치과", "내과", "외과", "피부과", "이비인후과", "소아과", "비뇨의학과", "의원", "한의원")
_OF_BODY = re.compile(r"\s(?:이사회|소속|측|산하)(?![가-힣]{3})|\(")
_SPOKEN_FOR = re.compile(r"\s(?:관계자|대표|측)(?![가-힣]{3})")
# 기업인 and 은행인 are people.
_PEOPLE = frozenset({"기업", "은행", "신문사"})
_OF_HOUSE = tuple(sorted(WORDS["ofhouse"]))
_DEEDS = tuple(sorted(WORDS["deed"]))
_WORKERS = frozenset("자진원들수장인측계층가주")
_TRADERS = WORDS["trader"]
_SUBJECT = frozenset("은 는 이 가".split())
_INFORMAL = frozenset("모임 동아리 연합동아리 야학 봉사단".split())
_PARTIES = frozenset("은 는 이 가 과 와 의 도".split())
# Syllables that neither native nor Chinese words have.
_BORROWED = frozenset("".join(WORDS["borrowedsyllable"]))
_BORROWINGS = (*_OF_HOUSE, *_DEEDS, *sorted(WORDS["borrowing"]))

_ELECTION = re.compile("후보|경선|대선|선거|대변인|공약|지지|유세")
_SPEAKS = re.compile(r"\s(?:관계자|대변인|측|인사|공동|선대|선거|상황실|출신|핵심|내부)")
_AGE = re.compile(r"\(\d{1,2}[^)]{0,6}\)")
_WORD = re.compile(r"[가-힣A-Za-z0-9&·.\-]{1,24}")
_QUOTED = re.compile(r"\s?['‘\"“]([^'’\"”\n]{2,20})['’\"”]")
_CALLED = re.compile(r"['‘\"“]([^'’\"”\n]{2,20})['’\"”](?:이)?라는\s$")
# 두레개발이라는 회사
_SO_CALLED = re.compile(r"(?<![가-힣A-Za-z0-9&])([가-힣A-Za-z0-9&]{2,14}?)(?:이)?라는\s$")
_SO_CALLING = frozenset("회사 업체 상호 법인 기업 매체 단체 기획사 출판사 스타트업".split())
_GLOSS = re.compile(r"\([A-Za-z]")
_PRESS_NOUNS = frozenset("외신 언론 매체 언론사 방송사 일간지".split())
LISTED = {
    **dict.fromkeys("기업 업체 회사 계열사 제약사 건설사 게임사 항공사 통신사 대기업 스타트업 개사".split(), "company"),
    **dict.fromkeys("은행 증권사 카드사 보험사 금융사 금융회사".split(), "bank"),
    **dict.fromkeys(_PRESS_NOUNS, "media"),
    **dict.fromkeys("대학 대학교".split(), "university"),
    **dict.fromkeys("단체 시민단체 협회 경제단체".split(), "association"),
    "구단": "sports",
    "병원": "hospital",
    "공공기관": "public_corporation",
}
_LISTED = re.compile(
    rf"(?:국내\s|해외\s|현지\s)?(?:\d{{1,3}}개\s?)?({'|'.join(sorted(LISTED, key=len, reverse=True))})"
    r"(?:들)?(?:[은는이가을를의에와과도]|$|\s)"
)
_ITEM = re.compile(r"[가-힣A-Za-z0-9&]{2,16}$")


def is_person(word: str) -> bool:
    """Return whether a word is built as a Korean person's name of three syllables."""
    if len(word) != 3 or word[0] not in WORDS["surname"] or word[2] in _NO_NAME_END or word in UNNAMED:
        return False
    return all("가" <= letter <= "힣" for letter in word)


def may_name(name: str) -> bool:
    """Return whether a word that a cue points at may be a name at all."""
    if len(name) < 2 or name[0].isdigit() or not name[-1].isalnum() or name in UNNAMED:
        return False
    return not (name.endswith(_OPEN) or is_common(name) or is_person(name))


def read_list(text: str, start: int, end: int) -> tuple[Guess, ...]:
    """Return the names of a list that ends in what they are (``가온솔, 두레빛, 한빛 등 3개 기업``)."""
    kind = _LISTED.match(text, end)
    if not kind:
        return ()
    type_, press = LISTED[kind.group(1)], kind.group(1) in _PRESS_NOUNS
    names: list[Guess] = []
    at = start - (text[start - 1 : start] == " ")
    for _ in range(LONGEST_LIST):
        item = _ITEM.search(text, max(0, at - 18), at)
        if not item or not may_name(item.group()) or item.group() in PLACES:
            break
        names.append(Guess(item.start(), at, type_, "list_cue"))
        mark = LIST_MARK.search(text, max(0, item.start() - 4), item.start())
        if not mark:
            return tuple(names) if press or len(names) > 1 else ()
        at = mark.start()
    return ()


def read_post(text: str, start: int, end: int) -> tuple[Guess, ...]:
    """Return the name between a person and their post (``홍길동 한빛테크 대표``), or a university before its people."""
    if text[start - 1 : start] != " " or tail(text, end) is None:
        return ()
    begin, word = word_before(text, start)
    post = text[start:end]
    if post in WORDS["universityfolk"] and word.endswith(_FACULTIES):
        begin, word = word_before(text, begin)
    if len(word) < 2 or word in UNNAMED:
        return ()
    if post in WORDS["schoolfolk"] and word[-1] in SCHOOL_ENDS:
        return read_school(text, start, end)
    if post in WORDS["universityfolk"] and len(word) > 2 and word[-1] == "대" and not word.endswith(_NO_UNIVERSITY):
        return () if word[0].isdigit() else (Guess(begin, begin + len(word), "university", "post_cue"),)
    if post not in POSTS or not may_name(word) or not _follows_person(text, begin):
        return ()
    type_ = "hospital" if word.endswith(_CLINICS) else POSTS[post]
    return (Guess(begin, begin + len(word), type_, "post_cue"),)


def _follows_person(text: str, start: int) -> bool:
    at, word = word_before(text, start)
    if word in _FORMER:
        at, word = word_before(text, at)
    if not word and text[max(0, start - 2) : start] == ") ":
        opening = text.rfind("(", max(0, start - 12), start)
        if opening > 0 and _AGE.fullmatch(text, opening, start - 1):
            begin = stem_start(text, opening)
            word = text[begin:opening] if begin >= 0 else ""
    return is_person(word)


def read_outlet(text: str, start: int, end: int) -> tuple[Guess, ...]:
    """Return the name behind the word for what it is (``소속사 하늘기획은``, ``일간지 '더 리더'``)."""
    cue = text[start:end]
    if text[max(0, start - 1) : start].isalnum() and not cue.endswith(_COMPOUNDING):
        # 충전기업 두레솔은, but no 중소기업
        trade = text[stem_start(text, start) : start] if cue == "기업" else ""
        if len(trade) < 2 or trade in WORDS["firmsize"]:
            return ()
    called = _CALLED.search(text, max(0, start - 30), start)
    if called:
        said = called.group(1) not in UNNAMED
        return (Guess(called.start(1), called.end(1), _type_of(cue), "outlet_cue"),) if said else ()
    if cue in _SO_CALLING and text.endswith("라는 ", 0, start):
        named = _SO_CALLED.search(text, max(0, start - 20), start)
        name = named.group(1) if named else ""
        if named and len(name) > 2 and name not in PLACES and may_name(name) and not name.endswith(_KINDS):
            return (Guess(*named.span(1), _type_of(cue), "outlet_cue"),)
    return _read_behind(text, start, end)


def _read_behind(text: str, start: int, end: int) -> tuple[Guess, ...]:
    cue = text[start:end]
    is_called = cue not in _PEOPLE and text.startswith("인 ", end)
    end += text.startswith("인", end)
    if text[end : end + 1] not in (" ", "'", "‘"):
        return ()
    type_ = _type_of(cue)
    quoted = _QUOTED.match(text, end)
    if quoted:
        name = quoted.group(1)
        spaced = cue in WORDS["outlet"] and text[quoted.start(1) - 1] not in '"“'
        said = name not in UNNAMED and (spaced or " " not in name)
        # 모임 '송년회'에서 is what they hold.
        said = said and not (cue in _INFORMAL and tail(text, quoted.end()) not in _PARTIES)
        return (Guess(quoted.start(1), quoted.end(1), type_, "outlet_cue"),) if said else ()
    word = _WORD.match(text, end + 1)
    if not word or word.group() in UNNAMED:
        return ()
    name = bare(word.group())
    glossed = bool(_GLOSS.match(text, word.end()))
    sure = glossed or (is_called and len(name) > 2 and name != word.group())
    sure = sure or (cue in WORDS["outlet"] and len(name) > 2 and bool(_SPOKEN_FOR.match(text, word.end())))
    after = word.start() + len(name)
    sure = sure or (cue in _TRADERS and _may_trade(name) and (trades(text, after) or deals(text, after)))
    sure = sure or (cue in _TRADERS and _may_trade(name) and text.startswith(" 소속 ", after))
    said = tail(text, after) in _SUBJECT
    sure = sure or (said and cue in _TRADERS and _is_brand(name) and _is_told(text, start))
    sure = sure or (cue in WORDS["outlet"] and (name != word.group() or (name[0].isascii() and len(name) > 2)))
    if not sure or not may_name(name) or (not glossed and name.endswith(_OF_HOUSE)):
        return ()
    named = Guess(word.start(), word.start() + len(name), type_, "outlet_cue")
    return (named, *_joined(text, word, name)) if type_ == "media" else (named,)


def _may_trade(name: str) -> bool:
    """Return whether a subject behind 업체 may be the firm itself, not who works there (``업체 경영진은``)."""
    return (len(name) > 3 or (len(name) == 3 and name[-1] not in _WORKERS)) and not name.endswith(_DEEDS)


def _is_told(text: str, start: int) -> bool:
    """Return whether the word for a firm stands behind what the firm makes (``로봇 업체``, not ``이 회사``)."""
    return text[max(0, start - 1) : start].isalnum() or is_noun(word_before(text, start)[1])


def _is_brand(name: str) -> bool:
    """Return whether a word sounds like a name of another tongue (``세븐솔트``), and is none of the words borrowed."""
    foreign = sum(letter in _BORROWED for letter in name)
    return foreign > (len(name) < 4) and len(name) > 2 and not name.endswith(_BORROWINGS)


def _joined(text: str, word: re.Match[str], name: str) -> tuple[Guess, ...]:
    """Return the paper named together with another (``일간지 온새미와 두레빛 등에 따르면``)."""
    if word.group()[len(name) :] not in ("와", "과"):
        return ()
    other = _WORD.match(text, word.end() + 1)
    said = bare(other.group()) if other and text[word.end()] == " " else ""
    closed = other and (other.group()[len(said) :] == "에" or text.startswith(" 등", other.end()))
    if not other or not closed or not may_name(said):
        return ()
    return (Guess(other.start(), other.start() + len(said), "media", "outlet_cue"),)


def _type_of(cue: str) -> str:
    return next((type_ for words, type_ in _CUED_TYPES if cue in words), "company")


def read_operator(text: str, start: int, end: int) -> tuple[Guess, ...]:
    """Return the firm behind what it runs (``배달 앱을 운영하는 두레프레시는``)."""
    word = _WORD.match(text, end) if text[start - 2 : start] in ("을 ", "를 ") else None
    name = bare(word.group()) if word else ""
    if not word or name == word.group() or not may_name(name) or not _is_brand(name):
        return ()
    return (Guess(end, end + len(name), "company", "outlet_cue"),)


def read_camp(text: str, start: int, end: int) -> tuple[Guess, ...]:
    """Return those who run for a candidate (``김가람 캠프는``), where an election is told of."""
    if text[start - 1 : start] != " " or not (tail(text, end) or _SPEAKS.match(text, end)):
        return ()
    begin, word = word_before(text, start)
    if word in WORDS["leader"]:
        return (Guess(begin, end, "party", "post_cue"),)
    if not is_person(word) or not _ELECTION.search(text, max(0, begin - 80), end + 80):
        return ()
    return (Guess(begin, end, "party", "post_cue"),)


def read_minister(text: str, start: int, end: int) -> tuple[Guess, ...]:
    """Return the ministry before its minister (``문화홍보부 장관``)."""
    if text[start - 1 : start] != " " or tail(text, end) is None:
        return ()
    begin, word = word_before(text, start)
    if len(word) < 4 or word[-1] != "부" or not all("가" <= letter <= "힣" for letter in word) or is_common(word[:-1]):
        return ()
    return (Guess(begin, begin + len(word), "government", "post_cue"),)


def read_mark(text: str, start: int, end: int) -> tuple[Guess, ...]:
    """Return the name that a legal mark goes with, mark included (``(주)한빛``, ``한빛㈜``, ``사단법인 푸른숲``)."""
    mark = text[start:end]
    type_ = MARKS[mark]
    if not text[max(0, start - 1) : start].isalnum():
        end += len("(유한)") if text.startswith("(유한)", end) else 0
        word = _WORD.match(text, end + (text[end : end + 1] == " "))
        name = bare(word.group()) if word else ""
        if word and word.group() == f"{name}인":
            # (사)두레농업인
            name = word.group()
        if word and mark in _LEADING and name == word.group():
            # 학교법인 전직 이사장: who speaks for the house shows that the word before is its name.
            word = word if _OF_BODY.match(text, word.end()) else None
        if word and len(name) >= 2 and name not in UNNAMED and not is_common(name):
            return (Guess(start, word.start() + len(name), type_, "legal_mark"),)
    elif tail(text, end) is not None and mark not in _LEADING:
        begin = stem_start(text, start)
        if 0 <= begin <= start - 2:
            return (Guess(begin, end, type_, "legal_mark"),)
    return ()
