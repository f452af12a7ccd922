"""Floors are judged by the figures that were measured, and the page says which are met."""

from benchmarks.figures import Spread, as_json, from_json
from benchmarks.floors import FLOORS, Floor, judge
from docs.build import HERE

AT_MOST = Floor(part="cleaning", what="time ÷ peer", figure="ours", peer="theirs", limit=0.6, most=True)
AT_LEAST = Floor(part="storing", what="rate", figure="ours", limit=100)


def test_a_floor_is_a_ratio_of_medians():
    figures = {"ours": Spread(median=3.0, least=1.0, most=9.0), "theirs": 6.0}
    assert AT_MOST.reached(figures) == 0.5
    assert AT_MOST.met(0.5)
    assert not AT_MOST.met(0.61)
    assert AT_LEAST.reached(figures) == 3.0
    assert not AT_LEAST.met(3.0)


def test_what_was_not_measured_is_not_judged():
    assert AT_MOST.reached({"ours": 3.0}) is None
    assert all(reached is None for _, reached in judge({}))


def test_figures_keep_their_spread_on_disk_and_lose_what_is_no_figure():
    figures = {"ours": Spread(median=3.0, least=1.0, most=9.0), "theirs": 6.0}
    assert from_json({**as_json(figures), "when": "2026-01-01", "load": "0.1"}) == figures


def test_the_page_names_every_floor():
    page = (HERE / "performance.md").read_text(encoding="utf-8")
    assert [floor.what for floor in FLOORS if floor.what not in page] == []
