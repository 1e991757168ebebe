"""The list of groups that a product could serve worse here, as people write it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.groups import find_group, folded, scheme_label, schemes_of
from vendor_tracker.domain.groups.ethnicity import NHS
from vendor_tracker.domain.productfacts import GroupFacts
from vendor_tracker.domain.vocabulary import GroupAttribute, Known

# What our own law and the sources ask of every product that touches patients.
_ALWAYS = (
    GroupAttribute.age,
    GroupAttribute.sex,
    GroupAttribute.ethnicity,
    GroupAttribute.deprivation,
    GroupAttribute.disability,
)
_LISTS = {
    GroupAttribute.age: "AGE_BANDS",
    GroupAttribute.sex: "SEX",
    GroupAttribute.ethnicity: NHS,
    GroupAttribute.deprivation: "IMD2025",
    GroupAttribute.skin_tone: "MONK",
}


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """One entry: a group of an attribute, or each group when it has no name."""

    attribute: GroupAttribute
    scheme: str = ""
    group_code: str = ""
    name: str = ""
    why: str = ""
    listed_by: str = ""
    listed_on: date | None = None
    plan: str = ""
    plan_by: date | None = None

    @property
    def words(self) -> str:
        """Return what it is called."""
        return self.name or f"Each group by {self.attribute.label.lower()}"

    @property
    def scheme_words(self) -> str:
        """Return which list its words come from."""
        return scheme_label(self.scheme) if self.scheme else "as it is called here"

    @property
    def facts(self) -> GroupFacts:
        """Return what the rules know of it."""
        return GroupFacts(
            self.attribute, self.scheme, self.group_code, self.name, self.plan, self.plan_by
        )


def checked(entries: Sequence[ListedGroup]) -> tuple[ListedGroup, ...]:
    """Return the entries with their codes; refuse one that cannot be right, by its place."""
    found: list[ListedGroup] = []
    known: dict[tuple[str, str, str], int] = {}
    for place, entry in enumerate(entries):
        one = _recognised(entry, place)
        key = (one.attribute.value, one.scheme, folded(one.name))
        if key in known:
            words = f"{one.words} is on the list already. Take one of the two away."
            raise Refused(words, field=f"groups-{place}-name")
        known[key] = place
        found.append(one)
    return tuple(found)


def proposed(about: Mapping[str, str]) -> tuple[ListedGroup, ...]:
    """Return what to think of first, by what is known of a product, until it has a list."""
    wanted = [*_ALWAYS]
    if about.get("img") != Known.no:
        wanted += [GroupAttribute.skin_tone, GroupAttribute.device]
    if about.get("scr") == Known.yes:
        wanted += [GroupAttribute.language]
    return tuple(ListedGroup(one, _LISTS.get(one, "")) for one in wanted)


def _recognised(entry: ListedGroup, place: int) -> ListedGroup:
    """Return an entry with the code of its group in its list."""
    if entry.plan_by is not None and not entry.plan:
        raise Refused("Say what is planned by that day.", field=f"groups-{place}-plan")
    if entry.plan and entry.plan_by is None:
        words = "Say by when: without a day nobody looks at the plan again."
        raise Refused(words, field=f"groups-{place}-plan_by")
    if not entry.scheme:
        return replace(entry, group_code="")
    if entry.scheme not in {one.code for one in schemes_of(entry.attribute)}:
        words = (
            f"{scheme_label(entry.scheme)} is no list by {entry.attribute.label.lower()}. "
            "Choose another, or leave the list empty."
        )
        raise Refused(words, field=f"groups-{place}-scheme")
    if not entry.name:
        return replace(entry, group_code="")
    found = find_group(entry.scheme, entry.name)
    if found is None:
        words = (
            f"“{entry.name}” is not in {scheme_label(entry.scheme)}. Use its words, or leave the "
            "list empty to keep yours."
        )
        raise Refused(words, field=f"groups-{place}-name")
    return replace(entry, group_code=found.group.code, name=found.group.name)
