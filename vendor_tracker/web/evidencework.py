"""What the pages of evidence share: the store, the clocks, what a form is about."""

import secrets
from collections.abc import Sequence
from typing import Any

from flask import current_app, g, request

from vendor_tracker import clock
from vendor_tracker.domain.ages import lapse_words
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.references import Kind, answer_name, split, split_answer
from vendor_tracker.domain.vocabulary import EvidenceKind
from vendor_tracker.domain.wording import capital, day
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import evidence, evidence_files, evidence_links
from vendor_tracker.services.settings import limits
from vendor_tracker.storage.queries.evidence import (
    STATES,
    EvidenceDetail,
    EvidenceFilter,
    EvidenceRow,
    get_evidence,
    list_evidence,
)
from vendor_tracker.storage.queries.evidenceclocks import list_version_choices
from vendor_tracker.storage.queries.evidencelinks import SUPPORTED, find_subject_of
from vendor_tracker.storage.queries.paging import Asked, Page
from vendor_tracker.storage.queries.subjects import get_subject
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.forms.evidence import EvidenceForm

# How the address names the record that evidence is added for.
_TOLD = {"claim": Kind.CLAIM, "cost": Kind.COST, "promise": Kind.PROMISE,
         "question": Kind.QUESTION, "contract": Kind.CONTRACT}  # fmt: skip


def store() -> EvidenceStore:
    """Return the evidence store of this installation."""
    return current_app.extensions["evidence"]


def find_evidence(ref: str) -> EvidenceDetail:
    """Return a piece of evidence with its clocks read today."""
    return get_evidence(current_actor(), ref, on=clock.today(), warning_days=_warning_days())


def wanted() -> EvidenceFilter:
    """Return which evidence the address asks for; what it cannot mean is ignored."""
    given = request.args
    state = given.get("state", "")
    return EvidenceFilter(
        given.get("q", ""),
        {kind.value: kind for kind in EvidenceKind}.get(given.get("kind", "")),
        state if state in STATES else "",
        given.get("supplier", ""),
        given.get("product", ""),
        given.get("archived") == "1",
    )


def page_of(wanted: EvidenceFilter, place: Asked) -> Page[EvidenceRow]:
    """Return one page of evidence with its clocks read today."""
    return list_evidence(
        current_actor(), wanted, on=clock.today(), warning_days=_warning_days(), asked=place
    )


def words() -> dict[str, Any]:
    """Return what pages need to say what the clocks read."""
    return {
        "clock_words": _clock_words,
        "version_words": _version_words,
        "warning_days": _warning_days,
    }


def problem_with(kept: EvidenceDetail) -> str | None:
    """Return why the file cannot be given out, or None when it is whole."""
    if kept.file is None:
        return None
    try:
        store().open_file(current_actor().organisation_code, kept.file.sha256).close()
    except Refused as refusal:
        return refusal.message
    return None


def given_target() -> str | None:
    """Return the reference of the record that evidence is added for, if the address has one."""
    answer = split_answer(request.args.get("answer", ""))
    if answer is not None:
        return answer_name(*answer)
    for name, kind in _TOLD.items():
        found = split(request.args.get(name, ""))
        if found is not None and found[0] is kind and kind in SUPPORTED:
            return f"{kind.value}-{found[1]}"
    return None


def start(target: str | None) -> dict[str, Any]:
    """Return what a fresh form shows."""
    actor = current_actor()
    ref = request.args.get("product") or request.args.get("supplier") or ""
    if target is not None and not ref:
        ref = find_subject_of(actor, target)
    subject = get_subject(actor, ref) if ref else None
    given = request.args.get("kind")
    return {
        "about": str(subject) if subject else "",
        "kind": given or "other",
        "nonce": secrets.token_urlsafe(16),
    }


def versions_of(about: str | None) -> Sequence[tuple[str, str]]:
    """Return the versions that evidence about this may be made for."""
    if about is None or not about.startswith(Kind.PRODUCT.value):
        return ()
    if get_subject(current_actor(), about) is None:
        return ()
    return list_version_choices(current_actor(), about)


def save_new(form: EvidenceForm, target: str | None) -> str:
    """Keep the file, then add the evidence and tie it to what it was added for."""
    if not form.file.data and not form.link_url.data:
        raise Refused("Choose a file, or enter a link.", field="file")
    received = _receive(form)
    return evidence_links.add_supporting(
        current_actor(),
        target=target,
        received=received,
        fields=form.evidence(is_new=True),
        nonce=str(form.nonce.data or ""),
    )


def save_changes(form: EvidenceForm, ref: str) -> None:
    """Keep a file that was still missing, then change the evidence."""
    evidence.change_evidence(
        current_actor(),
        ref,
        version=form.read_version(),
        received=_receive(form),
        **form.evidence(is_new=False),
    )


def onward(ref: str, target: str | None) -> str:
    """Return where to go on to: to the answer that evidence was added for, else to itself."""
    code = current_actor().organisation_code
    if target is not None and split(target) is None:
        return f"{path_of(code, target)}#evidence"
    return path_of(code, ref)


def _receive(form: EvidenceForm) -> evidence_files.Received | None:
    given = form.file.data
    if not given:
        return None
    evidence.check_dates(form.issued_on.data, form.expires_on.data)
    quota = current_app.extensions["settings"].evidence_quota_mb
    try:
        return evidence_files.receive(
            current_actor(), store(), given.stream, given.filename or "", quota_mb=quota
        )
    except Refused as refusal:
        raise Refused(refusal.message, field="file") from refusal


def _warning_days() -> int:
    if "evidence_warning_days" not in g:
        g.evidence_warning_days = limits(current_actor().organisation_id).evidence_warning_days
    return int(g.evidence_warning_days)


def _clock_words(one: EvidenceRow | EvidenceDetail) -> str:
    if one.expires_on is None:
        return "No end date"
    return f"{capital(lapse_words(one.expires_on, clock.today()))}, on {day(one.expires_on)}"


def _version_words(kept: EvidenceDetail) -> str:
    if not kept.version_name:
        return "Not made for one version"
    made_for = f"Made for {kept.version_name}"
    if kept.judged_name in ("", kept.version_name):
        return made_for
    return f"{made_for}; we judge {kept.judged_name}, so it no longer counts"
