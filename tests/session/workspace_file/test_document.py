"""What of a record is kept in the file."""

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.session.workspace_file.document import document_of

ACME = {"id": "00000000-0000-4000-8000-000000000001", "name": "Acme"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, {"status": "active"}),  # usual, but not empty: what is usual may change
        ({"notes": "", "tags": [], "acv": None, "former": []}, {"status": "active"}),
        ({"acv": 0, "product": 0}, {"status": "active", "acv": 0, "product": 0}),
        ({"notes": "Moved", "tags": ["pilot"]}, {"status": "active", "notes": "Moved", "tags": ["pilot"]}),
        ({"of_a_newer_program": None}, {"status": "active", "of_a_newer_program": None}),
    ],
)
def test_what_is_empty_by_default_is_left_out(given: dict[str, object], kept: dict[str, object]) -> None:
    client = Client.model_validate(ACME | given)
    assert document_of(client) == {"name": "Acme", **kept}
    assert Client.model_validate(ACME | document_of(client)) == client
