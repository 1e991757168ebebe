"""Where the reference of an assessment leads: the page on which its checklist is answered."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.storage.queries.answers import find_assessed
from vendor_tracker.web.auth import current_actor, needs

bp = Blueprint("assessments", __name__, url_prefix="/<organisation_code>/assessments")


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_assessment(ref: str) -> ResponseReturnValue:
    """Lead to the checklist of a product or a supplier, or to where all checklists are read."""
    subject, checklist = find_assessed(current_actor(), ref)
    if not subject:
        return redirect(url_for("checklists.show_checklist", code=checklist))
    path = path_of(current_actor().organisation_code, subject)
    return redirect(f"{path}/checklists/{checklist}")
