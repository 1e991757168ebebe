"""The forms of a piece of evidence."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import StopValidation

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import EvidenceKind, Known
from vendor_tracker.domain.wording import day
from vendor_tracker.files.types import EXTENSIONS
from vendor_tracker.storage.queries.evidence import EvidenceDetail
from vendor_tracker.storage.queries.evidencefiles import SameContent
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, WebAddress, needed
from vendor_tracker.web.forms.subjects import SubjectField

DOCUMENT = (
    "link_url",
    "issuer",
    "issued_on",
    "expires_on",
    "form_version",
    "scheme_version",
    "self_certified",
)
FIELDS = (
    "title", "kind", *DOCUMENT, "confidential", "confidential_reason", "confidential_until",
)  # fmt: skip

LONGEST_EDITION = 40

# What a form sends when somebody says that a document is not for one version.
FOR_NONE = "none"
NOT_FOR_ONE = "Not for one version"


class Edition(Line):
    """The edition of a form or scheme, in a few signs."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is longer than the name of an edition."""
        if len(self.data or "") > LONGEST_EDITION:
            raise StopValidation(f"Use at most {LONGEST_EDITION} characters, such as “2.0”.")


class DocumentForm(Form):
    """A file or link, its dates, and which edition it is."""

    # A file that was sent with this form before, and what else has the same content.
    carried = HiddenField()
    carried_name = ""
    twins: Sequence[SameContent] = ()

    file = FileField(
        "File",
        description=(
            "PDF, picture, Word, Excel, PowerPoint, CSV, plain text or mail, up to 25 MB. "
            "It must not hold anything about patients."
        ),
        render_kw={"accept": ",".join(EXTENSIONS)},
    )
    link_url = WebAddress("Or a link", description="A web page or register entry.")
    issuer = Line("Issued by", description="Such as the certifying body or the test site.")
    issued_on = DayDateField("Issued on")
    expires_on = DayDateField("Lapses on", description="Leave it empty when it has no end.")
    product_version = SelectField("Made for which version?", validate_choice=False)
    form_version = Edition("Which edition of the form is it?")
    scheme_version = Edition("Which edition of the scheme is it under?")
    self_certified = Choice(
        "Did the supplier certify itself?",
        Known,
        explained=False,
        default=Known.unknown,
        description="Yes when nobody outside the supplier checked it.",
    )

    def offer(self, versions: Sequence[tuple[str, str]]) -> None:
        """Offer the versions of the product."""
        choices = [SelectChoice(value="", label=NOT_FOR_ONE)]
        choices += [SelectChoice(value=ref, label=f"{name} ({ref})") for ref, name in versions]
        self.product_version.choices = choices

    def explain(self, limits: Limits) -> None:
        """Say which editions are in use, with the days that stand in the settings."""
        self.form_version.description = (
            f"Of a DTAC form: the one in use is of {day(limits.dtac_form_from)}; from "
            f"{day(limits.dtac_form_needed_from)} older ones are not used any more."
        )
        self.scheme_version.description = (
            "Of Cyber Essentials: from "
            f"{day(limits.cyber_scheme_from)} it is assessed by requirements 3.3."
        )


class ReplaceForm(DocumentForm):
    """A newer document in the place of an older one, which counts for no more unless said."""

    no_end = BooleanField("It has no end day")
    reason = Line("Why is it replaced?", description="Such as: renewed for another year.")
    has_version = False
    lapsed_on: date | None = None

    def follow(self, kept: EvidenceDetail) -> None:
        """Ask for the version and the end day wherever the document before had them."""
        self.has_version, self.lapsed_on = bool(kept.product_version), kept.expires_on
        if not self.has_version:
            return
        _, *versions = self.product_version.choices or ()
        unsaid = SelectChoice(value="", label="Choose one")
        for_none = SelectChoice(value=FOR_NONE, label=NOT_FOR_ONE)
        self.product_version.choices = [unsaid, *versions, for_none]
        self.product_version.description = f"The one before was made for {kept.version_name}."

    def validate_product_version(self, field: SelectField) -> None:
        """Have it said whether the newer document is made for a version."""
        if self.has_version and not field.data:
            raise StopValidation(
                "Say which version the newer document is made for, or that it is not for one. "
                "The one before was."
            )

    def validate_expires_on(self, field: DayDateField) -> None:
        """Have it said that the newer document has no end, where the one before had."""
        if field.process_errors:
            return
        if self.lapsed_on and field.data is None and not self.no_end.data:
            raise StopValidation(
                f"The one before had an end: {day(self.lapsed_on)}. Enter the day on which the "
                "newer one lapses, or say that it has no end day."
            )
        if field.data is not None and self.no_end.data:
            raise StopValidation("Enter a day, or say that it has no end day, not both.")

    def document(self) -> dict[str, Any]:
        """Return what is said of the newer document."""
        found = {name: self[name].data for name in DOCUMENT}
        version = self.product_version.data
        return found | {"product_version": None if version in ("", None, FOR_NONE) else version}


class NumbersForm(Form):
    """Why a file may be kept in which numbers look like NHS numbers."""

    reason = Line(
        "Why may it be kept?",
        description="Such as: they are order numbers, and nobody’s NHS numbers.",
    )


class EvidenceForm(DocumentForm):
    """What a person may say about a piece of evidence."""

    nonce = HiddenField()
    about = SubjectField(
        "Which product or supplier is it about?",
        description="Start typing a name or reference.",
        validators=[needed("Say which product or supplier it is about.")],
    )
    title = Line(
        "What is it?",
        description="Such as “Cyber Essentials certificate”.",
        validators=[needed("Say what it is, such as “Cyber Essentials certificate”.")],
    )
    kind = Choice("Kind", EvidenceKind)
    confidential = BooleanField("Leave it out of public copies")
    confidential_reason = Line("Why?", description="Such as: prices agreed in confidence.")
    confidential_until = DayDateField("Until")

    def evidence(self, *, is_new: bool) -> dict[str, Any]:
        """Return the answers, with what it is about only where that is new or changed."""
        found = {name: self[name].data for name in FIELDS}
        found["product_version"] = self.product_version.data or None
        if not is_new and self.about.data == self.about.object_data:
            return found
        ref = self.about.reference or ""
        is_product = ref.startswith(Kind.PRODUCT.value)
        found["product"], found["supplier"] = (ref, None) if is_product else (None, ref)
        return found


class LinkForm(Form):
    """A record that a piece of evidence supports."""

    target = Line(
        "What else does it support?",
        description=(
            "The reference of a claim, cost, promise, question, contract or answer, "
            "such as CLM-3 or PRD-7/CORE-01."
        ),
        validators=[needed("Enter a reference such as CLM-3.")],
    )


def evidence_values(evidence: EvidenceDetail) -> dict[str, Any]:
    """Return what the form of a piece of evidence shows."""
    values = {name: getattr(evidence, name) for name in FIELDS}
    return values | {
        "about": str(evidence.product or evidence.supplier or ""),
        "product_version": evidence.product_version or "",
        "version": evidence.version,
    }
