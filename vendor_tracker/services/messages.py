"""Record that a message was sent: the questions in it, the day and the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.messages import Matter, ask_words
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind, split, split_answer
from vendor_tracker.domain.vocabulary import CostCategory
from vendor_tracker.domain.wording import day
from vendor_tracker.services import costs, nonces, questions, records
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.models import Question


@dataclass(frozen=True, slots=True)
class Sent:
    """Who was asked, about which product, and on which day."""

    supplier: str
    product: str | None
    person: str
    on: date


@dataclass(frozen=True, slots=True)
class _Recorder:
    actor: Actor
    sent: Sent

    def record(self, matter: Matter) -> str:
        """Record one matter as asked; return the question's reference."""
        found = split(matter.reference)
        if found is not None and found[0] is Kind.QUESTION:
            return self._asked(matter.reference)
        if found is not None and found[0] is Kind.COST:
            costs.mark_asked(self.actor, matter.reference, self.sent.on)
        if matter.category and self.sent.product:
            self._add_cost(matter)
        return questions.log_question(
            self.actor,
            supplier=self.sent.supplier,
            product=self.sent.product,
            item_code=_item(matter),
            text=ask_words(matter, self.sent.on),
            asked_on=self.sent.on,
            asked_of=self.sent.person,
        )

    def _asked(self, ref: str) -> str:
        """Note the day of a question; the first day counts for how long it waits."""
        row = records.find(self.actor, Kind.QUESTION, Question, ref)
        if row.asked_on is None:
            fields = {"asked_on": self.sent.on, "asked_of": self.sent.person}
        else:
            again = f"{self.sent.person or 'nobody named'}, asked again on {day(self.sent.on)}"
            fields = {"asked_of": again}
        return questions.change_question(self.actor, ref, version=None, **fields)  # type: ignore[arg-type]

    def _add_cost(self, matter: Matter) -> None:
        """Add the line that waits for a figure, so that it is known to be asked."""
        costs.log_cost(
            self.actor,
            supplier=self.sent.supplier,
            product=self.sent.product,
            category=CostCategory(matter.category),
            asked_on=self.sent.on,
        )


def _item(matter: Matter) -> str:
    """Return the item of a checklist that a matter asks about, else nothing."""
    found = split_answer(matter.reference)
    return found[1] if found is not None and found[0] else ""


@transactional
def record_sent(
    actor: Actor, *, matters: Sequence[Matter], sent: Sent, nonce: str = ""
) -> list[str]:
    """Record a message as sent and return the questions; the same form counts once."""
    actor.must(Permission.LOG)
    before = nonces.spent(actor, nonce)
    if before is not None:
        return before
    if not matters:
        raise Refused("Write what you want to ask.", field="ask")
    must_not_follow(clock.today(), sent.on, "The day you sent it", "on")
    recorder = _Recorder(actor, sent)
    # Costs before questions, so that counters are always taken in one order.
    order = sorted(matters, key=lambda m: not (m.category or m.reference.startswith("COST")))
    made = {matter: recorder.record(matter) for matter in order}
    refs = list(dict.fromkeys(made[matter] for matter in matters))
    nonces.made(actor, nonce, refs, sent.product or sent.supplier)
    return refs
