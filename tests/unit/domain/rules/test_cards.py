"""Rules about cards: what is left open is counted and named, once."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.cards import example_card
from vendor_tracker.domain.cards.chai import PARTS
from vendor_tracker.domain.cards.fields import FORM
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import VersionFacts
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.productfacts import CardFacts
from vendor_tracker.domain.vocabulary import Gate, Severity, Stage

Find = Callable[..., tuple[Gap, ...]]
TODAY = date(2026, 10, 6)
FULL = {field.code: "It says something." for field in FORM}
OPEN = FULL | {"hti.pur_use": "N/A", "hti.cau_limits": "None", "hti.upd_process": ""}


def product(*cards: CardFacts, **facts: object) -> ProductDossier:
    """Return a product that is being weighed up, with these cards."""
    return ProductDossier("PRD-7", stage=Stage.evaluating, cards=cards, **facts)  # type: ignore[arg-type]


def test_f63_counts_and_names_what_is_left_open(find: Find) -> None:
    (gap,) = find("F63", product(CardFacts("CRD-1", OPEN)))
    assert (gap.key, gap.severity, gap.gate) == ("PRD-7", Severity.major, Gate.award)
    assert gap.says == (
        "CRD-1 answers 28 of 31 fields of the form: 1 blank, 1 “None” and 1 “N/A” "
        "(How it is updated, Known risks and limits, and Intended use)."
    )


def test_f63_is_silent_without_a_card_and_when_every_field_says_something(find: Find) -> None:
    assert not find("F63", product())
    assert not find("F63", product(CardFacts("CRD-1", FULL)))
    parts = {part.code: "It says something." for part in PARTS}
    assert not find("F63", product(CardFacts("CRD-1", FULL | parts)))


def test_f63_names_no_known_bias_beside_a_long_text_against_it(find: Find) -> None:
    (gap,) = find("F63", product(CardFacts("CRD-1", example_card().fields)))
    assert "It says “None” under known biases, beside a long text" in gap.says
    assert "2 “N/A”" in gap.says
    named = example_card(KnownBiasesOrEthicalConsiderations="Older people").fields
    (gap,) = find("F63", product(CardFacts("CRD-1", named)))
    assert "known biases" not in gap.says


def test_f63_looks_at_the_card_of_the_version_that_we_judge(find: Find) -> None:
    older = VersionFacts("VER-1", "3.1", TODAY - timedelta(days=90))
    newer = VersionFacts("VER-2", "3.2", TODAY)
    cards = (CardFacts("CRD-1", FULL, "VER-1"), CardFacts("CRD-2", OPEN, "VER-2"))
    (gap,) = find("F63", product(*cards, versions=(older, newer)))
    assert "CRD-2" in gap.says
    later = VersionFacts("VER-2", "3.2", TODAY + timedelta(days=1))
    assert not find("F63", product(*cards, versions=(older, later)))


def test_f63_looks_at_the_newest_card_where_none_is_for_that_version(find: Find) -> None:
    judged = VersionFacts("VER-3", "4.0", TODAY)
    cards = (CardFacts("CRD-1", OPEN, "VER-1"), CardFacts("CRD-2", FULL, "VER-2"))
    assert not find("F63", product(*cards, versions=(judged,)))
    assert find("F63", product(*reversed(cards), versions=(judged,)))


def test_f63_names_a_few_of_many(find: Find) -> None:
    (gap,) = find("F63", product(CardFacts("CRD-1", {})))
    assert "0 of 31 fields of the form: 31 blanks" in gap.says
    assert "; and 25 more)" in gap.says
