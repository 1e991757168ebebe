"""The form of the years over which a product is counted."""

from dataclasses import asdict
from typing import Any

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.settings import Limits
from vendor_tracker.storage.queries.heads import ProductHead
from vendor_tracker.storage.queries.wholelife import LifeDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import (
    DayDateField,
    Line,
    Number,
    Words,
    needed,
)


class LifePlanForm(Form):
    """Over which years a product is counted, and the allowance for risk."""

    starts_on = DayDateField("Its use begins on", validators=[needed("Enter a day.")])
    years = Number(
        "Years of use",
        description="From 1 to 20. Take the term of the contract with its extensions.",
        validators=[needed("Enter how many years it is to be used.")],
    )
    allowance = Number(
        "Allowance for risk, in percent",
        description="On lines that no contract fixes. Empty: none. Never a figure by habit.",
    )
    allowance_class = Line(
        "Kind of project it was taken from",
        description="Such as: equipment and development, upper value 200%, lower value 10%.",
    )
    allowance_reason = Words("Why this allowance?", description="Which risks it covers, and how.")

    def answers(self) -> dict[str, Any]:
        """Return the answers; years are whole."""
        found = super().answers()
        years = found["years"]
        if years is not None and years != int(years):
            raise Refused("Enter whole years.", field="years")
        return found | {"years": None if years is None else int(years)}


def plan_values(head: ProductHead, detail: LifeDetail, limits: Limits) -> dict[str, Any]:
    """Return what the form shows: what somebody set, else what is assumed."""
    told = detail.told
    values: dict[str, Any] = {"version": head.version}
    if told.plan is None:
        return values | {"starts_on": told.contract_from, "years": limits.life_years}
    return values | asdict(told.plan)
