"""The same text in the wording of several outlets is one cluster, and what it says counts once."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.store import Store
from tests.store.examples import AMOUNT, ARTICLE, VERSIONS, rows, save, span

RELEASE = """해양수산부는 갯벌 생태계를 되살리기 위해 내년부터 5년 동안 모두
1,240억원을 들여 훼손된 갯벌 38곳을 복원한다고 14일 밝혔다.

복원 대상은 방조제와 폐염전으로 물길이 막힌 갯벌이다.
해수부는 물길을 트고 염생식물을 심어 갯벌 22㎢를 되살릴 계획이다.
복원이 끝나면 해마다 탄소 4만8천톤을 흡수할 것으로 기대된다.

이번 사업에는 전남 신안과 충남 서산, 경기 화성 등 11개 시군이 참여한다.
시군마다 최대 60억원까지 국비로 지원하며, 나머지 30%는 지방비로 충당한다.

해수부 관계자는 "갯벌은 육지의 숲보다 탄소를 빨리 흡수하는 자연의 창고"라며
"어민 소득이 늘도록 갯벌 체험장 15곳도 함께 만들겠다"고 말했다."""
RETOLD = """정부가 내년부터 5년간 1,240억원을 투입해 훼손된 갯벌 38곳을 복원한다.

해양수산부는 14일 이런 내용의 갯벌 생태계 복원 계획을 발표했다.
복원 대상은 방조제와 폐염전으로 물길이 막힌 갯벌이다.
물길을 트고 염생식물을 심어 갯벌 22㎢를 되살린다는 계획이다.
복원이 끝나면 해마다 탄소 4만8천톤을 흡수할 것으로 해수부는 기대하고 있다.

사업에는 전남 신안과 충남 서산, 경기 화성 등 11개 시군이 참여한다.
시군마다 최대 60억원까지 국비로 지원하고 나머지 30%는 지방비로 충당한다.

해수부 관계자는 "어민 소득이 늘도록 갯벌 체험장 15곳도 함께 만들겠다"고 전했다."""
CUT = """해양수산부는 내년부터 5년 동안 1,240억원을 들여 훼손된 갯벌 38곳을 복원한다고 14일 밝혔다.

복원 대상은 방조제와 폐염전으로 물길이 막힌 갯벌이다.
해수부는 물길을 트고 염생식물을 심어 갯벌 22㎢를 되살릴 계획이다.

이번 사업에는 전남 신안과 충남 서산, 경기 화성 등 11개 시군이 참여한다."""
SAME_MINISTRY = """해양수산부는 연안 어선의 안전을 위해 내년부터 3년 동안 모두
830억원을 들여 낡은 어선 2,100척의 기관을 교체한다고 21일 밝혔다.

교체 대상은 선령이 20년을 넘은 10톤 미만 어선이다.
해수부는 기관 교체비의 절반을 국비로 지원하며, 나머지는 지방비와 자부담으로 충당할 계획이다.
사업이 끝나면 해마다 어선 사고가 120건 줄어들 것으로 기대된다.

이번 사업에는 전남 여수와 경남 통영, 강원 속초 등 24개 시군이 참여한다.

해수부 관계자는 "낡은 기관은 바다 위 사고의 가장 큰 원인"이라며 "어민이 안심하고 조업하도록 돕겠다"고 말했다."""
TOLD = {"a": RELEASE, "b": RETOLD, "c": CUT, "d": SAME_MINISTRY}


def tell(store: Store, name: str, text: str) -> None:
    """Save a text as the article of an outlet, with the sum that it names."""
    article = replace(ARTICLE, url=f"https://{name}.test/1", publisher=name, text=text)
    sums = [quote for quote in ("1,240억원", "830억원") if quote in text]
    facts = tuple(replace(AMOUNT, **span(quote, text), qualifiers=()) for quote in sums)
    save(store, store.begin_run("crawl", VERSIONS), article=article, facts=facts, page=text.encode())


def clusters(path: Path) -> dict[str, str]:
    found = rows(path, "SELECT article, cluster FROM clusters")
    return {str(article)[8]: str(cluster)[8] for article, cluster in found}


@pytest.mark.parametrize("order", [pytest.param(order, id="".join(order)) for order in permutations(TOLD)][::5])
def test_a_press_release_in_three_wordings_is_one_cluster_in_whatever_order_it_comes(
    store: Store, path: Path, order: tuple[str, ...]
) -> None:
    for name in order:
        tell(store, name, TOLD[name])
    assert clusters(path) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_claim_counts_once_however_many_outlets_carry_it(store: Store, path: Path) -> None:
    for name, text in TOLD.items():
        tell(store, name, text)
    told = rows(path, "SELECT quote, value, currency, articles, outlets FROM claims ORDER BY articles DESC")
    assert told == [("1,240억원", 2_000_000_000, "KRW", 3, 3), ("830억원", 2_000_000_000, "KRW", 1, 1)]


def test_an_edit_that_makes_another_text_of_it_leaves_the_cluster(store: Store, path: Path) -> None:
    for name in "abc":
        tell(store, name, TOLD[name])
    tell(store, "a", SAME_MINISTRY)
    assert clusters(path) == {"a": "a", "b": "b", "c": "b"}
    tell(store, "a", RELEASE)
    assert clusters(path) == {"a": "a", "b": "a", "c": "a"}


def test_texts_too_short_to_compare_stay_alone(store: Store, path: Path) -> None:
    tell(store, "a", "")
    tell(store, "b", "…")
    assert clusters(path) == {"a": "a", "b": "b"}
