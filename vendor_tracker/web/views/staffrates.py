"""The table of what an hour of our own people costs."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.wording import count, listed
from vendor_tracker.services import staffrates
from vendor_tracker.storage.queries.staffrates import count_lines, list_rates
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.staffrates import StaffRateForm
from vendor_tracker.web.navigation import crumbs

bp = Blueprint("staffrates", __name__, url_prefix="/<organisation_code>/staff-time")
_MOST_NAMED = 10


@bp.get("")
@needs(Permission.VIEW)
def list_staff_rates() -> ResponseReturnValue:
    """Show what an hour of each role costs, now and before."""
    actor = current_actor()
    return render_template(
        "staffrates/list.html",
        rates=list_rates(actor),
        lines=count_lines(actor),
        breadcrumbs=crumbs(("Costs", url_for("costs.list_costs"))),
    )


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def add_staff_rate() -> ResponseReturnValue:
    """Add the pay of a role from a day on."""
    form = StaffRateForm.from_request()
    if form.submitted():
        try:
            moved = staffrates.add_rate(current_actor(), **form.answers())
            flash(_said(moved), "success")
            return redirect(url_for("staffrates.list_staff_rates"))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    trail = crumbs(
        ("Costs", url_for("costs.list_costs")),
        ("Staff time", url_for("staffrates.list_staff_rates")),
    )
    page = render_template("staffrates/add.html", form=form, breadcrumbs=trail)
    return page, 422 if form.errors else 200


def _said(moved: Sequence[str]) -> str:
    if not moved:
        return "The rate was added. No cost line moved with it."
    lines = count(len(moved), "cost line moved", "cost lines moved")
    shown = list(moved[:_MOST_NAMED])
    more = [f"{len(moved) - len(shown):,} more"] if len(moved) > len(shown) else []
    return f"The rate was added. {lines} with it: {listed([*shown, *more])}."
