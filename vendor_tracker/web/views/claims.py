"""Pages about claims."""

from dataclasses import astuple
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.contradictions import Contradiction, contradictions
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import ClaimKind, Strength
from vendor_tracker.services import claims
from vendor_tracker.services.settings import limits
from vendor_tracker.storage.queries.claims import (
    SORTS,
    ClaimDetail,
    ClaimFilter,
    ClaimRow,
    get_claim,
    list_claims,
    list_claims_beside,
    list_version_choices,
)
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.products import (
    get_product,
    get_product_head,
    list_product_choices,
)
from vendor_tracker.storage.queries.suppliers import list_supplier_choices
from vendor_tracker.storage.queries.verdicts import list_verdicts
from vendor_tracker.web import claimpages, lists
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form, new_mark
from vendor_tracker.web.forms.chosen import chosen, with_present
from vendor_tracker.web.forms.claimquestions import questions_of
from vendor_tracker.web.forms.claims import ClaimForm, claim_values, results_by_group
from vendor_tracker.web.making import make_once
from vendor_tracker.web.navigation import crumbs
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("claims", __name__, url_prefix="/<organisation_code>")


@bp.get("/claims", endpoint="list_claims")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List claims of the whole organisation."""
    place, wanted = lists.asked(SORTS), _wanted()
    page = list_claims(current_actor(), wanted, place)
    return render_template(
        "claims/list.html",
        page=page,
        views=claimpages.views_of(page.rows),
        wanted=wanted,
        chips=_chips(wanted),
        kinds=list(ClaimKind),
        place=place,
        lists=lists,
        **lists.neighbours(page),
    )


@bp.get("/products/<ref>/claims")
@needs(Permission.VIEW)
def list_product_claims(ref: str) -> ResponseReturnValue:
    """Show the claims about one product against both bars."""
    head = get_product_head(current_actor(), ref)
    page = list_claims(current_actor(), ClaimFilter(product=ref), lists.asked(SORTS))
    return render_template(
        "claims/tab.html",
        head=head,
        page=page,
        views=claimpages.views_of(page.rows),
        breadcrumbs=product_crumbs(head),
        **lists.neighbours(page),
    )


@bp.get("/claims/<ref>")
@needs(Permission.VIEW)
def show_claim(ref: str) -> ResponseReturnValue:
    """Show what was said, how it stands and what it lacks."""
    actor = current_actor()
    claim = get_claim(actor, ref)
    return render_template(
        "claims/show.html",
        claim=claim,
        view=claimpages.view_of(claim.facts),
        panel=claimpages.panel_of(claim.facts),
        ask=claimpages.ask_address(claim, _supplier_of(actor, claim)),
        form=Form.from_request(version=claim.version),
        contradicts=_contradictions(claim),
        rows=list_verdicts(actor, ref) if claim.facts.verdicts else (),
        add_evidence=claimpages.known_address("evidence.add_evidence", claim=ref),
        history=claimpages.known_address("histories.show_history", ref=ref),
        breadcrumbs=claimpages.trail(claim, inside=False),
    )


def _contradictions(claim: ClaimDetail) -> tuple[Contradiction, ...]:
    """Return what does not go together with a claim."""
    if claim.product is None or claim.is_archived:
        return ()
    beside = list_claims_beside(current_actor(), claim.product.reference)
    found = contradictions(beside, limits(current_actor().organisation_id))
    return tuple(one for one in found if claim.reference in one.claims)


@bp.route("/claims/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_claim() -> ResponseReturnValue:
    """Log a claim with its detail."""
    given = {name: request.args.get(name, "") for name in ("product", "supplier", "meeting")}
    form = _form(given["product"], once=new_mark(), said_on=clock.today(), **given)
    if not _asks_again() and form.submitted():
        try:
            ref = make_once(form, "was logged", claims.log_claim, **_answers(form))
            return redirect(_after(ref))
        except Refused as refusal:
            form.show(refusal)
    return _form_page("claims/add.html", form, None)


@bp.route("/claims/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_claim(ref: str) -> ResponseReturnValue:
    """Add detail to a claim, or correct it."""
    claim = get_claim(current_actor(), ref)
    form = _form(claim.product.reference if claim.product else "", **claim_values(claim))
    if not _asks_again() and form.submitted():
        try:
            version = form.read_version()
            claims.change_claim(current_actor(), ref, version=version, **_answers(form, claim))
            flash(f"{ref} was saved.", "success")
            return redirect(_after(ref))
        except Refused as refusal:
            form.show(refusal)
    return _form_page("claims/update.html", form, claim)


@bp.post("/claims/check")
@needs(Permission.LOG)
def check_claim() -> ResponseReturnValue:
    """Return what the form asks now, and whether its claim can be checked; nothing is saved."""
    ref = request.args.get("claim", "")
    claim = get_claim(current_actor(), ref) if ref else None
    form = _form("")
    form.add_spare_rows()
    facts = form.facts(claim.facts if claim else None)
    panel = claimpages.panel_of(facts)
    return render_template("claims/asked.html", claim=claim, panel=panel, **_asked(form))


@bp.route("/claims/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_claim(ref: str) -> ResponseReturnValue:
    """Put a claim away with a reason."""
    claim = get_claim(current_actor(), ref)
    trail = claimpages.trail(claim)
    return put_away(
        ref,
        f"claim {ref}",
        claims.archive_claim,
        version=claim.version,
        to="claims.show_claim",
        trail=trail,
    )


@bp.post("/claims/<ref>/restore")
@needs(Permission.LOG)
def restore_claim(ref: str) -> ResponseReturnValue:
    """Bring a claim back."""
    return bring_back(ref, claims.restore_claim, to="claims.show_claim")


def shown(after: str) -> tuple[Page[ClaimRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = _wanted()
    page = list_claims(current_actor(), wanted, lists.in_full(SORTS, after))
    return page, [words for words, _ in _chips(wanted)]


def _form(product: str, /, **values: Any) -> ClaimForm:
    """Return the form with the versions of its product to choose from."""
    form = ClaimForm.from_request(**values)
    words = str(form.product.data or product).split()
    form.offer_versions(list_version_choices(current_actor(), words[0] if words else None))
    return form


def _form_page(template: str, form: ClaimForm, claim: ClaimDetail | None) -> tuple[str, int]:
    form.add_spare_rows()
    actor = current_actor()
    ref = claim.reference if claim else None
    page = render_template(
        template,
        claim=claim,
        **_asked(form),
        panel=claimpages.panel_of(form.facts(claim.facts if claim else None)),
        check=url_for("claims.check_claim", claim=ref),
        may_ask=claimpages.known_address("questions.ask_supplier") is not None,
        products=list_product_choices(actor),
        suppliers=list_supplier_choices(actor),
        breadcrumbs=claimpages.trail(claim)
        if claim
        else crumbs(("Claims", url_for("claims.list_claims"))),
    )
    return page, 422 if form.errors else 200


def _asked(form: ClaimForm) -> dict[str, Any]:
    """Return what the part of the form needs that follows the kind of the claim."""
    strengths = [(step.label, step.hint) for step in Strength]
    return {"form": form, "questions": questions_of(form), "strengths": strengths}


def _asks_again() -> bool:
    """Tell whether the form was sent only to see what its kind asks, without script."""
    return request.form.get("then") == "ask_again"


def _answers(form: ClaimForm, claim: ClaimDetail | None = None) -> dict[str, Any]:
    """Return the answers with product and supplier as references."""
    found, actor = form.claim_answers(), current_actor()
    found["results"] += results_by_group(claim.facts) if claim else ()
    present = {"product": claim and claim.product, "supplier": claim and claim.supplier}
    for name, choices in (("product", list_product_choices), ("supplier", list_supplier_choices)):
        if found[name]:
            own = present[name]
            known = with_present(choices(actor), [astuple(own)] if own else [])
            found[name] = chosen(found[name], known, name, name)
    return found


def _after(ref: str) -> str:
    """Return where to go once a claim is saved, by the button that was pressed."""
    then = request.form.get("then")
    if then == "more":
        return url_for("results.show_results", ref=ref)
    if then == "ask":
        claim = get_claim(current_actor(), ref)
        asking = claimpages.ask_address(claim, _supplier_of(current_actor(), claim))
        return asking or url_for("claims.show_claim", ref=ref)
    return url_for("claims.show_claim", ref=ref)


def _supplier_of(actor: Actor, claim: ClaimDetail) -> str | None:
    """Return the supplier to ask about a claim that names only a product."""
    if claim.supplier is not None or claim.product is None:
        return None
    suppliers = get_product(actor, claim.product.reference).suppliers
    return suppliers[0][0] if suppliers else None


def _wanted() -> ClaimFilter:
    given = request.args
    kinds = {kind.value: kind for kind in ClaimKind}
    return ClaimFilter(
        text=given.get("q", ""),
        kind=kinds.get(given.get("kind", "")),
        unsorted=given.get("kind") == "none",
        relied_on=given.get("relied") == "1",
        to_agree=given.get("verdict") == "to_agree",
        archived=given.get("archived") == "1",
    )


def _chips(wanted: ClaimFilter) -> list[tuple[str, str]]:
    """Return the filters in use, each with the address that takes it away."""
    kind = wanted.kind.label if wanted.kind else ("Not sorted yet" if wanted.unsorted else "")
    words = {
        "q": f"“{wanted.text}”" if wanted.text else "",
        "kind": kind,
        "relied": "The case relies on it" if wanted.relied_on else "",
        "verdict": "Verdict to agree to" if wanted.to_agree else "",
        "archived": "Archived" if wanted.archived else "",
    }
    return lists.chips(words)
