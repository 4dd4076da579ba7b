"""What the commands on an archive share: the options that narrow a view, and the forms that rows are printed in."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportedly.cli.output import open_output

if TYPE_CHECKING:
    from reportedly.archive import Archive, Filter

__all__ = [
    "DAY",
    "Columns",
    "filter_of",
    "filter_options",
    "form_options",
    "print_rows",
    "print_view",
    "refuse_filters_of_events",
    "spread",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])
Row = dict[str, Any]
#: Column of a table -> how it is read off a row.
Columns = dict[str, Callable[[Row], object]]


class _Day(click.ParamType[date]):
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day: write it as 2024-03-12", param, ctx)


DAY = _Day()


def filter_options(command: _Command) -> _Command:
    """``--since/--until/--actor/--between/--type/--status/--voice/--outlet/--article/--place/--text/--dated-only``."""
    for option in (
        click.option("--dated-only", is_flag=True, help="Leave out what only the publication date places."),
        click.option("--text", metavar="WORDS", help="Only articles that match a full-text query."),
        click.option("--place", metavar="NAME", help="A place's name, or its country (alpha-3)."),
        click.option("--outlet", metavar="NAME", help="Who published it."),
        click.option("--article", metavar="ID", help="An article, by its id."),
        click.option("--voice", metavar="WHO", help="Who vouches for it; \"article\": the article itself."),
        click.option("--status", type=click.Choice(["happened", "ongoing", "planned", "possible", "denied", "wanted"]),
                     help="Status of the act."),
        click.option("--type", "type_", metavar="TYPE", help="A type or an act of the codebook, such as AID."),
        click.option("--between", nargs=2, metavar="WHO WHO", help="Two actors, one on either side."),
        click.option("--actor", metavar="WHO", help="A country (alpha-3), a registry id or a name."),
        click.option("--until", type=DAY, metavar="DAY", help="Last day."),
        click.option("--since", type=DAY, metavar="DAY", help="First day."),
    ):  # fmt: skip
        command = option(command)
    return command


def filter_of(given: dict[str, Any]) -> Filter:
    """The filter of a command's parameters."""
    from reportedly.archive import Filter

    names = (
        "since",
        "until",
        "actor",
        "between",
        "status",
        "voice",
        "article",
        "outlet",
        "place",
        "text",
        "dated_only",
    )
    return Filter(type=given["type_"], **{name: given[name] for name in names})


def refuse_filters_of_events(given: dict[str, Any], why: str, do: str) -> None:
    """Refuse the options of a filter that say nothing of a statement.

    Raises:
        click.UsageError: some were given.
    """
    of_events = [name for name in ("type_", "status", "between", "place", "dated_only") if given[name]]
    if of_events:
        named = ", ".join("--" + name.rstrip("_").replace("_", "-") for name in of_events)
        raise click.UsageError(f"{why} {named}; {do}")


def form_options(command: _Command) -> _Command:
    """``--format``, ``--out`` and ``--limit``."""
    for option in (
        click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many rows."),
        click.option("--out", metavar="FILE", help="Write there; the file appears when whole. Parquet needs it."),
        click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv", "parquet"]),
                     help="Default: table on a terminal, jsonl in a pipe."),
    ):  # fmt: skip
        command = option(command)
    return command


def print_view(
    archive: Archive, keep: Filter, rows: Iterable[Row], columns: Columns, *, form: str | None, out: str | None,
    limit: int | None = None, statements: bool = False,
) -> None:  # fmt: skip
    """Print the rows of a view; where there are none, tell what of its filter nothing in the archive has."""
    found = iter(rows)
    first = next(found, None)
    print_rows([] if first is None else chain([first], found), columns, form=form, out=out, limit=limit)
    if first is None:
        for asked in archive.unmatched(keep, statements=statements):
            click.echo(f"reportedly: nothing in the archive has {asked}", err=True)


def print_rows(
    rows: Iterable[Row], columns: Columns, *, form: str | None, out: str | None, limit: int | None = None
) -> None:
    """Print rows in one of the forms.

    Args:
        rows: as the library returns them; ``jsonl`` and ``parquet`` hold them whole.
        columns: of ``table`` and ``csv``.
        form: ``table``, ``jsonl``, ``csv`` or ``parquet``; None chooses by where it goes.
    """
    form = form or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    rows = islice(rows, limit) if limit is not None else iter(rows)
    if form == "parquet":
        _parquet(rows, out)
        return
    with open_output(out) as stream:
        if form == "jsonl":
            for row in rows:
                stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")
        elif form == "csv":
            import csv

            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_cell(read(row)) for read in columns.values()] for row in rows)
        else:
            _table(rows, columns, stream)


def spread(values: list[int] | None) -> str | None:
    """The least and the most, or the one number that was told."""
    if not values:
        return None
    return str(values[0]) if values[0] == values[1] else f"{values[0]}–{values[1]}"


def _parquet(rows: Iterator[Row], out: str | None) -> None:
    if out is None:
        raise click.UsageError("parquet needs --out FILE")
    import pyarrow as pa
    import pyarrow.parquet as pq

    from reportedly.cli.output import open_binary

    # Nested values whose shape differs from row to row (a note's span) would break a column: they stay JSON.
    flat = [
        {k: json.dumps(v, default=str) if isinstance(v, dict | list) else v for k, v in row.items()}
        for row in rows
    ]
    with open_binary(out) as stream:
        pq.write_table(pa.Table.from_pylist(flat), stream)


def _table(rows: Iterator[Row], columns: Columns, stream: Any) -> None:
    from rich.console import Console
    from rich.table import Table

    first = next(rows, None)
    console = Console(file=stream, width=None if stream.isatty() else 160)
    if first is None:
        console.print("nothing found")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in chain([first], rows):
        table.add_row(*(str(_cell(read(row))) for read in columns.values()))
    console.print(table)


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(_cell(part)) for part in value)
    return value
