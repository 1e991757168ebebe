"""The two legal duties of a product in use: what is not met, and what is not known of them."""

from dataclasses import dataclass

from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.vocabulary import Known

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Duty:
    """A fact that brings a duty, and the fact that tells whether it is met."""

    fact: str
    met: str
    ask_fact: str
    if_so: str
    ask_met: str
    is_so: str
    mend: str
    unmet: str


_DUTIES = (
    _Duty(
        fact="care",
        met="dcb0160_approved",
        ask_fact="Say whether staff use it in the direct care of patients",
        if_so="It is in use. If they do, our own safety case (DCB0160) is a legal duty.",
        ask_met="Say whether our safety case (DCB0160) is approved",
        is_so="It is used in direct care, and nobody has said whether the case is approved.",
        mend="Get our safety case approved, or pause its use",
        unmet="It is used in direct care, and our safety case (DCB0160) is not approved.",
    ),
    _Duty(
        fact="pd",
        met="dpia_signed",
        ask_fact="Say whether it uses personal data",
        if_so="It is in use. If it does, a data protection assessment (DPIA) is a legal duty.",
        ask_met="Say whether the data protection assessment (DPIA) is signed",
        is_so="It uses personal data, and nobody has said whether the assessment is signed.",
        mend="Get the data protection assessment signed, or pause its use",
        unmet="It uses personal data, and the assessment (DPIA) is not signed.",
    ),
)


def unmet_duty(product: ProductDossier) -> Words | None:
    """Return what to do about a duty that is known not to be met, and why."""
    for duty in _DUTIES:
        if product.fact(duty.fact) == Known.yes and product.fact(duty.met) == Known.no:
            return duty.mend, duty.unmet
    return None


def unknown_duty(product: ProductDossier) -> Words | None:
    """Return what to ask about a duty of which an answer is missing, and why."""
    for duty in _DUTIES:
        if product.fact(duty.fact) == Known.unknown:
            return duty.ask_fact, duty.if_so
        if product.fact(duty.fact) == Known.yes and product.fact(duty.met) == Known.unknown:
            return duty.ask_met, duty.is_so
    return None
