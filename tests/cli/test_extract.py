"""``pressfacts extract``: JSON lines through a pipe, in order, and one line for each that cannot be read."""

import json
import os
import subprocess

import pytest

from tests.cli.conftest import COMMAND

TEXT = "시는 연간 약 20억원 이내의 운영비를 최장 8년간 보탠다."


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_facts_of_each_line_in_order(pressfacts):
    stdin = "".join(json.dumps({"id": n, "text": f"{n}명이 왔다. {TEXT}"}) + "\n" for n in range(1, 150))
    answer = pressfacts("extract", "--format", "jsonl", stdin=stdin)
    assert (answer.code, answer.err) == (0, "")
    rows = lines(answer.out)
    assert [row["id"] for row in rows] == list(range(1, 150))
    assert [row["facts"][0]["value"] for row in rows] == list(range(1, 150))


def test_a_fact_has_every_field(pressfacts):
    answer = pressfacts("extract", "--format", "jsonl", "-", stdin=json.dumps({"id": "a", "text": TEXT, "more": 1}))
    (row,) = lines(answer.out)
    amount, duration = row["facts"]
    start = TEXT.index("20억원")
    assert amount.pop("rule")
    assert amount == {
        "kind": "amount",
        "start": start,
        "end": start + 4,
        "text": "20억원",
        "value": 2_000_000_000,
        "low": None,
        "high": 2_000_000_000,
        "bound": "max",
        "approx": True,
        "currency": "KRW",
        "per": "year",
        "each": None,
        "qualifiers": [[6, 7, "약"], [13, 15, "이내"]],
    }
    assert (duration["text"], duration["value"], duration["bound"], duration["role"]) == ("8년", "P8Y", "max", "for")


def test_the_article_date_dates_an_interval(pressfacts, tmp_path):
    row = {"id": 1, "text": "행사는 29일부터 다음 달 2일까지 열린다.", "published": "2024-02-20T09:00:00+09:00"}
    (tmp_path / "in.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (fact,) = lines(pressfacts("extract", "--format", "jsonl", "in.jsonl").out)[0]["facts"]
    assert (fact["from"], fact["to"], fact["value"]) == ("2024-02-29", "2024-03-02", "P3D")


def test_bad_lines_are_named_and_the_rest_goes_on(pressfacts):
    stdin = b'{"id": 1, "text": "3\xeb\xaa\x85"}\nnot json\n{"id": 2}\n{"id": 3, "text": 5}\n[]\n\xff\xfe\n'
    stdin += b'{"id": 4, "text": "x", "published": "yesterday"}\n{"id": 5, "text": "5\xeb\xaa\x85"}\n'
    answer = pressfacts("extract", "--format", "jsonl", stdin=stdin)
    assert answer.code == 2
    assert [row["id"] for row in lines(answer.out)] == [1, 5]
    told = answer.err.splitlines()
    assert [line.split(": ")[1] for line in told[:-1]] == [f"standard input:{n}" for n in (2, 3, 4, 5, 6, 7)]
    assert '"text" is missing' in told[1]
    assert '"published" is not an ISO 8601 time' in told[5]
    assert told[-1] == "pressfacts: standard input: 6 lines could not be read and gave no facts"


def test_a_missing_file_and_a_folder(pressfacts, tmp_path):
    for name, words in (("none.jsonl", "there is no such file"), (".", "is a folder")):
        answer = pressfacts("extract", "--format", "jsonl", name)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(f"pressfacts: {name}: {words}")


def test_a_lone_surrogate_comes_back_as_it_went_in(pressfacts):
    answer = pressfacts("extract", "--format", "jsonl", stdin=b'{"id": "\\ud800", "text": "\\ud800 3\xeb\xaa\x85"}')
    (row,) = lines(answer.out)
    assert (row["id"], row["facts"][0]["text"], row["facts"][0]["start"]) == ("\ud800", "3명", 2)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"id": NaN, "text": ""}', "JSON has no NaN"),
        (b'{"id": ' + b"9" * 5000 + b', "text": ""}', "too many digits"),
        (b"[" * 100_000, "nested too deep"),
        ('{"id": 1, "text": "3명"}'.encode("utf-16"), "binary or UTF-16"),
    ],
    ids=["nan", "digits", "nesting", "utf-16"],
)
def test_what_is_no_json_is_one_line_and_gives_nothing(pressfacts, line, words):
    answer = pressfacts("extract", "--format", "jsonl", stdin=line)
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err.splitlines()[0]


def test_explain_tells_what_won_and_why_the_rest_did_not():
    text = "교육부는 2024년 3월 4일, 강남대로 일대에서 대상 3명을 만났다."
    done = subprocess.run(
        [COMMAND, "explain", text], capture_output=True, text=True, env=os.environ | {"COLUMNS": "150"}
    )
    rows = {row.split()[1]: row for row in done.stdout.splitlines() if "–" in row}
    assert [" yes " in rows[words] for words in ("교육부", "강남대", "대상", "3명")] == [True, False, False, True]
    assert "교육부 (government)" in rows["교육부"]
    assert "a road" in rows["강남대"]
    assert "an ordinary word too" in rows["대상"]


@pytest.mark.parametrize("arguments", ["extract --format jsonl", "explain 5년", "--help"])
def test_a_full_disk_under_the_output_is_one_line(arguments):
    line = f'echo \'{{"text": "3명"}}\' | {COMMAND} {arguments} > /dev/full'
    done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=120)
    assert (done.returncode, done.stderr.decode()) == (1, "pressfacts: the output: No space left on device\n")


def test_a_table_into_a_closed_pipe_is_no_error():
    done = subprocess.run(["bash", "-c", f"{COMMAND} explain 5년 | true; echo ${{PIPESTATUS[0]}}"], capture_output=True)
    assert (done.stdout, done.stderr) == (b"0\n", b"")


def test_a_closed_pipe_is_no_error():
    stdin = "".join(json.dumps({"id": n, "text": TEXT}, ensure_ascii=False) + "\n" for n in range(3000))
    line = f"{COMMAND} extract --format jsonl | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], input=stdin.encode(), capture_output=True, timeout=120)
    assert done.stdout.decode().splitlines()[-1] == "0"
    assert done.stderr == b""


def test_lines_come_out_while_lines_go_in():
    command = [str(COMMAND), "extract", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for n in (1, 2):
            process.stdin.write(json.dumps({"id": n, "text": TEXT}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == n
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_a_plain_text_is_shown_as_a_table(pressfacts):
    answer = pressfacts("extract", stdin=TEXT)
    assert "≤ ~2,000,000,000 KRW / year" in answer.out
    assert "≤ 8 years" in answer.out
