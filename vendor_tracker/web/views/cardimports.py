"""Pages by which a supplier's file becomes a card: take it, look first, then bring it in."""

import io

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.cards.plans import ClaimAct
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.wording import count
from vendor_tracker.services import cardfiles, cardimports, cardplans
from vendor_tracker.services.cardimports import Applied
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.web import cardpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.downloads import offer
from vendor_tracker.web.forms.cards import CardApplyForm, CardUploadForm
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("cardimports", __name__, url_prefix="/<organisation_code>/products/<ref>/cards")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/form.xlsx")
@needs(Permission.VIEW)
def download_form(ref: str) -> ResponseReturnValue:
    """Offer the form for the supplier to fill in."""
    out = io.BytesIO()
    cardfiles.write_form(current_actor(), out, ref)
    return offer(out.getvalue(), _XLSX, f"disclosure-form-{ref}.xlsx")


@bp.route("/import", methods=["GET", "POST"])
@needs(Permission.LOG)
def import_card(ref: str) -> ResponseReturnValue:
    """Take the supplier's file, to be looked at before anything changes."""
    form = CardUploadForm.from_request()
    if form.submitted():
        try:
            token = cardpages.keep(form)
            return redirect(url_for("cardimports.preview_card", ref=ref, file=token))
        except Refused as refusal:
            form.show(refusal)
    return _upload_page(ref, form)


@bp.get("/preview")
@needs(Permission.LOG)
def preview_card(ref: str) -> ResponseReturnValue:
    """Show what a card would do."""
    head = get_product_head(current_actor(), ref)
    try:
        plan = cardplans.plan(current_actor(), cardpages.waiting_card(), product=ref)
    except Refused as refusal:
        return _refused(ref, refusal)
    return render_template(
        "cards/preview.html",
        plan=plan,
        head=head,
        form=CardApplyForm.from_request(fingerprint=plan.fingerprint),
        here=url_for("cardimports.apply_card", ref=ref, file=request.args.get("file", "")),
        acts=tuple(ClaimAct),
        breadcrumbs=_trail(ref, head.name),
    )


@bp.post("/preview")
@needs(Permission.LOG)
def apply_card(ref: str) -> ResponseReturnValue:
    """Bring a card in as it was shown."""
    form = CardApplyForm.from_request()
    try:
        done = cardimports.apply(
            current_actor(),
            cardpages.waiting_card(),
            cardpages.receive(),
            product=ref,
            agreed=str(form.fingerprint.data or "none"),
        )
    except Refused as refusal:
        return _refused(ref, refusal)
    cardpages.forget()
    flash(_words(done), "success")
    return redirect(url_for("cards.show_card", ref=done.card))


def _words(done: Applied) -> str:
    if done.plan.changes_nothing:
        return "Nothing changed: all of this was here already."
    made, moved = len(done.plan.of(ClaimAct.new)), len(done.plan.of(ClaimAct.changed))
    said = f"{done.card} was brought in, and its file kept as {done.evidence}."
    if made or moved:
        said += f" {count(made, 'claim')} logged, {moved} changed: each is their word only."
    return said


def _refused(ref: str, refusal: Refused) -> ResponseReturnValue:
    form = CardUploadForm.from_request()
    form.file.errors = [refusal.message]
    return _upload_page(ref, form)


def _upload_page(ref: str, form: CardUploadForm) -> ResponseReturnValue:
    head = get_product_head(current_actor(), ref)
    page = render_template(
        "cards/import.html", form=form, head=head, breadcrumbs=_trail(ref, head.name)
    )
    return page, 422 if form.errors else 200


def _trail(ref: str, name: str) -> list[Place]:
    return [
        *crumbs(
            ("Products", url_for("products.list_products")),
            (name, url_for("products.show_product", ref=ref)),
            ("Cards", url_for("cards.list_product_cards", ref=ref)),
        )
    ]
