"""Pages about questions."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.workingdays import working_days_between
from vendor_tracker.services import questions
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.questions import (
    SORTS,
    STATES,
    QuestionDetail,
    QuestionFilter,
    QuestionRow,
    get_question,
    list_questions,
)
from vendor_tracker.storage.queries.subjects import Subject, get_subject, list_subjects
from vendor_tracker.web import asking, lists
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.questions import AnswerForm, QuestionForm, question_values
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.recordpages import (
    ask_link,
    dealings,
    record_links,
    say_unknown_supplier,
    wanted_supplier,
)

_STATES = {"waiting": "Waiting", "not_asked": "Not asked yet", "answered": "Answered", "": ""}

bp = Blueprint("questions", __name__, url_prefix="/<organisation_code>/questions")


@bp.get("", endpoint="list_questions")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List questions, the one that waits longest at the top."""
    actor, wanted = current_actor(), _wanted()
    say_unknown_supplier(wanted.supplier)
    page = list_questions(actor, wanted, lists.asked(SORTS))
    supplier = get_subject(actor, wanted.supplier)
    return render_template(
        "questions/list.html",
        page=page,
        wanted=wanted,
        supplier=supplier,
        chips=lists.chips(_words(supplier, wanted)),
        waited=working_days_between,
        lists=lists,
        places=dealings("questions.list_questions"),
        **lists.neighbours(page),
    )


@bp.route("/ask", methods=["GET", "POST"])
@needs(Permission.LOG)
def ask_supplier() -> ResponseReturnValue:
    """Show a finished message to a supplier, and record that it was sent."""
    if not asking.is_about_something():
        subjects = list_subjects(current_actor())
        return render_template(
            "questions/start.html", subjects=subjects, supplier=asking.chosen_subject()
        )
    try:
        return asking.answer()
    except Refused as refusal:
        return render_template("questions/cannot_ask.html", message=refusal.message), 422


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_question(ref: str) -> ResponseReturnValue:
    """Show one question and its answer."""
    question = get_question(current_actor(), ref)
    return _page(
        question, AnswerForm.from_request(answered_on=clock.today(), version=question.version)
    )


@bp.route("/<ref>/answer", methods=["GET", "POST"])
@needs(Permission.LOG)
def answer_question(ref: str) -> ResponseReturnValue:
    """Note what they answered."""
    question = get_question(current_actor(), ref)
    form = AnswerForm.from_request(answered_on=clock.today(), version=question.version)
    if form.submitted():
        try:
            questions.answer_question(
                current_actor(), ref, version=form.read_version(), **form.answers()
            )
            flash(f"The answer to {ref} was saved.", "success")
            return redirect(url_for("questions.show_question", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return _page(question, form), 422 if form.errors else 200


@bp.route("/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_question(ref: str) -> ResponseReturnValue:
    """Change a question."""
    question = get_question(current_actor(), ref)
    form = QuestionForm.from_request(**question_values(question))
    if form.submitted():
        try:
            questions.change_question(
                current_actor(), ref, version=form.read_version(), **form.answers()
            )
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("questions.show_question", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return render_template(
        "questions/update.html",
        form=form,
        question=question,
        breadcrumbs=_trail(ref),
        **_choices(),
    ), 422 if form.errors else 200


@bp.route("/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_question(ref: str) -> ResponseReturnValue:
    """Put a question away with a reason."""
    question = get_question(current_actor(), ref)
    trail = _trail(ref)
    return put_away(
        ref,
        "the question",
        questions.archive_question,
        version=question.version,
        to="questions.show_question",
        trail=trail,
    )


@bp.post("/<ref>/restore")
@needs(Permission.LOG)
def restore_question(ref: str) -> ResponseReturnValue:
    """Bring a question back."""
    return bring_back(ref, questions.restore_question, to="questions.show_question")


def shown(after: str) -> tuple[Page[QuestionRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    actor, wanted = current_actor(), _wanted()
    page = list_questions(actor, wanted, lists.in_full(SORTS, after))
    words = {"state": _STATES[wanted.state], **_words(get_subject(actor, wanted.supplier), wanted)}
    return page, [text for text in words.values() if text]


def _wanted() -> QuestionFilter:
    """Return which questions the address asks for; what it cannot mean is ignored."""
    given = request.args
    state = given.get("state", "waiting")
    archived = given.get("archived") == "1"
    return QuestionFilter(state if state in STATES else "", wanted_supplier(), archived=archived)


def _words(supplier: Subject | None, wanted: QuestionFilter) -> dict[str, str]:
    """Return the filters in use in words; the state has a box of its own."""
    return {
        "supplier": supplier.name if supplier else "",
        "archived": "Archived" if wanted.archived else "",
    }


def _page(question: QuestionDetail, form: AnswerForm) -> str:
    return render_template(
        "questions/show.html",
        question=question,
        form=form,
        waited=working_days_between,
        ask=ask_link(question.reference),
        links=record_links(
            question.reference, "question", "questions", is_archived=question.is_archived
        ),
        breadcrumbs=_trail(),
    )


def _choices() -> dict[str, Any]:
    actor = current_actor()
    return {
        "suppliers": list_subjects(actor, (Kind.SUPPLIER,)),
        "products": list_subjects(actor, (Kind.PRODUCT,)),
    }


def _trail(ref: str | None = None) -> list[Place]:
    inside = [(ref, url_for("questions.show_question", ref=ref))] if ref else []
    return crumbs(("Questions", url_for("questions.list_questions")), *inside)
