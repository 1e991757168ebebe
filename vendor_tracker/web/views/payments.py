"""Pages about payments: what was paid, and whether anybody knows what for."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import payments
from vendor_tracker.storage.queries.paging import Asked, Page
from vendor_tracker.storage.queries.payments import (
    SORTS,
    PaymentDetail,
    PaymentFilter,
    PaymentRow,
    get_payment,
    list_payments,
    list_years,
    sum_payments,
)
from vendor_tracker.storage.queries.supplierpayments import get_supplier_paid, list_lines_for
from vendor_tracker.storage.queries.suppliers import get_supplier, list_supplier_choices
from vendor_tracker.web import lists, paymentpages
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.checklistpages import supplier_crumbs
from vendor_tracker.web.claimpages import known_address
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import chosen, shown_choice, with_present
from vendor_tracker.web.forms.payments import (
    DismissForm,
    ExplainForm,
    PaymentForm,
    payment_values,
)
from vendor_tracker.web.making import make_once
from vendor_tracker.web.navigation import crumbs

bp = Blueprint("payments", __name__, url_prefix="/<organisation_code>")

_IN_PLACE = 20


@bp.get("/payments", endpoint="list_payments")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List payments, with what the filter comes to."""
    actor, wanted = current_actor(), paymentpages.wanted()
    place = paymentpages.place(lists.asked(SORTS))
    page = list_payments(actor, wanted, place)
    return render_template(
        "payments/list.html",
        page=page,
        sums=sum_payments(actor, wanted),
        wanted=wanted,
        chips=paymentpages.chips(wanted),
        states=paymentpages.STATES,
        years=list_years(actor),
        bring=known_address("imports.add_import"),
        place=place,
        lists=lists,
        **lists.neighbours(page),
    )


@bp.get("/suppliers/<ref>/payments")
@needs(Permission.VIEW)
def list_supplier_payments(ref: str) -> ResponseReturnValue:
    """Show what a supplier was paid beside what was foreseen, and what nobody has explained."""
    actor = current_actor()
    supplier = get_supplier(actor, ref)
    wanted = PaymentFilter(supplier=supplier.reference, state="unexplained")
    return render_template(
        "payments/supplier.html",
        supplier=supplier,
        paid=get_supplier_paid(actor, supplier.reference, clock.today()),
        page=list_payments(actor, wanted, Asked("amount", descending=True, size=_IN_PLACE)),
        lines=list_lines_for(actor, supplier.reference),
        breadcrumbs=supplier_crumbs(supplier.reference, supplier.name),
    )


@bp.get("/payments/<ref>")
@needs(Permission.VIEW)
def show_payment(ref: str) -> ResponseReturnValue:
    """Show one payment, and say what it was for."""
    return _page(get_payment(current_actor(), ref))


