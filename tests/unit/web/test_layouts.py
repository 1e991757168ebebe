"""The page frame draws with nothing undefined, and says when a form has errors."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
import wtforms
from wtforms import validators

ROOT = Path(__file__).resolve().parents[3]
PAGE = """{% extends "layouts/page.html" %}
{% import "components/forms.html" as forms %}
{% block title %}Add a supplier{% endblock %}
{% block content %}<h1>Add a supplier</h1>{{ forms.field(form.name) }}{% endblock %}"""


class PersonForm(wtforms.Form):
    """A form inside a form."""

    email = wtforms.StringField("Email", [validators.DataRequired("Enter an email address")])


class SupplierForm(wtforms.Form):
    """A form with plain, repeated and nested fields."""

    name = wtforms.StringField("Name", [validators.DataRequired("Enter a name")])
    aliases = wtforms.FieldList(
        wtforms.StringField("Alias", [validators.DataRequired("Enter an alias")]), min_entries=2
    )
    person = wtforms.FormField(PersonForm)


def messages(with_categories: bool = False) -> Iterator[tuple[str, str]]:
    """Stand in for the messages kept between two requests."""
    yield ("success", "Supplier saved")


@pytest.fixture
def pages() -> jinja2.Environment:
    """Give our templates with what the program adds to every page."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
    )
    pages.globals.update(
        actor=SimpleNamespace(name="Officer", organisation_name="Northmoor Hospitals (example)"),
        asset=lambda name: f"/static/{name}",
        csp_nonce="n0nce",
        demo=True,
        footer_links=[{"label": "Help", "href": "/help"}],
        get_flashed_messages=messages,
        navigation=[{"label": "Suppliers", "href": "/rht/suppliers", "current": True}],
        organisation_code="rht",
    )
    return pages


def drawn(pages: jinja2.Environment, source: str, **context: Any) -> str:
    """Draw a page from its source."""
    return pages.from_string(source).render(**context)


def test_a_page_has_its_frame(pages: jinja2.Environment) -> None:
    html = drawn(pages, PAGE, form=SupplierForm())
    assert "<title>Add a supplier - Vendor Tracker</title>" in html
    assert 'href="/rht/suppliers" aria-current="true"' in html
    assert "Supplier saved" in html
    assert "Demonstration." in html
    assert html.count("<h1") == 1
    assert "NHS" not in html


def test_a_page_with_errors_says_so_in_its_title_and_links_to_each(
    pages: jinja2.Environment,
) -> None:
    form = SupplierForm()
    form.validate()
    html = drawn(pages, PAGE, form=form)
    assert "<title>Error: Add a supplier - Vendor Tracker</title>" in html
    for name in ("name", "aliases-0", "aliases-1", "person-email"):
        assert f'<a href="#{name}">' in html


def test_a_plain_page_needs_no_organisation(pages: jinja2.Environment) -> None:
    del pages.globals["actor"], pages.globals["organisation_code"], pages.globals["navigation"]
    html = drawn(pages, '{% extends "layouts/plain.html" %}{% block title %}Sign in{% endblock %}')
    assert "<title>Sign in - Vendor Tracker</title>" in html


def test_no_template_holds_an_inline_style_or_script() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert " style=" not in text, path
        assert "<style" not in text, path
        assert "onclick" not in text, path
        assert "<script>" not in text, path


def test_what_was_typed_comes_back_escaped(pages: jinja2.Environment) -> None:
    form = SupplierForm(name='"><script>alert(1)</script>')
    html = drawn(pages, PAGE, form=form)
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_chart_without_a_result_says_so(pages: jinja2.Environment) -> None:
    charts = pages.get_template("components/charts.html").module
    assert "No result to draw" in str(charts.interval("Nothing given", None))  # type: ignore[attr-defined]


def test_a_bar_stands_where_its_figure_lies(pages: jinja2.Environment) -> None:
    charts = pages.get_template("components/charts.html").module
    drawing = str(charts.interval("Half way", 75, None, None, None, 100, 50, 100))  # type: ignore[attr-defined]
    assert 'cx="50.0%"' in drawing
    assert 'class="vt-bar-ours" x1="98.0%"' in drawing
    assert "vt-bar-theirs" not in drawing
    assert "vt-range" not in drawing


def test_the_panel_of_parts_links_each_missing_one_to_its_field(pages: jinja2.Environment) -> None:
    checks = pages.get_template("components/checks.html").module
    missing = [("A range", "#low", "Without it we cannot tell luck from skill.")]
    html = str(checks.panel("Can it be checked?", "Not yet.", missing, ["Who said it"]))  # type: ignore[attr-defined]
    assert '<a href="#low">A range.</a> Without it' in html
    assert 'width="50.0%"' in html
    assert html.count("<li>") == 2
