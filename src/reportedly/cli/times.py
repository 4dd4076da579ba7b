"""`reportedly times`: the time expressions of a text."""

from __future__ import annotations

import sys

import click


@click.command("times")
@click.argument("file", default="-")
@click.option("--published", metavar="DATE", help="The day that \"today\" and \"last year\" are read against (2024-03-12). "
              "Without it they stay unresolved.")  # fmt: skip
@click.option("--times", "mode", type=click.Choice(["auto", "news", "narrative"]), default="auto", show_default=True,
              help="What dates are read against: publication (news), the last date told (narrative), or as the text "
              "does.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["jsonl", "text"]), default="jsonl", show_default=True,
              help="One JSON object a line as in the record, with its words, or lines to read.")  # fmt: skip
def command(file: str, published: str | None, mode: str, form: str) -> None:
    """Show the time expressions of a text and what they stand for.

    Reads one plain text from a file or standard input; no model is loaded.

    \b
    Example:
      reportedly times article.txt --published 2024-03-12
      echo "Talks resume next week." | reportedly times --published 2024-03-12 --format text -

    Exit status: 0 done, 1 something can't be read, 2 wrong usage.
    """
    if file == "-" and sys.stdin.isatty():
        raise click.UsageError("name a file, or pipe a text in")
    from pathlib import Path

    import msgspec

    from reportedly.errors import SourceError
    from reportedly.record import span_to_json
    from reportedly.steps.when import times

    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("this isn't UTF-8 text", where=file, do="convert it to UTF-8") from None
    except OSError as error:
        raise SourceError(
            f"can't be read ({error.strerror})", where=file, do="check its name and your rights"
        ) from None
    encoder = msgspec.json.Encoder(enc_hook=span_to_json)
    for time in times(text, published=published, mode=mode):
        words = " ".join(time.span.of(text).split())
        if form == "jsonl":
            click.echo(encoder.encode({"words": words, **msgspec.structs.asdict(time)}).decode())
        else:
            stretch = f"{time.start or '?'} to {time.end or '?'}"
            notes = ", ".join(
                filter(None, [time.mod and time.mod.lower(), "direction guessed" if time.guessed else ""])
            )
            click.echo(
                "\t".join(
                    [
                        f"{time.span.start}-{time.span.end}",
                        words,
                        time.type,
                        time.value,
                        stretch,
                        notes or "-",
                    ]
                )
            )
