"""The command line of the benchmarks."""

from __future__ import annotations

from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent


@click.group()
def main() -> None:
    """Measure reportedly on this machine."""


@main.command()
@click.argument("folders", type=click.Path(exists=True, file_okay=False, path_type=Path), nargs=-1)
@click.option(
    "--words",
    default=40_000,
    show_default=True,
    help="Repeat the articles to about so many words, each folder alike.",
)
@click.option("--rounds", default=3, show_default=True, help="Alternating rounds; medians are printed.")
def code(folders: tuple[Path, ...], words: int, rounds: int) -> None:
    """Words a second of bare spaCy and of the coder, their ratio, memory and start-up.

    Example: python -m bench code examples bench/daily_paper
    """
    from bench.speed import measure

    for line in measure(folders or [ROOT / "examples"], words=words, rounds=rounds):
        click.echo(line)


@main.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def screenshots(out: Path) -> None:
    """Take the documents' pictures of the page anew.

    Example: python -m bench screenshots docs/screenshots
    """
    from bench.page import chromium
    from bench.screenshots import take

    for name in take(ROOT / "examples", out, browser=chromium()):
        click.echo(name)


@main.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out", default=ROOT / "docs/errors.md", show_default="docs/errors.md", type=click.Path(path_type=Path)
)
def confusions(gold: Path, out: Path) -> None:
    """The types most often taken for others, each with a sentence that shows it.

    Example: python -m bench confusions gold
    """
    from bench.confusions import report

    out.write_text(report(gold), encoding="utf-8")
    click.echo(f"wrote {out}")


@main.command("times-and-places")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option(
    "--words", default=40_000, show_default=True, help="Repeat the articles to about so many words."
)
@click.option("--rounds", default=3, show_default=True, help="Rounds; medians are printed.")
def times_and_places(folder: Path | None, words: int, rounds: int) -> None:
    """Words a second of the steps for times and places, their share, and what the gazetteer takes.

    Example: python -m bench times-and-places examples
    """
    from bench.times_and_places import measure

    for line in measure(folder or ROOT / "examples", words=words, rounds=rounds):
        click.echo(line)


@main.command("voices-and-factuality")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option(
    "--words", default=40_000, show_default=True, help="Repeat the articles to about so many words."
)
@click.option("--rounds", default=3, show_default=True, help="Rounds; medians are printed.")
def voices_and_factuality(folder: Path | None, words: int, rounds: int) -> None:
    """What share of the coder's time it takes to tell who says it and whether it happened.

    Example: python -m bench voices-and-factuality examples
    """
    from bench.voices_and_factuality import measure

    for line in measure(folder or ROOT / "examples", words=words, rounds=rounds):
        click.echo(line)


@main.command("desk-archive")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--events", default=200_000, show_default=True, help="About so many events.")
def desk_archive(path: Path, events: int) -> None:
    """Make an archive of invented news, to measure the page on.

    Example: python -m bench desk-archive /tmp/desk
    """
    from bench.desk_archive import make

    make(path, events=events, say=lambda line: click.echo(line, err=True))


@main.command("large-archive")
@click.argument("seed", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--events", default=10_000_000, show_default=True, help="About so many events.")
def large_archive(seed: Path, path: Path, events: int) -> None:
    """Make an archive of millions of events out of one that `desk-archive` made.

    Example: python -m bench large-archive /tmp/desk /tmp/large
    """
    from bench.large_archive import multiply

    multiply(seed, path, events=events, say=lambda line: click.echo(line, err=True))


@main.command()
@click.argument("archive", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--rounds", default=3, show_default=True, help="Rounds after one to warm up; medians are printed."
)
@click.option("--only", default="", help="Only lines that begin so: find, dyads, …")
def views(archive: Path, rounds: int, only: str) -> None:
    """How long each view takes for its first 100 rows, with one filter at a time.

    Example: python -m bench views /tmp/large
    """
    from bench.views import measure

    for line in measure(archive, rounds=rounds, only=only):
        click.echo(line)


@main.command()
@click.argument("archive", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--add", "adding", type=click.Path(exists=True, path_type=Path), help="Add these articles meanwhile."
)
def page(archive: Path, adding: Path | None) -> None:
    """How fast the page of an archive answers 20 clients, and how fast each page is usable in a browser.

    Example: python -m bench page /tmp/desk --add examples
    """
    from bench.page import chromium, measure

    for line in measure(archive, browser=chromium(), adding=adding):
        click.echo(line)


@main.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the page there (default: print it)."
)
@click.option("--task", "tasks", multiple=True, help="Only these tasks.")
@click.option("--all-sentences", is_flag=True, help="Parse every sentence, to see what choosing costs.")
def accuracy(gold: Path, out: Path | None, tasks: tuple[str, ...], all_sentences: bool) -> None:
    """Score the coder on gold data with the score.py that lies beside it.

    Example: python -m bench accuracy ../gold --out docs/accuracy.md
    """
    from bench.accuracy import report

    options = ["--all-sentences"] if all_sentences else []
    page = report(gold, tasks=tasks, options=options, say=lambda line: click.echo(line, err=True))
    if out:
        out.write_text(page, encoding="utf-8")
        click.echo(f"wrote {out}", err=True)
    else:
        click.echo(page)


@main.command("near-duplicates")
@click.argument("folders", type=click.Path(exists=True, file_okay=False, path_type=Path), nargs=-1)
def near_duplicates(folders: tuple[Path, ...]) -> None:
    """How many edited copies of articles are found, and which different articles are taken for copies.

    Example: python -m bench near-duplicates examples bench/daily_paper
    """
    from bench.near_duplicates import measure

    for line in measure(folders or [ROOT / "examples", ROOT / "bench/daily_paper"]):
        click.echo(line)


@main.command()
@click.argument("folders", type=click.Path(exists=True, file_okay=False, path_type=Path), nargs=-1)
@click.option("--articles", default=20_000, show_default=True, help="So many are coded.")
def memory(folders: tuple[Path, ...], articles: int) -> None:
    """Memory of one process over many articles, each with new words in it.

    Example: python -m bench memory examples bench/daily_paper
    """
    from bench.memory import measure

    for line in measure(folders or [ROOT / "examples", ROOT / "bench/daily_paper"], articles=articles):
        click.echo(line)


@main.command()
@click.argument("folders", type=click.Path(exists=True, file_okay=False, path_type=Path), nargs=-1)
@click.option("--rounds", default=3, show_default=True)
def adding(folders: tuple[Path, ...], rounds: int) -> None:
    """How much of the coder's own speed is left when its records go into an archive.

    Example: python -m bench adding examples bench/daily_paper
    """
    from bench.adding import measure

    for line in measure(folders or [ROOT / "examples", ROOT / "bench/daily_paper"], rounds=rounds):
        click.echo(line)


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
def length(folder: Path | None) -> None:
    """Time by length: news and odd texts at 10, 100 and 1,000 KB.

    Example: python -m bench length examples
    """
    from bench.length import measure

    for line in measure(folder or ROOT / "examples"):
        click.echo(line)


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option("--cases", default=100_000, show_default=True, help="Texts that are tried.")
@click.option("--seed", default=1, show_default=True, help="Another seed makes other texts.")
def fuzz(folder: Path | None, cases: int, seed: int) -> None:
    """Code harmed and senseless texts; tell those that fail, or whose record doesn't hold.

    Example: python -m bench fuzz examples --cases 100000
    """
    from bench.fuzz import fuzz as tried

    for line in tried(folder or ROOT / "examples", cases=cases, seed=seed):
        click.echo(line)


if __name__ == "__main__":
    main()
