"""Lists of payments: a public one, and a small one with its faults one by one."""

import os
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factories
from vendor_tracker import config
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import ImportReport
from vendor_tracker.services import imports, payments
from vendor_tracker.services.imports import ListFile
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Payment, Supplier

MAPPINGS = Path(__file__).parents[2] / "mappings"
MAPPING = (MAPPINGS / "spend.toml").read_text()
PUBLIC = "dh_spend_over_25k_2014_08.csv"
SMALL = (MAPPINGS / "payments.csv").read_bytes().decode("cp1252")

Change = Callable[[str], str]


def counts(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    """Return new, changed and unchanged records by kind."""
    return {one.words: (one.new, one.changed, one.unchanged) for one in report.records}


def stored() -> list[Payment]:
    """Return every payment in the order they were made."""
    return list(session().scalars(sa.select(Payment).order_by(Payment.number)))


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., ListFile]:
    """Return the small list, with a text in it changed."""

    def change(before: str = "", after: str = "", name: str = "payments.csv") -> ListFile:
        path = tmp_path / name
        assert before in SMALL
        path.write_bytes(SMALL.replace(before, after, 1).encode("cp1252"))
        return ListFile(path, path.name, mapping_text=MAPPING)

    return change


@pytest.fixture
def public_list() -> ListFile:
    """Return the public list of payments; where it must be, its absence is a failure."""
    path = config.real_data_folder() / PUBLIC
    if not path.is_file() and not os.environ.get("CI"):
        pytest.skip(f"{path} is not on this computer")
    return ListFile(path, path.name, mapping_text=MAPPING)


def test_the_public_list_is_reconciled_and_twice_adds_nothing(
    any_actor: Actor, public_list: ListFile
) -> None:
    looked = imports.preview(any_actor, public_list)
    assert (looked.rows, looked.new, looked.bad, looked.skipped) == (865, 864, 0, 1)
    assert counts(looked) == {"suppliers": (388, 0, 0), "payments": (864, 0, 0)}
    assert looked.raised is not None
    assert looked.raised.flags == 0
    said = " / ".join(looked.notices)
    assert "Row 866 is a total. 864 payments reconciled to £8,897,758,436.91" in said
    assert "such as 41852 for 1 August 2014, in 72 rows: 13, " in said
    assert imports.apply(any_actor, public_list, looked.fingerprint).reference == "BAT-1"
    assert session().scalar(sa.select(sa.func.sum(Payment.amount))) == Decimal("8897758436.91")
    assert imports.apply(any_actor, public_list).changes_nothing


def test_the_same_payments_under_another_name_add_nothing(
    actor: Actor, public_list: ListFile, tmp_path: Path
) -> None:
    imports.apply(actor, public_list)
    other = tmp_path / "august_again.csv"
    lines = public_list.path.read_bytes().splitlines()
    other.write_bytes(b"\r\n".join([lines[0], *lines[864:0:-1], lines[865]]))
    report = imports.apply(actor, ListFile(other, other.name, mapping_text=MAPPING))
    assert (report.rows, counts(report)["payments"]) == (865, (0, 0, 864))
    assert stored()[0].source == f"{PUBLIC}, row 2"


def test_both_styles_of_days_and_amounts_are_read(
    any_actor: Actor, small: Callable[..., ListFile]
) -> None:
    imports.apply(any_actor, small())
    assert [(one.paid_on, one.amount) for one in stored()[:4]] == [
        (date(2026, 8, 1), Decimal("12000.00")),
        (date(2026, 8, 1), Decimal("480.50")),
        (date(2026, 9, 2), Decimal("-1200.00")),
        (date(2026, 9, 3), Decimal("-0.50")),
    ]
    assert stored()[1].source == "payments.csv, row 3"


def test_suppliers_are_found_by_their_folded_names_and_others_are_made(
    any_actor: Actor, small: Callable[..., ListFile]
) -> None:
    factories.make_supplier(any_actor, name="Fenwick Imaging (example)")
    report = imports.apply(any_actor, small())
    assert counts(report) == {"suppliers": (1, 0, 1), "payments": (7, 0, 0)}
    names = session().scalars(sa.select(Supplier.name).order_by(Supplier.number))
    assert list(names) == ["Fenwick Imaging (example)", "Larch Software (example)"]


