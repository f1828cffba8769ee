import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from corpus.nfkc import nfkc

SIGNS = st.text("，：；！？（）％～,:;!?()%~\u0301\u0338\u3099ÅA海星①㍿ﬁ１")


@given(st.one_of(SIGNS, st.text()))
def test_a_text_is_what_the_standard_makes_of_it(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)
