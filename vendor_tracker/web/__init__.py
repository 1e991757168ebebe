"""Pages and forms: the only request, session and url_for."""

from vendor_tracker.web.views import (
    accounts,
    claims,
    contacts,
    contracts,
    costs,
    decisions,
    facts,
    health,
    histories,
    products,
    registers,
    suppliers,
    versions,
)

BLUEPRINTS = (
    accounts.bp,
    claims.bp,
    contacts.bp,
    contracts.bp,
    costs.bp,
    decisions.bp,
    facts.bp,
    health.bp,
    histories.bp,
    products.bp,
    registers.bp,
    suppliers.bp,
    versions.bp,
)
