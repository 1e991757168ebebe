"""What goes into a register that was chosen: sheets, rows, one record, and what is wrong."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests import factories, samples
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.registerchecks import Level
from vendor_tracker.domain.registers import (
    WHOLE,
    RegisterChoice,
    RegisterForm,
    RowFilter,
    RowTest,
    SheetChoice,
)
from vendor_tracker.services import registerchoices, registers
from vendor_tracker.storage.queries.registers.checks import list_findings
from vendor_tracker.storage.queries.registers.choices import get_choice, list_choices

ADDRESS = "https://register.example"


def told(actor: Actor, choice: RegisterChoice = WHOLE, **more: Any) -> dict[str, Any]:
    """Return a register as JSON."""
    out = io.BytesIO()
    registers.export_register(
        actor, out, base_url=ADDRESS, choice=choice, form=RegisterForm.json, **more
    )
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def references(register: dict[str, Any], sheet: str) -> list[str]:
    """Return the references of a sheet."""
    return [row["reference"] for row in register["sheets"][sheet]]


def test_rows_are_taken_and_ordered_as_chosen(any_actor: Actor) -> None:
    for name, days in (("Late", 400), ("Soon", 30), ("Over", -3), ("Open", None)):
        supplier = factories.make_supplier(any_actor, name)
        ends = None if days is None else clock.today() + timedelta(days=days)
        factories.make_contract(any_actor, supplier=supplier, title=name, ends_on=ends)
    soon = (
        RowFilter("ends_on", RowTest.start, ("today",)),
        RowFilter("ends_on", RowTest.end, ("+12 months",)),
    )
    renewals = RegisterChoice((SheetChoice("Contracts", filters=soon),))
    assert [row["title"] for row in told(any_actor, renewals)["sheets"]["Contracts"]] == ["Soon"]
    last = RegisterChoice((SheetChoice("Contracts", order="ends_on", descending=True),))
    found = told(any_actor, last)
    titles = [row["title"] for row in found["sheets"]["Contracts"]]
    assert titles == ["Late", "Soon", "Over", "Open"]
    assert ["Order: Contracts", "Ends on, from the last"] in found["about"]


def test_one_product_brings_what_names_it_and_its_suppliers(any_actor: Actor) -> None:
    samples.fill(any_actor)
    whole, pack = told(any_actor), told(any_actor, RegisterChoice(about="PRD-1"))
    assert references(pack, "Products") == ["PRD-1"]
    assert set(references(pack, "Suppliers")) < set(references(whole, "Suppliers"))
    for sheet in ("Claims", "Costs"):
        own = [r["reference"] for r in whole["sheets"][sheet] if r["product"] == "PRD-1"]
        assert own
        assert set(own) <= set(references(pack, sheet))
        assert {row["product"] for row in pack["sheets"][sheet]} <= {"PRD-1", None}
    # Of one product every item is told, also those that nobody has answered.
    assert len(pack["sheets"]["Answers"]) > len(whole["sheets"]["Answers"])
    with pytest.raises(NotFound):
        told(any_actor, RegisterChoice(about="PRD-999"))


def test_a_choice_of_what_is_not_there_is_refused(any_actor: Actor) -> None:
    unfit = SheetChoice("Costs", filters=(RowFilter("unit", RowTest.holds, ("\0",)),))
    wrong = (
        RegisterChoice((SheetChoice("Nothing"),)),
        RegisterChoice((SheetChoice("Costs", ("nothing",)),)),
        RegisterChoice((unfit,)),
        RegisterChoice(),
    )  # fmt: skip
    for choice in wrong:
        with pytest.raises(Refused):
            registerchoices.save_choice(any_actor, name="Wrong", choice=choice)


def test_a_choice_is_kept_for_everybody_of_one_organisation(any_actor: Actor) -> None:
    choice = RegisterChoice((SheetChoice("Costs", ("amount",)),), public=True)
    registerchoices.save_choice(any_actor, name="  Money   out ", choice=choice)
    assert get_choice(any_actor, "money OUT").choice == choice
    plain = RegisterChoice((SheetChoice("Costs"),))
    registerchoices.save_choice(any_actor, name="Money out", choice=plain)
    assert not get_choice(any_actor, "Money out").choice.public
    registerchoices.rename_choice(any_actor, name="Money out", to="Costs")
    assert [one.name for one in list_choices(any_actor) if one.saved_at] == ["Costs"]
    registerchoices.delete_choice(any_actor, name="Costs")
    with pytest.raises(NotFound):
        get_choice(any_actor, "Costs")


def test_csv_keeps_text_from_being_a_formula_and_a_workbook_keeps_it_as_it_is(
    any_actor: Actor,
) -> None:
    factories.make_supplier(any_actor, "=1+1 (example)")
    choice, out = RegisterChoice((SheetChoice("Suppliers", ("name",)),)), io.BytesIO()
    registers.export_register(
        any_actor, out, base_url=ADDRESS, choice=choice, form=RegisterForm.csv
    )
    with zipfile.ZipFile(out) as archive:
        text = archive.read("Suppliers.csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["Reference", "Name"], ["SUP-1", "'=1+1 (example)"],
    ]  # fmt: skip
    book = io.BytesIO()
    registers.export_register(any_actor, book, base_url=ADDRESS, choice=choice)
    assert openpyxl.load_workbook(book)["Suppliers"]["B2"].value == "=1+1 (example)"
    assert told(any_actor, choice)["sheets"]["Suppliers"][0]["name"] == "=1+1 (example)"


def test_what_cannot_be_right_is_named_and_said_on_the_first_sheet(any_actor: Actor) -> None:
    supplier = factories.make_supplier(any_actor, owner="Imaging lead")
    product = factories.make_product(any_actor, supplier=supplier, accountable="Imaging lead")
    before = list_findings(any_actor, registers.scope_of(any_actor), list(registers.PARTS))
    assert before == []
    factories.make_cost(any_actor, supplier=supplier, product=product,
                        low_price=Decimal(9), high_price=Decimal(3))  # fmt: skip
    factories.make_claim(any_actor, product=product, said_on=clock.today() + timedelta(days=1))
    found = list_findings(any_actor, registers.scope_of(any_actor), list(registers.PARTS))
    errors = [(one.reference, one.column) for one in found if one.level is Level.error]
    assert ("COST-1", "low_price") in errors
    about = told(any_actor)["about"]
    assert any(label == "Complete" and said.startswith("No: ") for label, said in about)
