"""The provinces and metropolitan cities: the short name that rows use as their region, and forms that lean on it."""

from __future__ import annotations

SIDO = {
    "서울": "서울특별시",
    "부산": "부산광역시",
    "대구": "대구광역시",
    "인천": "인천광역시",
    "광주": "광주광역시",
    "대전": "대전광역시",
    "울산": "울산광역시",
    "세종": "세종특별자치시",
    "경기": "경기도",
    "강원": "강원특별자치도",
    "충북": "충청북도",
    "충남": "충청남도",
    "전북": "전북특별자치도",
    "전남": "전라남도",
    "경북": "경상북도",
    "경남": "경상남도",
    "제주": "제주특별자치도",
}
FORMER_SIDO = {"강원": "강원도", "전북": "전라북도", "제주": "제주도"}
# What `시교육청` means in an article from 부산; the forms name the row that is meant.
RELATIVE = {
    "시교육청": "{short}시교육청",
    "도교육청": "{short}도교육청",
    "시의회": "{short}시의회",
    "도의회": "{short}도의회",
    "시경찰청": "{short}경찰청",
    "도경찰청": "{short}경찰청",
    "시청": "{short}시청",
    "도청": "{short}도청",
}
_FULL = {full: short for short, full in (*SIDO.items(), *FORMER_SIDO.items())}
# Only cities and counties that no other province has; a dateline names them bare (`포항=`).
_CITIES = {
    "경기": "수원 성남 고양 용인 부천 안산 안양 남양주 화성 평택 의정부 시흥 파주 김포 광명 군포 이천 오산 하남 양주"
    " 구리 안성 포천 의왕 여주 양평 동두천 과천 가평 연천",
    "강원": "춘천 원주 강릉 동해 태백 속초 삼척 홍천 횡성 영월 평창 정선 철원 화천 양구 인제 양양",
    "충북": "청주 충주 제천 보은 옥천 영동 증평 진천 괴산 음성 단양",
    "충남": "천안 공주 보령 아산 서산 논산 계룡 당진 금산 부여 서천 청양 홍성 예산 태안",
    "전북": "전주 군산 익산 정읍 남원 김제 완주 진안 무주 장수 임실 순창 고창 부안",
    "전남": "목포 여수 순천 나주 광양 담양 곡성 구례 고흥 보성 화순 장흥 강진 해남 영암 무안 함평 영광 장성 완도"
    " 진도 신안",
    "경북": "포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 의성 청송 영양 영덕 청도 고령 성주 칠곡 예천 봉화"
    " 울진 울릉",
    "경남": "창원 진주 통영 사천 김해 밀양 거제 양산 의령 함안 창녕 남해 하동 산청 함양 거창 합천 마산 진해",
    "제주": "서귀포",
}
_CITY = {city: short for short, cities in _CITIES.items() for city in cities.split()}


def region_of(place: str) -> str:
    """Return the short province name of a place (``경상북도``, ``포항``, ``포항시`` → ``경북``), empty when unknown."""
    if place in SIDO:
        return place
    if place in _FULL:
        return _FULL[place]
    if place[-1:] in "시도" and place[:-1] in SIDO:
        return place[:-1]
    return _CITY.get(place) or _CITY.get(place[:-1], "")
