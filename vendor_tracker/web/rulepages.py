"""What the pages about rules read from their forms."""

import re
from datetime import date

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.settings import Setting
from vendor_tracker.web.forms.rules import DayForm, NumberForm


def number_form(number: Setting, now: int | date) -> NumberForm | DayForm:
    """Return the form that asks for a number or for a day, filled with what holds now."""
    if number.is_day:
        return DayForm.from_request(value=now)
    return NumberForm.from_request(value=str(now))


def given_value(form: NumberForm | DayForm) -> int | date:
    """Return what a person gave, as what it is."""
    if isinstance(form, DayForm):
        found: date = form.value.data
        return found
    return whole_number(str(form.value.data))


def whole_number(text: str) -> int:
    """Return the whole number that a person typed, such as 1,200; refuse anything else."""
    plain = text.replace(",", "").strip()
    if not re.fullmatch(r"[0-9]{1,10}", plain):
        raise Refused("Enter a whole number, such as 30.", field="value")
    return int(plain)
