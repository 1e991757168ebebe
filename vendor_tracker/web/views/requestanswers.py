"""Pages about the answers of a supplier: the workbook out and back, judged, compared."""

import io

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.requestplans import Taking
from vendor_tracker.domain.wording import count
from vendor_tracker.services import requestfiles, requestreviews
from vendor_tracker.storage.queries.requests import get_request
from vendor_tracker.web import requestfilework, requestpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.downloads import offer
from vendor_tracker.web.forms.requests import ReturnedForm, ReviewForm, TakeForm

bp = Blueprint("requestanswers", __name__, url_prefix="/<organisation_code>/requests")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/<ref>/questions.xlsx")
@needs(Permission.VIEW)
def download_questions(ref: str) -> ResponseReturnValue:
    """Offer the workbook for the supplier to fill in."""
    return _workbook(ref, every=False)


@bp.get("/<ref>/copy.xlsx")
@needs(Permission.VIEW)
def download_copy(ref: str) -> ResponseReturnValue:
    """Offer all questions with their answers, to keep or to bring in elsewhere."""
    return _workbook(ref, every=True)


@bp.route("/<ref>/import", methods=["GET", "POST"])
@needs(Permission.LOG)
def import_answers(ref: str) -> ResponseReturnValue:
    """Take the workbook that came back, to be looked at before anything changes."""
    form = ReturnedForm.from_request()
    if form.submitted():
        try:
            token = requestfilework.keep(form)
            return redirect(url_for("requestanswers.preview_answers", ref=ref, file=token))
        except Refused as refusal:
            form.show(refusal)
    return _upload_page(ref, form)


@bp.get("/<ref>/preview")
@needs(Permission.LOG)
def preview_answers(ref: str) -> ResponseReturnValue:
    """Show which answers a workbook holds, and what would become of each."""
    get_request(current_actor(), ref)
    try:
        return _preview(ref, TakeForm.from_request())
    except Refused as refusal:
        return _refused(ref, refusal)


@bp.post("/<ref>/preview")
@needs(Permission.LOG)
def take_answers(ref: str) -> ResponseReturnValue:
    """Take over the answers that were shown."""
    get_request(current_actor(), ref)
    form = TakeForm.from_request()
    if not form.submitted():
        return _again(ref, form)
    try:
        taken = requestfilework.take(ref, form)
    except (Refused, RefusedMany) as refusal:
        form.show(refusal)
        return _again(ref, form)
    flash(f"{count(taken, 'answer was', 'answers were')} taken over, to be reviewed.", "success")
    return redirect(url_for("requests.show_request", ref=ref))


@bp.route("/<ref>/review", methods=["GET", "POST"])
@needs(Permission.DECIDE)
def review_answers(ref: str) -> ResponseReturnValue:
    """Accept, return or do not take each answer."""
    actor = current_actor()
    page = get_request(actor, ref)
    rows = [{"item": line.code, "verb": ""} for line in page.to_review]
    form = ReviewForm.from_request(version=page.version, rows=rows)
    if form.submitted():
        try:
            done = requestreviews.judge_answers(
                actor, ref, form.judgements(), version=form.read_version()
            )
            flash(f"{count(done, 'answer was', 'answers were')} judged.", "success")
            return redirect(url_for("requests.show_request", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    known = {line.code: line for line in page.lines}
    values = {"page": page, "form": form, "known": known, "breadcrumbs": requestpages.trail(ref)}
    return render_template("requests/review.html", **values), 422 if form.errors else 200


@bp.get("/<ref>/compare")
@needs(Permission.VIEW)
def compare_answers(ref: str) -> ResponseReturnValue:
    """Show the answers of two requests side by side."""
    actor, other = current_actor(), request.args.get("other", "")
    here = get_request(actor, ref)
    there = get_request(actor, other or ref)
    theirs = {line.code: line for line in there.lines}
    pairs = [(line, theirs[line.code]) for line in here.lines if line.code in theirs]
    return render_template(
        "requests/compare.html",
        here=here,
        there=there,
        pairs=pairs,
        only_here=len(here.lines) - len(pairs),
        only_there=len(there.lines) - len(pairs),
        breadcrumbs=requestpages.trail(ref),
    )


def _workbook(ref: str, *, every: bool) -> ResponseReturnValue:
    out = io.BytesIO()
    try:
        requestfiles.write_questions(current_actor(), out, ref, every=every)
    except Refused as refusal:
        flash(refusal.message)
        return redirect(url_for("requests.show_request", ref=ref))
    what = "answers" if every else "questions"
    return offer(out.getvalue(), _XLSX, f"{what}-{ref}.xlsx")


def _preview(ref: str, form: TakeForm) -> str:
    actor = current_actor()
    plan = requestfiles.plan_answers(actor, ref, requestfilework.waiting_file())
    form.fingerprint.data = plan.fingerprint
    return render_template(
        "requests/preview.html",
        page=get_request(actor, ref),
        plan=plan,
        form=form,
        takings=tuple(Taking),
        here=url_for("requestanswers.take_answers", ref=ref, file=request.args.get("file", "")),
        breadcrumbs=requestpages.trail(ref),
    )


def _again(ref: str, form: TakeForm) -> ResponseReturnValue:
    """Show once more what would be taken over; without the file, the way to choose it again."""
    try:
        return _preview(ref, form), 422
    except Refused as refusal:
        return _refused(ref, refusal)


def _refused(ref: str, refusal: Refused) -> ResponseReturnValue:
    form = ReturnedForm.from_request()
    form.file.errors = [refusal.message]
    return _upload_page(ref, form)


def _upload_page(ref: str, form: ReturnedForm) -> ResponseReturnValue:
    page = get_request(current_actor(), ref)
    values = {"page": page, "form": form, "breadcrumbs": requestpages.trail(ref)}
    return render_template("requests/import.html", **values), 422 if form.errors else 200
