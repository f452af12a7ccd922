"""How often something happens: 회 and 번, against innings, episodes, ordinals, labels and the adverb of trying."""

from __future__ import annotations

import re

from extractors.numbers.endings import ADNOMINAL
from extractors.numbers.site import Site, firm

_NOUN_NEXT = re.compile(r" [가-힣]")
_TIMES_LEFT = re.compile(
    r"(?:앞으로|총|모두|약|최대|최소|최고|연간|연|월|주|하루|매년|매월|매주|매달|매일|각|각각|단|평균|통산|불과|무려"
    r"|1인당|횟수[가는를]?|에|간|동안|이후|까지|당|하루에|년에|달에|적어도|기존|벌써|[상하]반기|분기별로?|공연|강의|회의|교육|조회"
    r"|왕복|편도|KTX|SRT|열차|고속버스|시외버스|여객선|항공편|국제선|국내선) ?\Z"
)
_ROUNDS_RIGHT = re.compile(
    " ?(?:분량|넘게|가까이|이상|이하|이내|미만|초과|에 걸|씩|가량|정도|에 달|연속|이나|를 (?:기록|넘|돌파|웃"
    "|채|받|열[고었어]|하[고며였]|했|당[하했]|치르|치렀|가졌)|에 그|뿐|에 불과|더|밖에"
    "|여 |안팎|내외|나 |로 (?:늘|줄|제한|확대|비슷|정|가장)|째|실시|개최했|진행|방문"
    "|열[렸리린]|벌[였이인여]|이뤄|개최|참여|참가|참석|이용[했하한해]|신청|지원|지급|제공|처벌|제출|거절|만나|만났|통화|보도|게재|납부|분납"
    "|적발|위반|우승|수상|입상|연임|결석|측정"
    "|발생|관측|감지|포착|출현|경신|출전|반복|시행|운항|발사|출동"
    "|투여|접종|헌혈|면담|상영|공연|정도로|의 (?:공연|경고|회의|공청회|토론|시도|수술|실험"
    "|발사|도발|핵실험|헌혈|교육|강연"
    r"|방송|면담|대회|협상|회담|공격|범행))"
)


# 주 2회 방영한다: how often, and no episode; 행시 38회: the n-th examination.
_OFTEN_LEFT = re.compile(r"(?<![가-힣])(?:주|월|매주|매월|매일|하루|총|(?<!월 )(?<!지난 )(?<!오는 )1일) ?\Z")
_EXAM_LEFT = re.compile(r"(?:고시|행시|사시|외시|입시|(?:사법|변호사|행정)시험) \Z")
# 과태료는 1회 위반 시 30만원: what each time costs.
_EACH_TIME = re.compile(" [가-힣]{2,4} ?(?:시|땐|때|때마다|할 때마다|당)(?= )")
_EPISODE_LEFT = re.compile(r"(?:시즌 ?[0-9]{1,2}|연장|드라마) ?\Z")
# '이웃집 산책' 87회에는: the number behind a title is an episode's.
_TITLE_LEFT = re.compile(r"[가-힣A-Za-z0-9!?][’'”\"》>」』] ?\Z")
_OF_TITLE = re.compile(r"에(?:는|서|서는|선)?(?![가-힣])|(?:는|가) |편|분(?![가-힣])")
_SPECIAL = re.compile(" (?:특집|기념 ?(?:방송|특집))")
_EPISODE_RIGHT = re.compile(r"(?:는|가|에서|에|에서는|의)? ?(?:방송분|시청률|출연|방영|예고편|방송(?:에서|된|됐|되))")


# 설명회 12회, 합동점검 9회: an event before its occasions.
EVENT_LEFT = re.compile(
    "(?:공연|강연|강의|교육|연수|훈련|회의|회담|회견|[명담론청표고평문주악식]회|세미나|포럼|워크숍|캠페인|콘서트|점검|단속|순찰"
    r"|지진|여진|폭발|수업|시험|면접|수색|체포|소환|폭행|협박|공습|포격|폭격|발사|도발|핵실험|출장|면회|접종|검진|검사|시술"
    r"|우승|준우승|수상|당선|낙선|리트윗|공유|재생|다운로드|상담|조사|실험|상영|봉사활동|협상|면담|시위|집회|압수수색|운항|운행|인터뷰|브리핑|평가전|조회수|조회|공판|재판|변론|수술|헌혈)\Z"
)


