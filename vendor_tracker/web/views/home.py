"""The first page, all the work behind it, and the way to any record by name."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.wording import count
from vendor_tracker.services import settings
from vendor_tracker.storage.queries import finds, works
from vendor_tracker.storage.queries.home import (
    Step,
    get_figures,
    list_set_up_gaps,
    list_steps,
)
from vendor_tracker.web import flagpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("home", __name__, url_prefix="/<organisation_code>")

_LISTS = {
    Kind.PRODUCT: "products.list_products",
    Kind.SUPPLIER: "suppliers.list_suppliers",
    Kind.CONTACT: "contacts.list_contacts",
    Kind.CONTRACT: "contracts.list_contracts",
    Kind.EVIDENCE: "evidence.list_evidence",
    Kind.CLAIM: "claims.list_claims",
}
_NOUNS = {
    Kind.PRODUCT: ("product",),
    Kind.SUPPLIER: ("supplier",),
    Kind.CONTACT: ("person", "people"),
    Kind.CONTRACT: ("contract",),
    Kind.EVIDENCE: ("piece of evidence", "pieces of evidence"),
    Kind.CLAIM: ("claim",),
}


@dataclass(frozen=True, slots=True)
class StepView:
    """One next step, ready to be shown."""

    subject: str
    name: str
    reason: str
    act: Place
    subject_href: str
    late_days: int


@bp.get("/")
@needs(Permission.VIEW)
def show_home() -> ResponseReturnValue:
    """Show at most five next steps, then the figures."""
    actor = current_actor()
    limits = settings.limits(actor.organisation_id)
    cards = list_set_up_gaps(actor, clock.today())
    figures = get_figures(actor, clock.today(), limits, cards)
    if not figures.suppliers and not figures.products:
        return render_template("home/empty.html")
    steps = [view_of(step) for step in list_steps(actor, limits.home_steps)]
    return render_template(
        "home/show.html",
        steps=steps,
        latest=max((step.late_days for step in steps), default=0),
        figures=figures,
        cards=[(RULES_BY_CODE[card.rule_code], card.count) for card in cards],
        limits=limits,
    )


@bp.get("/work")
@needs(Permission.VIEW)
def list_work() -> ResponseReturnValue:
    """Show everything that waits for somebody."""
    actor, on = current_actor(), clock.today()
    limits = settings.limits(actor.organisation_id)
    found = works.get_work(actor, on, limits)
    trail = crumbs(("Your work", url_for("home.show_home")))
    return render_template("home/work.html", work=found, limits=limits, breadcrumbs=trail)


@bp.get("/find")
@needs(Permission.VIEW)
def find() -> ResponseReturnValue:
    """Go to the record with this reference, or list what has this name."""
    actor, text = current_actor(), request.args.get("q", "").strip()
    ref = finds.find_reference(actor, text)
    if ref is not None:
        return redirect(path_of(actor.organisation_code, ref))
    found = finds.find_by_name(actor, text) if text else ()
    more = {group.kind: _all_of(group, text) for group in found if group.in_list}
    return render_template("home/find.html", text=text, found=found, more=more)


def _all_of(group: finds.Found, text: str) -> Place:
    """Return the link to all of a kind that hold the text, as their own list shows them."""
    noun = count(group.in_list, *_NOUNS[group.kind])
    return Place(f"All {noun} that match", url_for(_LISTS[group.kind], q=text))


def view_of(step: Step) -> StepView:
    """Return one next step with the page on which it is taken."""
    found, due_on = step.step, step.step.due_on
    return StepView(
        step.subject,
        step.name,
        found.reason,
        flagpages.remedy_place(found),
        path_of(current_actor().organisation_code, step.subject),
        (clock.today() - due_on).days if due_on else 0,
    )
