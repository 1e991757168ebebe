"""What the pages of a business case show, put together from the records."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.cases import CasePart, at_half, hours, lacking
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.stafftime import priced, time_sentence
from vendor_tracker.domain.vocabulary import CostCategory, EsfTier
from vendor_tracker.domain.wholelife import Basis
from vendor_tracker.services import cases, settings
from vendor_tracker.storage.queries.cases import CaseDetail
from vendor_tracker.storage.queries.costs import list_product_costs
from vendor_tracker.storage.queries.heads import ProductHead
from vendor_tracker.storage.queries.products import get_product
from vendor_tracker.storage.queries.staffrates import list_rates_in_force
from vendor_tracker.storage.queries.wholelife import get_life
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.benefitpages import benefits_of
from vendor_tracker.web.costpages import view_of
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.cases import ROWS, RowsForm
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.tabs import product_crumbs
from vendor_tracker.web.wholelifepages import page_of


@dataclass(frozen=True, slots=True)
class PartWords:
    """What one part of a case is called, and how it is written."""

    part: CasePart
    title: str
    hint: str


PARTS: dict[CasePart, PartWords] = {
    found.part: found
    for found in (
        PartWords(CasePart.need, "The need", "Why anything has to change, before any product."),
        PartWords(
            CasePart.options,
            "Options compared",
            "One row for each way to meet the need. At least one of them uses no AI; doing "
            "nothing new counts.",
        ),
        PartWords(
            CasePart.outcomes,
            "What gets better for patients",
            "One row for each measure. Say in it what is counted, such as “night scans with a "
            "bleed treated within an hour, of 100”.",
        ),
        PartWords(
            CasePart.benefits,
            "Benefits, as planned and as they came",
            "One row for each benefit and day: what it should bring in the time up to that day. "
            "Once the day has passed, what was measured is entered beside it.",
        ),
        PartWords(
            CasePart.time,
            "What it does to the time of staff",
            "One row for each role, those who get more work among them.",
        ),
        PartWords(
            CasePart.recalls,
            "More patients called back",
            "A product that finds more sends more people on. Somebody has to see them.",
        ),
        PartWords(
            CasePart.worries,
            "What staff think of it, and what worries them",
            "One row for each view or worry, in their own words, with the answer they got.",
        ),
        PartWords(CasePart.risks, "What may go wrong", "One row for each risk."),
        PartWords(
            CasePart.criteria,
            "When we go on, and when we stop",
            "Results of the trial, written down before it begins.",
        ),
        PartWords(CasePart.approvals, "Who approved it", "One row for each person or board."),
    )
}


def show(head: ProductHead, case: CaseDetail | None) -> ResponseReturnValue:
    """Show the case of a product, with its gaps where they are."""
    actor = current_actor()
    trail = product_crumbs(head, inside=False)
    if case is None:
        return render_template("cases/none.html", head=head, breadcrumbs=trail)
    own, shared = list_product_costs(actor, head.reference)
    lines = [row.facts for row in (*own, *shared)]
    limits = settings.limits(actor.organisation_id)
    life = page_of(
        get_life(actor, head.reference), clock.today(), limits, basis=Basis.real, with_vat=False
    )
    prices = {rate.role: rate.price for rate in list_rates_in_force(actor)}
    times = priced(case.parts.time, prices)
    return render_template(
        "cases/show.html",
        head=head,
        case=case,
        parts=PARTS,
        lacks=lacking(case.facts, lines),
        halves=at_half(case.parts.outcomes, case.parts.time),
        hours=hours,
        times=times,
        time_sentence=time_sentence(times),
        recall_costs=[
            view_of(row, clock.today(), limits)
            for row in (*own, *shared)
            if row.facts.category == CostCategory.K13
        ],
        guides_care=get_product(actor, head.reference).esf_tier is EsfTier.C,
        life=life,
        benefits=benefits_of(case.parts.benefits, life.found, clock.today()),
        can_change=may_change(case, head),
        form=Form.from_request(version=case.version),
        breadcrumbs=trail,
    )


def may_change(case: CaseDetail, head: ProductHead) -> bool:
    """Tell whether the person may write this case."""
    return current_actor().may(Permission.LOG) and not case.is_archived and not head.is_archived


def save_part(ref: str, part: CasePart, form: Form) -> None:
    """Save what was sent for one part."""
    actor, version = current_actor(), form.read_version()
    if isinstance(form, RowsForm):
        rows = form.entries(ROWS[part][1])
        cases.save_rows(actor, ref, part, version=version, rows=rows)
    elif part is CasePart.need:
        cases.save_need(actor, ref, version=version, **form.answers())
    else:
        cases.save_recalls(actor, ref, version=version, **form.answers())


def case_trail(head: ProductHead) -> list[Place]:
    """Return the trail of a form about a case."""
    ref = head.reference
    return crumbs(
        ("Products", url_for("products.list_products")),
        (head.name, url_for("products.show_product", ref=ref)),
        ("Business case", url_for("cases.show_product_case", ref=ref)),
    )
