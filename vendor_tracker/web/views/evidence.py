"""Pages about evidence."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import EvidenceKind
from vendor_tracker.services import evidence, evidence_links
from vendor_tracker.storage.queries.evidence import (
    SORTS,
    EvidenceDetail,
    EvidenceFilter,
    list_same_file,
)
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.storage.queries.subjects import get_subject, list_subjects
from vendor_tracker.web import evidencework, lists
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.downloads import due_file
from vendor_tracker.web.evidencefiles import problem_of
from vendor_tracker.web.evidencework import find_evidence, page_of
from vendor_tracker.web.forms.evidence import EvidenceForm, LinkForm, evidence_values
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.recordpages import ask_link, record_links

bp = Blueprint("evidence", __name__, url_prefix="/<organisation_code>")


@bp.get("/evidence", endpoint="list_evidence")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List evidence with both clocks."""
    wanted, place = evidencework.wanted(), lists.asked(SORTS)
    page = page_of(wanted, place)
    return render_template(
        "evidence/list.html",
        page=page,
        wanted=wanted,
        about=get_subject(current_actor(), wanted.product or wanted.supplier),
        kinds=list(EvidenceKind),
        months=evidencework.lapsing_months(),
        place=place,
        lists=lists,
        **evidencework.words(),
        **lists.neighbours(page),
    )


@bp.get("/products/<ref>/evidence")
@needs(Permission.VIEW)
def list_product_evidence(ref: str) -> ResponseReturnValue:
    """Show the evidence of a product and of its suppliers."""
    head = get_product_head(current_actor(), ref)
    page = page_of(EvidenceFilter(product=ref), lists.asked(SORTS, "expires"))
    return render_template(
        "evidence/product.html",
        head=head,
        page=page,
        breadcrumbs=crumbs(("Products", url_for("products.list_products"))),
        **evidencework.words(),
        **lists.neighbours(page),
    )


@bp.route("/evidence/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_evidence() -> ResponseReturnValue:
    """Add a file or link, and tie it to the record it was added for."""
    target = evidencework.given_target()
    form = EvidenceForm.from_request(**evidencework.start(target))
    evidencework.prepare(form, form.about.reference)
    if form.submitted():
        try:
            ref = evidencework.save_new(form, target)
            flash(_added(ref), "success")
            return redirect(evidencework.after_saving(ref, target))
        except Refused as refusal:
            form.show(refusal)
    subjects = list_subjects(current_actor())
    return render_template(
        "evidence/add.html", form=form, subjects=subjects, target=target, breadcrumbs=trail_to()
    ), 422 if form.errors else 200


@bp.get("/evidence/<ref>")
@needs(Permission.VIEW)
def show_evidence(ref: str) -> ResponseReturnValue:
    """Show one piece of evidence, its clocks and what it supports."""
    return evidence_page(find_evidence(ref), LinkForm.from_request())


@bp.get("/evidence/<ref>/due.ics")
@needs(Permission.VIEW)
def download_due(ref: str) -> Response:
    """Offer the day on which it lapses for a calendar."""
    kept = find_evidence(ref)
    if kept.expires_on is None:
        raise NotFound(ref)
    return due_file(ref, f"{ref} lapses: {kept.title[:80]}", kept.expires_on, kept.title)


@bp.post("/evidence/<ref>/link")
@needs(Permission.LOG)
def link_evidence(ref: str) -> ResponseReturnValue:
    """Say what else a piece of evidence supports."""
    form = LinkForm.from_request()
    if form.submitted():
        try:
            target = str(form.target.data).upper()
            evidence_links.link_evidence(current_actor(), ref, target)
            flash(f"{ref} now supports {target}.", "success")
            return redirect(url_for("evidence.show_evidence", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return evidence_page(find_evidence(ref), form), 422


@bp.post("/evidence/<ref>/unlink/<path:target>")
@needs(Permission.LOG)
def unlink_evidence(ref: str, target: str) -> ResponseReturnValue:
    """Say that a piece of evidence no longer supports a record."""
    evidence_links.unlink_evidence(current_actor(), ref, target)
    flash(f"{ref} no longer supports {target}.", "success")
    return redirect(url_for("evidence.show_evidence", ref=ref))


@bp.route("/evidence/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_evidence(ref: str) -> ResponseReturnValue:
    """Change a piece of evidence, or add the file that was still missing."""
    kept = find_evidence(ref)
    form = EvidenceForm.from_request(**evidence_values(kept))
    evidencework.prepare(form, kept.product.reference if kept.product else None)
    if form.submitted():
        try:
            evidencework.save_changes(form, ref)
            flash(f"{ref} was saved.", "success")
            return redirect(evidencework.after_saving(ref, None))
        except Refused as refusal:
            form.show(refusal)
    subjects = list_subjects(current_actor())
    return render_template(
        "evidence/update.html", form=form, kept=kept, subjects=subjects, breadcrumbs=trail_to(ref)
    ), 422 if form.errors else 200


@bp.route("/evidence/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_evidence(ref: str) -> ResponseReturnValue:
    """Put a piece of evidence away with a reason."""
    kept = find_evidence(ref)
    trail = trail_to(ref)
    return put_away(
        ref,
        kept.title,
        evidence.archive_evidence,
        version=kept.version,
        to="evidence.show_evidence",
        trail=trail,
    )


@bp.post("/evidence/<ref>/restore")
@needs(Permission.LOG)
def restore_evidence(ref: str) -> ResponseReturnValue:
    """Bring a piece of evidence back."""
    return bring_back(ref, evidence.restore_evidence, to="evidence.show_evidence")


def evidence_page(kept: EvidenceDetail, form: LinkForm) -> str:
    """Return the page of one piece of evidence."""
    ref = kept.reference
    return render_template(
        "evidence/show.html",
        kept=kept,
        form=form,
        problem=problem_of(kept.file),
        ask=ask_link(ref),
        links=record_links(ref, "evidence", "evidence", is_archived=kept.is_archived),
        breadcrumbs=trail_to(),
        **evidencework.words(),
    )


def _added(ref: str) -> str:
    if request.form.get("same") == ref:
        return f"{ref} was used. Nothing was added a second time."
    same = list_same_file(current_actor(), ref)
    known = f" The same file is already here as {', '.join(same)}." if same else ""
    return f"{ref} was added.{known}"


def trail_to(ref: str | None = None) -> list[Place]:
    """Return the way to evidence, or to what is done with one piece of it."""
    inside: list[Any] = [(ref, url_for("evidence.show_evidence", ref=ref))] if ref else []
    return crumbs(("Evidence", url_for("evidence.list_evidence")), *inside)
