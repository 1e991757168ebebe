"""The file of a piece of evidence: given out, replaced, looked at for numbers of patients."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import evidence_replacing
from vendor_tracker.storage.queries.evidencefiles import EvidenceFile, get_former
from vendor_tracker.web import evidencefiles, evidencework
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.downloads import offer_stored
from vendor_tracker.web.evidencework import find_evidence
from vendor_tracker.web.forms.evidence import LinkForm, NumbersForm
from vendor_tracker.web.views.evidence import evidence_page, trail_to

bp = Blueprint("evidencefiles", __name__, url_prefix="/<organisation_code>")


@bp.get("/evidence/<ref>/file")
@needs(Permission.VIEW)
def download_file(ref: str) -> ResponseReturnValue:
    """Offer the file, unless it is held, missing or not what was stored."""
    kept = find_evidence(ref)
    if kept.file is None:
        raise NotFound(ref)
    return _offered(ref, kept.file)


@bp.get("/evidence/<ref>/files/<int:place>")
@needs(Permission.VIEW)
def download_former(ref: str, place: int) -> ResponseReturnValue:
    """Offer a file that stood there before, on the same terms."""
    return _offered(ref, get_former(current_actor(), ref, place))


@bp.route("/evidence/<ref>/replace", methods=["GET", "POST"])
@needs(Permission.LOG)
def replace_file(ref: str) -> ResponseReturnValue:
    """Put a newer file or link in the place of the one that is there."""
    kept = find_evidence(ref)
    form = evidencework.replace_form(kept)
    if form.submitted():
        try:
            evidencework.save_newer(form, ref)
            flash(f"{ref} has its newer document. What was there before is kept below.", "success")
            return redirect(evidencework.after_saving(ref, None))
        except Refused as refusal:
            form.show(refusal)
    return render_template(
        "evidence/replace.html", form=form, kept=kept, breadcrumbs=trail_to(ref)
    ), 422 if form.errors else 200


@bp.route("/evidence/<ref>/numbers", methods=["GET", "POST"])
@needs(Permission.LOG)
def settle_numbers(ref: str) -> ResponseReturnValue:
    """Say why a file with numbers like NHS numbers is kept."""
    kept = find_evidence(ref)
    form = NumbersForm.from_request(version=kept.version)
    if form.submitted():
        try:
            evidence_replacing.keep_numbers(
                current_actor(), ref, version=form.read_version(), reason=str(form.reason.data)
            )
            flash(f"The file of {ref} is kept, with your reason in its history.", "success")
            return redirect(url_for("evidence.show_evidence", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return render_template(
        "evidence/numbers.html", form=form, kept=kept, breadcrumbs=trail_to(ref)
    ), 422 if form.errors else 200


@bp.post("/evidence/<ref>/take-out")
@needs(Permission.LOG)
def take_out(ref: str) -> ResponseReturnValue:
    """Take the file out for good; the record and its history stay."""
    form = NumbersForm.from_request()
    said = evidencework.take_out(ref, form.read_version(), str(form.reason.data or ""))
    flash(said, "success")
    return redirect(url_for("evidence.show_evidence", ref=ref))


def _offered(ref: str, file: EvidenceFile) -> ResponseReturnValue:
    if evidencefiles.problem_of(file) is not None:
        return evidence_page(find_evidence(ref), LinkForm.from_request()), 409
    stream = evidencefiles.store().open_file(current_actor().organisation_code, file.sha256)
    return offer_stored(stream, file.media_type, file.name)
