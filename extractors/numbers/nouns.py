"""The noun that is counted (``of``), found in the words beside a number."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.numbers.units import COUNTER_INDEX, rows

_CLASSES: dict[str, set[str]] = {"not_counted": set(), "abstract": set(), "noun": set()}
for _word, _class in rows("nouns.tsv"):
    _CLASSES[_class].add(_word)
_NOT_COUNTED = frozenset(_CLASSES["not_counted"])
_ABSTRACT = frozenset(_CLASSES["abstract"])
_NOUNS = frozenset(_CLASSES["noun"])

# Counters that stand right before their noun (15개 대학), and counters of occasions, which have none beside them.
_KIND_UNITS = frozenset("개 가지 종".split())
_OCCASIONS = frozenset("차례 회 번 승 무 패 연승 경기 시즌 타석 이닝 골 타수 바퀴 판 라운드 세트 게임 사람".split())

_WORD = re.compile(r"[^\s(),\[\]{}<>‘’“”'\"]+")
_ADNOMINAL = re.compile(
    "(?:[있없하되오르치키받찾넘맞겪잇니뛰싣앓늘않]는|[젊많같높낮받맞찾넘않좋깊작적얻입잃남늙굵짧밝앓낳담]은"
    "|[던된될할]|[가-힣]한|[가-힣]적인|[가-힣]{2}적|[가-힣]로운|(?:시|지|으|들|삼)킨"
    "|(?:걸|열|내|올|몰|밀|실|알|팔|풀|쏠|버|뿌|흘|차|어|벌|들|달)린|(?:맡|남|숨|옮|넘|생|벗|당|즐|안|빼앗)긴"
    "|(?:막|잡|밝|꼽|갇|집|얽|딪|찍|묻|붙)힌|(?:다|미|마|펼|훔|합|뭉|걸|거|지|떨|놓|그|겹)친"
    "|(?:치|세|키|태|비|지|채|배|피|싸|까|려|거|다|러|서)운|(?:다|모|부|오|이|빠|따|치|지|흐|두|찌|바|게)른"
    "|[만힘]든|(?:끝|만|떠|러|어|타|지|아|겨|빛)난|(?:숨|려|빠|어|가|러|던|커|워|해|벌|달라)진)"
    r"\Z"
)
_VERB_END = re.compile(
    "(?:하고|되고|하며|되며|이며|으며|이고|면서|통해|위해|비해|대해|의해|인해|따라|지만"
    "|하면|되면|하게|되게|하여|라며|라고|다며|다고|하자|하지|려고|도록|거나|든지|이라|고서"
    "|했다|됐다|한다|된다|자마자|씩|히|[졌했됐었았였겠지치리나르오두가기키시우열들갖잡찾받얻넣놓있없맞남먹팔풀벌돌쌓]고"
    "|[다요죠며해쳐려져워돼봐]|[받찾살같많잡남맞모돌쌓담갚팔앉날달말알밟닦낳좋놓]아"
    "|[들넘늘줄이열걸벌떨틀끌풀묶먹있없했맺적뛰되띄실얻찍겪웃벗쏟]어|[둘눌질찔]러|[해돼면라와가나앞맞아어래]서"
    "|[았었했됐하되렸졌쳤켰겼셨췄왔갔났섰썼뒀줬였]지|[따달올이니몰잘골]라|[르하되지이]면"
    r"|[는은던한인]데|거나|이나|[하되보더으]니|에든)\Z"
)
_JOSA_END = re.compile(
    "(?:에서|에게|에게서|으로|로서|로써|까지|부터|보다|처럼|에는|에선|에도|에만|으로는"
    r"|으로도|부턴|께서|에|로|의|와|과)\Z"
)
_JOSA = re.compile(
    "(?:들)?(?:에서는|에서도|으로는|에게는|에게서|에서|에게|으로|이나|까지|부터|에는|에도"
    "|마다|이라|이다|입니다|이며|이고|였다|이었다|처럼|보다|중|에"
    r"|은|는|이|가|을|를|의|와|과|도|만|로|다|라|나|씩)\Z"
)
_TOPIC = re.compile(r"([가-힣A-Za-z0-9·ㆍ・-]+?)(은|는|이|가|도|만|을|를)\Z")
_RELATIVE = re.compile(
    "(?:이|가|을|를|에)? ?(?:넘는|달하는|이르는|육박하는|웃도는|밑도는|못 미치는|상당의"
    "|해당하는|가까운|이상의|이하의|미만의|정도의|가량의|안팎의|여의|의|넘은|달한) "
)
_NO_NOUN = re.compile(
    "(?:획득|확보|설치|추가|증가|감소|건설|기록|판매|생산|보유|발견|압수|제작|구입|제공"
    "|지급|지원|선정|선발|늘|줄|넘|있|없|많|됐|된|받|팔[아렸리]|포함|차이|차로"
    "|(?:이상|이하|미만|초과|이내|정도|가량|규모|수준|안팎|내외|남짓|쯤|중|가운데|등|씩|더"
    "|모두|각각|보다|뿐|만|당|못|안|또|및|그|이|로|전체|전부"
    "|동안|이나|가까이|남|한|할|하|되|적)(?:이|의|은|는|을|에|으로|에서)?(?![가-힣]))"
)
_MODIFIERS = frozenset("새 전 현 옛 첫 각 주요 등 이 그 다른 여러 모든".split())
_EVENT = re.compile(
    " (?:긴급 |공식 |비공식 |임시 |추가 )?([가-힣]{2,6})[을를] (?:하|했|한|할|해|열|연|가졌"
    "|갖|진행|실시|개최|벌|가하|가했|받|거)"
)
_AMONG = re.compile(
    "(?<![0-9가-힣])([가-힣A-Za-z·]+?)(?:들)? (?:중|가운데|중에서|가운데서|중에"
    r"|가운데에서)(?:에|에서|에서도)? (?:약 |총 |단 |최소 |무려 )?\Z"
)
_AMONG_COUNT = re.compile(r"(?:은|는|이|가)? ?(?:중|가운데|중에서|가운데서) (?:약 |총 |단 |최소 |무려 )?\Z")
_NUMBER_OF = re.compile(r"([가-힣]{2,}) 수\(\Z")
_TALLIES = frozenset("수 건수 대수 횟수 명수 인원수 마릿수 가구수".split())
_NUMBER_OF_WORD = re.compile(r"(?<![가-힣])([가-힣]{2,7}) \Z")
_COORDINATED = re.compile(r"(?<![0-9가-힣])([가-힣]{2,6}(?<!씨)[과와]) \Z")
_COPULA = re.compile(
    "여?(?:에 달|에 이[르른]|에 육박|으로|로|이다|이며|이고|이었|이라|입니다|인데|였|뿐|에 불과"
    "|에 그|이 넘|을 넘|을 돌파|에서|밖에|[.,]| 이상| 이하| 미만| 정도|정도|가량|이나)"
)
_PEOPLE = re.compile(
    "(?:자|원|인|생|민|객|사|관|병|녀|팬|진|단|수|층|대상|남성|여성|아동|직원|학생|환자"
    r"|승객|의원|족|어린이|노인|가구|차량|주택|건물|신고|사고)\Z"
)
_FLOATING = re.compile(r"여?(?:씩)?(?:이나)?(?: |로|으로|,)|씩")


class _Before(NamedTuple):
    word: str
    begin: int


def of_noun(
    text: str,
    start: int,
    stop: int,
    *,
    reach: int,
    unit: str | None,
    previous: tuple[int, str | None] | None,
) -> str | None:
    """Return the noun counted by a number, without particle and plural, or None where none stands beside it.

    ``start`` is where the number's qualifiers begin, ``stop`` where its counter ends, ``reach`` where the qualifiers
    behind it end; ``previous`` is the end and the noun of the count before it, for ``객실 64곳 중 38곳``.
    """
    before = _word_before(text, start)
    if unit not in _KIND_UNITS and unit not in _OCCASIONS:
        bare = _bare(text, before)
        if bare is not None:
            return bare
    relative = _RELATIVE.match(text, stop)
    if relative is not None:
        return _phrase(text, relative.end())
    if unit in _KIND_UNITS and (noun := _following(text, stop)) is not None:
        return noun
    if unit in _OCCASIONS:
        event = _EVENT.match(text, stop) if unit in ("차례", "회") else None
        return event[1] if event else None
    if unit in _KIND_UNITS and (bare := _bare(text, before)) is not None:
        return bare
    return _among(text, start, previous) or _subject(text, (stop, max(stop, reach)), before, unit)


def noun_phrase(text: str, start: int) -> str | None:
    """Return the head of the noun phrase that begins at ``start`` (``두 의상`` → 의상)."""
    return _phrase(text, start)


def _following(text: str, stop: int) -> str | None:
    match = _WORD.match(text, stop + 1) if text[stop : stop + 1] == " " else None
    if match is None or match[0][0].isdigit() or _NO_NOUN.match(match[0]):
        return None
    return _strip(match[0])


def _phrase(text: str, spot: int) -> str | None:
    """Return the head of the noun phrase at ``spot``: past modifiers, the last word of a compound."""
    for _ in range(5):
        match = _WORD.match(text, spot)
        if match is None or match[0][0].isdigit():
            return None
        word, spot = match[0], match.end() + 1
        if word in _MODIFIERS or (_ADNOMINAL.search(word) and word not in _NOUNS):
            continue
        noun = _strip(word)
        if noun == word and text[match.end() : spot] == " ":
            following = _WORD.match(text, spot)
            if following is not None and _NUMBER_AFTER.fullmatch(following[0]):
                return f"{word} 수"
            if following is not None and _goes_on(word, following[0]):
                continue
        elif word.endswith("의") and noun != word:
            continue
        return noun
    return None


def _goes_on(word: str, following: str) -> bool:
    """Return whether a compound goes on from a bare noun to the word behind it."""
    if _NO_NOUN.match(following) or not _HANGUL.match(following):
        return False
    return word in _NOUNS or not _VERB_LIKE.match(following)


_HANGUL = re.compile("[가-힣]{2,}")
_NUMBER_AFTER = re.compile("수[가는를와의]?")
_VERB_LIKE = re.compile(r"[가-힣]+(?:했|됐|한다|된다|하는|하고|하며|되고|되며|되는|하기|해|돼)[가-힣]*[.]?\Z")


_SURE_JOSA = frozenset("을 를 은 는 의 에 에서 으로 에는 과 와".split())


def _strip(word: str) -> str | None:
    """Return a word without its particle and plural."""
    word = word.rstrip(".?!…·")
    if word in _NOUNS:
        return word
    noun = _JOSA.sub("", word)
    if noun in _NOUNS:
        return noun
    if not noun or (len(noun) == 1 and word[1:] not in _SURE_JOSA):
        noun = word
    return (noun.removesuffix("들") if len(noun) > 2 else noun) or None


def _word_before(text: str, start: int) -> _Before:
    end = start - 1 if text[start - 1 : start] == " " else start
    low = max(0, end - 20)
    begin = max(text.rfind(" ", low, end), text.rfind("\n", low, end), low - 1) + 1
    word = text[begin:end]
    cut = max(word.rfind(mark) for mark in "([‘“'\",…”’<")
    dot = word.rfind("·")
    if dot > 0 and any(character.isdigit() for character in word[:dot]):
        cut = max(cut, dot)
    return _Before(word[cut + 1 :], begin + cut + 1)


def _bare(text: str, before: _Before) -> str | None:
    """Return the word before a number where it is a noun without a particle (관계자 100여 명)."""
    word = before.word
    if word == "수" and (counted := _NUMBER_OF_WORD.search(text, max(0, before.begin - 9), before.begin)):
        return counted[1]
    if not word or not word[-1].isalpha() or word in _NOT_COUNTED:
        return None
    if word not in _NOUNS and not _is_noun(word):
        return None
    noun = word.removesuffix("들") if len(word) > 2 else word
    joined = _COORDINATED.search(text, max(0, before.begin - 8), before.begin)
    if joined is not None and joined[1] not in _NOUNS and joined[1][:-1] not in COUNTER_INDEX:
        return f"{joined[1]} {noun}"
    return noun


def _is_noun(word: str) -> bool:
    """Return whether a word that no list knows ends as a noun does: no particle, no ending of a verb."""
    if word in "은는이가을를의에로와과도만" or word.endswith(("씨", "등", "당", "때")):
        return False
    if (word[-1] in "은는을를" and len(word) > 1) or word[-1] == "이" or (word[-1] in "가도만" and len(word) > 2):
        return False
    if any(character.isdigit() for character in word):
        return False
    return not (_ADNOMINAL.search(word) or _VERB_END.search(word) or _JOSA_END.search(word))


def _among(text: str, start: int, previous: tuple[int, str | None] | None) -> str | None:
    """Return the noun of ``선원 가운데 4명`` and ``객실 64곳 중 38곳``."""
    if previous is not None and previous[1] and _AMONG_COUNT.fullmatch(text, previous[0], start):
        return previous[1]
    if text[start - 1 : start] == "(":
        head = _NUMBER_OF.search(text, max(0, start - 14), start)
        return head[1] if head else None
    among = _AMONG.search(text, max(0, start - 22), start)
    return None if among is None or among[1] in _NOT_COUNTED else among[1]


def _subject(text: str, stops: tuple[int, int], before: _Before, unit: str | None) -> str | None:
    """Return the noun that the clause says to be so many (``탑승자는 476명이다``, ``파트너를 1명씩``)."""
    match = _TOPIC.match(before.word)
    stop, reach = stops
    if match is None or before.word in _NOT_COUNTED or unit == "가지":
        return None
    noun, particle = match[1], match[2]
    if noun in _TALLIES and (counted := _NUMBER_OF_WORD.search(text, max(0, before.begin - 9), before.begin)):
        noun = counted[1]
    if len(noun) < 2 and (particle not in "을를" or unit == "명"):
        return None
    if (
        noun in _ABSTRACT
        or noun in _NOT_COUNTED
        or noun.endswith("등")
        or _JOSA_END.search(noun)
        or (_VERB_END.search(noun) and noun not in _NOUNS)
    ):
        return None
    noun = noun.removesuffix("들") if len(noun) > 2 else noun
    after = text[stop : stop + 1]
    if particle in "을를":
        return noun if _FLOATING.match(text, stop) else None
    if particle in "은는이가":
        floats = (
            after == " " and reach == stop and unit in ("명", "마리", "대", "건", "채", "동") and _PEOPLE.search(noun)
        )
        return noun if floats or _COPULA.match(text, stop) or _COPULA.match(text, reach) else None
    return noun if after not in ("을", "를") else None
