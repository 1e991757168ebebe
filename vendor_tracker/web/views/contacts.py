"""Pages about people at suppliers."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import ContactKind
from vendor_tracker.services import contacts
from vendor_tracker.storage.queries.contacts import (
    SORTS,
    ContactDetail,
    get_contact,
    list_contacts,
)
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.suppliers import list_supplier_choices
from vendor_tracker.web import lists
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import Choices, shown_choice, with_present
from vendor_tracker.web.forms.contacts import ContactForm, contact_values
from vendor_tracker.web.making import make_once
from vendor_tracker.web.navigation import Place, came_from, crumbs

bp = Blueprint("contacts", __name__, url_prefix="/<organisation_code>/contacts")


@bp.get("", endpoint="list_contacts")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List the people at suppliers."""
    place, wanted = lists.asked(SORTS), _wanted()
    page = list_contacts(current_actor(), asked=place, **wanted)
    return render_template(
        "contacts/list.html",
        page=page,
        wanted=wanted,
        chips=_chips(wanted),
        kinds=list(ContactKind),
        place=place,
        lists=lists,
        **lists.neighbours(page),
    )


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_contact(ref: str) -> ResponseReturnValue:
    """Show one person."""
    contact = get_contact(current_actor(), ref)
    form = Form.from_request(version=contact.version)
    return render_template(
        "contacts/show.html", contact=contact, form=form, breadcrumbs=_trail(contact, inside=False)
    )


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_contact() -> ResponseReturnValue:
    """Add a person at a supplier."""
    choices = list_supplier_choices(current_actor())
    form = ContactForm.for_new(**_first_values(choices))
    if form.submitted():
        try:
            ref = make_once(
                form, "was added", contacts.add_contact, **form.contact_answers(choices)
            )
            return redirect(url_for("contacts.show_contact", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    form.add_spare_rows()
    trail = came_from(choices)
    page = render_template("contacts/add.html", form=form, choices=choices, breadcrumbs=trail)
    return page, 422 if form.errors else 200


@bp.route("/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_contact(ref: str) -> ResponseReturnValue:
    """Change a person at a supplier."""
    contact = get_contact(current_actor(), ref)
    present = [(link.supplier, link.name) for link in contact.links]
    choices = with_present(list_supplier_choices(current_actor()), present)
    form = ContactForm.from_request(**contact_values(contact))
    if form.submitted():
        try:
            answers, version = form.contact_answers(choices), form.read_version()
            contacts.change_contact(current_actor(), ref, version=version, **answers)
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("contacts.show_contact", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    form.add_spare_rows()
    values: dict[str, Any] = {"form": form, "choices": choices, "breadcrumbs": _trail(contact)}
    page = render_template("contacts/update.html", contact=contact, **values)
    return page, 422 if form.errors else 200


@bp.route("/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_contact(ref: str) -> ResponseReturnValue:
    """Put a person away with a reason."""
    contact = get_contact(current_actor(), ref)
    trail = _trail(contact)
    return put_away(
        ref,
        contact.name,
        contacts.archive_contact,
        version=contact.version,
        to="contacts.show_contact",
        trail=trail,
    )


@bp.post("/<ref>/restore")
@needs(Permission.LOG)
def restore_contact(ref: str) -> ResponseReturnValue:
    """Bring a person back."""
    version = Form.from_request().read_version()
    return bring_back(ref, contacts.restore_contact, version=version, to="contacts.show_contact")


def shown(after: str) -> tuple[Page[ContactDetail], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = _wanted()
    page = list_contacts(current_actor(), asked=lists.in_full(SORTS, after), **wanted)
    return page, [words for words, _ in _chips(wanted)]


def _wanted() -> dict[str, Any]:
    """Return which people the address asks for; what it cannot mean is ignored."""
    given = request.args
    return {
        "text": given.get("q", ""),
        "kind": {kind.value: kind for kind in ContactKind}.get(given.get("kind", "")),
        "archived": given.get("archived") == "1",
    }


def _chips(wanted: dict[str, Any]) -> list[tuple[str, str]]:
    words = {
        "q": f"“{wanted['text']}”" if wanted["text"] else "",
        "kind": wanted["kind"].label if wanted["kind"] else "",
        "archived": "Archived" if wanted["archived"] else "",
    }
    return lists.chips(words)


def _trail(contact: ContactDetail, inside: bool = True) -> list[Place]:
    steps = [("Suppliers", url_for("suppliers.list_suppliers"))]
    if contact.links:
        first = contact.links[0]
        steps.append((first.name, url_for("suppliers.show_supplier", ref=first.supplier)))
    if inside:
        own = url_for("contacts.show_contact", ref=contact.reference)
        steps.append((f"{contact.reference} {contact.name}", own))
    return crumbs(*steps)


def _first_values(choices: Choices) -> dict[str, Any]:
    """Return what a new form begins with: the supplier it was opened from."""
    ref = request.args.get("supplier", "")
    name = dict(choices).get(ref)
    return {"links": [{"supplier": shown_choice(ref, name)}]} if name else {}