@bp.route("/payments/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_payment() -> ResponseReturnValue:
    """Log a payment."""
    form = PaymentForm.for_new(supplier=_supplier_asked_for())
    if form.submitted():
        try:
            ref = make_once(form, "was logged", payments.log_payment, **_answers(form))
            return redirect(url_for("payments.show_payment", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    trail = crumbs(("Payments", url_for("payments.list_payments")))
    values = {"suppliers": list_supplier_choices(current_actor()), "breadcrumbs": trail}
    page = render_template("payments/add.html", form=form, **values)
    return page, 422 if form.errors else 200


@bp.route("/payments/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_payment(ref: str) -> ResponseReturnValue:
    """Change a payment."""
    payment = get_payment(current_actor(), ref)
    form = PaymentForm.from_request(**payment_values(payment))
    if form.submitted():
        try:
            answers, version = _answers(form, payment), form.read_version()
            payments.change_payment(current_actor(), ref, version=version, **answers)
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("payments.show_payment", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    trail = paymentpages.trail(payment)
    values = {"suppliers": list_supplier_choices(current_actor()), "breadcrumbs": trail}
    page = render_template("payments/update.html", form=form, payment=payment, **values)
    return page, 422 if form.errors else 200


@bp.post("/payments/<ref>/explain")
@needs(Permission.LOG)
def explain_payment(ref: str) -> ResponseReturnValue:
    """Say for which cost line a payment was made."""
    payment = get_payment(current_actor(), ref)
    form = ExplainForm.from_request()
    if form.submitted():
        try:
            version, answers = form.read_version(), form.answers()
            line = payments.explain_payment(current_actor(), ref, version=version, **answers)
            flash(f"{ref} is explained by {line}.", "success")
            return paymentpages.back_to(payment)
        except Refused as refusal:
            form.show(refusal)
    return _page(payment, explain=form), 422


@bp.post("/payments/<ref>/dismiss")
@needs(Permission.LOG)
def dismiss_payment(ref: str) -> ResponseReturnValue:
    """Say why a payment belongs to no line of ours."""
    payment = get_payment(current_actor(), ref)
    form = DismissForm.from_request()
    if form.submitted():
        try:
            version, answers = form.read_version(), form.answers()
            payments.dismiss_payment(current_actor(), ref, version=version, **answers)
            flash(f"{ref} belongs to no line of ours. The reason is kept with it.", "success")
            return paymentpages.back_to(payment)
        except Refused as refusal:
            form.show(refusal)
    return _page(payment, dismiss=form), 422


@bp.post("/payments/<ref>/unlink")
@needs(Permission.LOG)
def unlink_payment(ref: str) -> ResponseReturnValue:
    """Take back what was said of a payment."""
    version = Form.from_request().read_version()
    payments.unlink_payment(current_actor(), ref, version=version)
    flash(f"{ref} waits to be explained again.", "success")
    return redirect(url_for("payments.show_payment", ref=ref))


@bp.route("/payments/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_payment(ref: str) -> ResponseReturnValue:
    """Put a payment away with a reason."""
    payment = get_payment(current_actor(), ref)
    return put_away(
        ref,
        f"payment {ref}",
        payments.archive_payment,
        version=payment.row.version,
        to="payments.show_payment",
        trail=paymentpages.trail(payment),
    )


@bp.post("/payments/<ref>/restore")
@needs(Permission.LOG)
def restore_payment(ref: str) -> ResponseReturnValue:
    """Bring a payment back."""
    version = Form.from_request().read_version()
    return bring_back(ref, payments.restore_payment, version=version, to="payments.show_payment")


def shown(after: str) -> tuple[Page[PaymentRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = paymentpages.wanted()
    place = paymentpages.place(lists.in_full(SORTS, after))
    page = list_payments(current_actor(), wanted, place)
    return page, [words for words, _ in paymentpages.chips(wanted)]


def _page(
    payment: PaymentDetail, explain: ExplainForm | None = None, dismiss: DismissForm | None = None
) -> str:
    row = payment.row
    explain = explain or ExplainForm(formdata=None, data={"version": row.version})
    lines = list_lines_for(current_actor(), row.supplier.reference)
    explain.offer(lines)
    return render_template(
        "payments/show.html",
        payment=payment,
        row=row,
        lines=lines,
        form=Form(formdata=None, data={"version": row.version}),
        explain=explain,
        dismiss=dismiss or DismissForm(formdata=None, data={"version": row.version}),
        history=known_address("histories.show_history", ref=row.reference),
        breadcrumbs=paymentpages.trail(payment, inside=False),
    )


def _answers(form: PaymentForm, payment: PaymentDetail | None = None) -> dict[str, Any]:
    """Return the answers with the supplier as a reference."""
    found = form.answers()
    own = payment.row.supplier if payment else None
    present = [(own.reference, own.name)] if own else []
    known = with_present(list_supplier_choices(current_actor()), present)
    return found | {"supplier": chosen(found["supplier"], known, "supplier")}


def _supplier_asked_for() -> str:
    """Return the supplier that the form was opened from, as its box shows it."""
    ref = request.args.get("supplier", "")
    name = dict(list_supplier_choices(current_actor())).get(ref)
    return shown_choice(ref, name) if name else ref
