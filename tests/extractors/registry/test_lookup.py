"""What a name means on a day and in a region."""

from datetime import date
from pathlib import Path

import pytest

from extractors.registry import Entry, Registry, load_registry
from extractors.registry.rules import Ambiguity

HEADER = "id,name,type,aliases,parent,region,valid_from,valid_to,successor,source\n"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def canonical(registry: Registry, name: str, on: str | None = None, region: str | None = None) -> str | None:
    found = registry.resolve(name, on=date.fromisoformat(on) if on else None, region=region)
    return found.canonical if found else None


@pytest.mark.parametrize(
    ("name", "on", "full"),
    [
        ("과기부", "2003-05-01", "과학기술부"),
        ("과기부", "2024-02-23", "과학기술정보통신부"),
        ("산업부", "2024-02-23", "산업통상자원부"),
        ("산업부", "2025-12-01", "산업통상부"),
        ("행안부", "2010-01-01", "행정안전부"),
        ("국토부", "2012-12-31", "국토해양부"),
        ("국토부", "2013-03-23", "국토교통부"),
        ("민주당", "2004-04-15", "새천년민주당"),
        ("민주당", "2012-12-19", "민주통합당"),
        ("민주당", "2013-10-01", "민주당"),
        ("민주당", "2020-04-15", "더불어민주당"),
        ("전북도", "2023-12-31", "전라북도"),
        ("전북도", "2024-02-01", "전북특별자치도"),
        ("서울경찰청", "2015-06-01", "서울지방경찰청"),
        ("서울경찰청", "2022-06-01", "서울특별시경찰청"),
        ("교육부", "2005-03-01", "교육인적자원부"),
        ("경상대", "2015-01-01", "경상대학교"),
        ("코레일", "2020-01-01", "한국철도공사"),
    ],
)
def test_a_short_form_takes_the_name_of_its_day(registry: Registry, name: str, on: str, full: str) -> None:
    assert canonical(registry, name, on) == full


def test_a_former_full_name_stays_itself(registry: Registry) -> None:
    assert canonical(registry, "교육과학기술부", "2024-01-01") == "교육과학기술부"
    assert canonical(registry, "청원군", "2024-01-01") == "청원군"
    assert canonical(registry, "강원특별자치도", "2022-01-01") == "강원특별자치도"


def test_a_short_form_goes_back_to_the_only_former_name(registry: Registry) -> None:
    today = registry.resolve("부동산원", on=date(2024, 1, 1))
    assert today is not None
    assert (today.canonical, today.rule) == ("한국부동산원", "alias")
    before = registry.resolve("부동산원", on=date(2015, 1, 1))
    assert before is not None
    assert (before.canonical, before.rule) == ("한국감정원", "former")
    # 한국토지주택공사 was merged from two bodies: neither is the former name of LH.
    assert canonical(registry, "LH", "2005-01-01") == "한국토지주택공사"


def test_regions_tell_bodies_of_one_name_apart(registry: Registry) -> None:
    assert canonical(registry, "남구청", region="부산") == "부산광역시 남구"
    assert canonical(registry, "남구청", region="울산광역시") == "울산광역시 남구"
    assert canonical(registry, "동부경찰서", region="광주") == "광주동부경찰서"
    assert canonical(registry, "고성군", region="강원") == "강원특별자치도 고성군"
    assert canonical(registry, "남구", "2015-01-01", "인천") == "인천광역시 남구"


def test_what_cannot_be_told_apart_is_not_guessed(registry: Registry) -> None:
    assert canonical(registry, "남구청") is None
    assert len(registry.candidates("남구청")) >= 5
    assert canonical(registry, "남구청", region="전북") is None


def test_forms_that_lean_on_the_dateline(registry: Registry) -> None:
    assert canonical(registry, "시교육청", region="부산") == "부산광역시교육청"
    assert canonical(registry, "도교육청", region="포항") == "경상북도교육청"
    assert canonical(registry, "도의회", "2020-01-01", "전북") == "전라북도의회"
    assert canonical(registry, "시교육청") is None


def test_a_rule_prefers_and_says_why(registry: Registry) -> None:
    found = registry.resolve("두산")
    assert found is not None
    assert (found.entry.type, found.rule) == ("company", "default")
    assert found.why
    assert {entry.type for entry in registry.candidates("두산")} == {"company", "sports"}
    assert canonical(registry, "광주시청") == "광주광역시"
    assert canonical(registry, "광주시청", region="경기") == "경기도 광주시"


@pytest.mark.parametrize(
    ("rule", "region", "chosen"),
    [
        ("never", "부산", None),
        ("region", "부산", "gull-busan"),
        ("region", "대구", None),
        ("region", None, None),
        ("default", "부산", "gull-busan"),
        ("default", None, "gull-seoul"),
    ],
)
def test_the_rules_of_an_ambiguous_name(rule: str, region: str | None, chosen: str | None) -> None:
    seoul = Entry("gull-seoul", "서울갈매기회", "association", ("갈매기회",), region="서울")
    busan = Entry("gull-busan", "부산갈매기회", "association", ("갈매기회",), region="부산")
    ambiguity = Ambiguity("갈매기회", ("gull-seoul", "gull-busan"), rule, "a test")
    small = Registry([seoul, busan], [], {"갈매기회": ambiguity}, {})
    found = small.resolve("갈매기회", region=region)
    assert (found and found.entry.id) == chosen


def test_unknown_names_resolve_to_nothing(registry: Registry) -> None:
    assert registry.resolve("가나다라마바사위원회") is None
    assert registry.candidates("가나다라마바사위원회") == ()


def test_names_cover_everything_once(registry: Registry) -> None:
    names = [name for name, _ in registry.names()]
    assert len(names) == len(set(names))
    assert {"과기부", "포스텍", "IITP", "대구지법 포항지원"} <= set(names)
    assert dict(registry.names())["대상"] is True
    assert dict(registry.names())["삼성전자"] is False


def test_a_family_is_known_as_such(registry: Registry) -> None:
    council = registry.candidates("포항시의회")[0]
    assert registry.is_generated(council)
    assert council.parent == "local-gyeongbuk-pohang"
    assert not registry.is_generated(registry.candidates("포항공과대학교")[0])


def test_a_users_rows_come_first(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(HEADER + "my-doosan,두산마을협의회,association,두산,,경북,,,,own\n", encoding="utf-8")
    assert canonical(load_registry([own]), "두산", region="경북") == "두산마을협의회"
    assert canonical(load_registry(), "두산") == "두산"


def test_loading_twice_is_the_same_object() -> None:
    assert load_registry() is load_registry()
