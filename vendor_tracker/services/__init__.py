"""What a user can do: one plain function per act, the actor first; the only writers."""

from vendor_tracker.services import audit, flags, transaction

# The order is the order of locks in every write: suppliers and products, then the chain.
transaction.ENDINGS[:] = [flags.refresh, audit.seal]
