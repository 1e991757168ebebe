"""The guide to mappings names every field that a mapping may fill."""

from pathlib import Path

from vendor_tracker.services.imports.lists import fields_of_records

GUIDE = Path(__file__).parents[2] / "docs" / "lists.md"


def test_the_guide_lists_every_field() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    for name, fields in fields_of_records().items():
        line = f"- **{name}**: " + ", ".join(f"`{field}`" for field in fields)
        assert line in guide, f"write in docs/lists.md: {line}"
