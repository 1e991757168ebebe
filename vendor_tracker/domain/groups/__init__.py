"""Groups of patients and machines: the lists they come from, and how lists compare."""

from functools import lru_cache

from vendor_tracker.domain.groups import ethnicity, others
from vendor_tracker.domain.groups.ethnicity import NHS, ONS5, ONS19
from vendor_tracker.domain.groups.model import Group, Recognised, Scheme, folded
from vendor_tracker.domain.vocabulary import GroupAttribute

SCHEMES: dict[str, Scheme] = {one.code: one for one in (*ethnicity.SCHEMES, *others.SCHEMES)}


def schemes_of(attribute: GroupAttribute) -> tuple[Scheme, ...]:
    """Return the lists for an attribute; none where groups are called as they are."""
    return tuple(one for one in SCHEMES.values() if one.attribute is attribute)


def scheme_label(code: str) -> str:
    """Return the name of a list; a list we do not hold is called as it was given."""
    known = SCHEMES.get(code)
    return code if known is None else known.label


@lru_cache(maxsize=1024)
def group_in(scheme: str, code: str) -> Group | None:
    """Return a group by its list and its code there."""
    known = SCHEMES.get(scheme)
    return None if known is None or not code else known.group(code)


def find_group(scheme: str, text: str) -> Recognised | None:
    """Return the group of a list that a table means; None where it is not on the list."""
    known = SCHEMES.get(scheme)
    wanted = folded(text)
    if known is None or not wanted:
        return None
    if known.is_first_character and len(wanted) <= 2:
        return _by_first_character(known, wanted)
    names = _names(scheme)
    for words in (wanted, *_without_prefix(known, wanted)):
        if words in names:
            return Recognised(scheme, names[words])
    return None


def find_anywhere(attribute: GroupAttribute, text: str) -> tuple[Recognised, ...]:
    """Return the group in each list of the attribute that knows these words."""
    found = (find_group(one.code, text) for one in schemes_of(attribute))
    return tuple(one for one in found if one is not None)


def to_nhs(code: str) -> Recognised | None:
    """Return the NHS group of a census group, with words for what is lost on the way."""
    group = group_in(ONS19, code)
    if group is None:
        return None
    target = group_in(NHS, ethnicity.TO_NHS[code])
    assert target is not None, "every census group has a place in the list of the NHS"
    merged = [one for one, to in ethnicity.TO_NHS.items() if to == target.code]
    if len(merged) > 1:
        note = (
            f"{group.name} is counted with others under “{target.name}” in the list of the NHS, "
            "and cannot be told apart again."
        )
    elif code == "2":
        note = "Chinese is one of the Asian groups in the census, and under Other in the NHS list."
    else:
        note = ""
    return Recognised(NHS, target, note)


def census_candidates(code: str) -> tuple[Group, ...]:
    """Return the census groups that an NHS group may hold; more than one is never split."""
    held = (group_in(ONS19, one) for one, to in ethnicity.TO_NHS.items() if to == code)
    return tuple(one for one in held if one is not None)


def comparing_note(first: str, second: str) -> str:
    """Say what to mind when results on two lists stand side by side; empty where nothing."""
    if first == second or not first or not second:
        return ""
    pair = {first, second}
    if NHS in pair and pair & {ONS5, ONS19}:
        return (
            "Two lists of ethnic groups stand side by side. Chinese is under Asian in the census "
            "and under Other in the list of the NHS: move it to one side before comparing."
        )
    one, other = SCHEMES.get(first), SCHEMES.get(second)
    if one is not None and other is not None and one.attribute is GroupAttribute.deprivation:
        return (
            f"{one.label} and {other.label} are two editions of the index. "
            "Areas moved between their fifths, so they are never compared."
        )
    return "Two lists of groups stand side by side, and their groups are not the same."


# Two letters that stand for a missing answer, and would otherwise be read as a group.
_NOT_KNOWN = frozenset({"X", "XX", "NK", "DK", "UK", "U", "UN"})
_NO_CODES = frozenset({"NA", "ND", "NO", "NR", "NS", "PN", "RF"})


def _by_first_character(scheme: Scheme, wanted: str) -> Recognised | None:
    code = wanted.upper()
    if code in _NOT_KNOWN:
        group = scheme.group("99")
        note = f"{code} is how some hospitals write 99, not known."
    elif code in _NO_CODES:
        return None
    else:
        group = scheme.group(code) or scheme.group("" if code[:1].isdigit() else code[:1])
        note = "" if group is None or group.code == code else f"Read as {group.code}, its code."
    return None if group is None else Recognised(scheme.code, group, note)


@lru_cache(maxsize=32)
def _names(scheme: str) -> dict[str, Group]:
    """Return every way of writing a group of a list; a code goes before a name."""
    groups = SCHEMES[scheme].groups
    named = {folded(words): one for one in groups for words in (*one.also, one.name)}
    under = {
        folded(f"{start} {words}"): one
        for one in groups
        if one.under
        for start in _starts(one.under)
        for words in (one.name, *one.also)
    }
    return under | named | {folded(one.code): one for one in groups}


def _starts(wide: str) -> tuple[str, ...]:
    """Return how tables name a wider group before the group itself."""
    return wide, f"{wide} or {wide} British", f"{wide} {wide} British"


def _without_prefix(scheme: Scheme, wanted: str) -> list[str]:
    found = [wanted.removeprefix(f"{one} ") for one in scheme.prefixes]
    found += [wanted.removeprefix(one) for one in scheme.prefixes if len(one) <= 3]
    return found


__all__ = [
    "NHS", "ONS5", "ONS19", "SCHEMES", "Group", "Recognised", "Scheme", "census_candidates",
    "comparing_note", "find_anywhere", "find_group", "folded", "group_in", "scheme_label",
    "schemes_of", "to_nhs",
]  # fmt: skip
