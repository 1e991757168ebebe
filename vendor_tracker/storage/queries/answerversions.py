"""What a checklist asks otherwise than when it was answered, for one subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vendor_tracker.domain.checklists.model import Checklist, Item, version_number
from vendor_tracker.domain.checklists.versions import Reworded, is_reworded
from vendor_tracker.domain.vocabulary import AnswerState
from vendor_tracker.storage.queries.answerers import Answerer

_NOBODY = (None, AnswerState.proposed)


@dataclass(frozen=True, slots=True)
class Since:
    """What is different since the oldest answer that stands: nothing new that is answered."""

    version: str
    new: Sequence[Item]
    reworded: Sequence[Reworded]
    # What was answered and is no longer asked.
    retired: Sequence[Item]

    @property
    def is_different(self) -> bool:
        """Tell whether there is anything to be seen."""
        return bool(self.new or self.reworded or self.retired)


def asked_before(who: Answerer, items: Sequence[Item]) -> Mapping[str, Item]:
    """Return of each item that asks something else by now what it asked when it was answered."""
    asked = [item for item in items if is_reworded(item, _version_of(who, item.code))]
    old = _as_answered(who, [item.code for item in asked])
    return {item.code: old[item.code] for item in asked if item.code in old}


def since_answered(who: Answerer, checklist: Checklist, before: Mapping[str, Item]) -> Since | None:
    """Return what is different since it was answered; None where nothing can be.

    `before` holds what items asked when they were answered, where that was something else.
    """
    mine = [code for code in who.answers if code.startswith(f"{checklist.code}-")]
    versions = {_version_of(who, code) for code in mine} - {""}
    now = {item.code for item in checklist.items}
    gone = sorted(code for code in mine if code not in now)
    if versions <= {checklist.version} and not gone:
        return None
    oldest = min(versions, key=version_number, default=checklist.version)
    known = _by_code(who.library.published.get((checklist.code, oldest)))
    fresh = (item for item in checklist.items if item.code not in known)
    return Since(
        version=oldest,
        new=[item for item in fresh if item.code not in mine and who.applies(item)],
        reworded=[
            Reworded(before[item.code], item) for item in checklist.items if item.code in before
        ],
        retired=list(_as_answered(who, gone).values()),
    )


def _as_answered(who: Answerer, codes: Sequence[str]) -> dict[str, Item]:
    """Return items as they were when they were answered."""
    found: dict[str, Item] = {}
    for code in codes:
        key = (code.rpartition("-")[0], _version_of(who, code))
        old = who.library.published.get(key)
        was = next((item for item in old.items if item.code == code), None) if old else None
        if was is not None:
            found[code] = was
    return found


def _version_of(who: Answerer, code: str) -> str:
    answer = who.answers.get(code)
    return "" if answer is None or answer.state in _NOBODY else answer.checklist_version


def _by_code(checklist: Checklist | None) -> Mapping[str, Item]:
    return {item.code: item for item in checklist.items} if checklist else {}
