"""Live through the story of the demonstration, day by day, by what any user could do."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.examples import Act
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import (
    cases,
    claims,
    contacts,
    contracts,
    costs,
    decisions,
    devices,
    drivers,
    evidence,
    evidence_files,
    evidence_links,
    evidence_replacing,
    groups,
    meetings,
    payments,
    products,
    promises,
    questions,
    staffrates,
    suppliers,
    verdicts,
    versions,
    waivers,
)
from vendor_tracker.services.demonstrations import asking, checking, contracting
from vendor_tracker.services.demonstrations.papers import paper
from vendor_tracker.services.demonstrations.values import Telling
from vendor_tracker.services.transaction import transactional

_QUOTA_MB = 100
_OPENS = time(8, 0)
_ADD: dict[str, Callable[..., str]] = {
    "ask waiver": waivers.ask_waiver,
    "card": checking.bring_card,
    "case": cases.add_case,
    "claim": claims.log_claim,
    "contact": contacts.add_contact,
    "contract": contracts.add_contract,
    "cost": costs.log_cost,
    "evidence": evidence.add_evidence,
    "hand in": asking.hand_in,
    "meeting": meetings.log_meeting,
    "payment": payments.log_payment,
    "plan": decisions.plan_decision,
    "product": products.add_product,
    "promise": promises.log_promise,
    "question": questions.log_question,
    "request": asking.send_request,
    "supplier": suppliers.add_supplier,
    "version": versions.add_version,
}
_CHANGE: dict[str, Callable[..., object]] = {
    "accept items": checking.accept_items,
    "agree waiver": waivers.agree_waiver,
    "answer": questions.answer_question,
    "answer items": checking.answer_items,
    "assign item": checking.assign_item,
    "change claim": claims.change_claim,
    "change cost": costs.change_cost,
    "change promise": promises.change_promise,
    "device": devices.save_device,
    "drivers": drivers.save_drivers,
    "estimate recalls": cases.save_recalls,
    "facts": products.set_facts,
    "group table": checking.add_table,
    "judge": verdicts.give_verdict,
    "keep": promises.keep_promise,
    "list groups": groups.save_groups,
    "measure benefits": cases.measure_benefits,
    "move plan": decisions.change_plan,
    "publish checklist": checking.publish_checklist,
    "put away": products.archive_product,
    "replace": evidence_replacing.replace_document,
    "return item": checking.return_item,
    "say need": cases.save_need,
    "weigh item": checking.weigh_item,
    "write case": checking.write_case,
    "write contract": contracting.write_contract,
}
_AT_WORK: dict[str, Callable[..., object]] = {
    "give flag": checking.give_flag,
    "set flag aside": checking.set_aside,
}
# Said of the whole organisation.
_FOR_ALL: dict[str, Callable[..., object]] = {"staff rate": staffrates.add_rate}
# What is named before all other words about a record.
_FIRST = {
    "ask waiver": "flag",
    "case": "product",
    "hand in": "of",
    "plan": "product",
    "version": "product",
}


class Teller:
    """Does each act as the person who did it, on the day it was done."""

    def __init__(self, people: Mapping[str, Actor], store: EvidenceStore) -> None:
        self.people = people
        self.store = store
        self.now = clock.now()
        self.telling = Telling(clock.today())

    def tell(self, acts: list[Act], each_day: Callable[[], object]) -> None:
        """Do every act in the order of its day; what falls due each day is looked at first."""
        told = sorted(acts, key=lambda act: self.telling.day(act.when))
        for day, same_day in groupby(told, key=lambda act: self.telling.day(act.when)):
            with clock.set_to(self._hour(day, 0)):
                each_day()
            # A decision keeps the counts as they stand: it follows what was logged that day.
            for hour, (_, part) in enumerate(groupby(same_day, lambda act: act.what == "decide")):
                with clock.set_to(self._hour(day, hour + 1)):
                    self._tell_some(list(part))

    def _hour(self, day: date, hour: int) -> datetime:
        """Return an hour of a working day, never one that is still to come."""
        return min(datetime.combine(day, _OPENS, UTC) + timedelta(hours=hour), self.now)

    @transactional
    def _tell_some(self, acts: list[Act]) -> None:
        for act in acts:
            reference = self._do(act)
            if act.name:
                self.telling.references[act.name] = reference

    def _do(self, act: Act) -> str:
        actor = self.people[act.who]
        given = dict(act.fields)
        if act.what == "decide":
            self._decide(actor, given)
            return ""
        if "flag" in given:
            given["flag"] = self._flag(actor, given["flag"])
        links = given.pop("supports", [])
        received = self._received(actor, given)
        fields = self.telling.fields(act.what, given)
        if received is not None:
            fields["received"] = received
        if act.what in _FOR_ALL:
            _FOR_ALL[act.what](actor, **fields)
            return ""
        if act.what in _CHANGE:
            _CHANGE[act.what](actor, fields.pop("of"), version=None, **fields)
            return ""
        if act.what in _AT_WORK:
            _AT_WORK[act.what](actor, fields.pop("flag"), **fields)
            return ""
        first = [fields.pop(_FIRST[act.what])] if act.what in _FIRST else []
        reference = _ADD[act.what](actor, *first, **fields)
        for link in links:
            evidence_links.link_evidence(actor, reference, self.telling.references[link[1:]])
        return reference

    def _decide(self, actor: Actor, given: dict[str, Any]) -> None:
        """Take a decision; the promises that its conditions became can be spoken of later."""
        told = [dict(row) for row in given.pop("conditions", [])]
        names = [row.pop("as") for row in told]
        fields = self.telling.fields("decide", {**given, "conditions": told})
        made = decisions.decide(actor, fields.pop("of"), version=None, **fields)
        self.telling.references |= dict(zip(names, made, strict=True))

    def _flag(self, actor: Actor, told: str) -> str:
        """Read `@name rule key` as the flag that this rule raised there."""
        about, rule, key = (
            self.telling.references[word[1:]] if word.startswith("@") else word
            for word in told.split()
        )
        return checking.find_flag(actor, about, rule, key)

    def _received(self, actor: Actor, given: dict[str, Any]) -> evidence_files.Received | None:
        name, text = given.pop("file", None), given.pop("shows", "")
        if name is None:
            return None
        content = io.BytesIO(paper(name, text.strip()))
        return evidence_files.receive(
            actor, self.store, content, name, quota_mb=_QUOTA_MB, inspector=None
        )
