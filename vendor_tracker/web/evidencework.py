"""What the pages of evidence share: the store, the clocks, what a form is about."""

import re
import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import g, request, url_for

from vendor_tracker import clock
from vendor_tracker.domain.ages import lapse_words
from vendor_tracker.domain.clocks import Clock
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.references import Kind, answer_name, split, split_answer
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import EvidenceKind
from vendor_tracker.domain.wording import capital, day, listed
from vendor_tracker.services import evidence, evidence_links, evidence_replacing
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
from vendor_tracker.storage.queries.evidencefiles import (
    get_former,
    list_holders,
    list_lapsing_months,
)
from vendor_tracker.storage.queries.evidencelinks import SUPPORTED, find_subject_of
from vendor_tracker.storage.queries.evidencetargets import Target
from vendor_tracker.storage.queries.paging import Asked, Page
from vendor_tracker.storage.queries.subjects import get_subject
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.evidencefiles import chosen_twin, note_of, received_with, store
from vendor_tracker.web.forms.evidence import DocumentForm, EvidenceForm, ReplaceForm

# How the address names the record that evidence is added for.
_TOLD = {"claim": Kind.CLAIM, "cost": Kind.COST, "promise": Kind.PROMISE,
         "question": Kind.QUESTION, "contract": Kind.CONTRACT}  # fmt: skip


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
        _month(given.get("lapses", "")),
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
        "file_note": note_of,
        "why_not": _why_not,
        "warning_days": _warning_days,
    }


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
    """Keep the file, then add the evidence and tie it to what it was added for.

    Somebody may have chosen the evidence that has the same file; then that is tied.
    """
    twin = chosen_twin(form)
    if twin is not None:
        return use_twin(twin, target)
    if not (form.file.data or form.carried.data or form.link_url.data):
        raise Refused("Choose a file, or enter a link.", field="file")
    received = received_with(form)
    return evidence_links.add_supporting(
        current_actor(),
        target=target,
        received=received,
        fields=form.evidence(is_new=True),
        nonce=str(form.nonce.data or ""),
    )


def use_twin(ref: str, target: str | None) -> str:
    """Tie the evidence that is here already to what a second one was to be added for."""
    if target is not None:
        evidence_links.link_evidence(current_actor(), ref, target)
    return ref


def save_changes(form: EvidenceForm, ref: str) -> None:
    """Keep a file that was still missing, then change the evidence."""
    received = received_with(form)
    evidence.change_evidence(
        current_actor(),
        ref,
        version=form.read_version(),
        received=received,
        **form.evidence(is_new=False),
    )


def save_newer(form: ReplaceForm, ref: str) -> None:
    """Keep the newer file, then put it in the place of the older one."""
    received = received_with(form)
    evidence_replacing.replace_document(
        current_actor(),
        ref,
        version=form.read_version(),
        received=received,
        reason=str(form.reason.data or ""),
        **form.document(),
    )


def replace_form(kept: EvidenceDetail) -> ReplaceForm:
    """Return the form of a newer document, which starts as made for the version before it."""
    form = ReplaceForm.from_request(
        version=kept.version,
        issuer=kept.issuer,
        self_certified=kept.self_certified,
        product_version=kept.product_version or "",
    )
    prepare(form, kept.product.reference if kept.product else None)
    form.follow(kept)
    return form


def take_out(ref: str, version: int, reason: str) -> str:
    """Take a file out of the record, and out of the store when nothing else names it.

    Return in words what became of it.
    """
    actor, kept = current_actor(), find_evidence(ref)
    place = _place(request.form.get("place"), ref)
    file = kept.file if place is None else get_former(actor, ref, place)
    sha256 = evidence_replacing.take_out(actor, ref, version=version, place=place, reason=reason)
    if sha256 is not None:
        store().discard(actor.organisation_code, sha256)
    held = list_holders(actor, file.sha256) if file is not None else []
    left = f" The same file is still kept under {listed(held)}: take it out there too."
    which = "file" if place is None else "former file"
    stays = f"The {which} was taken out of {ref}. The record stays, with its history."
    return stays + (left if held else "")


def _place(text: str | None, ref: str) -> int | None:
    """Return which former file is meant; none means today's, which no nonsense may stand for."""
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise NotFound(ref)
    return int(text)


def prepare(form: DocumentForm, about: str | None) -> None:
    """Offer the versions of what a form is about, and say which editions are in use."""
    form.offer(versions_of(about))
    form.explain(_limits())


def after_saving(ref: str, target: str | None) -> str:
    """Return where to go on to: first to the numbers in its file, if these need a word."""
    if find_evidence(ref).asks_about_numbers:
        return url_for("evidencefiles.settle_numbers", ref=ref)
    return onward(ref, target)


def onward(ref: str, target: str | None) -> str:
    """Return where to go on to: to the answer that evidence was added for, else to itself."""
    code = current_actor().organisation_code
    if target is not None and split(target) is None:
        return f"{path_of(code, target)}#evidence"
    return path_of(code, ref)


def lapsing_months() -> list[tuple[str, str]]:
    """Return the coming months in which evidence lapses, for a filter."""
    months = list_lapsing_months(current_actor(), clock.today())
    return [(code, f"{first:%B %Y} ({count})") for code, first, count in months]


def _limits() -> Limits:
    if "evidence_limits" not in g:
        g.evidence_limits = limits(current_actor().organisation_id)
    found: Limits = g.evidence_limits
    return found


def _warning_days() -> int:
    return _limits().evidence_warning_days


def _month(text: str) -> date | None:
    try:
        first = date.fromisoformat(f"{text}-01") if len(text) == len("2026-01") else None
    except ValueError:
        return None
    # No month follows the last one that a day can have.
    return first if first is None or first.year < date.max.year else None


def _clock_words(one: EvidenceRow | EvidenceDetail) -> str:
    if one.expires_on is None:
        return "No end date"
    return f"{capital(lapse_words(one.expires_on, clock.today()))}, on {day(one.expires_on)}"


def _why_not(kept: EvidenceDetail, target: Target) -> str:
    if kept.is_archived:
        return "it is put away"
    if kept.shows_nothing:
        return "its file holds a virus" if kept.file else "its file was taken out"
    if kept.reading.clock is Clock.lapsed:
        return "it has lapsed"
    about = target.own_version or kept.judged_name
    return f"made for {kept.version_name}, this is about {about}"


def _version_words(kept: EvidenceDetail) -> str:
    if not kept.version_name:
        return "Not made for one version"
    made_for = f"Made for {kept.version_name}"
    if kept.judged_name in ("", kept.version_name):
        return made_for
    return f"{made_for}; we judge {kept.judged_name}, so it no longer counts"
