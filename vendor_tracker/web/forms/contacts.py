"""The form of a person at a supplier."""

from typing import Any

from wtforms import FieldList, FormField
from wtforms import Form as Plain

from vendor_tracker.domain.vocabulary import ContactKind
from vendor_tracker.storage.queries.contacts import ContactDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import Choices, chosen, shown_choice
from vendor_tracker.web.forms.fields import Choice, Line, needed

# Rows that always stand open, so that another supplier can be added without script.
SPARE_ROWS = 2


class LinkRow(Plain):
    """One supplier of a person, and what they are the contact for."""

    supplier = Line("Supplier")
    kind = Choice("Right contact for", ContactKind, default=ContactKind.commercial)


class ContactForm(Form):
    """What may be said about a person at a supplier."""

    name = Line("Name", validators=[needed("Enter the name of the person.")])
    job_title = Line("Job title")
    email = Line("E-mail address", description="Questions are sent there.")
    phone = Line("Telephone")
    links = FieldList(FormField(LinkRow), label="Works at", min_entries=SPARE_ROWS)

    def contact_answers(self, choices: Choices) -> dict[str, Any]:
        """Return the answers with the references of the suppliers."""
        found = self.answers()
        found["links"] = [
            (chosen(row["supplier"], choices, "links"), row["kind"])
            for row in found["links"]
            if row["supplier"]
        ]
        return found

    def add_spare_rows(self) -> None:
        """Keep empty rows open below those that are filled."""
        filled = sum(1 for entry in self.links if entry.form.supplier.data)
        while len(self.links) < filled + SPARE_ROWS:
            self.links.append_entry()


def contact_values(contact: ContactDetail) -> dict[str, Any]:
    """Return what the form of a person shows."""
    own = ("name", "job_title", "email", "phone", "version")
    values: dict[str, Any] = {name: getattr(contact, name) for name in own}
    values["links"] = [
        {"supplier": shown_choice(link.supplier, link.name), "kind": link.kind}
        for link in contact.links
    ]
    return values
