"""The words of a Doc have the lexical attributes that spaCy itself gives them."""

import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.attrs import IDS

NAMES = {number: name for name, number in IDS.items()}
OURS = {"nlp": {"tokenizer": {"@tokenizers": "pressfacts_tokenizer"}}}
SPACYS = {"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}
KOREAN = spacy.blank("ko", config=OURS), spacy.blank("ko", config=SPACYS)
ANY = spacy.blank("xx", config=OURS), spacy.blank("xx", config=SPACYS)
HANGUL = st.sampled_from("가힣ᄀᇿㄱㆎ그이백천만교육부")


def attributes(vocab, word):
    lexeme = vocab[word]
    strings = (lexeme.lower_, lexeme.norm_, lexeme.shape_, lexeme.prefix_, lexeme.suffix_, lexeme.lang_)
    return strings, lexeme.flags, lexeme.rank, lexeme.is_oov, lexeme.prob


@settings(deadline=None)
@given(st.text(alphabet=st.one_of(HANGUL, st.characters(exclude_categories=["Cs"])), min_size=1, max_size=12))
@example("그 오늘 백두산")
@example("’ '' US$ “ ㈜")
@example("http://hanbit.test a@hanbit.test 3,000 1/2 +5")
@example("가" * 120)
@example("𝐀")
def test_every_attribute_of_any_word(text):
    for ours, spacys in (KOREAN, ANY):
        for token in ours(text):
            assert attributes(ours.vocab, token.text) == attributes(spacys.vocab, token.text)


def test_a_word_s_norm_leaves_no_row_in_the_lookup_tables():
    nlp = spacy.blank("ko", config=OURS)
    nlp("교육부는 3명을 뽑았다.")
    assert "lexeme_norm" not in nlp.vocab.lookups


def test_attributes_of_an_owner_s_own_are_set_too():
    nlp = spacy.blank("ko", config=OURS)
    short = nlp.vocab.add_flag(lambda word: len(word) < 3)
    assert [token.check_flag(short) for token in nlp("한빛 해솔마을 3")] == [True, False, True]
    nlp = spacy.blank("ko", config=OURS)
    nlp.vocab.lex_attr_getters[IDS["IS_UPPER"]] = lambda word: word == "한빛"
    assert [token.is_upper for token in nlp("한빛 해솔마을 A")] == [True, False, False]
