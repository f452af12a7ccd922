"""The scan form and the way back to the text as given."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from extractors.normalise import scan_form
from extractors.numbers import read


def test_composed_text_is_left_as_it_is() -> None:
    form = scan_form("예산은 3억원이다.\x00\ud800")
    assert (form.text, form.origin) == ("예산은 3억원이다.\x00\ud800", None)


def test_full_width_forms_and_wide_spaces_move_nothing() -> None:
    form = scan_form("１，２００\u00a0명（약）")
    assert (form.text, form.origin) == ("1,200 명(약)", None)


def test_dots_of_other_scripts_are_middle_dots() -> None:
    form = scan_form("18개 시\u2024도와 3\u318d1운동")
    assert (form.text, form.origin) == ("18개 시·도와 3·1운동", None)


def test_a_decomposed_text_gives_the_same_facts_at_its_own_offsets() -> None:
    composed = "군은 연간 약 7억원 이하를 3년간 빌려준다."
    given_text = unicodedata.normalize("NFD", composed)
    form = scan_form(given_text)
    assert form.text == composed
    for fact in read(form.text):
        start, end = form.span(fact.start, fact.end)
        assert unicodedata.normalize("NFC", given_text[start:end]) == fact.text


@given(text=st.text())
def test_every_offset_has_an_origin_in_order(text: str) -> None:
    form = scan_form(text)
    if form.origin is None:
        assert len(form.text) == len(text)
    else:
        assert len(form.origin) == len(form.text) + 1
        assert list(form.origin) == sorted(form.origin)
        assert form.origin[-1] == len(text)
