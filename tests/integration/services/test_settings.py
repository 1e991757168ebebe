"""Numbers of the rules: bounded, with a reason, and everything looked at again."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests.worlds import ask_no_items
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Forbidden, NotFound, Refused
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import recheck, settings
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Setting, SystemEvent
from vendor_tracker.storage.queries.openflags import list_open_flags


def test_a_changed_number_is_kept_and_everything_looked_at_again(any_actor: Actor) -> None:
    ask_no_items(any_actor)
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    make.make_question(any_actor, supplier=supplier, product=product, asked_on=date(2026, 9, 21))
    assert list_open_flags(any_actor) == []
    settings.save_setting(any_actor, "question_working_days", 5, "The board asked for it.")
    report = recheck.check_flags(any_actor)
    assert (report.waiting, report.is_right) == ([supplier, product], True)
    assert recheck.count_due(any_actor) == 2
    recheck.recheck_due(any_actor.organisation_id)
    assert [flag.rule for flag in list_open_flags(any_actor)] == ["F38"]
    assert recheck.check_flags(any_actor).waiting == []
    row = session().scalars(sa.select(Setting).where(Setting.key != "rules")).one()
    assert (row.value, row.reason) == ("5", "The board asked for it.")
    said = session().scalars(sa.select(SystemEvent.subject).order_by(SystemEvent.seq)).all()
    assert said[-1] == "rht question_working_days 5"


def test_a_number_may_be_changed_again_on_the_same_day(actor: Actor) -> None:
    settings.save_setting(actor, "meeting_days", 30, "first")
    settings.save_setting(actor, "meeting_days", 90, "back")
    assert settings.limits(actor.organisation_id).meeting_days == 90
    assert session().scalar(sa.select(sa.func.count()).select_from(Setting)) == 2


@pytest.mark.parametrize("value", [0, 121])
def test_a_number_out_of_bounds_is_refused(actor: Actor, value: int) -> None:
    with pytest.raises(Refused, match="from 1 to 120") as refusal:
        settings.save_setting(actor, "question_working_days", value, "why not")
    assert refusal.value.field == "value"


def test_a_change_needs_a_reason_a_difference_and_a_known_number(actor: Actor) -> None:
    with pytest.raises(Refused, match="few words"):
        settings.save_setting(actor, "meeting_days", 30, " ")
    with pytest.raises(Refused, match="already"):
        settings.save_setting(actor, "meeting_days", 90, "same")
    for key in ("rules", "nonsense"):
        with pytest.raises(NotFound):
            settings.save_setting(actor, key, 3, "why not")


def test_only_an_administrator_changes_a_number(actor: Actor) -> None:
    officer = type(actor)(
        None, "Officer", Role.officer, actor.organisation_id, actor.organisation_code, "Trust"
    )
    with pytest.raises(Forbidden):
        settings.save_setting(officer, "meeting_days", 30, "why not")


def test_a_program_with_other_rules_looks_at_everything_again(actor: Actor) -> None:
    supplier = make.make_supplier(actor)
    make.make_product(actor, supplier=supplier)
    assert recheck.recheck_due(actor.organisation_id) == 2
    assert recheck.recheck_due(actor.organisation_id) == 0
    settings.note_rules(actor.organisation_id, "of another release")
    assert recheck.recheck_due(actor.organisation_id) == 2
    make.make_cost(actor, supplier=supplier, unit_price=Decimal(1))
    assert settings.limits(actor.organisation_id).meeting_days == 90


def test_a_day_is_kept_as_a_day_and_a_number_is_none(any_actor: Actor) -> None:
    settings.save_setting(any_actor, "dtac_form_from", date(2026, 3, 4), "Read at its publisher.")
    assert settings.limits(any_actor.organisation_id).dtac_form_from == date(2026, 3, 4)
    first, last = date(2015, 1, 1), date(2050, 12, 31)
    for edge in (first, last):
        assert settings.changed(any_actor, "dtac_form_from", edge).dtac_form_from == edge
    refused: list[tuple[str, int | date, str]] = [
        ("dtac_form_from", date(2014, 12, 31), "enter a day from 1 January 2015"),
        ("dtac_form_from", date(2051, 1, 1), "to 31 December 2050"),
        ("dtac_form_from", 30, "enter a day"),
        ("dtac_form_from", date(2026, 3, 4), "it is 4 March 2026 already"),
        ("debate_days", date(2026, 3, 4), "enter a number"),
    ]
    for key, value, words in refused:
        with pytest.raises(Refused, match=words):
            settings.changed(any_actor, key, value)
