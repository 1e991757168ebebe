"""Pages about what a product costs over its whole life."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.discounting import Rates, one_rate
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.wholelife import Basis
from vendor_tracker.services import lifeplans, settings
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.storage.queries.wholelife import get_life
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.lifeplans import LifePlanForm, plan_values
from vendor_tracker.web.navigation import crumbs
from vendor_tracker.web.tabs import product_crumbs
from vendor_tracker.web.wholelifepages import page_of

bp = Blueprint("wholelife", __name__, url_prefix="/<organisation_code>/products")


@bp.get("/<ref>/whole-life")
@needs(Permission.VIEW)
def show_whole_life(ref: str) -> ResponseReturnValue:
    """Show what a product costs over its whole life, from the quote to the total."""
    actor = current_actor()
    head, limits = get_product_head(actor, ref), settings.limits(actor.organisation_id)
    with_vat, (rates, wrong) = request.args.get("vat") == "in", _rates()
    life = page_of(
        get_life(actor, ref), clock.today(), limits, basis=_basis(), with_vat=with_vat, rates=rates
    )
    page = render_template(
        "wholelife/show.html",
        head=head,
        life=life,
        bases=list(Basis),
        rate=request.args.get("rate", ""),
        wrong=wrong,
        with_vat=with_vat,
        limits=limits,
        breadcrumbs=product_crumbs(head),
    )
    return page, 422 if wrong else 200


@bp.route("/<ref>/whole-life/years", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_life_plan(ref: str) -> ResponseReturnValue:
    """Set over which years a product is counted, and the allowance for risk."""
    actor = current_actor()
    head, detail = get_product_head(actor, ref), get_life(actor, ref)
    limits = settings.limits(actor.organisation_id)
    form = LifePlanForm.from_request(**plan_values(head, detail, limits))
    if form.submitted():
        try:
            lifeplans.save_life_plan(actor, ref, version=form.read_version(), **form.answers())
            flash("The years were saved. Every total below follows them.", "success")
            return redirect(url_for("wholelife.show_whole_life", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    trail = crumbs(
        (head.name, url_for("products.show_product", ref=ref)),
        ("Whole-life cost", url_for("wholelife.show_whole_life", ref=ref)),
    )
    page = render_template("wholelife/years.html", form=form, head=head, breadcrumbs=trail)
    return page, 422 if form.errors else 200


def _rates() -> tuple[Rates | None, str]:
    """Return the one rate that somebody asked for, if any, and what is wrong with it."""
    text = request.args.get("rate", "").strip()
    try:
        return (one_rate(text) if text else None), ""
    except Refused as refusal:
        return None, refusal.message


def _basis() -> Basis:
    known = {basis.value: basis for basis in Basis}
    return known.get(request.args.get("show", ""), Basis.real)
