"""Our components keep the markup of the design system, so that looks cannot drift."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import jinja2
import pytest
import wtforms
from wtforms import SelectChoice, validators  # type: ignore[attr-defined]

ROOT = Path(__file__).resolve().parents[3]
OPTIONS = [SelectChoice("a", "First"), SelectChoice("b", "Second")]
ITEMS = [{"value": "a", "text": "First"}, {"value": "b", "text": "Second"}]
MESSAGE = "Enter a name"
# What ours adds on purpose: our legends look like labels, and choices are the small ones.
OURS = {"nhsuk-label", "nhsuk-radios--small", "nhsuk-checkboxes--small"}
COMPARED = ("class", "id", "for", "name", "type", "value", "role", "aria-describedby", "href")


class ExampleForm(wtforms.Form):
    """One field of each kind."""

    name = wtforms.StringField("Name", [validators.DataRequired(MESSAGE)], description="Hint")
    notes = wtforms.TextAreaField("Notes", [validators.DataRequired(MESSAGE)], description="Hint")
    stage = wtforms.SelectField(
        "Stage", [validators.DataRequired(MESSAGE)], choices=OPTIONS, description="Hint"
    )
    known = wtforms.RadioField(
        "Known", [validators.DataRequired(MESSAGE)], choices=OPTIONS, description="Hint"
    )
    kinds = wtforms.SelectMultipleField(
        "Kinds", [validators.DataRequired(MESSAGE)], choices=OPTIONS, description="Hint"
    )
    file = wtforms.FileField("File", [validators.DataRequired(MESSAGE)], description="Hint")
    relied_on = wtforms.BooleanField("Relied on", [validators.DataRequired(MESSAGE)])


@pytest.fixture(scope="module")
def ours() -> jinja2.Environment:
    """Render our templates as strictly as the program does."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
    )


@pytest.fixture(scope="module")
def theirs() -> jinja2.Environment:
    """Render the macros of the design system."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("nhsuk_frontend_jinja"),
        undefined=jinja2.ChainableUndefined,
        autoescape=True,
    )


def outline(html: str) -> list[tuple[str, dict[str, str], str]]:
    """List the elements of a fragment with what is compared of each, and its own text."""
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    found = []
    for element in fragment.iter():
        if not isinstance(element.tag, str) or element.tag == "DOCUMENT_FRAGMENT":
            continue
        attributes = {key: value for key, value in element.items() if key in COMPARED and value}
        classes = sorted(set(attributes.pop("class", "").split()) - OURS)
        found.append((element.tag, {**attributes, "class": " ".join(classes)}, words(element)))
    return found


def words(element: Any) -> str:
    """Give the text directly inside an element, with spaces folded."""
    return " ".join((element.text or "").split())


def field(ours: jinja2.Environment, name: str) -> str:
    """Render one field of the example form, sent empty."""
    form = ExampleForm()
    form.validate()
    for one in form:
        # Each kind of field words an empty answer in its own way; one message is enough here.
        one.errors = [MESSAGE]
    return str(ours.get_template("components/forms.html").module.field(form[name]))  # type: ignore[attr-defined]


def macro(theirs: jinja2.Environment, component: str, name: str) -> Callable[..., Any]:
    """Give one macro of the design system."""
    module = theirs.get_template(f"nhsuk/components/{component}/macro.jinja").module
    return getattr(module, name)


def labelled(name: str, label: str) -> dict[str, Any]:
    """Give what each macro is told about a field with a label."""
    said = {"hint": {"text": "Hint"}, "errorMessage": {"text": MESSAGE}}
    return {"id": name, "name": name, "label": {"text": label}, **said}


def grouped(name: str, legend: str) -> dict[str, Any]:
    """Give what each macro is told about a field with a legend."""
    said = {"hint": {"text": "Hint"}, "errorMessage": {"text": MESSAGE}}
    fieldset = {"legend": {"text": legend}}
    return {"idPrefix": name, "name": name, "fieldset": fieldset, "items": ITEMS, **said}


FIELDS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("name", "input", "input", labelled("name", "Name")),
    ("notes", "textarea", "textarea", labelled("notes", "Notes")),
    ("stage", "select", "select", {**labelled("stage", "Stage"), "items": ITEMS}),
    ("known", "radios", "radios", grouped("known", "Known")),
    ("kinds", "checkboxes", "checkboxes", grouped("kinds", "Kinds")),
    ("file", "file-upload", "fileUpload", labelled("file", "File")),
    (
        "relied_on",
        "checkboxes",
        "checkboxes",
        {
            "idPrefix": "relied_on",
            "name": "relied_on",
            "items": [{"value": "y", "text": "Relied on"}],
            "errorMessage": {"text": MESSAGE},
        },
    ),
)


@pytest.mark.parametrize("name,component,call,told", FIELDS, ids=[row[0] for row in FIELDS])
def test_a_field_has_the_parts_of_the_design_system(
    ours: jinja2.Environment,
    theirs: jinja2.Environment,
    name: str,
    component: str,
    call: str,
    told: dict[str, Any],
) -> None:
    assert outline(field(ours, name)) == outline(str(macro(theirs, component, call)(told)))


def test_the_error_summary_has_the_parts_of_the_design_system(
    ours: jinja2.Environment, theirs: jinja2.Environment
) -> None:
    form = ExampleForm()
    form.validate()
    lines = [{"text": f.errors[0], "href": f"#{f.id}"} for f in form if f.errors]
    told = {"titleText": "There is a problem", "errorList": lines}
    summary = ours.get_template("components/forms.html").module.error_summary(form)  # type: ignore[attr-defined]
    assert outline(str(summary)) == outline(
        str(macro(theirs, "error-summary", "errorSummary")(told))
    )


@pytest.mark.parametrize("variant,classes", [(None, ""), ("secondary", "nhsuk-button--secondary")])
def test_a_button_has_the_parts_of_the_design_system(
    ours: jinja2.Environment, theirs: jinja2.Environment, variant: str | None, classes: str
) -> None:
    button = ours.get_template("components/forms.html").module.button  # type: ignore[attr-defined]
    told = {"text": "Save", "classes": classes}
    for address in (None, "/somewhere"):
        expected = macro(theirs, "button", "button")({**told, "href": address})
        assert outline(str(button("Save", address, variant=variant))) == outline(str(expected))


def test_a_message_of_success_has_the_parts_of_the_design_system(
    ours: jinja2.Environment, theirs: jinja2.Environment
) -> None:
    notice = ours.get_template("components/notices.html").module.notice  # type: ignore[attr-defined]
    told = {"text": "Saved", "type": "success", "titleText": "Done", "titleId": "notice-title"}
    expected = macro(theirs, "notification-banner", "notificationBanner")(told)
    assert outline(str(notice("Saved", "success"))) == outline(str(expected))
