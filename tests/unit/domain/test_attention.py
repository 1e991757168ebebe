"""What keeps a fresh list quiet."""

from dataclasses import replace
from datetime import date

from tests.unit.domain.items import answer, item, product
from vendor_tracker.domain.attention import (
    FIRST_LOOK,
    Arrival,
    arrives_in_catch_up,
    first_look,
    first_look_is_done,
    review_days,
    set_up_cards,
)
from vendor_tracker.domain.checking import check_product
from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    VersionFacts,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import AnswerState, ProductFact, Stage

TUESDAY = date(2026, 10, 6)


def test_only_products_already_bought_start_quietly() -> None:
    assert [stage for stage in Stage if arrives_in_catch_up(stage)] == ["contracted", "live"]


def test_three_a_week_scribes_and_devices_first() -> None:
    arrivals = [
        Arrival("PRD-1"),
        Arrival("PRD-2", is_device=True),
        Arrival("PRD-3", is_scribe=True),
        Arrival("PRD-4"),
    ]
    days = review_days(arrivals, (), TUESDAY, 3)
    assert list(days) == ["PRD-3", "PRD-2", "PRD-1", "PRD-4"]
    assert list(days.values()) == [date(2026, 10, 12)] * 3 + [date(2026, 10, 19)]


def test_later_arrivals_come_after_the_days_already_given() -> None:
    given = [date(2026, 10, 12), date(2026, 10, 19), date(2026, 10, 19)]
    days = review_days([Arrival("PRD-5"), Arrival("PRD-6")], given, TUESDAY, 3)
    assert days == {"PRD-5": date(2026, 10, 19), "PRD-6": date(2026, 10, 26)}


def test_a_review_day_is_a_working_day() -> None:
    days = review_days([Arrival("PRD-1")], (), date(2026, 12, 22), 3)
    assert days["PRD-1"] == date(2026, 12, 29)


def test_one_card_stands_for_a_set_up_gap_of_more_than_five_records() -> None:
    flags = [("F41", f"SUP-{number}") for number in range(6)]
    cards, replaced = set_up_cards(flags, 5)
    assert [(card.rule_code, len(card.subjects)) for card in cards] == [("F41", 6)]
    assert replaced == {"F41"}
    assert set_up_cards(flags[:5], 5) == ((), frozenset())


def test_the_first_look_is_ten_facts() -> None:
    assert len(FIRST_LOOK) == 10
    bare = ProductDossier("PRD-4", stage=Stage.live)
    assert not any(look.is_known for look in first_look(bare, TUESDAY))


def test_the_first_look_is_done_when_each_fact_is_known() -> None:
    known = ProductDossier(
        "PRD-4",
        stage=Stage.live,
        accountable="Head of imaging",
        about=dict.fromkeys(ProductFact, "no"),
        versions=(VersionFacts("VER-1", in_use_from=TUESDAY),),
        contracts=(ContractFacts("CON-1", ends_on=date(2028, 3, 31)),),
    )
    assert first_look_is_done(known, TUESDAY)
    assert not first_look_is_done(known, date(2026, 10, 5))


def test_starting_a_check_opens_one_gap_for_each_rule_and_checklist() -> None:
    codes = ("ABC-01", "ABC-02", "ABC-03", "XYZ-01", "XYZ-02", "XYZ-03")
    quiet = product(
        *(item(code) for code in codes),
        stage=Stage.live,
        catch_up_on=date(2027, 1, 4),
        answers=[
            *(answer(code, evidence=()) for code in ("ABC-01", "ABC-02", "XYZ-01", "XYZ-02")),
            *(answer(code, AnswerState.not_known) for code in ("ABC-03", "XYZ-03")),
        ],
    )
    started = replace(quiet, catch_up_ended_on=TUESDAY)
    on, limits = TUESDAY, Limits()
    known, opened = (check_product(one, on, limits) for one in (quiet, started))
    of_items = [(g.rule_code, g.key) for g in opened.gaps if g.rule_code in ("F21", "F22", "F60")]
    assert sorted(of_items) == [("F21", "ABC"), ("F21", "XYZ"), ("F60", "review")]
    assert [(g.rule_code, g.key) for g in known.gaps] == [(g.rule_code, g.key) for g in opened.gaps]
    assert not any(gap.counts for gap in known.gaps)
    assert all(gap.counts for gap in opened.gaps)
