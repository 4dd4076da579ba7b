"""`reportedly places`: the places of a text, and gazetteers of one's own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reportedly.record import Place


class _ShowsByDefault(click.Group):
    """Runs ``show`` where no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group("places", cls=_ShowsByDefault)
def command() -> None:
    """Show the places of a text and where on earth they are.

    Reads one plain text from a file or standard input; `show` need not be written.

    \b
    Example:
      reportedly places article.txt
      echo "Fire crews went to Bangor, Maine." | reportedly places --format jsonl -
      reportedly places build cities500.zip --admin1 admin1CodesASCII.txt --out my.gazetteer
      reportedly places article.txt --gazetteer my.gazetteer

    Exit status: 0 done, 1 something can't be read, 2 wrong usage.
    """


@command.command("show")
@click.argument("file", default="-")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
              help="Lines to read, or one JSON object a line as in the record.")  # fmt: skip
@click.option("--outlet", metavar="NAME", help="Who published it: a town in its name is a hint.")
@click.option("--gazetteer", metavar="FILE", help="Another gazetteer, made with `places build`.")
@click.option("--model", metavar="NAME", help="Another installed spaCy English model with parser and NER.")
def show(file: str, form: str, outlet: str | None, gazetteer: str | None, model: str | None) -> None:
    """Show the places of a text.

    \b
    Example:
      reportedly places show article.txt --outlet "Fargo Evening Courier"
    """
    if file == "-" and sys.stdin.isatty():
        raise click.UsageError("name a file, or pipe a text in")
    import msgspec

    from reportedly.gazetteer import load_gazetteer
    from reportedly.record import span_to_json
    from reportedly.steps.parse import DEFAULT_MODEL
    from reportedly.steps.where import places

    text = _read(file)
    found = places(text, outlet=outlet, gazetteer=load_gazetteer(gazetteer), model=model or DEFAULT_MODEL)
    encoder = msgspec.json.Encoder(enc_hook=span_to_json)
    for place in found:
        click.echo(encoder.encode(place).decode() if form == "jsonl" else _line(place, text))


@command.command("build")
@click.argument("tables", nargs=-1, metavar="[TABLE]...")
@click.option("--geonames", multiple=True, metavar="FILE", help="A table; the same as TABLE.")
@click.option("--admin1", metavar="FILE", help="admin1CodesASCII.txt of GeoNames: names of states and provinces. "
              "allCountries.zip holds them itself.")  # fmt: skip
@click.option("--admin2", metavar="FILE", help="admin2Codes.txt of GeoNames: counties and districts.")
@click.option("--smallest", type=click.IntRange(0), default=0, show_default=True, metavar="N",
              help="Leave out towns with fewer inhabitants (GeoNames has 0 for unknown).")  # fmt: skip
@click.option("--features", is_flag=True, help="Take rivers, lakes, mountains and islands too.")
@click.option("--out", default="places.gazetteer", show_default=True, metavar="FILE",
              help="Where to write the gazetteer.")  # fmt: skip
def build(
    tables: tuple[str, ...],
    geonames: tuple[str, ...],
    admin1: str | None,
    admin2: str | None,
    smallest: int,
    features: bool,
    out: str,
) -> None:
    """Build a gazetteer from tables of GeoNames that you have downloaded.

    TABLE is cities500.zip, cities1000.txt, allCountries.zip … of https://download.geonames.org/export/dump/ .

    \b
    Example:
      reportedly places build --geonames allCountries.zip --smallest 500 --features --out my.gazetteer
      reportedly places build cities500.zip --admin1 admin1CodesASCII.txt --admin2 admin2Codes.txt
    """
    if not (tables or geonames):
        raise click.UsageError("name a table of GeoNames: --geonames allCountries.zip")
    from pathlib import Path

    from reportedly.errors import OutputError
    from reportedly.gazetteer.from_dumps import build as build_from

    part = Path(f"{out}.part")
    try:
        counts = build_from(
            part,
            [Path(table) for table in (*geonames, *tables)],
            admin1=Path(admin1) if admin1 else None,
            admin2=Path(admin2) if admin2 else None,
            smallest=smallest,
            features=features,
        )
        part.replace(out)
    except OSError as error:
        raise OutputError(
            f"can't be written ({error.strerror})", where=out, do="check the folder and your rights"
        ) from None
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"{counts['places']:,} places, {counts['names']:,} names: {out}", err=True)


def _read(file: str) -> str:
    from pathlib import Path

    from reportedly.errors import SourceError

    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("this isn't UTF-8 text", where=file, do="convert it to UTF-8") from None
    except OSError as error:
        raise SourceError(
            f"can't be read ({error.strerror})", where=file, do="check its name and your rights"
        ) from None


def _line(place: Place, text: str) -> str:
    words = " ".join(place.span.of(text).split())
    where = ", ".join(
        part for part in (place.name, place.admin1, place.country) if part and part != place.name
    )
    named = ", ".join(filter(None, [place.name, where])) if place.lat is not None else "?"
    point = f"{place.lat:.4f} {place.lon:.4f}" if place.lat is not None and place.lon is not None else "-"
    return f"{place.span.start}-{place.span.end}\t{words}\t{named}\t{point}\t{place.why}"
