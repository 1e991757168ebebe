"""The facts about a product: yes, no or not known, each with a hint of one line."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms.widgets import ListWidget, RadioInput

from vendor_tracker.domain.attention import FIRST_LOOK
from vendor_tracker.domain.vocabulary import EsfTier, Known, ProductFact
from vendor_tracker.storage.queries.firstlooks import FirstLook
from vendor_tracker.storage.queries.products import ProductDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line

_LOOKED_AT = tuple(fact for item in FIRST_LOOK for fact in item.facts)


class Answer(Choice):
    """Yes, no or not known, as three radio buttons."""

    widget = ListWidget(prefix_label=False)
    option_widget = RadioInput()

    def __init__(self, label: str, hint: str, **more: Any) -> None:
        super().__init__(label, Known, description=hint, default=Known.unknown, **more)


class _Facts(Form):
    def facts(self) -> dict[ProductFact, Known]:
        """Return what was answered, by fact."""
        return {fact: self[fact.value].data for fact in ProductFact if fact.value in self._fields}


class FactsForm(_Facts):
    """Everything that is or is not true of a product."""

    esf_tier = Choice(
        "Does it guide care?",
        EsfTier,
        description="The class in NICE’s evidence standards framework.",
    )


class FirstLookForm(_Facts):
    """Ten facts, about four minutes; what is left empty stays as it is."""

    accountable = Line("Who here answers for it?")
    version_name = Line("Which version is in use?")
    in_use_from = DayDateField(
        "Since when?", description="Leave it empty if nobody knows; today is noted."
    )
    contract_ends_on = DayDateField("When does the contract end?")

    def look_answers(self) -> dict[str, Any]:
        """Return the answers as a first look keeps them."""
        own = ("accountable", "version_name", "in_use_from", "contract_ends_on")
        return {"facts": self.facts(), **{name: self[name].data for name in own}}


def facts_values(product: ProductDetail) -> dict[str, Any]:
    """Return what the form of all facts shows."""
    answers = {name: value[0] for name, value in product.about.items()}
    given = {"version": product.version, "esf_tier": product.esf_tier}
    return given | _known(ProductFact, answers)


def first_look_values(look: FirstLook) -> dict[str, Any]:
    """Return what the first look shows."""
    used = look.version_in_use
    return {
        "version": look.head.version,
        "accountable": look.head.accountable,
        "version_name": used.name if used else "",
        "in_use_from": used.in_use_from if used else None,
        "contract_ends_on": look.contract_ends_on,
        **_known(_LOOKED_AT, look.answers),
    }


def _known(facts: Iterable[ProductFact], answers: Mapping[str, str]) -> dict[str, Any]:
    return {fact.value: Known(answers.get(fact.value, Known.unknown)) for fact in facts}


def _add_answers() -> None:
    """Give each form one answer for each fact, in the words of the fact."""
    for fact in ProductFact:
        setattr(FactsForm, fact.value, Answer(fact.label, fact.hint))
    for item in FIRST_LOOK:
        for fact in item.facts:
            alone = len(item.facts) == 1
            words = (item.question, item.hint) if alone else (fact.label, fact.hint)
            setattr(FirstLookForm, fact.value, Answer(*words))


_add_answers()
