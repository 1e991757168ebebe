"""Published registers: proposed, looked at by a second person, taken away, compared."""

import io

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.registercompare import Comparison
from vendor_tracker.domain.registers import WHOLE
from vendor_tracker.services import comparisons, publishing
from vendor_tracker.services.publishedfiles import compare_published
from vendor_tracker.storage.queries.registers.choices import get_choice, list_choices
from vendor_tracker.storage.queries.registers.published import (
    PublishedPage,
    get_published,
    list_published,
)
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.downloads import offer, offer_stored
from vendor_tracker.web.evidencefiles import store
from vendor_tracker.web.forms.publishing import JudgeForm, ProposeForm
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("publishing", __name__, url_prefix="/<organisation_code>/registers")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_SHOWN = 200


@bp.get("", endpoint="list_registers")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List every register that was proposed or published."""
    found = list_published(current_actor())
    return render_template("publishing/list.html", found=found, breadcrumbs=_trail())


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def propose_register() -> ResponseReturnValue:
    """Freeze the register of this moment for a second person."""
    form = ProposeForm.for_new()
    form.choice.choices = [("", "Everything"), *_named()]
    if form.submitted():
        try:
            ref = _propose(form)
            flash(f"{ref} is frozen, and waits for a second person.", "success")
            return redirect(url_for("publishing.show_register", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    page = render_template("publishing/add.html", form=form, breadcrumbs=_trail(listed=True))
    return page, 422 if form.errors else 200


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_register(ref: str) -> ResponseReturnValue:
    """Show one register, with what it can be compared with."""
    found = get_published(current_actor(), ref)
    return _page(found, JudgeForm.from_request(version=found.version))


@bp.post("/<ref>/approve")
@needs(Permission.DECIDE)
def approve_register(ref: str) -> ResponseReturnValue:
    """Publish a register as the second person."""
    return _judge(ref, approves=True)


@bp.post("/<ref>/decline")
@needs(Permission.DECIDE)
def decline_register(ref: str) -> ResponseReturnValue:
    """Say no to a register, and why."""
    return _judge(ref, approves=False)


@bp.get("/<ref>/file")
@needs(Permission.VIEW)
def download_file(ref: str) -> ResponseReturnValue:
    """Offer the frozen file."""
    found = get_published(current_actor(), ref)
    try:
        stream = store().open_file(current_actor().organisation_code, found.sha256)
    except Refused as refusal:
        return _not_compared(found, refusal)
    return offer_stored(stream, _XLSX, found.file_name)


@bp.get("/<ref>/compare")
@needs(Permission.VIEW)
def compare_register(ref: str) -> ResponseReturnValue:
    """Show what differs from another register, or from now; as a page or as a sheet."""
    actor, base = current_actor(), str(current_app.extensions["settings"].base_url)
    other = request.args.get("with", "")
    found = get_published(actor, ref)
    try:
        differs = compare_published(actor, store(), ref, other or None, base_url=base)
    except Refused as refusal:
        return _not_compared(found, refusal)
    if request.args.get("form") == "xlsx":
        return _as_sheet(found, other or "now", differs)
    return render_template(
        "publishing/compare.html",
        found=found,
        other=other,
        differs=differs,
        most=_MOST_SHOWN,
        breadcrumbs=_trail(listed=True, at=found),
    )


def _judge(ref: str, *, approves: bool) -> ResponseReturnValue:
    actor, form = current_actor(), JudgeForm.from_request()
    found = get_published(actor, ref)
    if form.submitted():
        words, version = str(form.words.data or ""), form.read_version()
        try:
            publishing.judge(actor, ref, version=version, approves=approves, words=words)
            flash(f"{ref} is {'published' if approves else 'declined'}.", "success")
            return redirect(url_for("publishing.show_register", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return _page(found, form)


def _propose(form: ProposeForm) -> str:
    actor, settings = current_actor(), current_app.extensions["settings"]
    named = str(form.choice.data or "")
    return publishing.propose(
        actor,
        store(),
        title=str(form.title.data),
        reason=str(form.reason.data),
        base_url=str(settings.base_url),
        quota_mb=settings.evidence_quota_mb,
        choice=get_choice(actor, named).choice if named else WHOLE,
    )


def _named() -> list[tuple[str, str]]:
    return [(one.name, one.name) for one in list_choices(current_actor())]


def _page(found: PublishedPage, form: JudgeForm) -> ResponseReturnValue:
    others = [one for one in list_published(current_actor()) if one.reference != found.reference]
    page = render_template(
        "publishing/show.html",
        found=found,
        form=form,
        others=others,
        breadcrumbs=_trail(listed=True),
    )
    return page, 422 if form.errors else 200


def _as_sheet(found: PublishedPage, other: str, differs: Comparison) -> ResponseReturnValue:
    out = io.BytesIO()
    comparisons.write_comparison(current_actor(), out, found.name, other, differs)
    return offer(out.getvalue(), _XLSX, f"{found.reference}-differences.xlsx")


def _not_compared(found: PublishedPage, refusal: Refused) -> ResponseReturnValue:
    form = JudgeForm.from_request(version=found.version)
    form.form_errors = [refusal.message]
    return _page(found, form)


def _trail(*, listed: bool = False, at: PublishedPage | None = None) -> list[Place]:
    trail = crumbs(("Register", url_for("registers.show_register")))
    if listed:
        trail += crumbs(("Published registers", url_for("publishing.list_registers")))
    if at is not None:
        trail += crumbs((at.name, url_for("publishing.show_register", ref=at.reference)))
    return trail
