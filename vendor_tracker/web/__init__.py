"""Pages and forms: the only request, session and url_for."""

from vendor_tracker.web.views import accounts, contacts, contracts, health, products, suppliers

BLUEPRINTS = (
    accounts.bp,
    contacts.bp,
    contracts.bp,
    health.bp,
    products.bp,
    suppliers.bp,
)
