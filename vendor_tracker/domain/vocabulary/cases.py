"""Words of business cases."""

from vendor_tracker.domain.vocabulary.coded import Coded


class CaseNeed(Coded):
    """What a product is to help with."""

    backlog = "backlog", "A backlog", "Work that waits to be done"
    waiting = "waiting", "Waiting time", "Patients wait too long"
    ageing = "ageing", "An ageing population", "More patients need care each year"
    safety = "safety", "Safety", "Something goes wrong that need not"
    staff_time = "staff_time", "Staff time", "Staff do what they need not do themselves"
    other = "other", "Something else", "Say what in the sentence"


class Likelihood(Coded):
    """How likely a risk is."""

    low = "low", "Unlikely", "It would surprise us"
    medium = "medium", "Possible", "It may well happen"
    high = "high", "Likely", "It would surprise us if it did not happen"


class CriterionKind(Coded):
    """What a result of a pilot makes us do."""

    go = "go", "Go on", "Only with this result do we go on"
    stop = "stop", "Stop", "With this result we stop"


class BenefitKind(Coded):
    """What a benefit is made of."""

    money = "money", "Money we no longer spend", "A bill that gets smaller or ends"
    time = "time", "Time of staff", "Hours that are free for other work"
    health = "health", "Health of patients", "Fewer delays, less harm, better results"
    other = "other", "Other", "Another benefit"
