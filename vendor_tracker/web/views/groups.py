"""Pages about the groups that a product could serve worse here."""

import re

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import groups
from vendor_tracker.storage.queries.groups import GroupsPage, get_groups
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.groups import GroupsForm, groups_values
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("groups", __name__, url_prefix="/<organisation_code>/products/<ref>/groups")


@bp.get("")
@needs(Permission.VIEW)
def show_groups(ref: str) -> ResponseReturnValue:
    """Show which groups could be served worse, and which of them have results."""
    page = get_groups(current_actor(), ref)
    return render_template(
        "groups/show.html", page=page, head=page.head, breadcrumbs=product_crumbs(page.head)
    )


@bp.route("/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_groups(ref: str) -> ResponseReturnValue:
    """Change the list of groups; a new list begins with what to think of first."""
    page = get_groups(current_actor(), ref)
    listed = [line.group for line in page.lines]
    form = GroupsForm.from_request(**groups_values(page.version, listed or page.proposed))
    if form.submitted() and not _refuse_nameless(form):
        try:
            version, entries = form.read_version(), form.entries()
            groups.save_groups(current_actor(), ref, version=version, groups=entries)
            flash(f"The list of groups of {ref} was saved.", "success")
            return redirect(url_for("groups.show_groups", ref=ref))
        except Refused as refusal:
            form.show(_placed(refusal, form))
    form.add_spare_rows()
    values = {"form": form, "page": page, "head": page.head, "is_new": not listed}
    shown = render_template("groups/update.html", breadcrumbs=_trail(page), **values)
    return shown, 422 if form.errors else 200


def _refuse_nameless(form: GroupsForm) -> bool:
    """Say at each row without an attribute that it needs one."""
    places = form.nameless()
    for place in places:
        words = "Choose what people are told apart by, or empty the row."
        form.show(Refused(words, field=f"groups-{place}-attribute"))
    return bool(places)


def _placed(refusal: Refused, form: GroupsForm) -> Refused:
    """Return a refusal with the place of its row on the page: empty rows stand between."""
    found = re.fullmatch(r"groups-(\d+)-(\w+)", refusal.field or "")
    if found is None:
        return refusal
    place = form.places()[int(found[1])]
    return Refused(refusal.message, field=f"groups-{place}-{found[2]}")


def _trail(page: GroupsPage) -> list[Place]:
    head = page.head
    return crumbs(
        ("Products", url_for("products.list_products")),
        (head.name, url_for("products.show_product", ref=head.reference)),
        ("Groups", url_for("groups.show_groups", ref=head.reference)),
    )
