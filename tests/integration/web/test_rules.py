"""Pages of the rules: counts, and a change that is tried before it is saved."""

import re
from datetime import date, timedelta

from flask import Flask

from tests import factories
from tests.clients import CheckingClient
from tests.integration.web.test_matrix import signed_in, token
from tests.people import person
from tests.waiving import ask
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.vocabulary import Authority, EvidenceKind, Severity, Stage
from vendor_tracker.services import recheck, settings
from vendor_tracker.storage.queries.openflags import list_open_flags

NUMBER = "/rht/rules/numbers/question_working_days"


def waiting(actor: Actor) -> None:
    """Let one supplier owe an answer for some three weeks, within what is allowed."""
    supplier = factories.make_supplier(actor)
    product = factories.make_product(actor, supplier=supplier, stage=Stage.evaluating)
    asked_on = clock.today() - timedelta(days=21)
    factories.make_question(actor, supplier=supplier, product=product, asked_on=asked_on)


def send(browser: CheckingClient, address: str, **answers: str) -> str:
    """Send a form and return the page that follows."""
    data = {"csrf_token": token(browser), "version": "", **answers}
    return browser.post(address, data=data, follow_redirects=True).text


def test_every_rule_is_listed_with_its_counts(app: Flask, actor: Actor) -> None:
    waiting(actor)
    page = signed_in(app, actor, "reader").get("/rht/rules").text
    for rule in ALL_RULES:
        assert f'href="/rht/rules/{rule.code}"' in page
    assert "by an administrator" in page
    assert "/rht/rules/numbers/" not in page


def test_a_change_is_tried_before_it_is_saved(app: Flask, actor: Actor) -> None:
    waiting(actor)
    browser = signed_in(app, actor, "administrator")
    answers = {"value": "5", "reason": "Agreed by the board"}
    tried = send(browser, NUMBER, act="try", **answers)
    assert "1 would open" in tried
    assert "Nothing is changed yet" in tried
    assert settings.limits(actor.organisation_id).question_working_days == 20
    assert 'name="tried" value="5"' in tried
    # Another number than the one that was tried is tried first as well.
    other = send(browser, NUMBER, act="save", tried="5", value="6", reason="Agreed by the board")
    assert 'name="tried" value="6"' in other
    assert settings.limits(actor.organisation_id).question_working_days == 20
    saved = send(browser, NUMBER, act="save", tried="5", **answers)
    assert "It is changed" in saved
    assert settings.limits(actor.organisation_id).question_working_days == 5
    assert "Agreed by the board" in browser.get("/rht/rules/F38").text


def test_a_waiver_that_a_change_makes_void_is_named_before_it_is_saved(
    app: Flask, actor: Actor
) -> None:
    waiting(actor)
    settings.save_setting(actor, "question_working_days", 5, "Agreed by the board")
    recheck.recheck_due(actor.organisation_id)
    flag = next(one for one in list_open_flags(actor) if one.rule == "F38")
    waiver = ask(person(actor, "asks"), flag.reference)
    browser = signed_in(app, actor, "administrator")
    tried = send(browser, NUMBER, act="try", value="6", reason="Agreed by the board")
    assert "0 would open" in tried
    assert "1 waiver would be void" in tried
    assert f'href="/rht/waivers/{waiver}"' in tried
    assert f'href="/rht/flags/{flag.reference}"' in tried


def test_a_severity_is_chosen_and_given_back(app: Flask, actor: Actor) -> None:
    browser = signed_in(app, actor, "administrator")
    address = "/rht/rules/F38/severity"
    send(browser, address, severity="minor", tried="minor", reason="Small suppliers", act="save")
    assert settings.limits(actor.organisation_id).severities == (("F38", Severity.minor),)
    assert "as chosen here" in browser.get("/rht/rules/F38").text
    send(browser, address, severity="", tried="", reason="No longer", act="save")
    assert settings.limits(actor.organisation_id).severities == ()


def test_what_cannot_be_is_refused_at_its_field(app: Flask, actor: Actor) -> None:
    browser = signed_in(app, actor, "administrator")
    for value, words in (("soon", "Enter a whole number"), ("0", "enter a number from 1")):
        page = send(browser, NUMBER, act="save", value=value, reason="Because")
        assert re.search(rf'href="#value">[^<]*{words}', page)
        assert f'value="{value}"' in page
    page = send(browser, NUMBER, act="save", value="7", reason="")
    assert 'href="#reason"' in page
    assert settings.limits(actor.organisation_id).question_working_days == 20


def test_a_day_is_changed_like_a_number(app: Flask, actor: Actor) -> None:
    product = factories.make_product(actor, stage=Stage.evaluating)
    form = date(2026, 3, 3)
    factories.make_evidence(actor, product=product, kind=EvidenceKind.dtac, issued_on=form)
    browser = signed_in(app, actor, "administrator")
    address = "/rht/rules/numbers/dtac_form_from"
    assert 'value="24 February 2026"' in browser.get(address).text
    answers = {"value": "4 March 2026", "reason": "The page of NHS England says so"}
    assert "1 would open" in send(browser, address, act="try", **answers)
    assert "It is changed" in send(browser, address, act="save", tried="2026-03-04", **answers)
    assert settings.limits(actor.organisation_id).dtac_form_from == date(2026, 3, 4)
    assert "4 March 2026" in browser.get("/rht/rules/F24").text
    assert "24 February 2026" in browser.get("/rht/rules").text
    for wrong, words in (("soon", "Enter a date such as"), ("1 May 2014", "from 1 January 2015")):
        assert words in send(browser, address, act="try", value=wrong, reason="Why not")


def test_a_choice_is_made_from_its_words(app: Flask, actor: Actor) -> None:
    browser = signed_in(app, actor, "administrator")
    address = "/rht/rules/numbers/authority"
    assert "another public body" in browser.get(address).text
    why = "We are a council"
    assert "Choose one from the list" in send(browser, address, act="try", value="us", reason=why)
    said = send(browser, address, act="save", tried="other", value="other", reason=why)
    assert "It is changed" in said
    assert settings.limits(actor.organisation_id).authority is Authority.other
