"""One word per thing: what we call a supplier or a promise has no second name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OTHER_WORDS = re.compile(r"\b\w*(?:vendor|compan(?:y|ies)|innovator|commitment)\w*", re.IGNORECASE)
# The program's name; two terms of company law.
ALLOWED = re.compile(
    r"vendor[ _-]tracker(?:\.(?:css|js))?|company[ _]number|parent company", re.IGNORECASE
)
# What others call these things, by which their lists are known.
THEIRS = {ROOT / "vendor_tracker/domain/columnwords.py"}
TEXTS = [
    *sorted((ROOT / "templates").rglob("*.html")),
    *sorted((ROOT / "vendor_tracker/domain").rglob("*.toml")),
    *sorted(set((ROOT / "vendor_tracker/domain").rglob("*.py")) - THEIRS),
    *sorted((ROOT / "vendor_tracker/excel/sheets").rglob("*.py")),
]


def words_of(path: Path) -> Iterator[str]:
    """Yield what a file says: all of it, or the texts of a module."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield text
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_has_a_second_word_for_ours(path: Path) -> None:
    found = [OTHER_WORDS.findall(ALLOWED.sub("", words)) for words in words_of(path)]
    assert [word for words in found for word in words] == []
