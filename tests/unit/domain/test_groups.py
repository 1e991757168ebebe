"""Groups found in lists, and what is lost between lists."""

import pytest

from vendor_tracker.domain.groups import (
    NHS,
    ONS5,
    ONS19,
    SCHEMES,
    census_candidates,
    comparing_note,
    find_anywhere,
    find_group,
    group_in,
    scheme_label,
    schemes_of,
    to_nhs,
)
from vendor_tracker.domain.vocabulary import GroupAttribute


@pytest.mark.parametrize(
    "scheme, text, code",
    [
        (NHS, "H", "H"),
        (NHS, "h1", "H"),
        (NHS, "Asian or Asian British - Indian", "H"),
        (NHS, "Any other White background", "C"),
        (NHS, "99", "99"),
        (NHS, "not stated", "Z"),
        (ONS19, "White British", "13"),
        (ONS19, "Roma", "16"),
        (ONS5, "Black or Black British", "Black"),
        ("IMD2025", "Q1", "1"),
        ("IMD2019", "quintile 5", "5"),
        ("IMD2025", "Least deprived", "5"),
        ("AGE_BANDS", "Aged 80+", "80+"),
        ("AGE_BANDS", "18–39 years", "18-39"),
        ("SEX", "Women", "F"),
        ("MONK", "MST 7", "7"),
        ("MONK", "Monk 7-10", "dark"),
        ("FITZPATRICK", "Type V–VI", "V-VI"),
    ],
)
def test_the_words_of_a_table_are_found_in_a_list(scheme: str, text: str, code: str) -> None:
    found = find_group(scheme, text)
    assert found is not None
    assert found.group.code == code


@pytest.mark.parametrize("text", ["I", "O", "Q", "Asian", "75 to 90", "", "77", "Klingon"])
def test_what_is_not_on_the_list_stays_as_it_was_given(text: str) -> None:
    assert find_group(NHS, text) is None


def test_an_age_band_of_a_supplier_is_never_cut_anew() -> None:
    assert find_group("AGE_BANDS", "75 to 90") is None
    assert find_anywhere(GroupAttribute.age, "over 75") == ()


def test_x_is_read_as_not_known_and_says_so() -> None:
    found = find_group(NHS, "X")
    assert found is not None
    assert (found.group.code, found.group.is_unknown) == ("99", True)
    assert "99" in found.note


def test_every_census_group_has_its_place_in_the_list_of_the_nhs() -> None:
    targets = {group.code: to_nhs(group.code) for group in SCHEMES[ONS19].groups}
    assert len(targets) == 19
    assert {found.group.code for found in targets.values() if found} == {
        group.code for group in SCHEMES[NHS].compared
    }


def test_what_merges_says_that_it_cannot_be_told_apart_again() -> None:
    merged = [code for code in ("15", "16", "17", "18", "19") if (found := to_nhs(code))
              and "cannot be told apart" in found.note]  # fmt: skip
    assert merged == ["15", "16", "17", "18", "19"]
    assert [group.code for group in census_candidates("C")] == ["15", "16", "17"]
    assert [group.code for group in census_candidates("S")] == ["18", "19"]
    assert [group.code for group in census_candidates("H")] == ["3"]


def test_chinese_moves_between_asian_and_other() -> None:
    chinese = to_nhs("2")
    assert chinese is not None
    assert chinese.group.under == "Other"
    assert "Asian" in chinese.note
    assert "Chinese" in comparing_note(ONS5, NHS)
    assert "never compared" in comparing_note("IMD2019", "IMD2025")
    assert comparing_note(NHS, NHS) == comparing_note("", NHS) == ""
    assert comparing_note("MONK", "FITZPATRICK")


def test_codes_and_lists_hold_together() -> None:
    for scheme in SCHEMES.values():
        codes = [group.code for group in scheme.groups]
        assert len(codes) == len(set(codes)), scheme.code
        assert all(find_group(scheme.code, group.name) for group in scheme.groups), scheme.code
        assert len(scheme.code) <= 40
        assert max(map(len, codes)) <= 20
    assert {one.code for one in schemes_of(GroupAttribute.skin_tone)} == {"MONK", "FITZPATRICK"}
    assert "weak proxy" in SCHEMES["FITZPATRICK"].note
    assert scheme_label("their own") == "their own"
    assert to_nhs("77") is None
    assert group_in("their own", "1") is None


@pytest.mark.parametrize("text", ["NA", "na", "NR", "ND", "No", "NS"])
def test_a_missing_answer_is_not_read_as_a_group(text: str) -> None:
    assert find_group(NHS, text) is None


@pytest.mark.parametrize("text", ["NK", "DK", "X", "UK"])
def test_what_hospitals_write_for_not_known_is_not_known(text: str) -> None:
    found = find_group(NHS, text)
    assert found is not None
    assert found.group.code == "99"