def _of_programme(text: str, site: Site) -> bool:
    """Return whether 회 numbers an episode: behind a title, or of a special broadcast."""
    titled = _TITLE_LEFT.search(text, max(0, site.start - 4), site.start)
    return bool((titled and _OF_TITLE.match(text, site.stop)) or _SPECIAL.match(text, site.stop))


def rounds(text: str, site: Site) -> str | None:  # noqa: PLR0911 a ladder of cues
    """Return why a number with 회 is no count (an inning, an episode, an ordinal), or None where it is one."""
    value = site.reading.value
    if value is None or site.style == "native":
        return None
    if text.startswith(("말", "초", "째", "차", "당"), site.stop):
        return "an inning or an ordinal"
    often = _OFTEN_LEFT.search(text, max(0, site.start - 4), site.start) is not None
    if often or _EXAM_LEFT.search(text, max(0, site.start - 7), site.start):
        return None if often else "an ordinal"
    each = value == 1 and _EACH_TIME.match(text, site.stop)
    if each or _EPISODE_LEFT.search(text, max(0, site.start - 8), site.start) or _EPISODE_RIGHT.match(text, site.stop):
        return "a share" if each else "an episode or an inning"
    if _ROUNDS_RIGHT.match(text, site.stop) or _TIMES_LEFT.search(text, max(0, site.start - 12), site.start):
        return None
    if EVENT_LEFT.search(text, max(0, site.start - 5), site.start - 1) and text[site.start - 1] == " ":
        return None
    # No game has 30 innings, and a noun behind a large number makes it an ordinal (77회 생일).
    large = value > 300 or (value > 30 and not _NOUN_NEXT.match(text, site.stop))
    if large and not _of_programme(text, site):
        return None
    return "an inning or an ordinal"


_TRYING = re.compile(r"(?:다시|또|또다시|또 다시|새로|이|그|저|어느|언제|꼭|제) ?\Z")
_ONCE_RIGHT = re.compile(
    "도|의 |씩|만(?![가-힣])|뿐|에서 |에 (?:걸|그[치쳤친]|불과|지나지|머[무물])|이라도|꼴|이 "
    "|이나|이었|이다|으로|밖에| 이상| 정도| 이하| 꼴| 미만| 더(?= 있)"
    r"|은 |이며|이고"
)
# 한 번에 옮기다: all together, or at the first try.
_AT_ONCE = re.compile("에(?:는|만)?(?![가-힣])")
_ONCE_LEFT = re.compile(
    "(?:단|딱|오직|한 ?달에|에|당|마다|하루|총|겨우|고작|최소|최대|적어도|평생|살면서|벌써"
    "|지금까지|이미|이제까지|매년|연"
    r"|월|주|매달|매주) ?\Z"
)
_TIMES_RIGHT = re.compile(
    " 넘게| 가까이|까지 |이나|씩|의 |만에|만 |을 |이상| 이상| 이하| 정도| 미만|연속| 연속|에 걸|도 |에 그|뿐"
    "|이다|이었|으로 늘|밖에| 중 |꼴| 꼴|은 "
    "| (?:우승|준우승|출마|당선|낙선|도전|실패|탈옥|탈출|결혼|이혼|이사|방문|만[나났난]|찾[았아]|신고|수술"
    "|적발|처벌|입원|거절|반복|참가|수상|연임|바[뀌뀐뀔꿨꾼]|다녀|걸[린렸려]|울[렸린]|쓰러|받[았은아]|탔|겪|들[렀르]|이겼|해냈|접종|투여|복용|검사|소환)"
)


