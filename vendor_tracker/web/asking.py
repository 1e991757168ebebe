"""The page that asks a supplier: what its address says, and what its buttons do."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.messages import Message, choose_recipient, compose, mail_address
from vendor_tracker.domain.references import split
from vendor_tracker.domain.vocabulary import CostCategory
from vendor_tracker.files.documents import message_docx
from vendor_tracker.services.messages import Sent, record_sent
from vendor_tracker.storage.queries.messages import Asked, get_asked
from vendor_tracker.storage.queries.subjects import Subject, find_subjects
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.downloads import word_file
from vendor_tracker.web.forms.questions import AskForm


def is_about_something() -> bool:
    """Tell whether the address says whom to ask and what."""
    has_matter = bool(_references() or _items() or request.args.get("ask", "").strip())
    is_product_alone = all(ref.upper().startswith("PRD-") for ref in _references())
    is_cost = request.args.get("category", "") in CostCategory.__members__
    says_what = is_cost or bool(_items()) or bool(request.args.get("ask", "").strip())
    if _references() and is_product_alone and not says_what:
        return False
    return has_matter and bool(_references() or chosen_subject())


def chosen_subject() -> Subject | None:
    """Return the supplier or product that the address names, if it names one."""
    given = request.args.get("supplier") or next(iter(_references()), "")
    found = find_subjects(current_actor(), given) if given else []
    return found[0] if len(found) == 1 else None


def answer() -> ResponseReturnValue:
    """Show the message, give it as a document, or record that it was sent."""
    asked = _asked()
    form = _form(asked)
    written = _written(asked, form)
    if request.method == "POST" and form.validate():
        if request.form.get("act") == "docx":
            return _document(form.message(written))
        if request.form.get("act") == "sent":
            try:
                return _record(asked, form)
            except Refused as refusal:
                form.show(refusal)
    shown = form.message(written)
    recipient = form.recipient(asked)
    mail = mail_address(recipient.email if recipient else "", shown.subject, shown.body)
    return render_template(
        "questions/ask.html", asked=asked, form=form, message=shown, mail=mail
    ), 422 if form.errors else 200


def _references() -> list[str]:
    given = request.args.get("about", "").split(",")
    return list(dict.fromkeys(ref.strip().upper() for ref in given if ref.strip()))


def _items() -> list[str]:
    """Return the items of checklists that the address names."""
    given = request.args.get("item", "").split(",")
    return list(dict.fromkeys(code.strip() for code in given if code.strip()))


def _asked() -> Asked:
    subject, refs = chosen_subject(), _references()
    supplier = ""
    if subject is not None and request.args.get("supplier"):
        if subject.reference.startswith("SUP-"):
            supplier = subject.reference
        else:
            refs = [*refs, subject.reference]
    return get_asked(
        current_actor(),
        refs,
        supplier=supplier,
        category=request.args.get("category", ""),
        text=request.args.get("ask", ""),
        items=_items(),
    )


def _form(asked: Asked) -> AskForm:
    actor, on = current_actor(), clock.today()
    right = choose_recipient(asked.matters, asked.people)
    first = compose(asked.matters, right, actor.name, actor.organisation_name, on)
    form = AskForm.from_request(
        nonce=secrets.token_urlsafe(16),
        person=right.reference if right else "",
        subject=first.subject,
        body=first.body,
        on=on,
    )
    form.offer(asked)
    return form


def _written(asked: Asked, form: AskForm) -> Message:
    actor = current_actor()
    whom = form.recipient(asked)
    return compose(asked.matters, whom, actor.name, actor.organisation_name, clock.today())


def _document(message: Message) -> ResponseReturnValue:
    content = message_docx(message.subject, message.paragraphs, message.references)
    return word_file(content, f"{message.subject}.docx")


def _record(asked: Asked, form: AskForm) -> ResponseReturnValue:
    whom = form.recipient(asked)
    sent = Sent(
        asked.supplier.reference,
        asked.product.reference if asked.product else None,
        whom.name if whom else "",
        form.on.data,
    )
    refs = record_sent(
        current_actor(), matters=asked.matters, sent=sent, nonce=str(form.nonce.data or "")
    )
    flash(f"Recorded as asked: {', '.join(refs)}.", "success")
    if len(refs) == 1 and split(refs[0]) is not None:
        return redirect(url_for("questions.show_question", ref=refs[0]))
    return redirect(url_for("questions.list_questions", supplier=asked.supplier.reference))
