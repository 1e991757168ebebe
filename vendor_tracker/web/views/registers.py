"""The register going out: its page, the workbook, and each list as it was shown."""

import io
import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.clocks import WORDS, Clock
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.registerchecks import verdict_of
from vendor_tracker.domain.registers import RegisterChoice, RegisterForm
from vendor_tracker.domain.texts import storable
from vendor_tracker.services import registers
from vendor_tracker.storage.queries import evidence
from vendor_tracker.storage.queries.registers.checks import list_findings
from vendor_tracker.storage.queries.registers.choices import list_choices
from vendor_tracker.storage.queries.registers.counts import count_records
from vendor_tracker.web import evidencework, lists, registerchoices
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.views import (
    answerlists,
    claims,
    contacts,
    contracts,
    costs,
    decisions,
    flags,
    meetings,
    payments,
    products,
    promises,
    questions,
    sources,
    suppliers,
    waivers,
)

bp = Blueprint("registers", __name__, url_prefix="/<organisation_code>")

_FILES = {
    RegisterForm.workbook: (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    RegisterForm.csv: ("zip", "application/zip"),
    RegisterForm.json: ("json", "application/json"),
}
# Gives the page of a list that begins after a cursor, and the filters in use in words.
Shown = Callable[[str], tuple[Any, list[str]]]


def _shown_evidence(after: str) -> tuple[Any, list[str]]:
    wanted = evidencework.wanted()
    page = evidencework.page_of(wanted, lists.in_full(evidence.SORTS, after))
    words = (
        f"“{wanted.text}”" if wanted.text else "",
        wanted.kind.label if wanted.kind else "",
        WORDS[Clock(wanted.state)] if wanted.state else "",
        f"Lapses in {wanted.lapses:%B %Y}" if wanted.lapses else "",
        wanted.product,
        wanted.supplier,
        "Archived" if wanted.archived else "",
    )
    return page, [word for word in words if word]


LISTS: dict[str, Shown] = {
    "suppliers": suppliers.shown,
    "contacts": contacts.shown,
    "products": products.shown,
    "claims": claims.shown,
    "costs": costs.shown,
    "payments": payments.shown,
    "contracts": contracts.shown,
    "meetings": meetings.shown,
    "promises": promises.shown,
    "questions": questions.shown,
    "evidence": _shown_evidence,
    "decisions": decisions.shown,
    "flags": flags.shown,
    "waivers": waivers.shown,
    "answers": answerlists.shown,
    "sources": sources.shown,
}


@bp.get("/register")
@needs(Permission.VIEW)
def show_register() -> ResponseReturnValue:
    """Show what the register holds, and how to take it away or fill it."""
    actor, known = current_actor(), current_app.view_functions
    held = [
        (f"{count:,}", title, _list_page(title)) for title, count in count_records(actor).items()
    ]
    found = list_findings(actor, registers.scope_of(actor), list(registers.PARTS))
    choices = list_choices(actor)
    return render_template(
        "registers/show.html",
        held=held,
        found=found,
        verdict=verdict_of(found),
        choices=choices,
        titles={one.name: _titles(one.choice) for one in choices},
        sheets=list(registers.SHEETS.values()),
        forms_of=list(RegisterForm),
        may_import=actor.may(Permission.IMPORT) and "imports.add_import" in known,
    )


@bp.get("/register.xlsx")
@needs(Permission.VIEW)
def download_register() -> ResponseReturnValue:
    """Send the register: whole, as it was chosen, as a public copy, or blank."""
    form, (name, choice) = registerchoices.wanted_form(), registerchoices.wanted_choice()
    empty, out = request.args.get("empty") == "1", io.BytesIO()
    form = RegisterForm.workbook if empty else form
    registers.export_register(
        current_actor(), out, base_url=_base_url(), choice=choice, form=form, name=name, empty=empty
    )
    kind = "blank-register" if empty else _file_kind(name, choice)
    return _sent(out, kind, form)


def _file_kind(name: str, choice: RegisterChoice) -> str:
    """Return how the name of a file begins, so that it says what is in it."""
    about = choice.about or re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    return "-".join(part for part in ("public" if choice.public else "", "register", about) if part)


def _titles(choice: RegisterChoice) -> str:
    known = [registers.SHEETS[one.name] for one in choice.sheets if one.name in registers.SHEETS]
    return ", ".join(sheet.title for sheet in known)


@bp.get("/suppliers.xlsx", defaults={"name": "suppliers"})
@bp.get("/products.xlsx", defaults={"name": "products"})
@bp.get("/claims.xlsx", defaults={"name": "claims"})
@bp.get("/costs.xlsx", defaults={"name": "costs"})
@bp.get("/payments.xlsx", defaults={"name": "payments"})
@bp.get("/contacts.xlsx", defaults={"name": "contacts"})
@bp.get("/contracts.xlsx", defaults={"name": "contracts"})
@bp.get("/meetings.xlsx", defaults={"name": "meetings"})
@bp.get("/promises.xlsx", defaults={"name": "promises"})
@bp.get("/questions.xlsx", defaults={"name": "questions"})
@bp.get("/evidence.xlsx", defaults={"name": "evidence"})
@bp.get("/decisions.xlsx", defaults={"name": "decisions"})
@bp.get("/flags.xlsx", defaults={"name": "flags"})
@bp.get("/waivers.xlsx", defaults={"name": "waivers"})
@bp.get("/answers.xlsx", defaults={"name": "answers"})
@bp.get("/sources.xlsx", defaults={"name": "sources"})
@needs(Permission.VIEW)
def download_list(name: str) -> ResponseReturnValue:
    """Send one list with the filters and the order it is shown in."""
    references, filters = _all_shown(LISTS[name])
    out = io.BytesIO()
    registers.export_list(
        current_actor(),
        out,
        name.capitalize(),
        references,
        base_url=_base_url(),
        filters=[(str(number), storable(words)) for number, words in enumerate(filters, 1)],
        archived=_is_archived(),
    )
    return _sent(out, name)


def _all_shown(shown: Shown) -> tuple[list[str], list[str]]:
    """Return every reference a list shows from its first page to its last."""
    page, filters = shown("")
    references = [_reference(row) for row in page.rows]
    while page.after:
        page, _ = shown(page.after)
        references += [_reference(row) for row in page.rows]
    return references, filters


def _is_archived() -> bool:
    """Tell whether the list is of records that were put away; lists name that differently."""
    given = request.args
    return given.get("archived") == "1" or "archived" in (given.get("show"), given.get("state"))


def _reference(row: Any) -> str:
    return str(row.facts.reference if hasattr(row, "facts") else row.reference)


def _list_page(title: str) -> str | None:
    """Return the address of the list of these records, if there is one."""
    noun = title.lower()
    # The list of answers stands apart from the pages on which they are given.
    endpoint = f"{'answerlists' if noun == 'answers' else noun}.list_{noun}"
    return url_for(endpoint) if endpoint in current_app.view_functions else None


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)


def _sent(out: io.BytesIO, kind: str, form: RegisterForm = RegisterForm.workbook) -> Response:
    size = out.tell()
    out.seek(0)
    ending, mimetype = _FILES[form]
    name = f"{kind}-{current_actor().organisation_code}-{clock.today().isoformat()}.{ending}"
    response = send_file(out, mimetype=mimetype, as_attachment=True, download_name=name)
    response.content_length = size
    return response
