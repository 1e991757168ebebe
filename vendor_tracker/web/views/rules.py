"""The rules as they hold here: how often each speaks, and what an administrator may change."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.gaps import GapRule
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.rules import ALL_RULES, RULES_BY_CODE
from vendor_tracker.domain.settings import Setting, numbers_of
from vendor_tracker.domain.sources import sources_of
from vendor_tracker.services import recheck, settings, trials
from vendor_tracker.storage.queries.rules import RuleCounts, count_by_rule, keys_of, list_changes
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.rules import SeverityForm
from vendor_tracker.web.navigation import crumbs
from vendor_tracker.web.rulepages import NumberForms, given_value, number_form

bp = Blueprint("rules", __name__, url_prefix="/<organisation_code>/rules")


@bp.get("")
@needs(Permission.VIEW)
def list_rules() -> ResponseReturnValue:
    """List the rules with how often each speaks."""
    actor = current_actor()
    counts = count_by_rule(actor)
    return render_template(
        "rules/list.html",
        rules=[(rule, counts.get(rule.code, RuleCounts())) for rule in ALL_RULES],
        numbers=settings.all_settings(),
        limits=settings.limits(actor.organisation_id),
        due=recheck.count_due(actor),
        subjects=recheck.count_subjects(actor),
    )


@bp.get("/<code>")
@needs(Permission.VIEW)
def show_rule(code: str) -> ResponseReturnValue:
    """Show one rule: its words, its numbers, its counts and what was changed."""
    actor, rule = current_actor(), _rule(code)
    return render_template(
        "rules/show.html",
        rule=rule,
        counts=count_by_rule(actor).get(rule.code, RuleCounts()),
        sources=sources_of(rule.source),
        numbers=numbers_of(rule.uses),
        limits=settings.limits(actor.organisation_id),
        changes=list_changes(actor, keys_of(rule.code, rule.uses)),
        breadcrumbs=_trail(),
    )


@bp.route("/numbers/<key>", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def change_number(key: str) -> ResponseReturnValue:
    """Change a number or a day: first what it would open and close, then for good."""
    actor, number = current_actor(), _number(key)
    form = number_form(number, getattr(settings.limits(actor.organisation_id), key))
    trial, value = None, None
    if form.submitted():
        try:
            value = given_value(form)
            wanted = settings.changed(actor, key, value)
            if _is_confirmed(value):
                settings.save_setting(actor, key, value, str(form.reason.data))
                return _saved()
            trial = trials.try_limits(actor, wanted, trials.rules_that_use(key))
        except Refused as refusal:
            form.show(refusal)
    return _page(form, trial, number=number, tried=value if trial else "")


@bp.route("/<code>/severity", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def change_severity(code: str) -> ResponseReturnValue:
    """Change how much a rule matters here: first what would move, then for good."""
    actor, rule = current_actor(), _rule(code)
    chosen = dict(settings.limits(actor.organisation_id).severities).get(rule.code)
    form = SeverityForm.from_request(severity=chosen)
    trial = None
    if form.submitted():
        try:
            wanted = settings.changed_severity(actor, rule.code, form.severity.data)
            if _is_confirmed(form.severity.data or ""):
                reason = str(form.reason.data)
                settings.save_severity(actor, rule.code, form.severity.data, reason)
                return _saved(rule)
            trial = trials.try_limits(actor, wanted, (rule.code,))
        except Refused as refusal:
            form.show(refusal)
    return _page(form, trial, rule=rule, tried=form.severity.data or "")


def _page(
    form: NumberForms | SeverityForm,
    trial: trials.Trial | None,
    *,
    rule: GapRule | None = None,
    number: Setting | None = None,
    tried: object = "",
) -> ResponseReturnValue:
    shown = render_template(
        "rules/change.html",
        rule=rule,
        form=form,
        trial=trial,
        number=number,
        tried=tried,
        used_by=[RULES_BY_CODE[code] for code in trials.rules_that_use(number.key)]
        if number
        else [],
        rules=RULES_BY_CODE,
        breadcrumbs=_trail(rule),
    )
    return shown, 422 if form.errors else 200


def _saved(rule: GapRule | None = None) -> ResponseReturnValue:
    flash("It is changed. Everything is looked at again with it, which takes a moment.", "success")
    if rule is None:
        return redirect(url_for("rules.list_rules"))
    return redirect(url_for("rules.show_rule", code=rule.code))


def _rule(code: str) -> GapRule:
    found = RULES_BY_CODE.get(code)
    if found is None:
        raise NotFound(code)
    return found


def _number(key: str) -> Setting:
    found = next((one for one in settings.all_settings() if one.key == key), None)
    if found is None:
        raise NotFound(key)
    return found


def _is_confirmed(wanted: object) -> bool:
    """Tell whether the very change that was tried is to be saved; another one is tried first."""
    sent = request.form
    return sent.get("act") == "save" and sent.get("tried") == str(wanted)


def _trail(rule: GapRule | None = None) -> object:
    trail = [("Rules", url_for("rules.list_rules"))]
    if rule is not None:
        trail.append((rule.title, url_for("rules.show_rule", code=rule.code)))
    return crumbs(*trail)
