"""What the pages about rules read from their forms."""

import re

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.settings import Setting, Value
from vendor_tracker.web.forms.rules import ChoiceForm, DayForm, NumberForm, choice_form

NumberForms = NumberForm | DayForm | ChoiceForm


def number_form(number: Setting, now: Value) -> NumberForms:
    """Return the form that asks for a number, a day or a word, filled with what holds now."""
    if number.choices:
        return choice_form(number.choices).from_request(value=now)
    if number.is_day:
        return DayForm.from_request(value=now)
    return NumberForm.from_request(value=str(now))


def given_value(form: NumberForms) -> Value:
    """Return what a person gave, as what it is."""
    if not isinstance(form, NumberForm):
        found: Value = form.value.data
        return found
    return whole_number(str(form.value.data))


def whole_number(text: str) -> int:
    """Return the whole number that a person typed, such as 1,200; refuse anything else."""
    plain = text.replace(",", "").strip()
    if not re.fullmatch(r"[0-9]{1,10}", plain):
        raise Refused("Enter a whole number, such as 30.", field="value")
    return int(plain)
