"""The page of one gate of one product: what is left for it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import decisions
from vendor_tracker.storage.queries.gates import GatePage, get_gate
from vendor_tracker.web import gatepages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.decisions import ReplanForm
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("gates", __name__, url_prefix="/<organisation_code>")


@bp.get("/products/<ref>/gates/<gate>")
@needs(Permission.VIEW)
def show_gate(ref: str, gate: str) -> ResponseReturnValue:
    """Show what is left of a product for a gate, and when it is to be decided."""
    page = get_gate(current_actor(), ref, gate)
    return _gate_page(page, _form(page))


@bp.post("/products/<ref>/gates/<gate>")
@needs(Permission.LOG)
def plan_gate(ref: str, gate: str) -> ResponseReturnValue:
    """Set the day on which a gate is to be decided, or move it."""
    actor, page = current_actor(), get_gate(current_actor(), ref, gate)
    form = _form(page)
    if form.submitted():
        try:
            day = form.planned_on.data
            if page.planned is None:
                decisions.plan_decision(actor, ref, gate=page.gate, planned_on=day)
            else:
                version = form.read_version()
                decisions.change_plan(
                    actor, page.planned.reference, version=version, planned_on=day
                )
            flash(f"The day of the {page.gate.label.lower()} is saved.", "success")
            return redirect(url_for("gates.show_gate", ref=ref, gate=gate))
        except Refused as refusal:
            form.show(refusal)
    return _gate_page(page, form), 422


def _form(page: GatePage) -> ReplanForm:
    planned = page.planned
    if planned is None:
        return ReplanForm.from_request()
    return ReplanForm.from_request(version=planned.version, planned_on=planned.planned_on)


def _gate_page(page: GatePage, form: ReplanForm) -> str:
    return render_template(
        "gates/show.html",
        form=form,
        breadcrumbs=product_crumbs(page.head),
        **gatepages.values_of(page),
    )
