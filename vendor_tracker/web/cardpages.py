"""What the pages of cards say: each question with its answer, and files that wait."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, request

from vendor_tracker import clock
from vendor_tracker.config import Settings
from vendor_tracker.domain.cards.blanks import Filled, filled, form_state
from vendor_tracker.domain.cards.chai import PARTS, SECTIONS
from vendor_tracker.domain.cards.fields import GROUPS, CardField, CardGroup
from vendor_tracker.domain.cards.measures import readable
from vendor_tracker.domain.cards.plans import CardFile
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.files.uploads import Owner, Upload, UploadStore
from vendor_tracker.services import cardfiles, evidence_files
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.evidencework import store
from vendor_tracker.web.forms.cards import CardUploadForm

_MB = 1024 * 1024
_LABELS = {part.code: part.label for part in PARTS}
# What stands beside a field that says nothing.
_WORDS = {Filled.blank: "blank", Filled.none: "says “None”", Filled.not_applicable: "says “N/A”"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One field as its page shows it: the words, what they lack, and what a model card says.

    `said` pairs the name of a part of the model card with its text.
    """

    field: CardField
    text: str
    lacks: str
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Fields that belong together, as the page shows them."""

    group: CardGroup
    rows: tuple[Shown, ...]

    @property
    def given(self) -> int:
        """Return how many of them say something."""
        return sum(not row.lacks for row in self.rows)


def form_groups(fields: Mapping[str, str]) -> list[ShownGroup]:
    """Return the 31 fields in their groups."""
    return [
        ShownGroup(group, tuple(_asked(fields, one) for one in group.fields)) for group in GROUPS
    ]


def part_groups(fields: Mapping[str, str]) -> list[ShownGroup]:
    """Return the parts of a CHAI card, section by section; without one, nothing."""
    if not any(code in _LABELS for code in fields):
        return []
    return [
        ShownGroup(section, tuple(_part(fields, one) for one in section.fields))
        for section in SECTIONS
    ]


def group_of(number: int) -> CardGroup:
    """Return one group of the form by its place; NotFound for another number."""
    for group in GROUPS:
        if group.number == number:
            return group
    raise NotFound(str(number))


def keep(form: CardUploadForm) -> str:
    """Keep what was sent until it is brought in, and return its token."""
    if not form.file.data:
        raise Refused("Choose the file that the supplier sent.", field="file")
    given = form.file.data
    return _waiting().keep(
        given.stream, given.filename or "card", _owner(), at=clock.now(), mapping=None
    )


def waiting_card() -> CardFile:
    """Return the card in the file that the address names."""
    upload = _upload()
    return cardfiles.read_file(upload.path, upload.name)


def receive() -> evidence_files.Received:
    """Put the file that the address names among the evidence."""
    upload = _upload()
    settings: Settings = current_app.extensions["settings"]
    with upload.path.open("rb") as stream:
        return evidence_files.receive(
            current_actor(),
            store(),
            stream,
            upload.name,
            quota_mb=settings.evidence_quota_mb,
            inspector=current_app.extensions["inspector"],
        )


def forget() -> None:
    """Remove the file that the address names, once it was brought in."""
    _waiting().forget(request.args.get("file", ""))


def _upload() -> Upload:
    return _waiting().find(request.args.get("file", ""), _owner(), at=clock.now())


def _waiting() -> UploadStore:
    settings: Settings = current_app.extensions["settings"]
    return UploadStore(settings.uploads, settings.upload_limit_mb * _MB)


def _owner() -> Owner:
    actor = current_actor()
    return Owner(actor.user_id, actor.organisation_code)


def _asked(fields: Mapping[str, str], field: CardField) -> Shown:
    state = form_state(fields, field)
    own = fields.get(field.code, "")
    elsewhere = [code for code in field.answered_by if filled(fields.get(code, "")) is Filled.given]
    said = () if own else tuple((_LABELS[code], readable(fields[code])) for code in elsewhere)
    return Shown(field, own, _WORDS.get(state, ""), said)


def _part(fields: Mapping[str, str], field: CardField) -> Shown:
    text = fields.get(field.code, "")
    return Shown(field, text, _WORDS.get(filled(text), ""))
