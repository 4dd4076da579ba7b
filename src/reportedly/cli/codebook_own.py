"""`reportedly codebook new`, `suggest` and `diff`: to make a codebook of one's own, on one's own articles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reportedly.record import Record

__all__ = ["diff", "new", "suggest"]

_articles = click.option(
    "--articles", type=click.IntRange(1), default=500, show_default=True, metavar="N",
    help="Read at most so many: of an archive an even draw, the same each time.",
)  # fmt: skip


@click.command("new")
@click.argument("name", metavar="NAME")
@click.option("--extends", default="plover", show_default=True, metavar="CODEBOOK", help="What it adds to.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="A type to begin with; may be repeated.")
def new(name: str, extends: str, types: tuple[str, ...]) -> None:
    """Begin a codebook: a folder with codebook.yaml and, for each type, a file with a comment for each field.

    In a folder that is there already a type is added.

    \b
    Example:
      reportedly codebook new trade --type ARMS_TRANSFER --type WATER_DISPUTE
      reportedly codebook check trade
    """
    from reportedly.codebook.starting import inherited_types, start_codebook

    folder = Path(name)
    for path in start_codebook(folder, name=folder.resolve().name, extends=extends, types=types):
        click.echo(f"wrote {path}")
    for type in inherited_types(extends, types):
        click.echo(f"{type} is a type of {extends} already: what the file says is added to it")
    done = "fill in the files" if types else f"add a type with `reportedly codebook new {name} --type TYPE`"
    click.echo(f"{done}; `reportedly codebook check {name}` tells what is missing")


@click.command("suggest")
@click.argument("source", metavar="ARCHIVE|RECORDS")
@click.argument("type_", metavar="TYPE")
@click.option(
    "--codebook", "named", metavar="FOLDER", default="plover", help="The codebook that has the type."
)
@click.option(
    "--near",
    type=click.FloatRange(0, 1),
    default=0.35,
    show_default=True,
    metavar="SHARE",
    help="How near to the type's examples, 0 to 1.",
)
@click.option("--claimed", is_flag=True, help="Also words that rules of other types claim.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    metavar="N",
    help="At most so many triggers.",
)
@click.option(
    "--sentences",
    "shown",
    type=click.IntRange(0),
    default=2,
    show_default=True,
    metavar="N",
    help="So many for each.",
)
@_articles
def suggest(
    source: str, type_: str, named: str, near: float, claimed: bool, limit: int, shown: int, articles: int
) -> None:
    """Suggest triggers for a type: words that stand where its examples' triggers stand and that no rule codes yet.

    The most frequent come first, with what they act on and the sentences that are nearest to the examples. They are
    found by meaning, so they want reading: what fits goes into a rule, what only looks so into `sentences` as none.

    \b
    Example:
      reportedly codebook suggest desk ARMS_TRANSFER --codebook trade --claimed
    """
    from reportedly.codebook import load_codebook
    from reportedly.suggesting import suggest as suggested

    found = suggested(load_codebook(named), type_.upper(), _records(source, articles), near=near, claimed=claimed, shown=shown)  # fmt: skip
    for one in found[:limit]:
        acted_on = f"   object: {' '.join(one.objects)}" if one.objects else ""
        click.echo(f"{one.times:>4}  {one.part}: {one.trigger}{acted_on}")
        for example in one.examples:
            start, end = example.at
            marked = f"{example.words[:start]}[{example.words[start:end]}]{example.words[end:]}"
            click.echo(f"      {example.near:.2f}  {marked}")
    more = f", {limit} of them shown" if len(found) > limit else ""
    click.echo(f"{len(found)} triggers near the examples of {type_.upper()}{more}", err=True)


@click.command("diff")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.argument("source", metavar="ARCHIVE|RECORDS")
@click.option("--type", "type_", metavar="TYPE", help="Only where one of both says this type or act.")
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="So many sentences."
)
@_articles
def diff(first: str, second: str, source: str, type_: str | None, limit: int, articles: int) -> None:
    """Show what another codebook would change: how many events become what, and the sentences.

    A and B are each `plover` or a codebook of one's own, trained. The articles are coded anew with both; what stands in
    the archive is left alone.

    \b
    Example:
      reportedly codebook diff plover trade desk
      reportedly codebook diff plover trade desk --type ARMS_TRANSFER --limit 100
    """
    from collections import Counter

    from reportedly.article import Article
    from reportedly.codebook import load_codebook
    from reportedly.differing import differences

    wanted = type_.upper() if type_ else None
    turns: Counter[str] = Counter()
    read = 0

    def told() -> Iterator[Article]:
        nonlocal read
        for record in _records(source, articles):
            read += 1
            yield Article(id=record.id, text=record.article.text, title=record.article.title)

    for one in differences(load_codebook(first), load_codebook(second), told()):
        codings = [coding for coding in (one.first, one.second) if coding is not None]
        if wanted and not any(wanted in (coding.type, coding.act) for coding in codings):
            continue
        if turns.total() < limit:
            click.echo(one.words)
            if one.first is not None:
                click.secho(f"  - {one.first}", fg="red")
            if one.second is not None:
                click.secho(f"  + {one.second}", fg="green")
        turns[one.turn] += 1
    if turns.total() > limit:
        click.echo(f"… and {turns.total() - limit} more")
    if turns:
        click.echo()
    for turn, count in sorted(turns.items(), key=lambda pair: (-pair[1], pair[0])):
        click.echo(f"{count:>5}  {turn}")
    click.echo(f"{turns.total()} differences in {read} articles", err=True)


def _records(source: str, most: int) -> Iterator[Record]:
    """The records of an archive, drawn evenly, or of a file."""
    if not Path(source).is_dir():
        from reportedly.cli.loading import records_of
        from reportedly.errors import RecordError

        for one in islice(records_of(source), most):
            if isinstance(one, str):
                raise RecordError(one.removeprefix(f"{RecordError.code} "))
            yield one
        return
    from reportedly.archive import Archive
    from reportedly.archive.finding import record_of

    with Archive(source) as archive, archive.snapshot() as snapshot:
        drawn = snapshot.rows(
            "SELECT article FROM articles WHERE status = 'coded' AND copy_of IS NULL ORDER BY md5(article), article LIMIT ?",
            [most],
        )
        for row in list(drawn):
            yield record_of(snapshot, row["article"])
