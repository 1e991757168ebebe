"""What a user can do: one plain function per act, the actor first; the only writers."""

from vendor_tracker.services import audit, transaction

# The order is the order of locks in every write: products and suppliers, then the chain.
transaction.ENDINGS[:] = [audit.seal]
