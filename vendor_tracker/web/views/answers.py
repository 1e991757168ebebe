"""Pages on which checklists are answered and looked at: one checklist, and one item.

Each page is one view; it is registered for products, for suppliers and for us.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import answer_name
from vendor_tracker.services import answers, evidence_links, proposals
from vendor_tracker.storage.queries.answers import (
    ItemPage,
    find_named,
    get_item,
    get_section,
)
from vendor_tracker.web import answerpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.answers import AnswerForm, AssignForm, AttachForm, ReviewForm
from vendor_tracker.web.forms.base import Form

bp = Blueprint("answers", __name__, url_prefix="/<organisation_code>")

# Who answers, and where the pages about it begin.
_SUBJECTS = (("product", "/products/<ref>"), ("supplier", "/suppliers/<ref>"), ("our", ""))


_OF_PRODUCTS = frozenset({"withdraw", "decline"})


@dataclass(slots=True)
class ItemForms:
    """The forms on the page of an item; at most one of them was sent."""

    answer: AnswerForm
    review: ReviewForm
    assign: AssignForm
    attach: AttachForm


@needs(Permission.VIEW)
def show_section(ref: str, checklist: str) -> ResponseReturnValue:
    """Show one checklist: every item with its answer, its evidence and its review."""
    page = get_section(current_actor(), ref, checklist)
    return render_template("answers/section.html", **answerpages.section_values(page))


@needs(Permission.VIEW)
def show_item(item: str, ref: str = "") -> ResponseReturnValue:
    """Show one item: what it asks and why, its answer, its evidence, its review."""
    page = get_item(current_actor(), ref, item)
    return _item_page(page, _forms(page))


@needs(Permission.LOG)
def save_item(item: str, ref: str = "") -> ResponseReturnValue:
    """Save the answer to an item, and stay there or go on to the next."""
    page = get_item(current_actor(), ref, item)
    forms = _forms(page, "answer")
    form = forms.answer
    if form.submitted():
        try:
            _save(answers.save_answer, page, form)
            return redirect(_onward(page, form))
        except Refused as refusal:
            form.show(refusal)
    return _again(page, forms) if form.place.data == "section" else _item_page(page, forms, form)


@needs(Permission.DECIDE)
def review_item(item: str, ref: str = "") -> ResponseReturnValue:
    """Accept an answer, or return it with a reason."""
    page = get_item(current_actor(), ref, item)
    forms = _forms(page, "review")
    form = forms.review
    if form.submitted():
        try:
            _save(answers.review_answer, page, form)
            return _done(page, f"{item} is {'accepted' if form.accepts else 'returned'}.")
        except Refused as refusal:
            field = "review_reason" if refusal.field == "reason" else refusal.field
            form.show(Refused(refusal.message, field=field))
    return _item_page(page, forms, form)


@needs(Permission.LOG)
def assign_item(item: str, ref: str = "") -> ResponseReturnValue:
    """Say who is to answer an item, and by when."""
    page = get_item(current_actor(), ref, item)
    forms = _forms(page, "assign")
    form = forms.assign
    if form.submitted():
        try:
            _save(answers.assign_item, page, form)
            return _done(page, f"Who answers {item}, and by when, is saved.")
        except Refused as refusal:
            form.show(refusal)
    return _item_page(page, forms, form)


@needs(Permission.LOG)
def attach_item(item: str, ref: str = "") -> ResponseReturnValue:
    """Attach evidence that is already here to an answer."""
    page = get_item(current_actor(), ref, item)
    forms = _forms(page, "attach")
    form = forms.attach
    if form.submitted():
        try:
            chosen = str(form.evidence.data or "")
            if not chosen:
                raise Refused("Choose what shows it.", field="evidence")
            name = answer_name(page.whom.reference, item)
            evidence_links.link_evidence(current_actor(), chosen, name)
            return _done(page, f"{chosen} now supports {item}.")
        except Refused as refusal:
            form.show(Refused(refusal.message, field="evidence"))
    return _item_page(page, forms, form)


@needs(Permission.LOG)
def withdraw_item(item: str, ref: str) -> ResponseReturnValue:
    """Let the answer of the supplier speak again for a product."""
    page = get_item(current_actor(), ref, item)
    version, product = page.one.row.version, page.whom.reference
    answers.withdraw_override(current_actor(), product, item, version=version)
    return _done(page, f"The supplier’s answer to {item} speaks for this product again.")


@needs(Permission.LOG)
def decline_item(item: str, ref: str) -> ResponseReturnValue:
    """Take a proposed answer away."""
    page = get_item(current_actor(), ref, item)
    version, product = page.one.row.version, page.whom.reference
    proposals.decline_proposal(current_actor(), product, item, version=version)
    return _done(page, f"What was proposed for {item} is taken away.")


@bp.get("/answers/<ref>")
@needs(Permission.VIEW)
def show_answer(ref: str) -> ResponseReturnValue:
    """Lead from the reference of a stored answer to the page of its item."""
    subject, item = find_named(current_actor(), ref)
    return redirect(path_of(current_actor().organisation_code, answer_name(subject, item)))


def _forms(page: ItemPage, sent: str = "") -> ItemForms:
    row = page.one.row
    return ItemForms(
        AnswerForm.of(page.one.item, row, is_sent=sent == "answer"),
        ReviewForm.of(row, is_sent=sent == "review"),
        AssignForm.of(row, page.workers, is_sent=sent == "assign"),
        AttachForm.of(page.attachable, is_sent=sent == "attach"),
    )


def _save(service: Callable[..., Any], page: ItemPage, form: Any) -> None:
    """Have a service save what a form says of the version that its page was opened on."""
    whom, code = page.whom.reference, page.one.item.code
    service(current_actor(), whom, code, version=form.read_version(), **form.said())


def _again(page: ItemPage, forms: ItemForms) -> ResponseReturnValue:
    """Show a checklist again with the form of the item that was refused."""
    if not page.whom.reference:
        return _item_page(page, forms, forms.answer)
    section = get_section(current_actor(), page.whom.reference, page.checklist.code)
    values = answerpages.section_values(section, forms.answer, page.one.item.code)
    return render_template("answers/section.html", form=forms.answer, **values), 422


def _item_page(page: ItemPage, forms: ItemForms, form: Form | None = None) -> Any:
    values = answerpages.item_values(page)
    text = render_template("answers/item.html", sent=forms, form=form, **values)
    return text, 422 if form is not None and form.errors else 200


def _onward(page: ItemPage, form: AnswerForm) -> str:
    """Return where to go on to after saving: the next open item, or where the reader was."""
    whom, code = page.whom, page.one.item.code
    following = page.following if form.goes_on else ""
    if form.place.data == "section" and whom.reference:
        more = {"saved": code, "open": following or None}
        if not following:
            more["_anchor"] = code
        return answerpages.section_path(whom, page.checklist.code, **more)
    return answerpages.to("show", whom, following or code, saved=code)


def _done(page: ItemPage, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(answerpages.to("show", page.whom, page.one.item.code))


def _register() -> None:
    acts: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
        ("show", "", "GET", show_item),
        ("save", "", "POST", save_item),
        ("review", "/review", "POST", review_item),
        ("assign", "/assign", "POST", assign_item),
        ("attach", "/evidence", "POST", attach_item),
        ("withdraw", "/withdraw", "POST", withdraw_item),
        ("decline", "/decline", "POST", decline_item),
    )
    for kind, start in _SUBJECTS:
        if kind != "our":
            name = f"show_{kind}_section"
            bp.add_url_rule(f"{start}/checklists/<checklist>", name, show_section)
        for act, end, method, view in acts:
            if act not in _OF_PRODUCTS or kind == "product":
                rule = f"{start}/items/<item>{end}"
                bp.add_url_rule(rule, f"{act}_{kind}_item", view, methods=[method])


_register()
