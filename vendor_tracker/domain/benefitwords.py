"""What pages and sheets say of the benefits of a case beside what the product costs."""

from dataclasses import dataclass

from vendor_tracker.domain.benefits import Worth
from vendor_tracker.domain.lifewords import at_least, whole_pounds
from vendor_tracker.domain.money import Money
from vendor_tracker.domain.wholelife import Life, WholeLife
from vendor_tracker.domain.wording import count


@dataclass(frozen=True, slots=True)
class Net:
    """Benefits against costs, in what later money is worth today."""

    name: str
    benefits: Money
    cost: Money
    # Lines of cost without a figure: while there are any, the net is at most so much.
    unknown: int = 0

    @property
    def left(self) -> Money:
        """Return what is left over; below nought it costs more than it brings."""
        return self.benefits - self.cost

    @property
    def cost_words(self) -> str:
        """Return the cost in words."""
        return at_least(self.cost, self.unknown)

    @property
    def left_words(self) -> str:
        """Return the net figure in words that fit into a cell."""
        if self.left < 0:
            return f"costs {at_least(-self.left, self.unknown)} more than it brings"
        most = "at most " if self.unknown else ""
        return f"leaves {most}{whole_pounds(self.left)}"


def nets(worth: Worth, found: WholeLife) -> tuple[Net, ...]:
    """Return the net figure as planned and at half the benefits; nothing without either."""
    if not worth.is_told or not found.lines:
        return ()
    cost, unknown = found.total.present, len(found.unknown)
    return (
        Net("As planned", worth.total.present, cost, unknown),
        Net("Only half of the benefits", worth.half.present, cost, unknown),
    )


def net_sentence(worth: Worth, found: WholeLife) -> str:
    """Return in plain words whether the benefits outweigh the cost, as far as money tells."""
    if not worth.is_told:
        return "No benefit is told in money yet, so it cannot be set against the cost."
    planned = f"The planned benefits are worth {whole_pounds(worth.total.present)}"
    if not found.lines:
        return f"{planned} in today’s money. No cost is recorded to set them against."
    net = nets(worth, found)[0]
    costs = f"{planned}, and it costs {net.cost_words}, both in today’s money"
    return f"{costs}: it {net.left_words}."


def left_out(worth: Worth, life: Life) -> str:
    """Return what of the benefits is not in the sum of money; empty when nothing is."""
    words = []
    if worth.untold:
        rows = count(worth.untold, "benefit is", "benefits are")
        words.append(f"{rows} not in it: without a plan, a day or what one is worth.")
    if worth.is_told and worth.last_year < life.years:
        years = f"year {worth.last_year} of {life.years}" if worth.last_year else "the set-up"
        words.append(f"None is planned after {years}.")
    if worth.later:
        rows = count(worth.later, "falls", "fall")
        words.append(f"{rows} after the years that are counted.")
    return " ".join(words)
