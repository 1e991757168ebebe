"""Pages about results by group of a claim."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.fairness import by_group, limit_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.unmeasured import undivided, unshown
from vendor_tracker.domain.verdicts import our_limit
from vendor_tracker.domain.vocabulary import GroupAttribute
from vendor_tracker.services import results, settings
from vendor_tracker.storage.queries.claims import ClaimDetail, get_claim
from vendor_tracker.storage.queries.groups import list_groups
from vendor_tracker.web import resultpages, resultwork
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.results import (
    GroupResultsForm,
    LimitForm,
    PasteForm,
    limit_values,
    read_rows,
    rows_of,
)
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("results", __name__, url_prefix="/<organisation_code>/claims/<ref>/results")


@bp.get("")
@needs(Permission.VIEW)
def show_results(ref: str) -> ResponseReturnValue:
    """Show how each group does beside the one it is compared with."""
    actor, claim = current_actor(), get_claim(current_actor(), ref)
    facts, limits = claim.facts, settings.limits(actor.organisation_id)
    listed = list_groups(actor, claim.product.reference) if claim.product else []
    return render_template(
        "results/show.html",
        claim=claim,
        facts=facts,
        views=resultpages.views_of(facts, limits),
        limit=limit_of(facts, limits),
        ours=our_limit(facts),
        missing=list(unshown([one.facts for one in listed], [facts])),
        unsaid=undivided(facts, [facts]),
        pages=resultpages,
        breadcrumbs=_trail(claim, inside=False),
    )


@bp.route("/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_results(ref: str) -> ResponseReturnValue:
    """Add, change or take away rows, of one attribute or of all."""
    claim, by = get_claim(current_actor(), ref), _attribute()
    stored = by_group(claim.facts)
    shown = [one for one in stored if by is None or one.attribute == by]
    form = GroupResultsForm.from_request(version=claim.version, results=rows_of(shown))
    if form.submitted():
        try:
            rows = [*read_rows(form, stored), *(one for one in stored if one not in shown)]
            results.set_group_results(
                current_actor(), ref, version=form.read_version(), results=rows
            )
            flash(f"The results of {ref} were saved.", "success")
            return redirect(url_for("results.show_results", ref=ref))
        except Refused as refusal:
            form.show(form.placed(refusal))
    form.add_spare_rows(by)
    values = {"form": form, "claim": claim, "by": by}
    page = render_template("results/update.html", breadcrumbs=_trail(claim), **values)
    return page, 422 if form.errors else 200


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_results(ref: str) -> ResponseReturnValue:
    """Read a pasted table or a file, and show what was read; nothing is kept yet."""
    claim = get_claim(current_actor(), ref)
    form = PasteForm.from_request(**resultwork.first_values(claim))
    read = None
    if form.submitted():
        try:
            read = resultwork.read(form, claim)
        except Refused as refusal:
            form.show(refusal)
    values = {"form": form, "claim": claim, "read": read, "again": resultwork.again(form)}
    page = render_template("results/add.html", breadcrumbs=_trail(claim), **values)
    return page, 422 if form.errors else 200


@bp.post("/keep")
@needs(Permission.LOG)
def keep_results(ref: str) -> ResponseReturnValue:
    """Keep exactly the table that was shown."""
    claim, form = get_claim(current_actor(), ref), PasteForm.from_request()
    if form.submitted():
        try:
            read = resultwork.read(form, claim)
            results.add_group_results(
                current_actor(), ref, version=form.read_version(), results=read.results
            )
            flash(resultwork.kept_words(read, ref), "success")
            return redirect(url_for("results.show_results", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    values = {"form": form, "claim": claim, "read": None}
    page = render_template("results/add.html", breadcrumbs=_trail(claim), **values)
    return page, 422


@bp.route("/limit", methods=["GET", "POST"])
@needs(Permission.LOG)
def set_limit(ref: str) -> ResponseReturnValue:
    """Say how far a group may fall behind."""
    claim = get_claim(current_actor(), ref)
    form = LimitForm.from_request(**limit_values(our_limit(claim.facts), claim.version))
    if form.submitted():
        try:
            version, limit = form.read_version(), form.limit()
            results.set_gap_limit(current_actor(), ref, version=version, **limit)
            flash(f"Our limit for the gap was saved with {ref}.", "success")
            return redirect(url_for("results.show_results", ref=ref))
        except Refused as refusal:
            form.show(resultwork.at_own_field(refusal))
    page = render_template("results/limit.html", form=form, claim=claim, breadcrumbs=_trail(claim))
    return page, 422 if form.errors else 200


def _attribute() -> GroupAttribute | None:
    """Return the attribute that the address names, if it is one."""
    known = {one.value: one for one in GroupAttribute}
    return known.get(request.args.get("by", ""))


def _trail(claim: ClaimDetail, *, inside: bool = True) -> list[Place]:
    steps = [("Claims", url_for("claims.list_claims"))]
    if claim.product is not None:
        to = url_for("claims.list_product_claims", ref=claim.product.reference)
        steps = [(f"Claims about {claim.product.name}", to)]
    steps.append((claim.reference, url_for("claims.show_claim", ref=claim.reference)))
    if inside:
        to = url_for("results.show_results", ref=claim.reference)
        steps.append(("Results by group", to))
    return crumbs(*steps)
