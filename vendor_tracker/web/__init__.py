"""Pages and forms: the only request, session and url_for."""

from vendor_tracker.web.views import (
    accounts,
    claims,
    contacts,
    contracts,
    facts,
    health,
    products,
    suppliers,
)

BLUEPRINTS = (
    accounts.bp,
    claims.bp,
    contacts.bp,
    contracts.bp,
    facts.bp,
    health.bp,
    products.bp,
    suppliers.bp,
)
