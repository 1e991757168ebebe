"""Documents that are made from the program are in step with it."""

import pytest

from tools.documents import DOCS, DOCUMENTS


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_a_document_is_as_the_program_would_write_it(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == DOCUMENTS[name](), "run: python -m tools.documents"
