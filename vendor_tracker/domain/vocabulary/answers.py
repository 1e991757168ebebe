"""Words about checklist items and what was answered to them."""

from vendor_tracker.domain.vocabulary.coded import Coded


class AnswerState(Coded):
    """What we know of an item; only met with live evidence closes it."""

    met = "met", "Met", "Shown by live evidence"
    asserted_only = "asserted_only", "Their word only", "The supplier says so and shows nothing"
    partly = "partly", "Partly", "Some of it is shown"
    not_met = "not_met", "Not met", "We know that it is not so"
    not_known = "not_known", "Not known", "We have asked or looked, and do not know"
    proposed = "proposed", "Proposed", "Copied from elsewhere; nobody has confirmed it here"
    not_applicable = "not_applicable", "Not applicable", "It cannot matter here; say why"


class ReviewState(Coded):
    """Where an answer stands with its reviewer."""

    to_review = "to_review", "To review", "Nobody has looked at this answer yet"
    accepted = "accepted", "Accepted", "A reviewer agrees with this answer"
    returned = "returned", "Returned", "A reviewer asks for a better answer, and says why"


class ItemAbout(Coded):
    """Whom an item is about: it is answered once for each of these."""

    organisation = "organisation", "Us", "Answered once for all products"
    supplier = "supplier", "The supplier", "Answered once for all products of this supplier"
    product = "product", "The product", "Answered for each product"
    version = "version", "The version", "Answered again when the version changes"


class AnsweredBy(Coded):
    """Who can answer an item."""

    us = "us", "We do", "We know, or have to find out"
    supplier = "supplier", "The supplier does", "We ask, and check what they show"
    both = "both", "Both do", "The supplier answers, and we add our part"


class Discipline(Coded):
    """The skill that a second person needs to agree to a waiver."""

    clinical = "clinical", "Clinical lead", "Knows the care that the product is part of"
    safety = "safety", "Clinical safety", "Answers for the safety case and the hazard log"
    information = "information", "Information governance", "Answers for personal data"
    security = "security", "Security and technology", "Answers for systems and their protection"
    equality = "equality", "Equality and ethics", "Answers for fair service to all groups"
    finance = "finance", "Finance", "Answers for whole-life cost and budgets"
    commercial = "commercial", "Procurement and contracts", "Answers for terms and suppliers"
