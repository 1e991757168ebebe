"""The sheets of the register, in their order: the same for the way out and the way back."""

from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.sheets.answers import ANSWERS
from vendor_tracker.excel.sheets.cards import CARDS
from vendor_tracker.excel.sheets.cases import BENEFITS, CASES
from vendor_tracker.excel.sheets.claims import CLAIMS, RESULTS, THRESHOLDS
from vendor_tracker.excel.sheets.contacts import CONTACTS
from vendor_tracker.excel.sheets.contracts import CONTRACTS, KPIS
from vendor_tracker.excel.sheets.costs import COSTS, DRIVERS, STAFF_RATES
from vendor_tracker.excel.sheets.costsummary import COST_KINDS, COST_SUMMARY
from vendor_tracker.excel.sheets.decisions import DECISIONS
from vendor_tracker.excel.sheets.evidence import EVIDENCE
from vendor_tracker.excel.sheets.flags import FLAGS
from vendor_tracker.excel.sheets.meetings import MEETINGS
from vendor_tracker.excel.sheets.overview import OVERVIEW
from vendor_tracker.excel.sheets.payments import PAYMENTS
from vendor_tracker.excel.sheets.products import PRODUCTS
from vendor_tracker.excel.sheets.promises import PROMISES
from vendor_tracker.excel.sheets.questions import QUESTIONS
from vendor_tracker.excel.sheets.requests import REPLIES, REQUESTS
from vendor_tracker.excel.sheets.results import GROUP_RESULTS
from vendor_tracker.excel.sheets.sources import SOURCES
from vendor_tracker.excel.sheets.suppliers import SUPPLIERS
from vendor_tracker.excel.sheets.versions import VERSIONS
from vendor_tracker.excel.sheets.waivers import WAIVERS
from vendor_tracker.excel.sheets.wholelife import WHOLE_LIFE

ALL_SHEETS: tuple[Sheet, ...] = (
    OVERVIEW,
    SUPPLIERS,
    CONTACTS,
    PRODUCTS,
    VERSIONS,
    CLAIMS,
    THRESHOLDS,
    RESULTS,
    GROUP_RESULTS,
    COSTS,
    DRIVERS,
    STAFF_RATES,
    PAYMENTS,
    COST_SUMMARY,
    COST_KINDS,
    WHOLE_LIFE,
    CASES,
    BENEFITS,
    CONTRACTS,
    KPIS,
    MEETINGS,
    PROMISES,
    QUESTIONS,
    REQUESTS,
    REPLIES,
    EVIDENCE,
    CARDS,
    ANSWERS,
    DECISIONS,
    FLAGS,
    WAIVERS,
    SOURCES,
)
# Those whose rows are records or parts of records: what a returning register may change.
READ_SHEETS: tuple[Sheet, ...] = tuple(sheet for sheet in ALL_SHEETS if sheet.record)
