"""The two legal duties of a product in use: what is not known of them."""

from collections.abc import Collection
from dataclasses import dataclass

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.vocabulary import Known

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Duty:
    """A fact that brings a duty, and the fact that tells whether it is met."""

    fact: str
    met: str
    # The rule that speaks of it: what that is content with is not asked again.
    rule: str
    ask_fact: str
    if_so: str
    ask_met: str
    is_so: str


_DUTIES = (
    _Duty(
        fact="care",
        met="dcb0160_approved",
        rule="F29",
        ask_fact="Say whether staff use it in the direct care of patients",
        if_so="It is in use. If they do, our own safety case (DCB0160) is a legal duty.",
        ask_met="Say whether our safety case (DCB0160) is approved",
        is_so="It is used in direct care, and nobody has said whether the case is approved.",
    ),
    _Duty(
        fact="pd",
        met="dpia_signed",
        rule="F30",
        ask_fact="Say whether it uses personal data",
        if_so="It is in use. If it does, a data protection assessment (DPIA) is a legal duty.",
        ask_met="Say whether the data protection assessment (DPIA) is signed",
        is_so="It uses personal data, and nobody has said whether the assessment is signed.",
    ),
)


def unknown_duty(product: ProductDossier, speaking: Collection[str]) -> Words | None:
    """Return what to ask about a duty of which an answer is missing, and why."""
    for duty in _DUTIES:
        if duty.rule not in speaking:
            continue
        if product.fact(duty.fact) == Known.unknown:
            return duty.ask_fact, duty.if_so
        if product.fact(duty.fact) == Known.yes and product.fact(duty.met) == Known.unknown:
            return duty.ask_met, duty.is_so
    return None
