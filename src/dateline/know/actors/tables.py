"""Reads the register's CSV tables and checks every cell, so that a slip names its line.

Trailing empty cells may be left off. Several values in one cell are parted by `;`.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    Attributes:
        where: `file:line`, for messages.
        cells: by column; empty cells are left out.
    """

    where: str
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Return a cell that must be filled.

        Raises:
            InputError: it is empty.
        """
        if column not in self.cells:
            raise InputError(f"{self.where}: column {column!r} is empty: fill it in")
        return self.cells[column]

    def optional(self, column: str) -> str | None:
        """Return a cell, None where it is empty."""
        return self.cells.get(column)

    def several(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that may hold several."""
        cell = self.cells.get(column)
        return tuple(v.strip() for v in cell.split(";") if v.strip()) if cell else ()

    def one_of(self, column: str, allowed: frozenset[str]) -> str:
        """Return a cell that must be one of the allowed values.

        Raises:
            InputError: it is not.
        """
        value = self.text(column)
        if value not in allowed:
            known = ", ".join(sorted(allowed))
            raise InputError(f"{self.where}: {column} {value!r} is unknown; allowed: {known}")
        return value

    def day(self, column: str, *, last: bool = False) -> dt.date | None:
        """Return a date given as year, month or day: its first day, or its last.

        Raises:
            InputError: it is no date.
        """
        value = self.cells.get(column)
        if value is None:
            return None
        parts = value.split("-")
        try:
            numbers = [int(p) for p in parts]
            if len(parts) > 2:
                return dt.date(*numbers)
            first = dt.date(numbers[0], [*numbers, 1][1], 1)
        except (ValueError, TypeError) as error:
            raise InputError(
                f"{self.where}: {column} {value!r} is no date: write 2024, 2024-11 or 2024-11-27"
            ) from error
        if not last:
            return first
        months = 12 if len(parts) == 1 else 1
        after = first.month - 1 + months
        return dt.date(first.year + after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a CSV file whose first line names its columns.

    Args:
        path: the file, UTF-8.
        columns: those that the table may have; a file may leave some out.

    Raises:
        InputError: the file cannot be read, has an unknown column, or a row is too long.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, None)
            if header is None:
                raise InputError(f"{path}: empty; the first line must name its columns")
            for name in header:
                if name not in columns:
                    raise InputError(
                        f"{path}:1: unknown column {name!r}; known: {', '.join(columns)}"
                    )
            for cells in reader:
                if not cells:
                    continue
                where = f"{path.name}:{reader.line_num}"
                if len(cells) > len(header):
                    raise InputError(
                        f"{where}: {len(cells)} cells under {len(header)} columns: "
                        "quote cells that hold a comma"
                    )
                yield Row(where, {k: v for k, v in zip(header, cells, strict=False) if v})
    except OSError as error:
        raise InputError(f"register file {path} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"register file {path} is no UTF-8 CSV: {error}") from error
