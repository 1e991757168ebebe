"""Pages about long work: how far it is, and how it ended."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import jobs
from vendor_tracker.storage.queries.jobs import get_job, list_jobs
from vendor_tracker.web import lists
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.imports import StopForm
from vendor_tracker.web.navigation import crumbs

bp = Blueprint("jobs", __name__, url_prefix="/<organisation_code>/jobs")


@bp.get("", endpoint="list_jobs")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List long work, the newest first."""
    page = list_jobs(current_actor(), lists.asked(("number",)))
    trail = crumbs(("Lists brought in", url_for("imports.list_imports")))
    return render_template("jobs/list.html", page=page, breadcrumbs=trail, **lists.neighbours(page))


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_job(ref: str) -> ResponseReturnValue:
    """Show how far one piece of work is."""
    job = get_job(current_actor(), ref)
    return render_template(
        "jobs/show.html",
        job=job,
        progress=jobs.here(current_actor(), job.reference),
        form=StopForm.from_request(),
        breadcrumbs=crumbs(("Long work", url_for("jobs.list_jobs"))),
    )


@bp.post("/<ref>/stop")
@needs(Permission.IMPORT)
def stop_job(ref: str) -> ResponseReturnValue:
    """Stop a piece of work."""
    try:
        jobs.stop(current_actor(), ref)
    except Refused as refusal:
        flash(str(refusal))
    return redirect(url_for("jobs.show_job", ref=ref))
