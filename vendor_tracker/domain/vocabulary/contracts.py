"""Words about contracts."""

from vendor_tracker.domain.vocabulary.coded import Coded


class ProcurementRoute(Coded):
    """How the contract was, or will be, let."""

    open = "open", "Open competition", "Any supplier could bid"
    framework = "framework", "Framework", "Called off from an agreement made for many buyers"
    direct_award = "direct_award", "Direct award", "Given to one supplier without competition"
    below_threshold = "below_threshold", "Below threshold", "Small enough for simpler rules"
    part_of_service = (
        "part_of_service",
        "Part of a wider service",
        "Comes with a health service contract",
    )
    other = "other", "Other", "Another route"
    unknown = "unknown", "Not known", "Nobody has checked yet"


class Regime(Coded):
    """Which law the purchase is made under."""

    procurement_act = (
        "procurement_act",
        "Procurement Act 2023",
        "Software, devices and support bought since 24 February 2025",
    )
    earlier = "earlier", "Regulations of 2015", "Begun before 24 February 2025"
    provider_selection = (
        "provider_selection",
        "Provider Selection Regime",
        "Bought as part of a health care service",
    )
    below = "below", "Below the thresholds", "Too small for the full rules"
    unknown = "unknown", "Not known", "Nobody has checked yet"


class Authority(Coded):
    """Which kind of buyer the law takes us for."""

    central = (
        "central",
        "a trust, foundation trust or central body",
        "NHS trusts and foundation trusts count as central government authorities",
    )
    other = (
        "other",
        "another public body",
        "Such as a local authority or a university; an integrated care board asks its lawyers",
    )


class Renewal(Coded):
    """What happens when the term ends."""

    ends = "ends", "It ends", "A new agreement is needed to go on"
    option = "option", "We may extend it", "On the terms that the contract sets"
    rolls_on = "rolls_on", "It renews by itself", "Unless one side gives notice in time"
    unknown = "unknown", "Not known", "Nobody has checked yet"


class KpiExempt(Coded):
    """Why a large contract needs no published measures."""

    framework = "framework", "It is a framework", "Measures belong to what is called off from it"
    concession = "concession", "It is a concession", "The supplier is paid by those who use it"
    light_touch = "light_touch", "Light-touch contract", "For certain services to people"
    private_utility = "private_utility", "Private utility", "Let by a private utility"
    not_fitting = (
        "not_fitting",
        "Measures do not fit",
        "We judged that they cannot measure it, and say why",
    )


class NoticeKind(Coded):
    """A notice that the Procurement Act 2023 asks for, by its number."""

    UK1 = "UK1", "Pipeline", "What we plan to buy, where we spend £100 million a year or more"
    UK2 = "UK2", "Preliminary market engagement", "That we speak with suppliers before a tender"
    UK3 = "UK3", "Planned procurement", "May be published, to shorten the time for bids"
    UK4 = "UK4", "Tender", "That bids are invited"
    UK5 = "UK5", "Transparency", "Before a contract is given without competition"
    UK6 = "UK6", "Contract award", "Before the contract is signed"
    UK7 = "UK7", "Contract details", "After the contract is signed"
    UK8 = "UK8", "Contract payment", "Payments above a set sum"
    UK9 = "UK9", "Contract performance", "Ratings each year and at the end, or a recorded breach"
    UK10 = "UK10", "Contract change", "Before certain changes of the contract"
    UK11 = "UK11", "Contract termination", "Within 30 days of its end"
    UK12 = "UK12", "Procurement termination", "Invited or announced, and then not bought"
    UK13 = "UK13", "Dynamic market intention", "Dynamic markets only"
    UK14 = "UK14", "Dynamic market establishment", "Dynamic markets only"
    UK15 = "UK15", "Dynamic market modification", "Dynamic markets only"
    UK16 = "UK16", "Dynamic market cessation", "Dynamic markets only"
    UK17 = "UK17", "Payments compliance", "How fast the whole organisation pays"


class Rating(Coded):
    """How well a measure was met, in the words of the Procurement Act 2023."""

    good = "good", "Good", "Meets the target or exceeds it"
    approaching_target = "approaching_target", "Approaching target", "Close to the target"
    requires_improvement = "requires_improvement", "Requires improvement", "Below the target"
    inadequate = "inadequate", "Inadequate", "Far below the target"
    other = "other", "Other", "Cannot be told in these words; say how it was"
