"""Every line rule cuts what it names, and no rule cuts what a rule says is the article's."""

from __future__ import annotations

import time

import pytest

from pipeline.clean import LINE_RULES, LineRule
from pipeline.clean.line_rule import matches

YES = [(rule, line) for rule in LINE_RULES for line in rule.yes]
NO = [(rule, line) for rule in LINE_RULES for line in rule.no]


def named(one: LineRule | str) -> str:
    return one.name if isinstance(one, LineRule) else one


@pytest.mark.parametrize("rule", LINE_RULES, ids=named)
def test_a_rule_carries_examples_of_both_kinds(rule: LineRule) -> None:
    assert rule.yes
    assert rule.no


def test_names_of_rules_are_unique() -> None:
    assert len({rule.name for rule in LINE_RULES}) == len(LINE_RULES)


@pytest.mark.parametrize(("rule", "line"), YES, ids=named)
def test_a_rule_takes_hold_of_its_lines(rule: LineRule, line: str) -> None:
    assert matches(rule, line)


@pytest.mark.parametrize(("rule", "line"), NO, ids=named)
def test_no_rule_touches_a_line_of_an_article(rule: LineRule, line: str) -> None:
    assert [one.name for one in LINE_RULES if matches(one, line)] == []


SENTENCES = (
    "김 기자는 10년 동안 국회를 취재했다.",
    "제보 전화는 하루 40통에 이른다.",
    "저작권법 개정안은 무단 전재와 재배포 금지 조항을 담았다.",
    "구독 서비스 가입자가 석 달 만에 120만 명을 넘었습니다.",
    "관련 기사 1200건을 분석한 결과다.",
    "사진은 1930년대에 찍은 것으로 보인다.",
    "“광고를 끊겠다”는 업체가 30곳에 달했다.",
    "이 영상은 사흘 만에 조회수 200만 회를 기록했습니다.",
    "AI 요약 기능을 쓰는 이용자가 절반을 넘었습니다.",
    "박 교수는 한국대 제공 자료를 인용했다.",
    "로그인 오류로 2시간 동안 접속하지 못했습니다.",
    "기자 회견에는 시민 100여 명이 모였다.",
    "◇ 홍길동: 오늘 말씀 고맙습니다.",
    "▶ 인터뷰 : 홍길동 / 한빛시 주민",
    "첫째, 예산을 2배로 늘린다.",
    "서울(12도), 부산(15도) 등 전국이 맑겠다.",
    "(중략) 그는 끝내 돌아오지 않았다.",
    "댓글을 단 사람은 3400명이다.",
)


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_that_look_like_widgets_stay(line: str) -> None:
    assert [one.name for one in LINE_RULES if matches(one, line)] == []


LISTS = (
    "취재 김나래 기자 촬영 기자 김나래 기자 " * 12,
    "글 김나래 " * 60,
    "글 김나래 김나래 사진 김나래 " * 25,
    "홍길동 기자 (도쿄) 외 3명 " * 20,
    "김 솔·김나래·" * 40 + " 기자 출신",
)


@pytest.mark.parametrize("line", LISTS)
def test_a_long_list_of_names_costs_no_more_than_a_line(line: str) -> None:
    start = time.process_time()
    for rule in LINE_RULES:
        matches(rule, f"{line[:390]}x")
    assert time.process_time() - start < 0.5
