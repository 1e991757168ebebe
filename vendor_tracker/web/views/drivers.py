"""Pages about what the costs of a product follow."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.drivers import DriverRow, Follower, Move, moves
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.wording import count, listed
from vendor_tracker.services import drivers
from vendor_tracker.storage.queries.costs import CostRow, list_product_costs
from vendor_tracker.storage.queries.drivers import list_drivers
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.costpages import followers_of
from vendor_tracker.web.forms.drivers import DriversForm, driver_values
from vendor_tracker.web.navigation import crumbs
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("drivers", __name__, url_prefix="/<organisation_code>/products")


@bp.get("/<ref>/drivers")
@needs(Permission.VIEW)
def show_drivers(ref: str) -> ResponseReturnValue:
    """Show what the costs of a product follow, and which lines do."""
    actor = current_actor()
    head = get_product_head(actor, ref)
    lines, _ = list_product_costs(actor, ref)
    return render_template(
        "drivers/show.html",
        head=head,
        kinds=followers_of(list_drivers(actor, ref), lines),
        breadcrumbs=product_crumbs(head),
    )


@bp.route("/<ref>/drivers/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_drivers(ref: str) -> ResponseReturnValue:
    """Change what the costs of a product follow, after a look at which lines move."""
    actor = current_actor()
    head = get_product_head(actor, ref)
    form = DriversForm.from_request(**driver_values(list_drivers(actor, ref), head.version))
    moved: Sequence[Move] | None = None
    if form.submitted():
        if request.form.get("act") == "try":
            moved = _moves(list_product_costs(actor, ref)[0], form.rows())
        elif _is_saved(ref, form):
            return redirect(url_for("drivers.show_drivers", ref=ref))
    trail = crumbs(
        (head.name, url_for("products.show_product", ref=ref)),
        ("What the costs follow", url_for("drivers.show_drivers", ref=ref)),
    )
    page = render_template(
        "drivers/update.html", form=form, head=head, moved=moved, breadcrumbs=trail
    )
    return page, 422 if form.errors else 200


def _is_saved(ref: str, form: DriversForm) -> bool:
    """Save what was sent; a refusal is shown beside its box."""
    try:
        moved = drivers.save_drivers(
            current_actor(), ref, version=form.read_version(), rows=form.rows()
        )
    except (Refused, RefusedMany) as refusal:
        form.show(refusal)
        return False
    flash(_said(moved), "success")
    return True


def _moves(lines: Sequence[CostRow], rows: Sequence[DriverRow]) -> tuple[Move, ...]:
    followers = [Follower(line.facts, line.terms.per_driver) for line in lines]
    return moves(followers, {row.kind: row.quantity for row in rows})


def _said(moved: Sequence[str]) -> str:
    if not moved:
        return "The numbers were saved. No line moved with them."
    lines = count(len(moved), "line moved", "lines moved")
    return f"The numbers were saved. {lines} with them: {listed(moved)}."
