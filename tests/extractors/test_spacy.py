"""The facts in spaCy's own shapes: spans, components, bytes, DocBin, processes, displaCy."""

from datetime import datetime

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import DocBin

import extractors
from extractors.facts import Context

PRESS_LETTERS = "0123456789억만원년명개, 약여~한두세교육부대은이가"
TEXT = "교육부는 지난 3일부터 14일까지 전국 40개 대학에 1인당 약 200만원을 최장 2년간 지원했다. 충북대가 참여했다."


@pytest.fixture(scope="module")
def nlp():
    return extractors.load()


def readings(doc):
    return {
        group: [(span.text, extractors.reading_form(span._.fact)) for span in doc.spans[group]] for group in doc.spans
    }


def test_spans_stand_where_the_facts_stand(nlp):
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert readings(doc) == {
        "institutions": [("교육부", "교육부 (government)"), ("충북대", "충북대학교 (university)")],
        "amounts": [("200만원", "~2,000,000 KRW / 인")],
        "durations": [("3일부터 14일", "12 days (---03 – ---14)"), ("2년", "≤ 2 years")],
        "counts": [("40개", "40 개 대학")],
    }
    for group in doc.spans.values():
        for span in group:
            fact = span._.fact
            assert (span.start_char, span.end_char) == (fact.start, fact.end)
            assert TEXT[fact.start : fact.end] == fact.text
    assert [sentence.text for sentence in doc.sents] == [TEXT[:-11], TEXT[-10:]]


def test_the_date_of_an_article_dates_its_intervals(nlp):
    context = Context(published=datetime.fromisoformat("2025-03-20T09:00:00+09:00"))
    doc = nlp(nlp.tokenizer.read(TEXT, context))
    assert readings(doc)["durations"][0] == ("3일부터 14일", "12 days (2025-03-03 – 2025-03-14)")


def test_components_work_in_anyones_pipeline():
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "pressfacts_tokenizer"}}})
    nlp.add_pipe("pressfacts_amounts")
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["amounts"]] == ["200만원"]


def test_a_component_behind_another_tokenizer_says_so():
    nlp = spacy.blank("xx")
    nlp.add_pipe("pressfacts_counts")
    with pytest.raises(ValueError, match="not made by pressfacts_tokenizer"):
        nlp(TEXT)


def test_only_the_wanted_kinds_are_read():
    nlp = extractors.load(["duration"])
    assert set(nlp(TEXT).spans) == {"durations"}
    with pytest.raises(ValueError, match="unknown kinds of facts: durations; there are amount, duration"):
        extractors.load(["durations"])


def test_facts_survive_bytes_and_docbin(nlp):
    doc = nlp(TEXT)
    assert readings(spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())) == readings(doc)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (revived,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert readings(revived) == readings(doc)


def test_a_decimal_survives_bytes(nlp):
    doc = nlp("출산율은 여성 1명당 0.72명이다.")
    revived = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [span._.fact for span in revived.spans["counts"]] == [span._.fact for span in doc.spans["counts"]]


def test_a_pipeline_is_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path / "press")
    assert readings(spacy.load(tmp_path / "press")(TEXT)) == readings(nlp(TEXT))


def test_two_processes_read_the_same(nlp):
    texts = [TEXT, "예산은 3조원이다."] * 3
    assert [readings(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == [readings(nlp(t)) for t in texts]


def test_displacy_draws_the_spans(nlp):
    doc = nlp(TEXT)
    picture = displacy.render(doc, style="span", options={"spans_key": "amounts"})
    assert "AMOUNT" in picture


def test_a_batch_read_in_a_memory_zone_leaves_no_words_behind(nlp):
    words = len(nlp.vocab.strings)
    with nlp.memory_zone():
        values = [doc.spans["counts"][0]._.fact.value for doc in nlp.pipe(f"{n}명이 왔다." for n in range(1, 200))]
    assert values == list(range(1, 200))
    assert len(nlp.vocab.strings) == words


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(PRESS_LETTERS))))
def test_a_pipeline_reads_what_extract_reads(nlp, text):
    doc = nlp(text)
    in_doc = [span._.fact for group in doc.spans.values() for span in group]
    assert sorted(map(repr, in_doc)) == sorted(map(repr, extractors.extract(text).facts))
    assert [sentence.text.strip() for sentence in doc.sents if sentence.text.strip()] == [
        doc.text[start:end] for start, end in extractors.extract(text).sentences
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(PRESS_LETTERS))))
def test_any_text_is_read_without_error_and_every_offset_holds(text):
    for fact in extractors.extract(text).facts:
        assert text[fact.start : fact.end] == fact.text


def test_decomposed_hangul_reads_as_composed_with_offsets_into_the_given_text():
    import unicodedata

    given_text = unicodedata.normalize("NFD", TEXT)
    composed = extractors.extract(TEXT)
    decomposed = extractors.extract(given_text)
    assert [extractors.reading_form(fact) for fact in decomposed.facts] == [
        extractors.reading_form(fact) for fact in composed.facts
    ]
    for fact in decomposed.facts:
        assert given_text[fact.start : fact.end] == fact.text


def test_a_part_that_is_cut_out_has_no_fact_of_another_place():
    doc = extractors.load()("서울시는 20억원을 썼다. 부산시는 30억원을 썼다.")
    part = list(doc.sents)[1].as_doc(copy_user_data=True)
    (sum_,) = (part[n : n + 2] for n in range(len(part)) if part[n : n + 2].text == "30억원")
    assert sum_._.fact is None