def test_doubles_and_recurring_numbers_are_kept_and_said(
    actor: Actor, small: Callable[..., ListFile]
) -> None:
    said = " / ".join(imports.apply(actor, small()).notices)
    assert "every column that is read, rows 6 and 7. Each is taken as a payment" in said
    assert "1 invoice number stands at more than one payment" in said
    assert len(stored()) == 7
    assert imports.apply(actor, small(name="again.csv")).changes_nothing


@pytest.mark.parametrize(
    "before, after, why",
    [
        ("£11,455.00", "£11,456.00", "it should be £11,455, .* the difference is £1"),
        ("£75.00", "£75.001", "at most two decimals"),
        ("L-7", "L-7\",\"x", "Enter an amount"),
        ("01/08/2026", "01/13/2026", "no such day"),
        ("01/08/2026", "07/10/2026", "lies in the future"),
        ("01/08/2026", "", "on which day it was paid"),
        ("FENWICK IMAGING (EXAMPLE)", "", "which supplier was paid"),
        ("480.5", "about 480", "Enter an amount in pounds"),
        ("480.5", "", "Enter what was paid"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_right_is_said_and_nothing_comes_in(
    actor: Actor, small: Callable[..., ListFile], before: str, after: str, why: str
) -> None:
    after = after.replace('","', ",")
    report = imports.preview(actor, small(before, after))
    reasons = " / ".join(problem.reason for problem in report.problems)
    assert re.search(why, reasons), reasons
    with pytest.raises(Refused, match="nothing was brought in"):
        imports.apply(actor, small(before, after))
    assert stored() == []


@pytest.mark.parametrize("word", ["Total", "Grand  total:", "SUM"])
def test_a_total_may_be_called_one(actor: Actor, small: Callable[..., ListFile], word: str) -> None:
    report = imports.preview(actor, small(',,,,"£11,455.00"', f',,{word},,"£11,455.00"'))
    assert (report.skipped, report.bad, counts(report)["suppliers"]) == (1, 0, (2, 0, 0))


def test_totals_between_the_rows_are_each_held_against_theirs(
    actor: Actor, small: Callable[..., ListFile]
) -> None:
    row = "Example Trust,2 September"
    report = imports.preview(actor, small(row, f',,,,"£12,480.50",,,\r\n{row}'))
    assert (report.skipped, report.bad) == (2, 0)
    assert "Row 4 is a total. The rows above it reconciled to £12,480.50" in " ".join(
        report.notices
    )


def test_undoing_takes_payments_and_new_suppliers_back_and_again_brings_them(
    any_actor: Actor, small: Callable[..., ListFile]
) -> None:
    batch = imports.apply(any_actor, small()).reference
    assert batch is not None
    imports.undo(any_actor, batch)
    assert all(one.archived_by_undo for one in stored())
    report = imports.apply(any_actor, small())
    assert counts(report) == {"suppliers": (2, 0, 0), "payments": (7, 0, 0)}
    assert len(stored()) == 7


def test_what_was_said_of_a_payment_outlives_a_second_import_and_stops_undoing(
    any_actor: Actor, small: Callable[..., ListFile]
) -> None:
    batch = imports.apply(any_actor, small()).reference
    payments.dismiss_payment(any_actor, "PAY-1", version=1, reason="A conference.")
    assert imports.apply(any_actor, small()).changes_nothing
    assert stored()[0].dismissed_reason == "A conference."
    with pytest.raises(Refused, match="PAY-1 was changed since"):
        imports.undo(any_actor, batch or "")


def test_a_payment_that_a_person_put_away_is_asked_about(
    actor: Actor, small: Callable[..., ListFile]
) -> None:
    imports.apply(actor, small())
    payments.archive_payment(actor, "PAY-5", version=1, reason="Paid once")
    report = imports.preview(actor, small())
    assert [problem.reason[:20] for problem in report.problems] == ["PAY-5 was put away o"]


def test_a_description_that_was_corrected_changes_the_payment_it_belongs_to(
    actor: Actor, small: Callable[..., ListFile]
) -> None:
    imports.apply(actor, small())
    report = imports.apply(actor, small("Head CT licence", "Head CT licence of year 2"))
    assert counts(report)["payments"] == (0, 1, 6)
    assert stored()[0].what_for == "Head CT licence of year 2"
