"""A list of names is checked, a user's file is added or refused with one line that says what to do."""

from pathlib import Path

import pytest

from extractors.reading import read
from extractors.registry import RegistryError, add_file, check_names, load_own_registry, load_registry, user_files

HEADER = "id,name,type,aliases,parent,region,valid_from,valid_to,successor,source\n"


def test_a_list_is_checked_name_by_name(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,alias,extra\n한국전자통신연구원,ETRI|에트으리,출연연\n남구청,,\n", encoding="utf-8")
    full, short, unknown, several = check_names(path)
    assert (full.type, full.canonical, full.is_alias) == ("research", "한국전자통신연구원", False)
    assert (short.resolves, short.is_alias, short.line) == (True, True, 2)
    assert not unknown.resolves
    assert several.resolves
    assert several.canonical == ""
    assert len(several.ids) > 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("이름,별칭\n", "line 1: the header must be name,alias,extra"),
        ("name,alias,extra\n가,나\n", "line 2: 2 fields, 3 are needed"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=says):
        check_names(path)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"nowhere\.csv: cannot be read"):
        check_names(tmp_path / "nowhere.csv")


def test_an_added_file_is_kept_apart_and_found(tmp_path: Path) -> None:
    own, folder = tmp_path / "own.csv", tmp_path / "kept"
    own.write_text(HEADER + "my-lab,별빛마을연구소,research,별빛연,univ-postech,경북,2020,,,own\n", encoding="utf-8")
    kept = add_file(own, folder)
    assert user_files(folder) == [kept]
    found = load_registry(user_files(folder)).resolve("별빛연")
    assert found is not None
    assert found.entry.parent == "univ-postech"
    assert load_registry().resolve("별빛연") is None
    assert add_file(own, folder) == kept


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("my lab,별빛연구소,research,,,,,,,own", "line 2: the id 'my lab' must be lower-case ascii"),
        ("my-lab,별,research,,,,,,,own", "line 2: the name '별' is too short"),
        ("my-lab,별빛연구소,lab,,,,,,,own", "line 2: unknown type 'lab'; choose one of association,"),
        ("my-lab,별빛연구소,research,별빛연||빛,,,,,,own", "line 2: an alias is empty or a single character"),
        ("my-lab,별빛연구소,research,,,,2020-13,,,own", "line 2: '2020-13' is no date"),
        ("my-lab,별빛연구소,research,,,,2020,2019,,own", "line 2: valid_to 2019 must be later"),
        ("my-lab,별빛연구소,research,,,,own", "line 2: 7 fields, 10 are needed"),
        ("my-lab,별빛연구소,research,,nobody,,,,,own", "the parent nobody is no id that is known"),
        ("msit,별빛연구소,research,,,,,,,own", "the id msit is taken by 과학기술정보통신부"),
        ("my-lab,가나,other,,,,,,,own\nmy-lab,다라,other,,,,,,,own", "line 3: the id my-lab stands twice"),
    ],
)
def test_an_unsound_file_is_refused_in_one_line(tmp_path: Path, row: str, says: str) -> None:
    own = tmp_path / "own.csv"
    own.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=says) as raised:
        add_file(own, tmp_path / "kept")
    assert "\n" not in str(raised.value)
    assert user_files(tmp_path / "kept") == []


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_bytes((HEADER + "my-lab,별빛연구소,research,,,,,,,own\n").encode("cp949"))
    with pytest.raises(RegistryError, match="is not UTF-8; save it as UTF-8"):
        add_file(own, tmp_path / "kept")


def test_another_header_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,type\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="line 1: the header must be id,name,type"):
        add_file(own, tmp_path / "kept")


def test_a_users_own_names_are_read_in_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, folder = tmp_path / "own.csv", tmp_path / "kept"
    own.write_text(HEADER + "my-guild,달무리두레,association,,,경북,,,,own\n", encoding="utf-8")
    add_file(own, folder)
    text = "달무리두레는 장터를 열었다."
    assert read(text) == ()
    monkeypatch.setenv("PRESSFACTS_REGISTRY", str(folder))
    (fact,) = read(text)
    assert (fact.text, fact.kind) == ("달무리두레", "institution")
    assert load_own_registry() is load_own_registry()
