"""Pages about the cards of products: disclosure forms and model cards."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.cards.blanks import denies_bias
from vendor_tracker.domain.cards.comparing import compare, numbers
from vendor_tracker.domain.cards.fields import FORM_NAME, GROUPS
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import cards
from vendor_tracker.storage.queries.cards import (
    CardDetail,
    get_card,
    list_other_cards,
    list_product_cards,
)
from vendor_tracker.storage.queries.claims import list_version_choices
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.web import cardpages
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import ArchiveForm
from vendor_tracker.web.forms.cards import CardForm, form_of, values_of
from vendor_tracker.web.making import make_once
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.recordpages import ask_link
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("cards", __name__, url_prefix="/<organisation_code>")


@bp.get("/products/<ref>/cards", endpoint="list_product_cards")
@needs(Permission.VIEW)
def show_list(ref: str) -> ResponseReturnValue:
    """List the cards of a product, and how to get one."""
    head = get_product_head(current_actor(), ref)
    rows = list_product_cards(current_actor(), ref)
    return render_template(
        "cards/list.html", head=head, rows=rows, form_name=FORM_NAME,
        breadcrumbs=product_crumbs(head, inside=False),
    )  # fmt: skip


@bp.route("/cards/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_card() -> ResponseReturnValue:
    """Begin a card by hand."""
    product = request.args.get("product", "")
    head = get_product_head(current_actor(), product)
    form = CardForm.for_new()
    form.offer(list_version_choices(current_actor(), product))
    if form.submitted():
        try:
            ref = make_once(form, "was begun", cards.add_card, product, **form.answers())
            return redirect(url_for("cards.fill_card", ref=ref, group=1))
        except Refused as refusal:
            form.show(refusal)
    rows = list_product_cards(current_actor(), product)
    return render_template(
        "cards/add.html", form=form, head=head, rows=rows, breadcrumbs=product_crumbs(head)
    ), 422 if form.errors else 200


@bp.get("/cards/<ref>")
@needs(Permission.VIEW)
def show_card(ref: str) -> ResponseReturnValue:
    """Show one card: every question with its answer, and what was taken from it."""
    card = get_card(current_actor(), ref)
    head = get_product_head(current_actor(), card.product)
    fields = card.line.fields
    return render_template(
        "cards/show.html", card=card, head=head, groups=cardpages.form_groups(fields),
        sections=cardpages.part_groups(fields), denies=denies_bias(fields),
        others=list_other_cards(current_actor(), ref), ask=ask_link(card.product),
        form=ArchiveForm.from_request(version=card.version), form_name=FORM_NAME,
        breadcrumbs=_trail(card, head.name),
    )  # fmt: skip


@bp.route("/cards/<ref>/groups/<int:group>", methods=["GET", "POST"])
@needs(Permission.LOG)
def fill_card(ref: str, group: int) -> ResponseReturnValue:
    """Fill in one group of questions; each group is saved by itself."""
    card = get_card(current_actor(), ref)
    found = cardpages.group_of(group)
    shown = {"version": card.version, **values_of(found, card.line.fields)}
    form = form_of(found).from_request(**shown)
    if form.submitted():
        try:
            cards.change_card(
                current_actor(), ref, version=form.read_version(), fields=form.texts()
            )
            return _next(ref, group)
        except Refused as refusal:
            form.show(refusal)
    trail = [*_trail(card, ""), *crumbs((card.reference, url_for("cards.show_card", ref=ref)))]
    values = {"card": card, "group": found, "groups": GROUPS, "breadcrumbs": trail}
    return render_template("cards/fill.html", form=form, **values), 422 if form.errors else 200


@bp.get("/cards/<ref>/compare")
@needs(Permission.VIEW)
def choose_comparison(ref: str) -> ResponseReturnValue:
    """Go on to the comparison with the card that was chosen; a card beside itself says nothing."""
    get_card(current_actor(), ref)
    chosen = request.args.get("with", "").strip().upper()
    if chosen in ("", ref):
        return redirect(url_for("cards.show_card", ref=ref))
    other = get_card(current_actor(), chosen)
    return redirect(url_for("cards.compare_cards", ref=ref, other=other.reference))


@bp.get("/cards/<ref>/compare/<other>")
@needs(Permission.VIEW)
def compare_cards(ref: str, other: str) -> ResponseReturnValue:
    """Show two cards field by field."""
    here, there = get_card(current_actor(), ref), get_card(current_actor(), other)
    rows = compare(here.line.fields, there.line.fields)
    heads = {
        card: get_product_head(current_actor(), card) for card in {here.product, there.product}
    }
    trail = [*_trail(here, heads[here.product].name)]
    trail += crumbs((here.reference, url_for("cards.show_card", ref=ref)))
    return render_template(
        "cards/compare.html", here=here, there=there, rows=rows, counts=numbers(rows),
        names={key: head.name for key, head in heads.items()}, breadcrumbs=trail,
    )  # fmt: skip


@bp.route("/cards/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_card(ref: str) -> ResponseReturnValue:
    """Put a card away with a reason."""
    card = get_card(current_actor(), ref)
    return put_away(
        ref, f"the card {card.name}", cards.archive_card, version=card.version,
        to="cards.show_card", trail=_trail(card, ""),
    )  # fmt: skip


@bp.post("/cards/<ref>/restore")
@needs(Permission.LOG)
def restore_card(ref: str) -> ResponseReturnValue:
    """Bring a card back."""
    version = ArchiveForm.from_request().read_version()
    return bring_back(ref, cards.restore_card, to="cards.show_card", version=version)


def _next(ref: str, group: int) -> ResponseReturnValue:
    """Go on to the next group, or back to the card after the last."""
    stays = request.form.get("go") != "next"
    if stays or group >= len(GROUPS):
        flash(f"{ref} was saved.", "success")
        return redirect(url_for("cards.show_card", ref=ref) + f"#group-{group}")
    flash(f"“{GROUPS[group - 1].title}” was saved.", "success")
    return redirect(url_for("cards.fill_card", ref=ref, group=group + 1))


def _trail(card: CardDetail, name: str) -> list[Place]:
    product = card.product
    return crumbs(
        ("Products", url_for("products.list_products")),
        (name or product, url_for("products.show_product", ref=product)),
        ("Cards", url_for("cards.list_product_cards", ref=product)),
    )
