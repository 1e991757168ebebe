"""Guess what each column of somebody's list holds, by its heading and by its cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vendor_tracker.domain.celltexts import Standing, is_placeholder, names_firm, standing
from vendor_tracker.domain.columnwords import LIST, PAYMENTS, STAGES, Content, Target
from vendor_tracker.domain.dates import day_of_serial
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.roughdays import read_rough

_DAY = re.compile(
    r"\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}([T ].*)?|"
    r"\d{1,2}(st|nd|rd|th)?[ \-][A-Za-z]{3,9}[ \-]\d{4}"
)
_AMOUNT = re.compile(r"[-−(]?\s*[£$€]\s*[-−(]?\s*[\d,]+(\.\d+)?\)?|[-−(]?[\d,]*\d\.\d\d\)?")
_NUMBER = re.compile(r"[-−(]?\d[\d,]*(\.\d+)?\)?")
_CODE = re.compile(r"(?:[A-Za-z]{0,8}[-/]?|[A-Za-z]{1,3} )[\dA-Za-z]*\d[\dA-Za-z\-/.]*")
_YES_NO = frozenset({"y", "n", "yes", "no", "true", "false"})
_ID_WORDS = re.compile(r"\b(id|number|no|code|ref|reference|identifier)\b")
# So large a share of the cells makes the kind of a column.
_MOST = 0.8
_SOME_FIRMS = 0.3
_LONG = 60
_FEW = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it was read: where it stands, its heading, and what its cells say."""

    at: int
    heading: str
    texts: tuple[str, ...]
    content: Content

    @property
    def said(self) -> list[str]:
        """Return the cells that speak."""
        return [text for text in self.texts if standing(text) is Standing.SAID]


@dataclass(frozen=True, slots=True)
class Guess:
    """A column and the field that it seems to fill; `scheme` for numbers of other lists."""

    column: Column
    record: str
    field: str
    scheme: str | None = None


def content_of(texts: Sequence[str]) -> Content:
    """Return what most cells of a column look like."""
    said = [text.strip() for text in texts if standing(text) is Standing.SAID]
    if not said:
        return Content.EMPTY
    for content, fits in (
        (Content.YES_NO, lambda t: name_key(t) in _YES_NO),
        (Content.LINKS, lambda t: t.lower().startswith(("http://", "https://", "www."))),
        (Content.DAYS, _is_day),
        (Content.AMOUNTS, lambda t: _AMOUNT.fullmatch(t) is not None),
        (Content.NUMBERS, lambda t: _NUMBER.fullmatch(t) is not None),
    ):
        if sum(map(fits, said)) >= _MOST * len(said):
            return content
    return _words(said)


def _words(said: Sequence[str]) -> Content:
    if sum(_CODE.fullmatch(text) is not None for text in said) >= _MOST * len(said):
        return Content.CODES
    if sum(map(names_firm, said)) >= _SOME_FIRMS * len(said):
        return Content.FIRMS
    different = len({name_key(text) for text in said})
    if sum(map(len, said)) > _LONG * len(said) and different > _FEW:
        return Content.TEXT
    return Content.WORDS


def _is_day(text: str) -> bool:
    if _DAY.fullmatch(text) or day_of_serial(text):
        return True
    rough = read_rough(text)
    return rough is not None and not text.isdigit()


def guess(columns: Sequence[Column]) -> list[Guess]:
    """Return what each column seems to hold; those that nothing fits are left out."""
    paid = list(_fitting(columns, PAYMENTS))
    if {"payments.amount", "payments.paid_on", "suppliers.name"} <= _names(paid):
        return _once_a_column(paid)
    found = _once_a_column(list(_fitting(columns, LIST)))
    names = _names(found)
    if "suppliers.name" not in names:
        found += _by_cells(columns, found)
    if "products.name" not in names:
        found += _product_by_cells(columns, found)
    if "products.name" not in _names(found):
        found = [one for one in found if one.record == "suppliers"]
    found += _number(columns, found)
    return sorted(found, key=lambda one: one.column.at)


