"""The field in which a person says which supplier or product something is about."""

from typing import Any

from wtforms.validators import StopValidation

from vendor_tracker.domain.references import Kind, split
from vendor_tracker.storage.queries.subjects import find_subjects
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.forms.fields import Line

BOTH = (Kind.PRODUCT, Kind.SUPPLIER)
_WORDS = {Kind.PRODUCT: "product", Kind.SUPPLIER: "supplier"}


class SubjectField(Line):
    """A supplier or product by reference or name; `reference` says which one it is."""

    def __init__(self, label: str, kinds: tuple[Kind, ...] = BOTH, **more: Any) -> None:
        super().__init__(label, **more)
        self.kinds = kinds

    @property
    def reference(self) -> str | None:
        """Return the reference of what was found, or None for nothing."""
        found = split((self.data or "").partition(" ")[0])
        return None if found is None else f"{found[0].value}-{found[1]}"

    def pre_validate(self, form: Any) -> None:
        """Find what was meant; say in words when it is nothing or several things."""
        text = self.data or ""
        if not text or text == str(self.object_data or ""):
            return
        found = find_subjects(current_actor(), text, self.kinds)
        if len(found) == 1:
            self.data = str(found[0])
            return
        what = " or ".join(_WORDS[kind] for kind in self.kinds)
        if not found:
            raise StopValidation(
                f"No {what} here is called “{text}”. Choose one from the list, or add it first."
            )
        several = ", ".join(str(one) for one in found[:5])
        raise StopValidation(f"Several match: {several}. Enter the reference.")
