"""The numbers of the rules as they hold for one organisation, and how they are changed."""

from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.settings import Limits, limits_from
from vendor_tracker.domain.settings import Setting as Words
from vendor_tracker.domain.settings import settings as all_settings
from vendor_tracker.domain.texts import storable
from vendor_tracker.services import audit
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import statuses
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Setting

_WORDS: dict[str, Words] = {words.key: words for words in all_settings()}
# Not a number: the state of the program's own rules when everything was last put down as due.
_RULES = "rules"


def limits(organisation_id: int, on: date | None = None) -> Limits:
    """Return the numbers that hold on a day; what was never set keeps its default."""
    rows = session().execute(
        sa.select(Setting.key, Setting.value)
        .where(
            Setting.organisation_id == organisation_id,
            Setting.valid_from <= (on or clock.today()),
            Setting.key != _RULES,
        )
        .order_by(Setting.valid_from, Setting.id)
    )
    return limits_from({key: value for key, value in rows})


@transactional
def save_setting(actor: Actor, key: str, value: int, reason: str) -> None:
    """Set a number of the rules from today on; everything is looked at again with it."""
    actor.must(Permission.ADMINISTER)
    words = _WORDS.get(key)
    if words is None:
        raise NotFound(key)
    if not words.least <= value <= words.most:
        raise Refused(
            f"{words.label}: enter a number from {words.least:,} to {words.most:,}.", field="value"
        )
    if not reason.strip():
        raise Refused("Say in a few words why the number is changed.", field="reason")
    if getattr(limits(actor.organisation_id), key) == value:
        raise Refused(f"{words.label}: it is {value:,} already.", field="value")
    _add(actor.organisation_id, key, str(value), reason=reason, by=actor.user_id)
    statuses.make_all_due(actor.organisation_id, clock.today())
    subject = f"{actor.organisation_code} {key} {value}"
    audit.record_system(actor.name, "change setting", subject)


@transactional
def note_rules(organisation_id: int, digest: str) -> None:
    """Have everything looked at again when the program's own rules are not those of last time."""
    known = session().scalar(
        sa.select(Setting.value)
        .where(Setting.organisation_id == organisation_id, Setting.key == _RULES)
        .order_by(Setting.id.desc())
        .limit(1)
    )
    if known == digest:
        return
    _add(organisation_id, _RULES, digest, reason="The rules of the program changed", by=None)
    statuses.make_all_due(organisation_id, clock.today())


def _add(organisation_id: int, key: str, value: str, *, reason: str, by: int | None) -> None:
    row = {
        "organisation_id": organisation_id,
        "key": key,
        "valid_from": clock.today(),
        "value": value,
        "reason": storable(reason.strip(), "reason"),
        "by": by,
        "at": clock.now(),
    }
    session().execute(sa.insert(Setting), [row])
