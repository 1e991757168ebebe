"""Pages on which one part of a contract is written, and its promises are answered."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.contracts import ContractPart
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.wording import count
from vendor_tracker.services import contractpromises
from vendor_tracker.storage.queries.contractrows import (
    get_contract_rows,
    list_contract_promises,
)
from vendor_tracker.storage.queries.contracts import ContractDetail, get_contract
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.contractpages import MEANINGS, PARTS, contract_trail, save_part
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.contractrows import RowsForm, promises_form
from vendor_tracker.web.forms.contractterms import form_of

bp = Blueprint("contractterms", __name__, url_prefix="/<organisation_code>/contracts/<ref>")


@bp.route("/<terms>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_terms(ref: str, terms: str) -> ResponseReturnValue:
    """Write one part of a contract."""
    contract = get_contract(current_actor(), ref)
    if terms not in set(ContractPart):
        abort(404)
    part, rows = ContractPart(terms), get_contract_rows(current_actor(), ref)
    form = form_of(part, contract, rows)
    if form.submitted() and _is_saved(ref, part, form):
        flash(f"“{PARTS[part].title}” was saved.", "success")
        return redirect(url_for("contracts.show_contract", ref=ref) + f"#{part}")
    if isinstance(form, RowsForm):
        form.open_rows(rows)
    return _page(
        form, "part", contract, part=PARTS[part], rows=rows, meanings=MEANINGS.get(part, ())
    )


@bp.route("/promises/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_promises(ref: str) -> ResponseReturnValue:
    """Answer for each promise whether it reached the contract."""
    contract = get_contract(current_actor(), ref)
    promises = list_contract_promises(current_actor(), contract)
    form = promises_form(promises)
    if form.submitted():
        try:
            moved = contractpromises.answer_promises(current_actor(), ref, form.reached())
            flash(f"{count(moved, 'answer')} changed." if moved else "Nothing changed.", "success")
            return redirect(url_for("contracts.show_contract", ref=ref) + "#promises")
        except Refused as refusal:
            form.show(refusal)
    told = {row.reference: row for row in promises}
    return _page(form, "promises", contract, told=told)


def _page(form: Form, name: str, contract: ContractDetail, **shown: Any) -> ResponseReturnValue:
    """Return the page of a form, refused or not yet sent."""
    trail = contract_trail(contract)
    page = render_template(
        f"contracts/{name}.html", form=form, contract=contract, breadcrumbs=trail, **shown
    )
    return page, 422 if form.errors else 200


def _is_saved(ref: str, part: ContractPart, form: Form) -> bool:
    """Save what was sent; a refusal is shown beside its box."""
    try:
        save_part(ref, part, form)
    except RefusedMany as refusal:
        form.show_rows(refusal) if isinstance(form, RowsForm) else form.show(refusal)
        return False
    except Refused as refusal:
        form.show(refusal)
        return False
    return True
