"""What is drawn of the register: from which sheet, which columns, and what it shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart of some rows of a sheet, or one for each of its first groups of rows.

    `names` is the column that names the bars, `series` those that are drawn as bars and `marks`
    one that is drawn as marks on a scale of its own. Rows that are alike in the columns of
    `group` are drawn by themselves; `titled_by` then ends the title, and
    `unit_by` names the scale.
    """

    sheet: str
    title: str
    says: str
    names: str
    series: tuple[str, ...]
    across: str
    up: str
    is_stacked: bool = False
    # Bars lie: long names have room.
    is_lying: bool = False
    marks: str = ""
    group: tuple[str, ...] = ()
    titled_by: str = ""
    unit_by: str = ""


# No chart shows more rows than this, and no sheet gets more charts of groups.
MOST_ROWS, MOST_GROUPS = 12, 3
_PARTS = ("quoted", "asked", "ours", "hidden", "allowance")

DRAWINGS: tuple[Drawing, ...] = (
    Drawing(
        "CostSummary",
        "Whole-life cost of each product",
        "Each bar is a product, in prices of year 1: what was quoted, what was named or foreseen "
        "later, and what was hidden. Lines without a figure are in none of them.",
        "name",
        ("quoted", "other", "hidden"),
        "Product",
        "Pounds over the years counted",
        is_stacked=True,
        is_lying=True,
    ),
    Drawing(
        "CostSummary",
        "Cost against strength of evidence",
        "Each column is what a product costs over its life; the mark says how well it is shown to "
        "work, from 0 to 7. Look first at high columns with a low mark.",
        "name",
        ("real",),
        "Product",
        "Pounds over the years counted",
        marks="rung",
    ),
    Drawing(
        "WholeLife",
        "Whole life, year by year",
        "What falls into each year, in prices of year 1, by how it came to light. Below each year "
        "stands how many of its lines nobody has priced: they are in no column.",
        "year_words",
        _PARTS,
        "Year",
        "Pounds",
        is_stacked=True,
        group=("product",),
        titled_by="product_name",
    ),
    Drawing(
        "CostKinds",
        "Costs by kind",
        "What we pay each year and once for each kind of cost, over all these products. The two "
        "are never added together.",
        "kind",
        ("years", "once"),
        "Kind of cost",
        "Pounds",
        is_lying=True,
    ),
    Drawing(
        "Benefits",
        "Benefit, plan against actual",
        "What was planned up to each day, and what was measured. No column beside a plan: nobody "
        "has measured it yet.",
        "due_on",
        ("planned", "actual"),
        "Up to",
        "Counted",
        group=("case", "name"),
        titled_by="name",
        unit_by="unit",
    ),
)
