"""What the text of somebody else's cell says."""

import pytest

from vendor_tracker.domain.celltexts import (
    Standing,
    is_placeholder,
    loose_words,
    names_nothing,
    option_keys,
    parts_of,
    standing,
    without_option,
)


@pytest.mark.parametrize(
    "text, said",
    [
        ("", Standing.BLANK),
        (" - ", Standing.BLANK),
        ("N/A", Standing.NOT_APPLICABLE),
        ("NA", Standing.NOT_APPLICABLE),
        ("NOT APPLICABLE, Not a High-Impact use case", Standing.NOT_APPLICABLE),
        ("c) not\N{NO-BREAK SPACE}known", Standing.UNKNOWN),
        ("TBC", Standing.UNKNOWN),
        ("[Redacted]", Standing.WITHHELD),
        ("No", Standing.SAID),
        ("None", Standing.SAID),
        ("Nationwide", Standing.SAID),
    ],
)
def test_silence_is_of_four_kinds(text: str, said: Standing) -> None:
    assert standing(text) is said


def test_an_option_is_known_by_its_words_and_by_its_letter() -> None:
    assert (
        without_option("a)\N{NO-BREAK SPACE}Purchased from a vendor") == "Purchased from a vendor"
    )
    assert without_option(" No") == "No"
    assert option_keys("c)  Deployed – in use") == [
        "c) deployed – in use",
        "deployed – in use",
        "deployed",
        "c",
    ]


@pytest.mark.parametrize("name", ["N/A", "various", "In-house (staff)", "contractor teams", "?"])
def test_words_that_name_nobody_are_no_supplier(name: str) -> None:
    assert is_placeholder(name)


def test_a_product_may_be_called_what_no_firm_is() -> None:
    assert not names_nothing("Other")
    assert names_nothing("Various")
    assert not is_placeholder("Various Minds (example)")


@pytest.mark.parametrize(
    "name, parts",
    [
        ("Fenwick; Larch", ("Fenwick", "Larch")),
        ("Fenwick / Larch", ("Fenwick", "Larch")),
        ("Fenwick and Larch", ("Fenwick", "Larch")),
        ("Fenwick, Inc., Larch LLC", ("Fenwick, Inc.", "Larch LLC")),
        ("Fenwick (now)\n\nLarch (before, gone)", ("Fenwick (now)", "Larch (before, gone)")),
        ("Fenwick, LLC", ()),
        ("Fenwick, UAB", ()),
        ("Fenwick, Inc. (trading as Larch)", ()),
        ("Fenwick C/O Larch", ()),
        ("Fenwick & Larch Ltd", ()),
        ("REDCAR AND LARCH COUNCIL", ()),
        ("Research and Development of Medical Imaging", ()),
    ],
)
def test_several_names_in_one_cell_are_proposed(name: str, parts: tuple[str, ...]) -> None:
    assert parts_of(name) == parts


def test_a_loose_name_leaves_out_signs_and_legal_forms() -> None:
    assert loose_words("Fenwick, Inc.") == loose_words("FENWICK LTD") == ("fenwick",)
    assert loose_words("Ltd") == ("ltd",)