# What bears a number of its own: a player's back, a candidate, a work of music.
_BEARERS = (
    "등번호|백넘버|비례대표|기호|순번|타순|협주곡|교향곡|소나타|연습곡|전주곡|모음곡|주곡|중주곡?|야상곡|녹턴|왈츠|작품"
)
_BEARER_LEFT = re.compile(rf"(?:{_BEARERS})(?:은|는|이|가)? ?\Z")
_BEARER_BEFORE = re.compile(r"(?:등번호|백넘버|비례대표|기호)(?:는|은|가|를)? ?[0-9]{1,2}번[^.\n]*\Z")
_LABEL_RIGHT = re.compile("[을를] (?:[가-힣]+ )?(?:달고|단다|다는|단 (?![한하])|달았|배정|물려|승계|지휘|연주|협연)")

_TELEPHONE = re.compile("[0-9]{3,4}[-–][0-9]{4}")
_COUNTED = ("이나", "씩", "만에", " 넘게", " 연속")


def _borne(text: str, site: Site) -> bool:
    """Return whether a number with 번 is a label that a player, a candidate or a work of music bears."""
    start = site.start
    if text.startswith(_COUNTED, site.stop) or _TIMES_LEFT.search(text, max(0, start - 12), start):
        return False
    if _BEARER_LEFT.search(text, max(0, start - 8), start) or _LABEL_RIGHT.match(text, site.stop):
        return True
    again = text.startswith(("을 ", "은 ", "의 "), site.stop)
    return again and _BEARER_BEFORE.search(text, max(0, start - 50), start) is not None


def times(text: str, site: Site) -> str | None:
    """Return why a number with 번 is no count (a label, an ordinal, an adverb of trying), or None where it is one."""
    if text.startswith(("째", "지", "홀", "출구", "버스", "타자", "국도", "선"), site.stop):
        return "an ordinal or a label"
    if site.style == "native":
        return _once(text, site) if site.reading.value == 1 else None
    if site.style == "digits" and not firm(text, site) and _borne(text, site):
        return "a label"
    if site.reading.value is None and _TELEPHONE.fullmatch(text, site.start, site.end):
        return "a telephone number"
    if site.reading.value is None or firm(text, site) or _TIMES_RIGHT.match(text, site.stop):
        return None
    return None if _TIMES_LEFT.search(text, max(0, site.start - 12), site.start) else "a label"


def _once(text: str, site: Site) -> str | None:
    start = site.start
    if _TRYING.search(text, max(0, start - 5), start):
        return "an adverb of trying"
    if _AT_ONCE.match(text, site.stop) and not _ONCE_RIGHT.match(text, site.stop):
        return "an adverb of doing at once"
    counted = _ONCE_RIGHT.match(text, site.stop) or _ONCE_LEFT.search(text, max(0, start - 8), start)
    return None if counted else "an adverb of trying"


_EVENT = re.compile(
    " (?:긴급 |공식 |비공식 |임시 |추가 )?([가-힣]{2,6})[을를] (?:하|했|한|할|해|열|연|가졌"
    "|갖|진행|실시|개최|벌|가하|가했|받|거)"
)
# 세 차례 재판이, 5차례 원정 경기에서: an event behind its occasions.
_HELD = re.compile(
    "의? (?:[가-힣]{2,4} )?([가-힣]{0,3}(?:회의|회담|재판|공판|변론|등판|출전|경기|시합|공연|강연|토론회?|협상|면담"
    "|실험|훈련|점검|공청회|설명회|간담회|청문회|대회|수술|시험|발사|도발|투표|선거|전시회?|연주회|평가전|맞대결))"
    "(?:[을를이가은는도]|에서|에|동안|만에|모두)(?![가-힣])"
)
_ENDED = re.compile(" (?:[가-힣]{2,5} )?([가-힣]{2,6}) 끝에")


def event_behind(text: str, stop: int) -> str | None:
    """Return what happened so many times where it stands behind them (세 차례 회의를 했다), no form of a verb."""
    event = _EVENT.match(text, stop) or _HELD.match(text, stop) or _ENDED.match(text, stop)
    return None if event is None or ADNOMINAL.search(event[1]) else event[1]
