"""What the pages of a link show: its sections, how far each is, what stands in the boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, current_app, request

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.requestlines import RequestLine
from vendor_tracker.domain.requestlinks import mark_of, typed
from vendor_tracker.domain.requests import Given
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import evidence_files, requestlinks
from vendor_tracker.storage.queries.requestlinks import (
    LinkRow,
    OpenedLink,
    SentFile,
    list_confidential,
    list_files,
    list_passed_on,
)
from vendor_tracker.storage.queries.requestrecords import (
    Held,
    SupplierRecord,
    get_supplier_record,
)
from vendor_tracker.storage.queries.requests import RequestPage, get_request
from vendor_tracker.web.linkaccess import current_link, current_token


@dataclass(frozen=True, slots=True)
class Section:
    """One section as a link leads to it."""

    place: int
    title: str
    lines: tuple[RequestLine, ...]
    # How many of the open questions something is typed for, or a file.
    begun: int
    # The link by which somebody else answers it.
    passed_on: LinkRow | None

    @property
    def open_lines(self) -> tuple[RequestLine, ...]:
        """Return the questions that can be answered."""
        return tuple(line for line in self.lines if line.is_with_them)

    @property
    def done_lines(self) -> tuple[RequestLine, ...]:
        """Return the questions that were handed in."""
        return tuple(line for line in self.lines if not line.is_with_them)

    @property
    def returned(self) -> int:
        """Return how many answers came back."""
        return sum(1 for line in self.open_lines if line.review_reason)


def shown() -> RequestPage:
    """Return the request as far as the link leads to it."""
    link = current_link()
    page = get_request(link.guest, link.request)
    if not link.section:
        return page
    return replace(page, lines=tuple(one for one in page.lines if one.section == link.section))


def sections(page: RequestPage) -> list[Section]:
    """Return the sections of a request, with how far each is."""
    link = current_link()
    files = {code for file in sent_files(page) for code in file.items}
    passed_on = list_passed_on(link, clock.now())
    grouped: dict[str, list[RequestLine]] = {}
    for line in page.lines:
        grouped.setdefault(line.section, []).append(line)
    return [
        Section(
            place, title, tuple(lines), _begun(lines, link.draft, files), passed_on.get(title)
        )
        for place, (title, lines) in enumerate(grouped.items(), 1)
    ]  # fmt: skip


def section_at(place: int) -> tuple[RequestPage, Section]:
    """Return the section at a place; answer 404 where there is none."""
    page = shown()
    found = next((one for one in sections(page) if one.place == place), None)
    if found is None:
        abort(404)
    return page, found


def sent_files(page: RequestPage) -> list[SentFile]:
    """Return the files that were sent for the questions of a link."""
    link = current_link()
    mine = {line.code for line in page.lines}
    return [one for one in list_files(link.guest, link.request) if set(one.items) <= mine]


def received() -> evidence_files.Received:
    """Look into the file that was sent, and put it into the store; no record names it yet."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Refused("Choose a file.", field="file")
    extensions = current_app.extensions
    try:
        return evidence_files.receive(
            current_link().guest, store(), given.stream, given.filename,
            quota_mb=extensions["settings"].evidence_quota_mb, inspector=extensions["inspector"],
        )  # fmt: skip
    except Refused as refusal:
        raise Refused(refusal.message, field="file") from refusal


def store() -> EvidenceStore:
    """Return the evidence store of this installation."""
    found: EvidenceStore = current_app.extensions["evidence"]
    return found


def own_record(page: RequestPage) -> SupplierRecord:
    """Return what is held about the supplier, without what is marked confidential."""
    link = current_link()
    if link.section:
        abort(404)
    record = get_supplier_record(link.guest, page.supplier.reference, clock.today())
    hidden = list_confidential(link.guest)

    def open_ones(held: Sequence[Held]) -> tuple[Held, ...]:
        return tuple(one for one in held if one.reference not in hidden)

    return replace(record, claims=open_ones(record.claims), costs=open_ones(record.costs))


def mark_now(given: Sequence[Given]) -> str:
    """Return the mark of these answers as they are stored now."""
    found = requestlinks.open_link(current_token(), request.remote_addr or "")
    return mark_of(found.draft if found else {}, [one.item for one in given])


def words_for(page: RequestPage, link: OpenedLink) -> dict[str, Any]:
    """Return what stands at the top of a link: how much is done and how much is left."""
    parts = sections(page)
    mine = [part for part in parts if part.passed_on is None]
    return {
        "page": page,
        "sections": parts,
        "left": sum(len(part.open_lines) for part in mine),
        "begun": sum(part.begun for part in mine),
        "returned": sum(part.returned for part in mine),
        "files": sent_files(page),
        "is_whole": not link.section,
    }


def _begun(lines: Sequence[RequestLine], draft: Mapping[str, Any], files: set[str]) -> int:
    return sum(
        1
        for line in lines
        if line.is_with_them
        and (line.code in files or (line.code in draft and typed(line, draft).says_something))
    )