def _fitting(columns: Sequence[Column], targets: Sequence[Target]) -> Iterator[Guess]:
    taken: set[int] = set()
    for target in targets:
        best = max(
            ((_fit(column, target), -column.at, column) for column in columns
             if column.at not in taken and column.content is not Content.EMPTY),
            key=lambda one: one[:2], default=None,
        )  # fmt: skip
        if best is not None and best[0]:
            taken.add(best[2].at)
            yield Guess(best[2], target.record, target.field)


def _fit(column: Column, target: Target) -> int:
    """Return how well a column fits a target: 0 not at all, 2 by its whole heading."""
    heading = plain_heading(column.heading)
    if not heading or (target.needs and column.content not in target.needs):
        return 0
    if heading in target.whole.split("|"):
        return 2
    return int(any(word and _stands(word, heading) for word in target.inside.split("|")))


def _stands(word: str, heading: str) -> bool:
    """Tell whether words stand in a heading, each from where a word begins."""
    return f" {word}" in f" {heading}"


def plain_heading(heading: str) -> str:
    """Return a heading in small letters without signs."""
    return " ".join(re.sub(r"[^\w£]+", " ", name_key(heading)).split())


def _by_cells(columns: Sequence[Column], found: Sequence[Guess]) -> list[Guess]:
    free = _free(columns, found)
    firms = next((column for column in free if column.content is Content.FIRMS), None)
    return [Guess(firms, "suppliers", "name")] if firms else []


def _product_by_cells(columns: Sequence[Column], found: Sequence[Guess]) -> list[Guess]:
    """Take the column of short words that differ the most for the names of products."""
    likely = [one for one in _free(columns, found) if one.content is Content.WORDS]
    scored = [(len({name_key(t) for t in one.said}) / len(one.said), one) for one in likely]
    best = max(scored, key=lambda one: (one[0], -one[1].at), default=None)
    has_headings = any(column.heading and not _is_letter(column.heading) for column in columns)
    if best is None or best[0] < _MOST or has_headings:
        return []
    return [Guess(best[1], "products", "name")]


def _is_letter(heading: str) -> bool:
    return heading.startswith("Column ")


def _number(columns: Sequence[Column], found: Sequence[Guess]) -> list[Guess]:
    """Take a column of codes that are all there and all differ for the number of a list."""
    for column in _free(columns, found):
        keys = [name_key(text) for text in column.texts]
        is_whole = all(keys) and len(set(keys)) == len(keys)
        named = _ID_WORDS.search(plain_heading(column.heading)) or _is_letter(column.heading)
        if is_whole and named and column.content in (Content.CODES, Content.NUMBERS):
            return [Guess(column, "products", "references", scheme_of(column.heading))]
    return []


def scheme_of(heading: str) -> str:
    """Return a short name for the list that a number stands in."""
    line = " ".join(re.split(r"[\n(\[]", heading)[0].split())
    return line[:40] or "List"


def _free(columns: Sequence[Column], found: Sequence[Guess]) -> list[Column]:
    taken = {one.column.at for one in found}
    return [c for c in columns if c.at not in taken and c.content is not Content.EMPTY]


def _once_a_column(found: list[Guess]) -> list[Guess]:
    return list({one.column.at: one for one in reversed(found)}.values())[::-1]


def _names(found: Sequence[Guess]) -> set[str]:
    return {f"{one.record}.{one.field}" for one in found}


def stage_of(option: str) -> str:
    """Return the stage that an option of a list seems to mean; nothing when none does."""
    words = re.split(r"\s+[–—-]\s+", name_key(option))[0]
    for stage, signs in STAGES:
        if any(sign in words for sign in signs.split("|")):
            return stage
    return ""


def speaks(texts: Sequence[str]) -> list[str]:
    """Return the names among these texts, without words that name nobody."""
    return [text for text in texts if not is_placeholder(text)]
