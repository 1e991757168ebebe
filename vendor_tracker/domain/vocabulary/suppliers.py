"""Words about suppliers and the people who work there."""

from vendor_tracker.domain.vocabulary.coded import Coded


class SupplierSize(Coded):
    """How large a supplier is, by the number of people it employs."""

    micro = "micro", "Micro", "Fewer than 10 people"
    small = "small", "Small", "10 to 49 people"
    medium = "medium", "Medium", "50 to 249 people"
    large = "large", "Large", "250 people or more"
    unknown = "unknown", "Not known", "Nobody has checked yet"


class SupplierRole(Coded):
    """What a supplier does for a product."""

    developer = "developer", "Maker", "Designs the product and answers for how it works"
    reseller = "reseller", "Reseller", "Sells a product that another firm makes"
    host = "host", "Host", "Runs the servers that the product uses"
    former = "former", "Former supplier", "Used to supply the product and no longer does"


class ContactKind(Coded):
    """What a person at a supplier is the right contact for."""

    clinical = "clinical", "Clinical", "Questions about patients and how results are used"
    technical = "technical", "Technical", "Questions about set-up, connections and faults"
    contract = "contract", "Contract", "Questions about price, promises and the contract"
    commercial = "commercial", "Sales", "Offers, demonstrations and new quotes"
    safety = "safety", "Safety", "Questions about hazards, incidents and recalls"
    other = "other", "Other", "Anything else"
