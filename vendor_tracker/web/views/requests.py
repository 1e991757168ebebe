"""Pages about requests to suppliers: begin one, look it over, send it, see how far it is."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.requests import time_words
from vendor_tracker.services import requests, settings
from vendor_tracker.storage.queries.requestchoices import get_askable
from vendor_tracker.storage.queries.requests import get_request, list_others, list_requests
from vendor_tracker.storage.queries.subjects import get_subject, list_subjects
from vendor_tracker.web import lists, requestpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.requests import CompareForm, RequestForm, SendForm, request_values
from vendor_tracker.web.making import make_once
from vendor_tracker.web.recordpages import dealings

bp = Blueprint("requests", __name__, url_prefix="/<organisation_code>/requests")

bp.add_app_template_filter(time_words)


@bp.get("", endpoint="list_requests")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List requests, the newest first."""
    actor, wanted = current_actor(), requestpages.wanted()
    page = list_requests(actor, wanted, lists.asked(("number",)))
    subject = get_subject(actor, wanted.product or wanted.supplier)
    return render_template(
        "requests/list.html",
        page=page,
        wanted=wanted,
        subject=subject,
        states=requestpages.STATE_CHOICES,
        places=dealings("requests.list_requests"),
        chips=lists.chips({"about": subject.name if subject else ""}),
        **lists.neighbours(page),
    )


@bp.get("/start")
@needs(Permission.LOG)
def start_request() -> ResponseReturnValue:
    """Choose whether we answer ourselves or ask the supplier."""
    actor, ref = current_actor(), requestpages.subject_asked()
    if not ref:
        subjects = list_subjects(actor)
        values = {"subjects": subjects, "breadcrumbs": requestpages.trail()}
        return render_template("requests/choose.html", **values)
    try:
        page = get_askable(actor, ref)
    except Refused as refusal:
        return render_template("questions/cannot_ask.html", message=refusal.message), 422
    return render_template("requests/start.html", page=page, breadcrumbs=requestpages.trail())


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_request() -> ResponseReturnValue:
    """Choose the questions of a new request."""
    actor, ref = current_actor(), requestpages.subject_asked()
    if not ref:
        return redirect(url_for("requests.start_request"))
    try:
        page = get_askable(actor, ref)
    except Refused as refusal:
        return render_template("questions/cannot_ask.html", message=refusal.message), 422
    limits = settings.limits(actor.organisation_id)
    form = RequestForm.for_new(**requestpages.new_values(page, actor, limits))
    if form.submitted():
        try:
            made = _made(form, page)
            return redirect(url_for("requests.show_request", ref=made))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    return _form_page(form, page, most=limits.request_questions)


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_request(ref: str) -> ResponseReturnValue:
    """Show one request as the supplier gets it, and how far each question is."""
    return _page(ref, SendForm.from_request())


@bp.route("/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_request(ref: str) -> ResponseReturnValue:
    """Change a request that was not sent yet."""
    actor = current_actor()
    held = get_request(actor, ref)
    page = get_askable(actor, (held.product or held.supplier).reference)
    form = RequestForm.from_request(**request_values(held))
    if form.submitted():
        try:
            known = {one.code for one in page.questions} | {line.code for line in held.lines}
            requests.change_request(
                actor, ref, version=form.read_version(), **form.request_answers(known)
            )
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("requests.show_request", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    return _form_page(form, page, held=held)


@bp.post("/<ref>/send")
@needs(Permission.LOG)
def send_request(ref: str) -> ResponseReturnValue:
    """Close the list of questions; from now on they stay."""
    form = SendForm.from_request()
    try:
        requests.send_request(
            current_actor(),
            ref,
            version=form.read_version(),
            looked_twice=bool(form.looked_twice.data),
        )
    except Refused as refusal:
        form.show(refusal)
        return _page(ref, form), 422
    flash(f"{ref} is ready: its questions stay as they are. Now let the supplier have them.")
    return redirect(url_for("requests.show_request", ref=ref))


@bp.post("/<ref>/withdraw")
@needs(Permission.LOG)
def withdraw_request(ref: str) -> ResponseReturnValue:
    """No longer ask."""
    form = Form.from_request()
    try:
        requests.withdraw_request(current_actor(), ref, version=form.read_version())
        flash(f"{ref} was withdrawn.", "success")
    except Refused as refusal:
        flash(refusal.message)
    return redirect(url_for("requests.show_request", ref=ref))


def _made(form: RequestForm, page: Any) -> str:
    product = page.product.reference if page.product else None
    offered = {one.code for one in page.questions}
    return make_once(
        form,
        "was begun",
        requests.start_request,
        supplier=page.supplier.reference,
        product=product,
        **form.request_answers(offered),
    )


def _form_page(form: RequestForm, page: Any, **more: Any) -> ResponseReturnValue:
    held = more.get("held")
    known = {one.code for one in page.questions}
    values = {
        "page": page,
        "held": held,
        # What was chosen before and is not open any more can still be left out.
        "gone": [line for line in held.lines if line.code not in known] if held else [],
        "chosen": set(form.items.data or ()),
        "most": more.get("most"),
        "breadcrumbs": requestpages.trail(held.reference if held else ""),
    }
    return render_template("requests/form.html", form=form, **values), 422 if form.errors else 200


def _page(ref: str, form: SendForm) -> str:
    actor = current_actor()
    page = get_request(actor, ref)
    form.version.data = str(page.version)
    others = list_others(actor, page)
    compare = CompareForm(formdata=None)
    compare.offer(others)
    return render_template(
        "requests/show.html",
        page=page,
        form=form,
        compare=compare,
        others=others,
        stands=requestpages.where_it_stands(page),
        mail=requestpages.mail_of(page, actor) if page.is_open else "",
        most=settings.limits(actor.organisation_id).request_questions,
        today_is=clock.today(),
        breadcrumbs=requestpages.trail(),
    )
