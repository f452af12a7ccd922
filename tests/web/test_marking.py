"""Marks over a text: nothing of it is lost, every fact is marked from end to end, however they overlap."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pipeline.web.marking import Close, Open, Words, mark_paragraphs


@dataclass(frozen=True)
class Span:
    start: int
    end: int


def shown(text, *spans):
    """The pieces as brackets around the text."""
    signs = {Open: "[", Close: "]"}
    return [
        "".join(piece.text if isinstance(piece, Words) else signs[type(piece)] for piece in paragraph.pieces)
        for paragraph in mark_paragraphs(text, spans)
    ]


def test_marks_nest():
    assert shown("시는 20억원을 냈다.", Span(3, 7)) == ["시는 [20억원]을 냈다."]
    assert shown("충북대 산업인공지능연구센터", Span(0, 3), Span(0, 14)) == ["[[충북대] 산업인공지능연구센터]"]


def test_a_crossing_mark_is_cut_and_goes_on():
    assert shown("가나다라마", Span(0, 3), Span(2, 5)) == ["[가나[다]][라마]"]


def test_blank_lines_are_no_paragraphs_and_a_mark_goes_over_a_break():
    assert shown("가나\n \n다라", Span(1, 6)) == ["가[나]", "[다]라"]


@given(st.text("가나 \n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12))
def test_each_letter_is_marked_by_just_the_facts_that_hold_it(text, places):
    spans = [Span(start, min(start + length, len(text))) for start, length in places if start < len(text)]
    for paragraph in mark_paragraphs(text, spans):
        stack = []
        for piece in paragraph.pieces:
            if isinstance(piece, Open):
                stack.append(piece.number)
            elif isinstance(piece, Close):
                stack.pop()
            else:
                assert text[piece.start : piece.start + len(piece.text)] == piece.text
                for place in range(piece.start, piece.start + len(piece.text)):
                    holding = {number for number, span in enumerate(spans) if span.start <= place < span.end}
                    assert set(stack) == holding
        assert stack == []
