"""`reportedly registry`: look actors up, and make a registry of lists of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from reportedly.registry import Entity


@click.group("registry")
def command() -> None:
    """Look up actors: countries, persons with their offices, organisations, groups, parties.

    \b
    Example:
      reportedly registry find "Kofi Annan" --on 2003-05-01
      reportedly registry show org:nato
      reportedly registry add ministers.csv --out my.registry
      reportedly code article.txt --registry my.registry

    Exit status: 0 done, 1 nothing found or something can't be read, 2 wrong usage.
    """


_registry = click.option("--registry", "named", metavar="FILE", default="default", help="Another registry, made with `registry add`.")  # fmt: skip
_form = click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
                     help="Lines to read, or one JSON object a line.")  # fmt: skip


@command.command("find")
@click.argument("name")
@click.option("--on", metavar="DATE", help="Only what existed on that day, office-holders of the day first.")
@_registry
@_form
def find(name: str, on: str | None, named: str, form: str) -> None:
    """Find actors by a name, short name or surname, in any spelling.

    \b
    Example:
      reportedly registry find Hezbollah
      reportedly registry find Lavrov --on 2015-03-01 --format jsonl
    """
    from reportedly.article import parse_published
    from reportedly.registry import Registry
    from reportedly.registry.folding import fold

    day = parse_published(on, where="--on").date() if on else None
    registry = Registry.load(named)
    found = registry.find(name, on=day) or registry.find_surname(fold(name), on=day)
    for entity in found:
        _print(entity, form, on=on)
    if not found:
        click.echo(f"reportedly: nobody is called {name!r}", err=True)
        raise SystemExit(1)


@command.command("show")
@click.argument("id")
@_registry
@_form
def show(id: str, named: str, form: str) -> None:
    """Show one actor with its names and offices.

    \b
    Example:
      reportedly registry show IRN
      reportedly registry show wikidata:Q1254
    """
    from reportedly.registry import Registry

    entity = Registry.load(named).show(id)
    if entity is None:
        click.echo(f"reportedly: there is no {id!r}; `reportedly registry find NAME` tells ids", err=True)
        raise SystemExit(1)
    _print(entity, form, whole=True)


@command.command("add")
@click.argument("lists", nargs=-1, required=True, metavar="FILE...")
@click.option("--out", required=True, metavar="FILE", help="Where to write the registry.")
@click.option("--alone", is_flag=True, help="Don't fall back on the shipped registry.")
def add(lists: tuple[str, ...], out: str, alone: bool) -> None:
    """Make a registry of your own lists, which is asked before the shipped one.

    A CSV table has the column name, and any of id, aliases, kind, country, sectors, office, from, to; several values in
    one field are parted by |. Any other file holds FollowTheMoney entities as JSON lines (Person, Occupancy, Position,
    Organization, PublicBody, Company), as OpenSanctions exports them. Rows that can't be read are told and skipped.

    \b
    Example:
      reportedly registry add ministers.csv --out my.registry
      reportedly registry add peps.ftm.json companies.ftm.json --out my.registry
    """
    from pathlib import Path

    from reportedly.registry.imports import import_list

    report = import_list(lists, Path(out), extends="" if alone else "default")
    for reason in report.reasons:
        click.echo(f"reportedly: {reason}", err=True)
    if report.skipped > len(report.reasons):
        click.echo(f"reportedly: and {report.skipped - len(report.reasons):,} more", err=True)
    click.echo(f"{report.entities:,} actors, {report.names:,} names, {report.skipped:,} rows skipped")
    if not report.entities:
        raise SystemExit(1)


@command.command("version")
@_registry
def version(named: str) -> None:
    """Print the registry's version.

    \b
    Example:
      reportedly registry version
    """
    from reportedly.registry import Registry

    click.echo(Registry.load(named).version)


def _print(entity: Entity, form: str, *, on: str | None = None, whole: bool = False) -> None:
    if form == "jsonl":
        import json

        click.echo(json.dumps(_as_object(entity), ensure_ascii=False))
        return
    click.echo(
        "\t".join(
            [entity.id, entity.name, entity.kind, entity.country or "-", "|".join(entity.sectors) or "-"]
        )
    )
    if whole:
        for name in entity.names[1:]:
            click.echo(f"  also {name}")
    offices = entity.offices
    if on and not whole:
        from reportedly.article import parse_published

        offices = entity.offices_on(parse_published(on).date())
    for office in offices:
        dates = f"{office.since or '?'} – {office.until or ('in office in ' + office.as_of if office.as_of else '?')}"
        click.echo(f"  {office.title}, {office.country or '-'}, {'|'.join(office.sectors) or '-'}, {dates}")


def _as_object(entity: Entity) -> dict[str, Any]:
    from msgspec.structs import asdict

    row = asdict(entity)
    row["offices"] = [asdict(office) for office in entity.offices]
    return row
