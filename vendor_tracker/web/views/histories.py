"""The history page of any record."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, split
from vendor_tracker.storage.queries.histories import get_history
from vendor_tracker.storage.queries.importedcells import list_cells
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.navigation import crumbs
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("histories", __name__, url_prefix="/<organisation_code>/history")


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_history(ref: str) -> ResponseReturnValue:
    """Show what happened to a record, field by field, newest first."""
    below = request.args.get("below", "")
    history = get_history(
        current_actor(), ref, below=int(below) if below.isdecimal() and len(below) < 9 else None
    )
    older = history.older and url_for("histories.show_history", ref=ref, below=history.older)
    cells = [] if "below" in request.args else list_cells(current_actor(), ref)
    values = {"history": history, "older": older, "cells": cells}
    kind = split(history.reference)
    if kind is not None and kind[0] is Kind.PRODUCT:
        head = get_product_head(current_actor(), ref)
        trail = product_crumbs(head)
        return render_template("histories/product.html", head=head, breadcrumbs=trail, **values)
    path = path_of(current_actor().organisation_code, history.reference)
    trail = crumbs((f"{history.reference} {history.name}", path))
    return render_template("histories/show.html", breadcrumbs=trail, **values)
