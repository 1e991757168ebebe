"""What a card leaves blank, or answers with a word that says nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vendor_tracker.domain.cards.chai import KNOWN_BIASES, MITIGATION, OPTIONAL, PARTS
from vendor_tracker.domain.cards.fields import FORM, CardField
from vendor_tracker.domain.wording import count, listed

# A text against bias of this length shows that its writer knew of some.
_LONG = 400


class Filled(StrEnum):
    """How a field was answered."""

    given = "given"
    blank = "blank"
    none = "none"
    not_applicable = "not_applicable"


_NONE = frozenset({"none", "nil", "no", "none known", "none identified", "nothing", "null"})
_NOT_APPLICABLE = frozenset({"n/a", "na", "n.a", "n.a.", "not applicable", "not relevant"})
_NOTHING_SAID = frozenset(
    {
        "", "-", "--", "–", "—", ".", "?", "tbd", "tba", "tbc", "to be confirmed", "to follow",
        "to be determined", "to be decided", "not available", "unavailable", "not known",
        "unknown", "unspecified", "not specified", "not disclosed", "confidential", "pending",
        "see website", "see our website", "proprietary", "x", "xxx",
    }
)  # fmt: skip
# A text of this length is no single word, and no address alone.
_SAYS_SOMETHING = 300
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class Blanks:
    """How the fields of one card were answered: given, and by label what was not."""

    given: int
    blank: tuple[str, ...]
    none: tuple[str, ...]
    not_applicable: tuple[str, ...]

    @property
    def total(self) -> int:
        """Return how many fields were looked at."""
        return self.given + len(self.unsaid)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Return the fields that nothing was said about."""
        return (*self.blank, *self.none, *self.not_applicable)

    @property
    def words(self) -> str:
        """Return the counts in words, without those that are nought."""
        parts = [
            count(len(self.blank), "blank"),
            f"{len(self.none)} “None”",
            f"{len(self.not_applicable)} “N/A”",
        ]
        sizes = (self.blank, self.none, self.not_applicable)
        return listed([words for words, found in zip(parts, sizes, strict=True) if found])


def filled(text: str) -> Filled:
    """Tell how a field was answered; a link to a website alone is no answer."""
    if len(text) > _SAYS_SOMETHING:
        return Filled.given
    said = " ".join(text.translate(_UNSEEN).casefold().split()).rstrip(".!")
    if said in _NONE:
        return Filled.none
    if said in _NOT_APPLICABLE:
        return Filled.not_applicable
    if said in _NOTHING_SAID or _is_link_alone(said):
        return Filled.blank
    return Filled.given


def of_form(fields: Mapping[str, str]) -> Blanks:
    """Return how the 31 fields stand; one counts as given where a part of a CHAI card says it."""
    return _tally((field, form_state(fields, field)) for field in FORM)


def of_parts(fields: Mapping[str, str]) -> Blanks:
    """Return how the parts of a CHAI card stand; one it may leave out counts when it is there."""
    looked_at = [
        part for part in PARTS if part.code not in OPTIONAL or fields.get(part.code, "").strip()
    ]
    return _tally((part, filled(fields.get(part.code, ""))) for part in looked_at)


def form_state(fields: Mapping[str, str], field: CardField) -> Filled:
    """Tell how one of the 31 was answered, by itself or by what says the same."""
    own = filled(fields.get(field.code, ""))
    if own is not Filled.blank or fields.get(field.code, "").strip():
        return own
    said = [filled(fields.get(code, "")) for code in field.answered_by]
    for state in (Filled.given, Filled.none, Filled.not_applicable):
        if state in said:
            return state
    return Filled.blank


def is_from_parts(fields: Mapping[str, str]) -> bool:
    """Tell whether a card holds parts of a CHAI card."""
    return any(code.startswith("chai.") for code in fields)


def denies_bias(fields: Mapping[str, str]) -> bool:
    """Tell whether no bias is known beside a long text about what was done against it."""
    said = filled(fields.get(KNOWN_BIASES, ""))
    told = filled(fields.get(MITIGATION, "")) is Filled.given
    return (
        said in (Filled.none, Filled.not_applicable) and told and (len(fields[MITIGATION]) >= _LONG)
    )


def _is_link_alone(said: str) -> bool:
    words = said.split()
    return len(words) == 1 and words[0].startswith(("https://", "http://", "www."))


def _tally(states: Iterable[tuple[CardField, Filled]]) -> Blanks:
    found: dict[Filled, list[str]] = {state: [] for state in Filled}
    for field, state in states:
        found[state].append(field.label)
    return Blanks(
        len(found[Filled.given]), tuple(found[Filled.blank]), tuple(found[Filled.none]),
        tuple(found[Filled.not_applicable]),
    )  # fmt: skip
