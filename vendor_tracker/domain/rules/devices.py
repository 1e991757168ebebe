"""Rules about medical devices: registered, used for what they are meant for, and scribes."""

from datetime import date

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.gaps import Action, Answers, Fact, Finding, Remedy, fact, gap_rule
from vendor_tracker.domain.productfacts import DeviceFacts
from vendor_tracker.domain.rules.moments import ItemState, award_moment, item_state
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    DeviceClass,
    Discipline,
    Gate,
    Known,
    ProductFact,
    Severity,
    Stage,
)
from vendor_tracker.domain.wording import capital, listed
from vendor_tracker.domain.worth import SHORT, Standing

_NOT_LOOKED_UP = DeviceFacts()


@gap_rule(
    code="F26",
    version=1,
    title="No entry in the register of medical devices",
    source="MHRA",
    gate=Gate.award,
    severities=(Severity.critical, Severity.major),
    uses=("days_before_award",),
    discipline=Discipline.safety,
    why=(
        "It is a medical device, or nobody has said that it is not, and no entry in the MHRA's "
        "register with the day we looked is noted."
    ),
    matters=(
        "A device must be registered before it is supplied, whichever mark it bears. One that is "
        "not may be unlawful to sell, and nobody watches over its safety."
    ),
)
def not_registered(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a device, or what may be one, that we have not found in the register."""
    is_device = product.fact(ProductFact.dev)
    if is_device is Known.no:
        return
    state, moment = item_state(product, "SAF-02", on), award_moment(product, on, limits)
    yield from state.days()
    yield from moment.days()
    device = product.device or _NOT_LOOKED_UP
    found = bool(device.register_number) and device.register_checked_on is not None
    if state.is_closed or (state.is_open and found) or not moment.has_begun:
        return
    known = is_device is Known.yes
    start = "It is a medical device" if known else "Nobody has said whether it is a medical device"
    yield Finding(
        key=product.reference,
        severity=moment.severity if state.is_open else Severity.critical,
        facts=(
            fact(product.reference, ProductFact.dev, is_device),
            fact(product.reference, "register_number", device.register_number),
            fact(product.reference, "register_checked_on", device.register_checked_on),
            *state.facts,
        ),
        says=f"{start}, and no entry in the MHRA’s register that we looked up ourselves is noted."
        f"{_short('SAF-02', state)}",
        remedies=(
            Remedy("Look it up, and note the entry", Action.edit_device, product.reference)
            if known
            else Remedy("Say whether it is a medical device", Action.edit_facts, product.reference),
            Remedy("Ask the supplier for the entry", Action.ask, product.reference, "SAF-02"),
        ),
        is_heard=_is_known_bad(product, state.standing is Standing.not_met and known),
    )


@gap_rule(
    code="F27",
    version=1,
    title="We use it for what its maker does not mean it for",
    source="MHRA",
    gate=Gate.award,
    severities=(Severity.critical,),
    discipline=Discipline.safety,
    why="Somebody read the maker's stated purpose, and it does not cover our use.",
    matters=(
        "Outside its stated purpose a device is no longer the one that was tested and marked. "
        "Whoever uses it there answers for it alone."
    ),
)
def used_otherwise(product: ProductDossier, on: date, _limits: Limits) -> Answers:
    """Find a product of which the stated purpose does not cover our use."""
    device = product.device
    if device is None or device.use_fits is not Known.no:
        return
    state = item_state(product, "SAF-03", on)
    yield from state.days()
    # The item says it then, where it is asked at all.
    if state.standing in SHORT and product.fact(ProductFact.dev) is not Known.no:
        return
    yield Finding(
        key=product.reference,
        severity=Severity.critical,
        facts=(
            fact(product.reference, "our_use", device.our_use),
            fact(product.reference, "use_fits", device.use_fits),
        ),
        says=f"We use it for “{device.our_use.strip('. ')}”, and the maker’s stated purpose does "
        "not cover that.",
        remedies=(
            Remedy("Limit what we use it for", Action.edit_device, product.reference),
            Remedy("Ask the supplier to widen the purpose", Action.ask, product.reference),
        ),
        is_heard=_is_known_bad(product, True),
    )


@gap_rule(
    code="F28",
    version=1,
    title="A scribe that we have not found as a device and in the registry",
    source="AVT",
    gate=Gate.award,
    severities=(Severity.critical, Severity.major),
    uses=("days_before_award",),
    discipline=Discipline.information,
    why=(
        "It listens to consultations, and no class as a device or no look-up in the national "
        "registry of ambient scribes is noted."
    ),
    matters=(
        "NHS England asks that scribes are devices of class I or higher, and bought from the "
        "registry only. A scribe outside both is used at our own risk."
    ),
)
def scribe_not_found(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a scribe without a class or without an entry in the registry."""
    if product.fact(ProductFact.scr) is not Known.yes:
        return
    state, moment = item_state(product, "GEN-06", on), award_moment(product, on, limits)
    yield from state.days()
    yield from moment.days()
    device = product.device or _NOT_LOOKED_UP
    lacking = _lacking_of_scribe(device)
    if state.is_closed or (state.is_open and not lacking) or not moment.has_begun:
        return
    refused = device.on_registry is Known.no
    says = f"It listens to consultations, and {listed(lacking)}." if lacking else ""
    yield Finding(
        key=product.reference,
        severity=Severity.critical if refused else moment.severity,
        facts=(*_scribe_facts(product, device), *state.facts),
        says=capital(f"{says or 'It listens to consultations.'}{_short('GEN-06', state)}"),
        remedies=(
            Remedy("Look it up twice, and note both", Action.edit_device, product.reference),
            Remedy("Ask the supplier", Action.ask, product.reference, "GEN-06"),
        ),
        is_heard=_is_known_bad(product, refused),
    )


def _lacking_of_scribe(device: DeviceFacts) -> list[str]:
    lacking = []
    if device.class_uk is DeviceClass.unknown:
        lacking.append("no class as a medical device is noted")
    if device.on_registry is Known.no:
        lacking.append("it is not in the national registry of scribes")
    elif device.on_registry is Known.unknown or device.registry_checked_on is None:
        lacking.append("nobody has looked in the national registry of scribes")
    return lacking


def _scribe_facts(product: ProductDossier, device: DeviceFacts) -> tuple[Fact, ...]:
    return (
        fact(product.reference, "class_uk", device.class_uk),
        fact(product.reference, "on_registry", device.on_registry),
        fact(product.reference, "registry_checked_on", device.registry_checked_on),
    )


def _short(code: str, state: ItemState) -> str:
    """Say what the answer to the item is worth, when there is one."""
    return f" {code}: {state.words}." if state.words else ""


def _is_known_bad(product: ProductDossier, is_bad: bool) -> bool:
    """Tell whether it counts in a quiet start: it is in use, and somebody looked."""
    return is_bad and product.stage is Stage.live


RULES = (not_registered, used_otherwise, scribe_not_found)
