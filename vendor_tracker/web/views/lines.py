"""Log: what they said or showed, in one page or two."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import lines
from vendor_tracker.storage.queries.lines import (
    find_saved,
    list_logged,
    list_made,
    list_moved_flags,
)
from vendor_tracker.storage.queries.subjects import find_last_used, get_subject, list_subjects
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.lines import LogForm

bp = Blueprint("lines", __name__, url_prefix="/<organisation_code>/log")


@bp.route("", methods=["GET", "POST"])
@needs(Permission.LOG)
def log_lines() -> ResponseReturnValue:
    """Log one thing, or several that are labelled on a second screen."""
    subjects = list_subjects(current_actor())
    form = LogForm.from_request(**_start())
    mark = form.mark()
    if form.submitted() and not form.must_label():
        try:
            about, said = form.about.reference or "", form.read_lines()
            lines.log_lines(current_actor(), about=about, lines=said, nonce=mark)
            return redirect(url_for("lines.show_saved", nonce=mark))
        except Refused as refusal:
            form.show(refusal)
    page = "lines/label.html" if form.is_labelling else "lines/add.html"
    logged = list_logged(current_actor(), clock.today())
    return render_template(
        page, form=form, subjects=subjects, logged=logged
    ), 422 if form.errors else 200


@bp.get("/saved/<nonce>")
@needs(Permission.LOG)
def show_saved(nonce: str) -> ResponseReturnValue:
    """Show what a form made, and which flags opened or closed by it."""
    actor = current_actor()
    saved = find_saved(actor, nonce)
    if saved is None:
        raise NotFound(nonce)
    made = list_made(actor, saved.made)
    subject = get_subject(actor, saved.about)
    flags = list_moved_flags(actor, saved, made)
    return render_template("lines/saved.html", made=made, subject=subject, flags=flags, kinds=Kind)


def _start() -> dict[str, Any]:
    """Return what a fresh form shows: what it is about, and perhaps the kind of line.

    Without a page it came from, that is what the person's last form was about; never a product
    that nobody chose, for what is logged about the wrong one is not found again.
    """
    given = request.args.get("about", "")
    actor = current_actor()
    subject = get_subject(actor, given) if given else find_last_used(actor)
    return {"about": str(subject or ""), "kind": request.args.get("kind")}
