"""The bytes of a draft."""

from hypothesis import given
from hypothesis import strategies as st

from csm_tui.storage.drafts.draft_file import decode_draft, encode_draft
from tests.support.storage.storage_helpers import draft_document

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(st.dictionaries(ANY_TEXT, ANY_TEXT), ANY_TEXT)
def test_any_text_comes_back_as_it_was(some: dict[str, str], title: str) -> None:
    one = draft_document(texts=some, title=title)
    assert decode_draft(encode_draft(one)) == one


@given(st.text(max_size=20), st.data())
def test_a_part_of_a_draft_is_no_draft(text: str, data: st.DataObject) -> None:
    whole = encode_draft(draft_document(texts={"notes": text}))
    assert decode_draft(whole[: data.draw(st.integers(0, len(whole) - 1))]) is None
