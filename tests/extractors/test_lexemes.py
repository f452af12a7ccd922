"""The faster lexical attributes say what spaCy's own say."""

import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.attrs import IDS

from extractors.lexemes import quicken

NAMES = {number: name for name, number in IDS.items()}
SPACY = spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}).vocab.lex_attr_getters
OURS = spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "pressfacts_tokenizer"}}}).vocab.lex_attr_getters


@given(st.text(min_size=1, max_size=8))
@example("오늘")
@example("그")
@example("’")
@example("''")
@example("US$")
@example("http://hanbit.test")
@example("a@hanbit.test")
@example("3,000")
@example("가" * 120)
@example("\ud800")
@example("𝐀")
def test_every_attribute_of_any_word(word):
    for attribute, getter in SPACY.items():
        assert OURS[attribute](word) == getter(word), NAMES[attribute]


def test_an_owner_s_own_functions_stay():
    nlp = spacy.blank("xx")
    nlp.vocab.lex_attr_getters[IDS["IS_UPPER"]] = len
    quicken(nlp.vocab)
    assert nlp.vocab.lex_attr_getters[IDS["IS_UPPER"]] is len
