"""The form of the list of groups that a product could serve worse."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from wtforms import BooleanField, FieldList, FormField, SelectField
from wtforms import Form as Plain
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from vendor_tracker.domain.groups import SCHEMES
from vendor_tracker.domain.listedgroups import ListedGroup
from vendor_tracker.domain.vocabulary import GroupAttribute
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line

# Rows that always stand open, so that one can be added without script.
SPARE_ROWS = 2
FREE = "As it is called here"


def scheme_choices() -> list[SelectChoice]:
    """Return every list of groups, each under what it tells people apart by."""
    known = [
        SelectChoice(value=one.code, label=f"{one.attribute.label}: {one.label}")
        for one in SCHEMES.values()
    ]
    return [SelectChoice(value="", label=FREE), *known]


class GroupRow(Plain):
    """One group, or each group of an attribute."""

    attribute = Choice("Told apart by", GroupAttribute, empty="Choose one", explained=False)
    scheme = SelectField("List of groups", choices=[])
    name = Line("Group")
    why = Line("Why it could be served worse")
    listed_by = Line("Who listed it")
    listed_on = DayDateField("Listed on")
    plan = Line("Plan, if it cannot be tested")
    plan_by = DayDateField("Plan done by")
    remove = BooleanField("Take it off the list")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scheme.choices = scheme_choices()


class GroupsForm(Form):
    """Every group on the list of one product; a row may leave the list."""

    groups = FieldList(FormField(GroupRow), min_entries=SPARE_ROWS, max_entries=120)

    def entries(self) -> list[ListedGroup]:
        """Return the rows that name an attribute, in their order."""
        rows = [self.groups[place].data for place in self.places()]
        return [ListedGroup(**{name: row[name] for name in _KEPT}) for row in rows]

    def places(self) -> list[int]:
        """Return where on the page each entry stands."""
        rows = enumerate(self.groups)
        return [p for p, row in rows if row.data["attribute"] is not None and _stays(row.data)]

    def nameless(self) -> list[int]:
        """Return the rows in which something is written and no attribute is chosen."""
        rows = enumerate(self.groups)
        return [
            place
            for place, entry in rows
            if entry.data["attribute"] is None and _stays(entry.data) and _is_filled(entry.data)
        ]

    def add_spare_rows(self) -> None:
        """Keep empty rows open below those that are filled."""
        filled = sum(1 for entry in self.groups if _is_filled(entry.data))
        while len(self.groups) < min(filled + SPARE_ROWS, 120):
            self.groups.append_entry()


_KEPT = ("attribute", "scheme", "name", "why", "listed_by", "listed_on", "plan", "plan_by")


def groups_values(version: int, groups: Iterable[ListedGroup]) -> dict[str, Any]:
    """Return what the form shows."""
    rows = [asdict(one) for one in groups]
    for row in rows:
        row.pop("group_code")
    return {"version": version, "groups": rows}


def _stays(row: dict[str, Any]) -> bool:
    return not row["remove"]


def _is_filled(row: dict[str, Any]) -> bool:
    return any(
        value not in (None, "", False) for name, value in row.items() if name != "csrf_token"
    )
