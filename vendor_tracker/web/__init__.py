"""Pages and forms: the only request, session and url_for."""

from vendor_tracker.web.views import accounts, health, products, suppliers

BLUEPRINTS = (
    accounts.bp,
    health.bp,
    products.bp,
    suppliers.bp,
)
