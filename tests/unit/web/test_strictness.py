"""The test browser refuses what a person with a screen reader would stumble over."""

import re

import pytest
from html5lib.html5parser import ParseError

from tests.clients import check_page, filled

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Claims - Vendor Tracker</title></head>
<body><header id="top"><a href="/">Home</a></header><div>
<main class="nhsuk-main-wrapper" id="main">
<h1>Claims</h1>
<form method="post"><label for="name">Name</label><input id="name" name="name" value="a"></form>
</main>
</div></body></html>"""


def test_a_sound_page_passes_and_its_form_is_read() -> None:
    check_page(PAGE)
    assert filled(PAGE, name="b") == {"name": "b"}
    assert filled(PAGE.replace('value="a"', 'value="c"')) == {"name": "c"}


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("</h1>", "</h1></div>"),
        ("</form>", "</form><div>"),
        ("</form>", "</form><p><div></div></p>"),
        ("</header>", "</span></header>"),
        ('<a href="/">Home</a>', '<a href="/">Home & co &nothing;</a>'),
    ],
)
def test_a_page_that_is_not_valid_fails(right: str, wrong: str) -> None:
    check_page(PAGE)
    with pytest.raises(ParseError):
        check_page(PAGE.replace(right, wrong))


@pytest.mark.parametrize(
    "right, wrong, said",
    [
        ("<h1>Claims</h1>", "", "exactly one h1"),
        ("<h1>Claims</h1>", "<h1>Claims</h1><h1>Claims</h1>", "exactly one h1"),
        ('<a href="/">Home</a>', "<h1>Home</h1>", "stands in the main part"),
        ("Claims - Vendor", "Vendor", "a page has a title"),
        ("<h1>", '<h1 id="top">', "top"),
        ("<h1>", '<h1 id="main">', "main"),
        ("</h1>", '</h1><p id="name">Name</p>', "name"),
        ('<label for="name">Name</label>', "", "no label"),
        ('<a href="/">Home</a>', '<input name="q">', "no label"),
    ],
)
def test_a_page_that_bars_somebody_fails(right: str, wrong: str, said: str) -> None:
    check_page(PAGE)
    with pytest.raises(AssertionError, match=re.escape(said)):
        check_page(PAGE.replace(right, wrong))
