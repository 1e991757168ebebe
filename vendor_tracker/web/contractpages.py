"""What the page of a contract shows, put together from its terms, rows and promises."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.contractrows import ContractRows
from vendor_tracker.domain.contracts import FIELDS, ContractPart
from vendor_tracker.domain.contractvalues import against_the_act
from vendor_tracker.domain.noticeplans import notice_plan
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Coded, NoticeKind, Rating
from vendor_tracker.services import contractterms, settings
from vendor_tracker.storage.queries.contractrows import (
    get_contract_rows,
    list_contract_promises,
)
from vendor_tracker.storage.queries.contracts import ContractDetail
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.contractrows import ROWS, RowsForm
from vendor_tracker.web.navigation import Place, crumbs


@dataclass(frozen=True, slots=True)
class PartWords:
    """What one part of a contract is called, and how it is written."""

    part: ContractPart
    title: str
    hint: str


PARTS: dict[ContractPart, PartWords] = {
    found.part: found
    for found in (
        PartWords(
            ContractPart.term, "Term and renewal", "How long it runs, and what happens then."
        ),
        PartWords(
            ContractPart.breaks,
            "Days to leave early",
            "One row for each day on which the contract lets us, or them, end it early.",
        ),
        PartWords(
            ContractPart.value, "What it is worth", "Net, and with VAT as the law counts it."
        ),
        PartWords(
            ContractPart.changes,
            "Prices and updates",
            "What may change while it runs, and how far.",
        ),
        PartWords(
            ContractPart.purchase, "How it was bought", "The way to the contract, and its rules."
        ),
        PartWords(
            ContractPart.notices,
            "Notices",
            "One row for each notice that is due or was published; the page says which are needed.",
        ),
        PartWords(
            ContractPart.measures,
            "Measures of performance",
            "One row for each measure. Its number stays, so that ratings can name it.",
        ),
        PartWords(
            ContractPart.duty,
            "Whether measures must be published",
            "Large contracts must publish at least three, unless one of these holds.",
        ),
        PartWords(
            ContractPart.ratings,
            "Ratings",
            "One row for each measure and year, in the five words of the Procurement Act 2023.",
        ),
        PartWords(
            ContractPart.cover,
            "Liability and insurance",
            "Who pays when the product is wrong, how much, and until when that is insured.",
        ),
        PartWords(ContractPart.leaving, "Leaving and data", "What it takes to go somewhere else."),
    )
}
# Words of a part that are told once on its form, not below each list.
MEANINGS: dict[ContractPart, tuple[Coded, ...]] = {
    ContractPart.notices: tuple(NoticeKind),
    ContractPart.ratings: tuple(Rating),
}
# Parts that only few contracts need: an empty one is no gap.
_RARE = (ContractPart.breaks, ContractPart.duty, ContractPart.ratings)
_NOTHING = (None, "", "unknown")


def show(contract: ContractDetail, trail: list[Place]) -> ResponseReturnValue:
    """Show a contract in its parts, those that nobody filled in first of all."""
    actor = current_actor()
    rows = get_contract_rows(actor, contract.reference)
    limits = settings.limits(actor.organisation_id)
    return render_template(
        "contracts/show.html",
        contract=contract,
        rows=rows,
        parts=PARTS,
        empty=[] if contract.is_archived else _empty(contract, rows),
        sums=against_the_act(contract, limits),
        plan=notice_plan(contract, rows.notices, limits),
        promises=list_contract_promises(actor, contract),
        can_change=may_change(contract),
        on=clock.today(),
        form=Form.from_request(version=contract.version),
        breadcrumbs=trail,
    )


def may_change(contract: ContractDetail) -> bool:
    """Tell whether the person may write this contract."""
    return current_actor().may(Permission.LOG) and not contract.is_archived


def save_part(ref: str, part: ContractPart, form: Form) -> None:
    """Save what was sent for one part."""
    actor, version = current_actor(), form.read_version()
    if isinstance(form, RowsForm):
        rows = form.entries(ROWS[part][1])
        contractterms.save_rows(actor, ref, part, version=version, rows=rows)
    else:
        contractterms.save_terms(actor, ref, version=version, **form.answers())


def contract_trail(contract: ContractDetail, inside: bool = True) -> list[Place]:
    """Return the trail of a page about a contract; `inside` is a page below its own."""
    steps = [("Contracts", url_for("contracts.list_contracts"))]
    if contract.suppliers:
        ref, name = contract.suppliers[0]
        steps.append((name, url_for("suppliers.show_supplier", ref=ref)))
    if inside:
        own = url_for("contracts.show_contract", ref=contract.reference)
        steps.append((f"{contract.reference} {contract.title}", own))
    return crumbs(*steps)


def _empty(contract: ContractDetail, rows: ContractRows) -> list[PartWords]:
    """Return the parts in which nothing stands yet."""
    return [
        words
        for part, words in PARTS.items()
        if part not in _RARE and not _said(part, contract, rows)
    ]


def _said(part: ContractPart, contract: ContractDetail, rows: ContractRows) -> bool:
    if part not in FIELDS:
        return bool(rows.of(part))
    told: list[Any] = [getattr(contract, name) for name in FIELDS[part]]
    return any(value not in _NOTHING for value in told)
