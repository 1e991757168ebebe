"""The forms of the terms of a contract: one for each part."""

import dataclasses
from typing import Any

from vendor_tracker.domain.contractrows import (
    ContractRows,
)
from vendor_tracker.domain.contracts import FIELDS, ContractPart, is_health_service, regime_of
from vendor_tracker.domain.vocabulary import (
    Known,
    KpiExempt,
    ProcurementRoute,
    Regime,
    Renewal,
)
from vendor_tracker.storage.queries.contracts import ContractDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.contractrows import ROWS
from vendor_tracker.web.forms.fields import (
    Amount,
    Choice,
    DayDateField,
    Line,
    Percent,
    WholeNumber,
    Words,
)


class TermForm(Form):
    """How long it runs, and what happens then."""

    signed_on = DayDateField("Signed on")
    starts_on = DayDateField("Starts on")
    ends_on = DayDateField("Ends on")
    notice_by = DayDateField(
        "Notice by", description="The last day on which we can say that we do not go on."
    )
    renewal = Choice("What happens when it ends?", Renewal, default=Renewal.unknown)
    extends_to = DayDateField(
        "The last day if every extension is taken",
        description="Leave it empty if it cannot be extended, or goes on without an end.",
    )


class ValueForm(Form):
    """What it is worth."""

    value_year = Amount("What it costs a year", description="Net of VAT. Leave empty if not known.")
    value_total = Amount(
        "What it costs in all",
        description="Net of VAT, over its whole length with every extension that it allows.",
    )
    value_with_vat = Amount(
        "What it costs in all, with VAT",
        description="The law’s sums include VAT, so this is what they are held against.",
    )


class ChangesForm(Form):
    """What may change while it runs."""

    rise_cap = Percent(
        "By how much may prices rise in a year, at most?",
        description="In percent. 0 if prices are fixed. Leave empty if nothing limits them.",
    )
    update_notice_days = WholeNumber(
        "How many days before an update does the supplier tell us?",
        description="An update can change how well the product works. Leave empty if not agreed.",
    )


class PurchaseForm(Form):
    """How it was bought, and under which law."""

    route = Choice(
        "How it was, or will be, let", ProcurementRoute, default=ProcurementRoute.unknown
    )
    framework = Line("Which framework?", description="Its name and number, and the lot.")
    health_service = Choice(
        "Is it bought as part of a health care service?",
        Known,
        default=Known.unknown,
        explained=False,
        description=(
            "Yes only where the health service is the main thing, such as scans that are read "
            "elsewhere. Software, devices and support by themselves: no."
        ),
    )
    regime = Choice(
        "If not: which rules hold?",
        [one for one in Regime if one is not Regime.provider_selection],
        default=Regime.unknown,
    )

    def answers(self) -> dict[str, Any]:
        """Return the answers, with the law that follows from the one question."""
        found = super().answers()
        found["regime"] = regime_of(found.pop("health_service"), found["regime"])
        return found


class DutyForm(Form):
    """Why the law asks for no published measures."""

    kpi_exempt = Choice("Why need they not be published?", KpiExempt, empty="They must be")
    kpi_exempt_reason = Words(
        "The reason", description="Needed where we judged that measures do not fit."
    )


class CoverForm(Form):
    """Who pays when it goes wrong."""

    liability_cap = Amount(
        "What the supplier is liable for, at most",
        description="Leave it empty if there is no limit or it is not known, and say so below.",
    )
    liability_note = Words(
        "What that covers",
        description="Wrong results of the product above all, and what is left out.",
    )
    insured_until = DayDateField(
        "Insured until", description="The last day of the certificate that we were shown."
    )
    indemnity_until = DayDateField("Indemnity until")


class LeavingForm(Form):
    """What happens to data and money when it is over."""

    exit_price = Amount(
        "What leaving costs in all",
        description="Net. Getting our data back, deleting the rest, help. 0 if it is free.",
    )
    exit_terms = Words(
        "What was agreed about leaving",
        description="In which format our data comes back, by when, and how long they help.",
    )
    data_rights = Words(
        "Who may use the data, and for what?",
        description="Ours, and what the product learned from it. Name the clause.",
    )


FORMS: dict[ContractPart, type[Form]] = {
    ContractPart.term: TermForm,
    ContractPart.value: ValueForm,
    ContractPart.changes: ChangesForm,
    ContractPart.purchase: PurchaseForm,
    ContractPart.duty: DutyForm,
    ContractPart.cover: CoverForm,
    ContractPart.leaving: LeavingForm,
}


def form_of(part: ContractPart, contract: ContractDetail, rows: ContractRows) -> Form:
    """Return the form of one part, as it was sent or as the contract stands."""
    stored: dict[str, Any] = {"version": contract.version}
    if part in ROWS:
        stored["rows"] = [dataclasses.asdict(row) for row in rows.of(part)]
        return ROWS[part][0].from_request(**stored)
    stored |= {name: getattr(contract, name) for name in FIELDS[part]}
    if part is ContractPart.purchase:
        stored["health_service"] = is_health_service(contract.regime)
        if contract.regime is Regime.provider_selection:
            stored["regime"] = Regime.unknown
    return FORMS[part].from_request(**stored)
