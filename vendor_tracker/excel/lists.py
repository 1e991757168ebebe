"""The sheet of words behind the drop-downs: one column for each different list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.cells import text_cell
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.titles import table_name


@dataclass(slots=True)
class ChoiceLists:
    """The different lists of a workbook, each with a name and a heading."""

    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> "ChoiceLists":
        """Collect the lists of all sheets; columns with equal words share one."""
        lists = cls()
        for sheet in sheets:
            for column in sheet.columns:
                if column.choices and column.choices not in lists.names:
                    lists._add(column.choices, f"{sheet.title}: {column.title}", sheet.name)
        return lists

    def _add(self, choices: tuple[str, ...], heading: str, name: str) -> None:
        taken = {known.casefold() for known in self.names.values()}
        wanted = f"List_{name}_{len(self.names) + 1}"
        self.names[choices] = table_name(wanted, taken)
        self.headings.append(heading)

    def name_of(self, choices: tuple[str, ...]) -> str:
        """Return the defined name of a list."""
        return self.names[choices]

    def ranges(self, sheet_title: str) -> Iterator[tuple[str, str]]:
        """Yield each defined name with the cells it stands for."""
        for position, (choices, name) in enumerate(self.names.items(), 1):
            letter = letters(position)
            yield name, f"'{sheet_title}'!${letter}$2:${letter}${len(choices) + 1}"

    def widths(self) -> list[int]:
        """Return a width for each column of the sheet of lists."""
        return [
            max(len(heading), *(len(word) for word in choices)) + 2
            for heading, choices in zip(self.headings, self.names, strict=True)
        ]

    def rows(self, heading_style: int, word_style: int) -> Iterator[str]:
        """Yield the rows of the sheet of lists as XML."""
        yield _row(1, self.headings, heading_style)
        for index in range(max((len(choices) for choices in self.names), default=0)):
            words = [choices[index] if index < len(choices) else None for choices in self.names]
            yield _row(index + 2, words, word_style)


def _row(number: int, words: Sequence[str | None], style: int) -> str:
    cells = [
        text_cell(f"{letters(position)}{number}", word, style)
        for position, word in enumerate(words, 1)
        if word
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'
