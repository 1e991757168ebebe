"""The page that begins with many products at once."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.wording import count
from vendor_tracker.services import beginnings
from vendor_tracker.storage.queries.beginnings import list_unbegun
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.beginnings import BeginningsForm
from vendor_tracker.web.navigation import crumbs

bp = Blueprint("beginnings", __name__, url_prefix="/<organisation_code>/products")


@bp.route("/begin", methods=["GET", "POST"])
@needs(Permission.LOG)
def fill_beginnings() -> ResponseReturnValue:
    """Name who answers for many products, and plan their next decisions."""
    page = list_unbegun(current_actor())
    form = BeginningsForm.from_request(rows=[{"ref": row.reference} for row in page.rows])
    if form.submitted():
        try:
            done = beginnings.fill_beginnings(current_actor(), form.beginnings())
            flash(f"{count(done, 'product was', 'products were')} changed.", "success")
            return redirect(url_for("beginnings.fill_beginnings"))
        except Refused as refusal:
            form.show(refusal)
    trail = crumbs(("Products", url_for("products.list_products")))
    known = {row.reference: row for row in page.rows}
    values = {"form": form, "page": page, "known": known, "breadcrumbs": trail}
    return render_template("products/beginnings.html", **values), 422 if form.errors else 200
