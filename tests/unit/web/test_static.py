"""The built styles and scripts are whole, ask nothing of other hosts, and know our classes."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "vendor_tracker" / "web" / "static"
# Classes that only mark a place for a test or a script.
UNSTYLED: frozenset[str] = frozenset({"vt-frame"})


@pytest.fixture(scope="module")
def styles() -> str:
    """Read the style sheet; `make setup` builds it."""
    return (STATIC / "vendor-tracker.css").read_text(encoding="utf-8")


def test_the_style_sheet_names_one_font_for_all_text_and_fetches_none(styles: str) -> None:
    assert "@font-face" not in styles
    assert "font-family:arial,sans-serif" in styles


@pytest.mark.parametrize("suffix", [".css", ".js", ".svg"])
def test_no_static_file_holds_what_may_not_be_shipped(suffix: str) -> None:
    files = list(STATIC.rglob(f"*{suffix}"))
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        for word in ("assets.nhs.uk", "Frutiger", "nhsuk-logo.svg"):
            assert word not in text, f"{path.name} holds {word}"


def test_every_picture_that_the_styles_name_is_there(styles: str) -> None:
    named = set(re.findall(r"url\(([^)]+)\)", styles))
    assert named
    for address in named:
        assert (STATIC / address.strip("\"'")).is_file(), address


def test_every_class_of_ours_in_a_template_has_a_style(styles: str) -> None:
    known = set(re.findall(r"\.(vt-[a-z_-]+)", styles)) | UNSTYLED
    for path in (ROOT / "templates").rglob("*.html"):
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            plain = re.sub(r"\{[{%].*?[%}]\}", "\0", value)
            for name in re.findall(r"(?<![\w-])vt-[a-z_-]+(?![\w\0-])", plain):
                assert name in known, f"{path.relative_to(ROOT)}: {name}"
