"""Whether a local government's name means the body that acts, not the place that it governs."""

from __future__ import annotations

import re

from extractors.institutions.edges import bare, tail
from extractors.institutions.tables import ABROAD, PLACES

_ACTS = frozenset(
    "은 는 이 가 와 과 도 측 측은 측이 로부터 으로부터 의회 에게 와의 과의 에도 등 등은 등이 등과 관계자 관계자는 "
    "마저".split()
)
# 시까지 나섰다 acts; 시까지 번졌다 is where something reached.
_EVEN = re.compile(r"까지\s(?:[가-힣]{1,6}\s)?(?:나서|나섰|동참|가세|가담|합류|뛰어들|참여)")
# 시, 새 조례 마련: the subject of a headline.
_HEADLINE = re.compile(r",\s?(?:[“\"‘'「\d]|([가-힣]{1,12}))")
_SENTENCE_ENDS = frozenset("\n.!?]】")
# 군·시 등 5개 시군은, 시·군 등이: who acts together.
_AMONG = re.compile(
    r"\s등(?:은|이|도|과)\s"
    r"|\s등\s(?:[가-힣]{1,6}\s)?(?:\d{1,3}개\s?)?(?:시[·ㆍ]군(?:[·ㆍ]구)?|시군구?|시도|시[·ㆍ]도|[시군구]|지자체|"
    r"지방자치단체|자치단체|기관)(?:[은이과도]|들[은이]|가|는|와)\s"
)
# 시가 가장 높았고, 군은 물에 잠겼다: what is said of a place that is measured or struck.
_MEASURED = re.compile(
    r"(?:은|는|이|가|도)\s(?:"
    r"(?:(?:가장|제일|더|훨씬|특히|다소|유독|비교적|상대적으로|\d[\d.,]*\S{0,6}로)\s){1,3}"
    r"(?:높|낮|많|적|작|넓|좁|짧|길|컸|크|큰|비싸|비쌌|덥|더웠|춥|추웠)(?:[았었고으다]|[은던]\s것)"
    r"|\d[\d.,]*(?:%|퍼센트|도|㎜|mm|㎝|cm)(?:였|이었|로\s(?:나타|집계|조사|분석|뒤))|(?:그\s)?뒤를\s이"
    r"|(?:[^\s.,]{0,12}[^\s.,을를이가은는]\s){0,3}(?:침수[됐돼]|물에\s잠[겼기]|고립[됐돼]|정전[됐돼]|흐리겠|흐렸|맑겠|맑았))"
)
_LAND = re.compile(r"[가-힣]{1,8}[시군구도성주현](?=[은는이가을를의에와과도로까,·ㆍ\s]|$)")
_GOVERNS = re.compile(
    r"\s(?:관계자|공무원|의회|예산|조례|정책|홈페이지|산하|소속|공식|담당|간부|제공|주최|주관|측|당국|재정|행정|"
    r"\S{2,12}(?:국장|과장|팀장|실장|본부장|담당관|부시장|부지사|정책관|대변인|소장))(?![가-힣]{4})"
)
_GIVEN = re.compile(
    r"에\s(?:따르면|요청|건의|제안|통보|제출|전달|기부|촉구|신고|요구|권고|납부|신청|문의|의뢰|항의|지원)"
)
_OF_BODY = re.compile(
    r"의\s(?:[가-힣]{1,6}\s)?(?:정책|예산|조례|계획|입장|방침|요청|요구|결정|지원|사업|행정|공무원|제안|설명|발표|재정|노력|대응|역할|의지|"
    r"관계자|담당자|조사|점검|허가|승인|보조금|지원금|책임|협조|협력|공모|선정|위탁|의뢰|해명|약속|판단|지시|홍보)"
)
_SAID_OF_BODY = {"에": _GIVEN, "의": _OF_BODY, "까지": _EVEN}
_PLACE_NEXT = re.compile(
    r"\s[가-힣0-9]{1,8}(?:동|읍|면|리|구|군|시|로|길|가|역|산|항|섬|해수욕장|아파트|초등학교)(?![가-힣])"
)
_WITH = frozenset({"와", "과"})


def governs(text: str, end: int) -> bool:
    """Return whether a local government's name means the body that acts, not the place."""
    particle = tail(text, end)
    if not particle:
        if _GOVERNS.match(text, end):
            return not _PLACE_NEXT.match(text, end)
        among = _AMONG.match(text, end)
        return among is not None and not _MEASURED.match(text, among.end() - 2)
    said = _SAID_OF_BODY.get(particle)
    if said:
        return bool(said.match(text, end))
    if particle in _WITH and _is_land(text, end + 2):
        return False  # as the next of the pair is: in 태풍이 시와 군을 덮쳤다 both are places
    return particle in _ACTS and not _MEASURED.match(text, end)


def _is_land(text: str, start: int) -> bool:
    """Return whether a place that governs itself stands here, by its full name."""
    land = _LAND.match(text, start)
    return land is not None and _governs_itself(land[0])


def _governs_itself(word: str) -> bool:
    """Return whether a word is a place by its full name (``제주도``, ``경상북도``), not only ``제주``."""
    if word[-1:] in "시군구도":
        return word[:-1] in PLACES or (len(word) > 3 and word in PLACES)
    return word in ABROAD


def heads_line(text: str, start: int, end: int) -> bool:
    """Return whether a local government is the subject of a headline (``한빛시, 새 조례 마련``), not one of a list."""
    if text[end : end + 1] != ",":
        return False
    before = text[max(0, start - 3) : start].rstrip(" ")
    if before and before[-1] not in _SENTENCE_ENDS:
        return False
    following = _HEADLINE.match(text, end)
    if not following:
        return False
    word = following.group(1) or ""
    return not any(_governs_itself(one) for one in (word, bare(word)))
