"""One institution under all its names."""

from extractors.registry import load_registry
from extractors.registry.kin import find_kin


def names(name):
    return [entry.name for entry in find_kin(load_registry(), name)]


def test_a_short_name_finds_the_body_and_what_it_was_before():
    assert names("복지부") == names("보건복지부")
    assert names("행정안전부")[0] == "행정안전부"
    assert "안전행정부" in names("행정안전부")


def test_a_former_name_finds_no_later_body():
    assert "과학기술정보통신부" not in names("미래창조과학부")
    assert "미래창조과학부" in names("과학기술정보통신부")


def test_a_name_that_nobody_bears():
    assert names("없는기관이름") == []
