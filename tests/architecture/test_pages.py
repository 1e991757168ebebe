"""Pages can be found, and their templates hold no style, script or text that skips escaping."""

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Machines ask for the first four; "/" is where one arrives; the box in the header finds.
NOT_LED_TO = {
    "static",
    "health.show_health",
    "health.show_readiness",
    "icons.show_icon",
    "accounts.choose_organisation",
    "home.find",
}
# What leads everywhere stands here instead of in a template.
NAVIGATION = ROOT / "vendor_tracker/web/navigation.py"


def pages(app: Flask) -> list[str]:
    """Return the endpoint of each page that an organisation has one of."""
    return sorted({rule.endpoint for rule in app.url_map.iter_rules() if _is_page(rule)})


def _is_page(rule: Rule) -> bool:
    found = "GET" in (rule.methods or ()) and rule.arguments <= {"organisation_code"}
    return found and rule.endpoint not in NOT_LED_TO


def leading_to(endpoint: str) -> list[Path]:
    """Return the files that lead to a page, without the page itself."""
    blueprint, view = endpoint.split(".")
    itself = ROOT / "templates" / blueprint / f"{view.split('_')[0]}.html"
    name = re.compile(rf"""["']{re.escape(endpoint)}["']""")
    files = [path for path in (*TEMPLATES, NAVIGATION) if path != itself]
    return [path for path in files if name.search(path.read_text(encoding="utf-8"))]


def test_every_page_is_led_to_from_another(app: Flask) -> None:
    found = pages(app)
    assert len(found) > 20
    lost = [endpoint for endpoint in found if not leading_to(endpoint)]
    assert lost == [], ", ".join(lost)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_holds_no_style_no_script_and_no_unescaped_text(path: Path) -> None:
    text = re.sub(r"\{[#%].*?[#%]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", text) == []
    raw = path.read_text(encoding="utf-8")
    assert re.findall(r"\|\s*safe\b|autoescape", raw) == []
