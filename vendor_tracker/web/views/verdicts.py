"""Pages about the verdicts that reviewers give about claims."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import verdicts
from vendor_tracker.storage.queries.claims import ClaimDetail, get_claim
from vendor_tracker.storage.queries.verdicts import list_verdicts
from vendor_tracker.web import claimpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.verdicts import VerdictForm

bp = Blueprint("verdicts", __name__, url_prefix="/<organisation_code>")


@bp.get("/claims/<ref>/verdict")
@needs(Permission.VIEW)
def show_verdict(ref: str) -> ResponseReturnValue:
    """Show what the figures say, what reviewers made of it, and the form to judge it."""
    claim = get_claim(current_actor(), ref)
    return _page(claim, VerdictForm.from_request(version=claim.version))


@bp.post("/claims/<ref>/verdict")
@needs(Permission.DECIDE)
def give_verdict(ref: str) -> ResponseReturnValue:
    """Judge a claim."""
    actor, form = current_actor(), VerdictForm.from_request()

    def give() -> None:
        version = form.read_version()
        verdicts.give_verdict(actor, ref, version=version, **form.judgement())

    return _do(ref, form, give, f"Your verdict about {ref} was saved.")


@bp.post("/claims/<ref>/verdict/agree")
@needs(Permission.DECIDE)
def agree_verdict(ref: str) -> ResponseReturnValue:
    """Agree to a verdict as the second person."""
    actor, form = current_actor(), Form.from_request()

    def agree() -> None:
        verdicts.agree_verdict(actor, ref, version=form.read_version())

    return _do(ref, form, agree, f"You agreed to the verdict about {ref}.")


def _do(ref: str, form: Form, act: Callable[[], None], done: str) -> ResponseReturnValue:
    claim = get_claim(current_actor(), ref)
    if form.submitted():
        try:
            act()
            flash(done, "success")
            return redirect(url_for("claims.show_claim", ref=claim.reference))
        except Refused as refusal:
            form.show(refusal)
    return _page(claim, form)


def _page(claim: ClaimDetail, form: Form) -> tuple[str, int]:
    judging = form if isinstance(form, VerdictForm) else VerdictForm(formdata=None)
    if judging is not form:
        judging.version.data = str(claim.version)
    page = render_template(
        "claims/verdict.html",
        claim=claim,
        view=claimpages.view_of(claim.facts),
        form=form,
        judging=judging,
        rows=list_verdicts(current_actor(), claim.reference),
        breadcrumbs=claimpages.trail(claim),
    )
    return page, 422 if form.errors else 200
