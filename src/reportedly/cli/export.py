"""`reportedly export`: records in the formats of the tools that others use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.views import filter_of, filter_options, refuse_filters_of_events
from reportedly.export.formats import FORMATS

if TYPE_CHECKING:
    from reportedly.export import LeftOut
    from reportedly.export.material import Material
    from reportedly.record import Record

_NAMES = "\b\nFormats:\n" + "\n".join(f"  {one.name:<15} {one.about}" for one in FORMATS.values())


@click.command("export", epilog=_NAMES)
@click.argument("source", metavar="ARCHIVE|RECORDS")
@click.option(
    "--as", "form", type=click.Choice(list(FORMATS)), required=True, metavar="FORMAT", help="See below."
)
@click.option(
    "--out",
    required=True,
    metavar="PATH",
    help="Write there; - is standard output, with no account beside it.",
)
@click.option(
    "--all-events",
    is_flag=True,
    help="Also those that didn't take place, in formats that can't tell them apart.",
)
@filter_options
def command(source: str, form: str, out: str, all_events: bool, **given: Any) -> None:
    """Write an archive, or a file of records, in a format of others.

    What the format can't hold is told in PATH.left-out.jsonl: first the rule, then a line for each event that was left
    out or lost something.

    \b
    Example:
      reportedly export desk --as gdelt-events --out desk.export.CSV
      reportedly export records.jsonl --as graphml --type AID --out aid.graphml
    """
    from reportedly.cli.output import open_binary, open_output
    from reportedly.export import LeftOut, write

    chosen = FORMATS[form]
    if chosen.of == "statements":
        refuse_filters_of_events(given, f"--as {form} holds statements, which have none of", "leave them out")
    with ExitStack() as stack:
        material, failed = _material(source, given, stack)
        stream = stack.enter_context(open_binary(out))
        account = stack.enter_context(open_output(f"{out}.left-out.jsonl")) if _beside(out) else None
        left_out = LeftOut(
            account, made=None if all_events else chosen.made, of=chosen.of, tells=chosen.tells
        )
        write(form, material, stream, left_out=left_out)
    _tell(left_out, chosen.of, out)
    if failed:
        raise click.exceptions.Exit(1)


def _beside(out: str) -> bool:
    """Whether the output is a file that another can stand beside."""
    return out != "-" and (not Path(out).exists() or Path(out).is_file())


def _material(source: str, given: dict[str, Any], stack: ExitStack) -> tuple[Material, list[str]]:
    """What is exported, and the lines that couldn't be read, filled while it is gone through."""
    if Path(source).is_dir():
        from reportedly.archive import Archive
        from reportedly.export import from_archive

        archive = stack.enter_context(Archive(source))
        return stack.enter_context(from_archive(archive, filter_of(given))), []
    from reportedly.export.choosing import from_file

    failed: list[str] = []
    held = list(_records(source, failed)) if source == "-" else None
    keep = filter_of(given) if any(given.values()) else None
    return from_file(lambda: held if held is not None else _records(source, failed), keep), failed


def _records(source: str, failed: list[str]) -> Iterator[Record]:
    from reportedly.cli.loading import records_of

    for one in records_of(source):
        if isinstance(one, str):
            if one not in failed:
                failed.append(one)
                print(f"reportedly: {one}", file=sys.stderr)
        else:
            yield one


def _tell(left_out: LeftOut, of: str, out: str) -> None:
    count = sum(left_out.why.values())
    reasons = ", ".join(f"{number} {why}" for why, number in sorted(left_out.why.items()))
    told = f"; left out: {reasons}" if count else ""
    print(f"{left_out.written} {of} written to {out}{told}", file=sys.stderr)
