"""Pages about decisions at the gates of products."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.ages import late_words
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Gate, Outcome
from vendor_tracker.services import decisions
from vendor_tracker.storage.queries.decisions import (
    SORTS,
    STATES,
    DecisionFilter,
    DecisionRow,
    get_decision,
    list_conditions,
    list_decisions,
)
from vendor_tracker.storage.queries.decisions import list_product_decisions as decisions_of
from vendor_tracker.storage.queries.heads import ProductHead
from vendor_tracker.storage.queries.paging import Asked, Page
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.web import lists
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.decisions import DecideForm, PlanForm, RecordForm, ReplanForm
from vendor_tracker.web.making import make_once
from vendor_tracker.web.navigation import crumbs
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("decisions", __name__, url_prefix="/<organisation_code>")


_STATES = {"planned": "Planned", "taken": "Taken", "": ""}


@bp.get("/decisions", endpoint="list_decisions")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List the decisions about every product, the last day first."""
    wanted, place = _wanted(), _place(lists.asked(SORTS))
    page = list_decisions(current_actor(), wanted, place)
    return render_template(
        "decisions/all.html",
        page=page,
        wanted=wanted,
        chips=lists.chips(_words(wanted)),
        gates=_choices(Gate),
        outcomes=_choices(Outcome),
        place=place,
        lists=lists,
        breadcrumbs=crumbs(("All your work", url_for("home.list_work"))),
        **lists.neighbours(page),
    )


@bp.get("/products/<ref>/decisions")
@needs(Permission.VIEW)
def list_product_decisions(ref: str) -> ResponseReturnValue:
    """List the decisions about a product."""
    head, found = get_product_head(current_actor(), ref), decisions_of(current_actor(), ref)
    trail = product_crumbs(head)
    return render_template("decisions/list.html", head=head, decisions=found, breadcrumbs=trail)


@bp.get("/decisions/<ref>")
@needs(Permission.VIEW)
def show_decision(ref: str) -> ResponseReturnValue:
    """Show one decision."""
    decision = get_decision(current_actor(), ref)
    head = get_product_head(current_actor(), decision.product)
    return render_template(
        "decisions/show.html",
        decision=decision,
        conditions=list_conditions(current_actor(), decision=ref),
        late_words=late_words,
        head=head,
        breadcrumbs=product_crumbs(head),
    )


@bp.route("/decisions/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_decision() -> ResponseReturnValue:
    """Plan a decision."""
    head = get_product_head(current_actor(), request.args.get("product", ""))
    form = PlanForm.for_new(gate=_first_gate(head))
    if form.submitted():
        try:
            make_once(form, "is planned", decisions.plan_decision, head.reference, **form.answers())
            return redirect(url_for("decisions.list_product_decisions", ref=head.reference))
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, head, f"Plan a decision about {head.name}", button="Plan it")


@bp.route("/decisions/record", methods=["GET", "POST"])
@needs(Permission.DECIDE)
def record_decision() -> ResponseReturnValue:
    """Record a decision that was taken without having been planned here."""
    head = get_product_head(current_actor(), request.args.get("product", ""))
    form = RecordForm.for_new(gate=_first_gate(head))
    if form.submitted():
        try:
            ref = make_once(
                form, "was recorded", decisions.record_decision, head.reference, **form.answers()
            )
            return redirect(url_for("decisions.show_decision", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    return _form_page(form, head, f"Record a decision about {head.name}", button="Record it")


@bp.route("/decisions/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_decision(ref: str) -> ResponseReturnValue:
    """Move the planned day of a decision."""
    decision = get_decision(current_actor(), ref)
    head = get_product_head(current_actor(), decision.product)
    form = ReplanForm.from_request(version=decision.version, planned_on=decision.planned_on)
    if form.submitted():
        try:
            decisions.change_plan(
                current_actor(), ref, version=form.read_version(), **form.answers()
            )
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("decisions.show_decision", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, head, f"Move {ref} to another day", button="Save the day")


@bp.route("/decisions/<ref>/decide", methods=["GET", "POST"])
@needs(Permission.DECIDE)
def decide(ref: str) -> ResponseReturnValue:
    """Take a planned decision."""
    decision = get_decision(current_actor(), ref)
    head = get_product_head(current_actor(), decision.product)
    form = DecideForm.from_request(version=decision.version, decided_on=clock.today())
    if form.submitted():
        try:
            decisions.decide(current_actor(), ref, version=form.read_version(), **form.answers())
            flash(f"{ref} was recorded.", "success")
            return redirect(url_for("decisions.show_decision", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    title = f"{decision.gate.label}: decide about {head.name}"
    return _form_page(form, head, title, button="Record the decision")


@bp.route("/decisions/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_decision(ref: str) -> ResponseReturnValue:
    """Put a decision away with a reason."""
    decision = get_decision(current_actor(), ref)
    trail = product_crumbs(get_product_head(current_actor(), decision.product))
    return put_away(
        ref,
        f"the {decision.gate.label.lower()} decision",
        decisions.archive_decision,
        version=decision.version,
        to="decisions.show_decision",
        trail=trail,
    )


@bp.post("/decisions/<ref>/restore")
@needs(Permission.LOG)
def restore_decision(ref: str) -> ResponseReturnValue:
    """Bring a decision back."""
    return bring_back(ref, decisions.restore_decision, to="decisions.show_decision")


def shown(after: str) -> tuple[Page[DecisionRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = _wanted()
    page = list_decisions(current_actor(), wanted, _place(lists.in_full(SORTS, after)))
    return page, [words for words in _words(wanted).values() if words]


def _place(asked: Asked) -> Asked:
    """Return the order that was asked for, else the last day first."""
    return asked if request.args.get("sort") else replace(asked, descending=True)


def _wanted() -> DecisionFilter:
    """Return which decisions the address asks for; what it cannot mean is ignored."""
    given = request.args
    state = given.get("state", "")
    return DecisionFilter(
        {gate.value: gate for gate in Gate}.get(given.get("gate", "")),
        {outcome.value: outcome for outcome in Outcome}.get(given.get("outcome", "")),
        state if state in STATES else "",
        archived=given.get("archived") == "1",
    )


def _words(wanted: DecisionFilter) -> dict[str, str]:
    """Return the filters in use in words."""
    return {
        "state": _STATES[wanted.state],
        "gate": f"At the gate: {wanted.gate.label.lower()}" if wanted.gate else "",
        "outcome": wanted.outcome.label if wanted.outcome else "",
        "archived": "Archived" if wanted.archived else "",
    }


def _choices(members: type[Gate] | type[Outcome]) -> list[tuple[str, str]]:
    return [("", "All"), *((member.value, member.label) for member in members)]


def _first_gate(head: ProductHead) -> Gate:
    """Return the gate a form begins with: the one asked for, else the next."""
    asked = request.args.get("gate", "")
    known = {gate.value: gate for gate in Gate}
    return known.get(asked) or head.standing.next_gate or Gate.review


def _form_page(form: Form, head: ProductHead, title: str, *, button: str) -> ResponseReturnValue:
    values: dict[str, Any] = {"form": form, "head": head, "title": title, "button": button}
    page = render_template("decisions/form.html", breadcrumbs=product_crumbs(head), **values)
    return page, 422 if form.errors else 200
