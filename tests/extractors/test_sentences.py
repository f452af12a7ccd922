"""Sentences end where Korean press sentences end."""

import pytest

from extractors.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("시는 예산을 늘렸다. 도는 줄였다.", ["시는 예산을 늘렸다.", "도는 줄였다."]),
        ("회의는 2025. 3. 27. 열렸다.", ["회의는 2025. 3. 27. 열렸다."]),
        ("금리는 3.5%다. 물가는 2.1%.", ["금리는 3.5%다.", "물가는 2.1%."]),
        ('그는 "예산이 모자란다."고 말했다. 끝.', ['그는 "예산이 모자란다."고 말했다.', "끝."]),
        ("첫 문단이다.\n\n둘째 문단이다.", ["첫 문단이다.", "둘째 문단이다."]),
        ("왜 늦었나? 답은 없었다!", ["왜 늦었나?", "답은 없었다!"]),
        ("B.J. 로튼이 던졌다. 이겼다.", ["B.J. 로튼이 던졌다.", "이겼다."]),
        ("(서울=한빛) 시가 밝혔다. (끝)", ["(서울=한빛) 시가 밝혔다.", "(끝)"]),
        ("  ", []),
    ],
)
def test_sentences(text, sentences):
    assert [text[start:end] for start, end in split_sentences(text)] == sentences
