"""Pages for suppliers without an account: read a request, answer it in parts, hand it in."""

import io
from dataclasses import replace

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.requestlinks import faults, given_of
from vendor_tracker.domain.requests import time_words
from vendor_tracker.services import requestdrafts, requestfiles, requestpapers
from vendor_tracker.storage.queries.requests import RequestPage
from vendor_tracker.web import linkpages
from vendor_tracker.web.downloads import offer
from vendor_tracker.web.forms.supplierlinks import (
    AnswersForm,
    HandInForm,
    OwnReplyForm,
    PassOnForm,
    SentFileForm,
    answers_form,
)
from vendor_tracker.web.linkaccess import PATH, address_of, current_link, current_token

bp = Blueprint("supplierlinks", __name__, url_prefix=f"{PATH}/<token>")
bp.add_app_template_filter(time_words)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.url_defaults
def _carry_token(_endpoint: str, values: dict[str, str]) -> None:
    values.setdefault("token", current_token())


@bp.get("/")
def show_request() -> ResponseReturnValue:
    """Say who asks, why, how much and by when, and how far the answers are."""
    words = linkpages.words_for(linkpages.shown(), current_link())
    return render_template("supplierlinks/show.html", done=request.args.get("done", ""), **words)


@bp.get("/questions.xlsx")
def download_questions() -> ResponseReturnValue:
    """Offer all questions as a workbook."""
    page = linkpages.shown()
    out = io.BytesIO()
    bare = replace(page, lines=tuple(replace(one, value="", words="") for one in page.lines))
    requestfiles.write_page(current_link().guest, out, bare, every=True)
    return offer(out.getvalue(), _XLSX, f"questions-{page.reference}.xlsx")


@bp.get("/copy.xlsx")
def download_copy() -> ResponseReturnValue:
    """Offer what was handed in as a workbook, to keep or to bring in elsewhere."""
    page = linkpages.shown()
    out = io.BytesIO()
    requestfiles.write_page(current_link().guest, out, page, every=True)
    return offer(out.getvalue(), _XLSX, f"answers-{page.reference}.xlsx")


@bp.route("/sections/<int:place>", methods=["GET", "POST"])
def answer_section(place: int) -> ResponseReturnValue:
    """Answer the questions of a section; what is typed is kept even where it cannot be sent."""
    page, section = linkpages.section_at(place)
    form = answers_form(section.open_lines if section.passed_on is None else (), _draft())
    if request.method == "POST":
        try:
            _save(form, section)
            return _onward(place, len(linkpages.sections(page)))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    words = {"section": section, "page": page, "form": form}
    return render_template("supplierlinks/section.html", **words), 422 if form.errors else 200


@bp.route("/sections/<int:place>/pass-on", methods=["GET", "POST"])
def pass_on_section(place: int) -> ResponseReturnValue:
    """Make a link to one section for somebody else, and show its address this once."""
    _page, section = linkpages.section_at(place)
    form, made = PassOnForm.from_request(), ""
    if form.submitted():
        try:
            name = str(form.made_for.data)
            token = requestdrafts.pass_on(current_token(), section.title, made_for=name)
            made = address_of(current_app.extensions["settings"], token)
        except Refused as refusal:
            form.show(refusal)
    words = {"section": section, "form": form, "made": made}
    return render_template("supplierlinks/pass_on.html", **words), 422 if form.errors else 200


@bp.post("/sections/<int:place>/take-back")
def take_section_back(place: int) -> ResponseReturnValue:
    """Answer a section oneself again."""
    _page, section = linkpages.section_at(place)
    requestdrafts.take_back(current_token(), section.title)
    return redirect(url_for("supplierlinks.answer_section", place=place))


@bp.route("/files", methods=["GET", "POST"])
def send_file() -> ResponseReturnValue:
    """Send a file, and say which questions it answers."""
    page = linkpages.shown()
    form = SentFileForm.from_request()
    form.offer(page.with_them)
    if form.submitted():
        try:
            requestpapers.add_file(
                current_token(), linkpages.received(), title=str(form.title.data or ""),
                items=form.items.data or [],
            )  # fmt: skip
            return redirect(url_for("supplierlinks.send_file", done="sent"))
        except Refused as refusal:
            form.show(refusal)
    words = {"page": page, "files": linkpages.sent_files(page), "form": form}
    words["done"] = request.args.get("done", "")
    return render_template("supplierlinks/files.html", **words), 422 if form.errors else 200


@bp.post("/files/remove")
def remove_file() -> ResponseReturnValue:
    """Take a file back."""
    sha256 = requestpapers.remove_file(current_token(), request.form.get("file", ""))
    if sha256 is not None:
        linkpages.store().discard(current_link().organisation_code, sha256)
    return redirect(url_for("supplierlinks.send_file", done="removed"))


@bp.route("/hand-in", methods=["GET", "POST"])
def hand_in() -> ResponseReturnValue:
    """Look everything over, and hand it in."""
    page = linkpages.shown()
    form = HandInForm.from_request()
    if form.submitted():
        try:
            requestdrafts.hand_in(current_token(), said_by=str(form.said_by.data))
            return redirect(url_for("supplierlinks.show_request", done="handed_in"))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    words = linkpages.words_for(page, current_link())
    wrong = {one.field.split("-")[0]: one.message for one in _faults(page) if one.field}
    code = 422 if form.errors else 200
    return render_template("supplierlinks/hand_in.html", form=form, wrong=wrong, **words), code


@bp.route("/record", methods=["GET", "POST"])
def show_record() -> ResponseReturnValue:
    """Show what is held about the supplier, and take its reply."""
    page = linkpages.shown()
    record = linkpages.own_record(page)
    form = OwnReplyForm.from_request()
    form.offer([(one.reference, one.words) for one in record.held])
    if form.submitted():
        try:
            requestdrafts.reply(current_token(), **form.answers())
            return redirect(url_for("supplierlinks.show_record", done="replied"))
        except Refused as refusal:
            form.show(refusal)
    words = {"record": record, "form": form, "done": request.args.get("done", "")}
    return render_template("supplierlinks/record.html", **words), 422 if form.errors else 200


def _draft() -> dict[str, object]:
    return dict(current_link().draft)


def _save(form: AnswersForm, section: linkpages.Section) -> None:
    """Keep what was typed, then say what of it could not be handed in as it is."""
    readable = form.submitted()
    lines = section.open_lines if section.passed_on is None else ()
    given = form.given(lines)
    try:
        requestdrafts.save_draft(current_token(), given, mark=str(form.mark.data or ""))
    finally:
        # Sent once more, it is put over what is stored now.
        form.mark.data = linkpages.mark_now(given)
    wrong = faults(lines, given)
    if wrong or not readable:
        first = Refused("What you typed is saved. Before it can be handed in, put this right:")
        raise RefusedMany((first, *wrong))


def _onward(place: int, last: int) -> ResponseReturnValue:
    if request.form.get("go") == "next" and place < last:
        return redirect(url_for("supplierlinks.answer_section", place=place + 1))
    return redirect(url_for("supplierlinks.show_request", done="saved"))


def _faults(page: RequestPage) -> tuple[Refused, ...]:
    draft = current_link().draft
    return faults(page.with_them, [given_of(code, said) for code, said in draft.items()])
