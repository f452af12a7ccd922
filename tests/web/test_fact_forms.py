"""What a reviewer types becomes a fact, or is refused with the field named."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors import extract
from extractors.registry import load_registry
from pipeline.web.fact_forms import FieldRefused, Quote, field_texts, find_institutions, read_fields, suggest

REGISTRY = load_registry()
QUOTE = Quote(start=3, end=7, text="20억원")
AMOUNT = {"bound": "exact", "currency": "KRW", "value": "20억원"}
DURATION = {"bound": "exact", "role": "for", "form": "length", "value": "1년 6개월"}

INTERVAL = DURATION | {"form": "interval", "since": "2025-01-01", "until": "2025-03-01"}


def read(kind, **texts):
    return read_fields(kind, QUOTE, texts, REGISTRY)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("20억원", 2_000_000_000), ("2,000,000,000", 2_000_000_000), ("20억", 2_000_000_000), ("1.5", Decimal("1.5"))],
)
def test_a_value_is_read_as_a_numeral(typed, value):
    assert read("amount", **AMOUNT | {"value": typed}).value == value


@pytest.mark.parametrize(
    ("typed", "value"), [("1년 6개월", "P1Y6M"), ("P1Y6M", "P1Y6M"), ("보름", "P15D"), ("pt36h", "PT36H")]
)
def test_a_length_is_read_in_words_or_as_iso(typed, value):
    assert read("duration", **DURATION | {"value": typed}).value == value


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [("exact", 20, 20), ("min", 20, None), ("over", 20, None), ("max", None, 20), ("under", None, 20)],
)
def test_the_bound_sets_the_limits(bound, low, high):
    fact = read("count", value="20명", bound=bound, unit="명")
    assert (fact.low, fact.high, fact.unit) == (low, high, "명")


def test_a_range_has_two_limits_and_no_value():
    fact = read("amount", **AMOUNT | {"bound": "range", "low": "2억", "high": "3억"})
    assert (fact.value, fact.low, fact.high) == (None, 200_000_000, 300_000_000)


def test_an_institution_is_the_registrys_where_it_has_the_name():
    known = read("institution", canonical="과학기술정보통신부", type="government")
    assert (known.resolution, known.registry_id is not None) == ("registry", True)
    assert read("institution", canonical="별하늘연구회", type="association").resolution == "none"


@pytest.mark.parametrize(
    ("kind", "texts", "field"),
    [
        ("amount", AMOUNT | {"value": "스무고개"}, "value"),
        ("amount", AMOUNT | {"value": "3년"}, "value"),
        ("amount", AMOUNT | {"value": ""}, "value"),
        ("amount", AMOUNT | {"currency": "WON"}, "currency"),
        ("amount", AMOUNT | {"bound": "about"}, "bound"),
        ("amount", AMOUNT | {"bound": "range", "low": "3억", "high": "2억"}, "high"),
        ("amount", AMOUNT | {"each": "x" * 300}, "each"),
        ("amount", AMOUNT | {"each": "a\nb"}, "each"),
        ("duration", DURATION | {"value": "20명"}, "value"),
        ("duration", DURATION | {"form": "interval"}, "since"),
        ("duration", DURATION | {"form": "interval", "since": "3월", "until": "--04"}, "since"),
        ("duration", DURATION | {"bound": "range", "low": "P2Y", "high": "P1Y"}, "high"),
        ("duration", DURATION | {"bound": "range", "low": "3주", "high": "보름"}, "high"),
        ("duration", INTERVAL | {"since": "2024-99-99"}, "since"),
        ("duration", INTERVAL | {"until": "2025-02-29"}, "until"),
        ("duration", INTERVAL | {"since": "0000", "until": "2020"}, "since"),
        ("duration", INTERVAL | {"since": "--13", "until": "--14"}, "since"),
        ("duration", INTERVAL | {"since": "2025-03-15", "until": "2025-03-01"}, "until"),
        ("institution", {"canonical": "", "type": "other"}, "canonical"),
        ("institution", {"canonical": "별하늘연구회", "type": "club"}, "type"),
    ],
)
def test_what_cannot_be_read_names_its_field(kind, texts, field):
    with pytest.raises(FieldRefused) as refused:
        read(kind, **texts)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("low", "high"), [("P1Y", "P1Y"), ("P1M", "P30D"), ("P30D", "P1M"), ("P11M", "P1Y"), ("PT90M", "PT2H")]
)
def test_a_range_of_lengths_may_mix_their_units(low, high):
    fact = read("duration", **DURATION | {"bound": "range", "low": low, "high": high})
    assert (fact.low, fact.high) == (low, high)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2024-02-29", "2025-03-01"),
        ("2024", "2025"),
        ("2024-11", "2025-02"),
        # Over the turn of a year that is not named.
        ("--11", "--02"),
        ("--12-28", "--01-05"),
        ("--02-29", "--03-02"),
        ("---28", "---31"),
        ("2025-03-01", "2025"),
    ],
)
def test_a_day_is_given_as_far_as_it_is_known(since, until):
    fact = read("duration", **INTERVAL | {"since": since, "until": until})
    assert (fact.since, fact.until) == (since, until)


def test_the_form_gives_back_the_fact_that_it_was_opened_with():
    text = (
        "과기부는 연간 약 20억원 이내를 최장 8년간, 3~5명에게 1인당 2억~3억원씩 보탠다. "
        "8월 3일부터 14일까지 수십 명이 왔다."
    )
    for fact in extract(text).facts:
        quote = Quote(start=fact.start, end=fact.end, text=fact.text)
        again = read_fields(fact.kind, quote, field_texts(fact), REGISTRY)
        same = {"rule": fact.rule} | ({} if fact.kind == "institution" else {"qualifiers": fact.qualifiers})
        assert replace(again, **same) == fact


def test_a_missed_fact_opens_with_what_its_quote_says():
    assert suggest("amount", QUOTE, REGISTRY)["value"] == "2,000,000,000"
    assert suggest("count", Quote(start=0, end=3, text="스무 명"), REGISTRY)["unit"] == "명"
    assert suggest("duration", Quote(start=0, end=2, text="한참"), REGISTRY)["value"] == ""
    found = suggest("institution", Quote(start=0, end=3, text="과기부"), REGISTRY)
    assert found == {"canonical": "과학기술정보통신부", "type": "government"}


def test_institutions_are_found_by_names_short_names_and_parts():
    assert find_institutions(REGISTRY, "과기부")[0] == ("과학기술정보통신부", "government")
    assert ("포항공과대학교", "university") in find_institutions(REGISTRY, "포항공")
    assert find_institutions(REGISTRY, "  ") == []
    assert len(find_institutions(REGISTRY, "대학")) == 12
