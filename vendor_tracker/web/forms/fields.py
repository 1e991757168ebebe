"""Fields in the field's own terms: text, dates, money, coded values, references."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, StopValidation, ValidationError
from wtforms.widgets import TextInput

from vendor_tracker.domain import dates, figures, money
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.texts import storable


def needed(message: str) -> InputRequired:
    """Demand an answer, in these words."""
    return InputRequired(message)


class Line(StringField):
    """One line of text, trimmed, that every sheet can hold."""

    longest = 500

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the text; refuse what could not be stored, or is no line any more."""
        before = " ".join(str(self.object_data or "").split())
        self.data = _text(" ".join(valuelist[0].split()) if valuelist else "")
        # What came in from elsewhere may be longer, and does not stand in the way of a change.
        if len(self.data) > self.longest and self.data != before:
            raise ValueError(
                f"This line has {len(self.data):,} characters; at most {self.longest:,} fit. "
                "Shorten it, or attach the whole text as a document."
            )


class Words(TextAreaField):
    """Several lines of text that every sheet can hold."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the text; refuse what could not be stored."""
        self.data = _text(valuelist[0].strip() if valuelist else "")


class Choice(SelectField):
    """One of the members of an enumeration; an empty choice reads as nothing chosen."""

    def __init__(
        self,
        label: str,
        members: type[StrEnum] | Sequence[StrEnum],
        empty: str | None = None,
        *,
        explained: bool = True,
        **more: Any,
    ) -> None:
        self.members: list[StrEnum] = list(members)
        self.offers_nothing = empty is not None
        # What each word means, shown below the list; left out where the page tells it already.
        hints = ((getattr(m, "label", ""), getattr(m, "hint", "")) for m in members)
        self.meanings = [pair for pair in hints if all(pair)] if explained else []
        choices = [SelectChoice(value=m.value, label=getattr(m, "label", m.value)) for m in members]
        if empty is not None:
            choices.insert(0, SelectChoice(value="", label=empty))
        super().__init__(label, choices=choices, coerce=self._member, **more)

    def _member(self, value: Any) -> StrEnum | None:
        if value in (None, "", "None"):
            return None
        for member in self.members:
            if member.value == str(getattr(value, "value", value)):
                return member
        raise ValueError("not a choice")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the choice; say in our own words that there is no such one."""
        try:
            super().process_formdata(list(valuelist))
        except ValueError as error:
            raise ValueError("Choose one from the list.") from error

    def pre_validate(self, form: Any) -> None:
        """Accept nothing only where the choices offer it."""
        if self.data is None and self.offers_nothing:
            return
        if self.data is None or self.data not in self.members:
            raise StopValidation("Choose one from the list.")


class _Typed(Field):
    """A text box whose text is read as something else, and shown again when it cannot be."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.to_text(self.data)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the text; say in words why it cannot be read."""
        text = valuelist[0].strip() if valuelist else ""
        try:
            self.data = self.read(text) if text else None
        except Refused as refusal:
            self.data = None
            raise ValueError(refusal.message) from refusal

    def read(self, text: str) -> Any:
        """Turn text into a value."""
        raise NotImplementedError

    def to_text(self, value: Any) -> str:
        """Turn a value into text."""
        return str(value)


class DayDateField(_Typed):
    """A date in one box: 26 August 2026, 26/8/2026 or 2026-08-26."""

    def read(self, text: str) -> date:
        """Read a date, day before month."""
        return dates.read_date(text)

    def to_text(self, value: date) -> str:
        """Show a date in full."""
        return f"{value.day} {value:%B %Y}"


class Amount(_Typed):
    """An amount in pounds with at most two decimals."""

    def read(self, text: str) -> Decimal:
        """Read an amount, with or without a pound sign."""
        return money.parse_money(text)

    def to_text(self, value: Decimal) -> str:
        """Show an amount as it would be typed."""
        return f"{value:.2f}"


class UnitPrice(_Typed):
    """A price for one unit, with at most six decimals."""

    def read(self, text: str) -> Decimal:
        """Read a price for one unit."""
        return figures.parse_number(text.replace("£", ""))

    def to_text(self, value: Decimal) -> str:
        """Show a price without needless zeros."""
        return figures.plain(value)


class Number(UnitPrice):
    """A figure with at most six decimals."""


class Percent(_Typed):
    """A percentage from 0 to 100."""

    def read(self, text: str) -> Decimal:
        """Read a percentage, with or without its sign."""
        return figures.parse_percent(text)

    def to_text(self, value: Decimal) -> str:
        """Show the figure alone."""
        return figures.plain(value)


class WholeNumber(_Typed):
    """A whole number from 0 up."""

    def read(self, text: str) -> int:
        """Read a whole number."""
        return figures.parse_count(text)


class WebAddress(Line):
    """An address on the web; nothing but http and https."""

    longest = 2_000

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Refuse addresses that could do something else than open a page."""
        text = str(self.data or "")
        if text and not text.lower().startswith(("https://", "http://")):
            raise ValidationError("Enter an address that begins with https://")


def _text(text: str) -> str:
    try:
        return storable(text)
    except Refused as refusal:
        raise ValueError(refusal.message) from refusal
