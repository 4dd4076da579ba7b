"""`reportedly add`: articles into an archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.coding import Options, code_items, make_coder
from reportedly.cli.options import (
    article_options,
    coder_options,
    coder_options_of,
    columns_option,
    fetcher_of,
    private_option,
)

if TYPE_CHECKING:
    from reportedly.archive.segments import Coded, Prepared
    from reportedly.article import Article
    from reportedly.sources.reading import Item


@click.command("add")
@click.argument("archive", metavar="ARCHIVE")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@article_options
@columns_option
@private_option
@click.option("-j", "--processes", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
              help="Code in N processes.")  # fmt: skip
@click.option("--on", metavar="dask|spark[://HOST:PORT]",
              help="Code on a cluster of Dask or Spark: without an address one starts here, with -j N workers.")  # fmt: skip
@click.option("--batch", type=click.IntRange(1), default=128, show_default=True, metavar="N",
              help="Articles written together; what is written stays, whatever happens.")  # fmt: skip
@click.option("--tables", metavar="ADDRESS",
              help="Where a new archive's tables are to lie, if not in its folder: s3://bucket/desk.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@coder_options
def command(
    archive: str,
    inputs: tuple[str, ...],
    as_kind: str | None,
    published: str | None,
    outlet: str | None,
    columns: dict[str, str] | None,
    allow_private: bool,
    processes: int,
    on: str | None,
    batch: int,
    tables: str | None,
    quiet: bool,
    **coder: str | int | None,
) -> None:
    """Add articles to an archive, which is made where it isn't there.

    An article that is there already changes nothing, so a run that was broken off is simply run again. Copies are
    kept and linked. What isn't English is kept as skipped.

    \b
    Example:
      reportedly add desk examples/
      zcat news.jsonl.gz | reportedly add desk - --as jsonl -j 2
      reportedly add desk news/ --on dask://10.0.0.1:8786

    Exit status: 0 all read, 1 some input could not be, 2 wrong usage.
    """
    from reportedly.archive import Archive
    from reportedly.cli.progress import followed, is_watched
    from reportedly.cli.tally import Tally
    from reportedly.sources.reading import meter_of, read_items

    if on is not None and on.partition("://")[0] not in _CLUSTERS:
        raise click.BadParameter("name dask, spark, dask://HOST:PORT or spark://HOST:PORT", param_hint="--on")
    max_chars = coder["max_chars"]
    assert isinstance(max_chars, int)
    options = coder_options_of(coder)
    tally = Tally()
    counts = tally.counts
    meter = meter_of(inputs) if is_watched(quiet=quiet) else None

    def articles() -> Iterator[Article]:
        items = read_items(
            inputs,
            kind=as_kind,
            published=published,
            outlet=outlet,
            max_chars=max_chars,
            columns=columns,
            fetcher=fetcher,
            meter=meter,
        )
        for item in items:
            if item.article is not None:
                counts["undated"] += item.article.published is None
                yield item.article
            elif item.error is not None:
                counts["unreadable"] += 1
                print(f"reportedly: {_located(item)}", file=sys.stderr, flush=True)

    with ExitStack() as stack:
        opened = stack.enter_context(Archive(archive, create=True, tables=tables))
        # Beside the tables: which entries of a feed this archive has.
        state = Path(archive, "feeds.json")
        fetcher = fetcher_of(inputs, allow_private=allow_private, state=state)
        loaded = make_coder(options)
        stream: Callable[[Iterator[Prepared]], Iterator[Coded]] | None
        if on is not None and on.startswith("spark"):
            from reportedly.scale.spark import SparkStream, session

            stream = SparkStream(stack.enter_context(session(on, workers=processes)), options)
        elif on is not None:
            from reportedly.scale.dask import DaskStream, connected

            stream = DaskStream(stack.enter_context(connected(on, workers=processes)), options)
        else:
            stream = None if processes == 1 else _elsewhere(options, processes)
        outcomes = opened.add(articles(), coder=loaded, batch=batch, code_stream=stream)
        with followed(map(tally.count, outcomes), tell=tally.told, meter=meter, quiet=quiet) as passing:
            for _ in passing:
                pass
        if fetcher is not None:
            fetcher.commit()
        opened.join()
        if not quiet:
            told = (
                ", ".join(f"{counts[word]:,} {word}" for word in _WORDS if counts[word]) or "nothing to add"
            )
            print(f"{archive}: {told}; {len(opened):,} articles in all", file=sys.stderr)
            if counts["undated"] and any(counts[word] for word in ("added", "copy", "revised")):
                print(
                    f'{counts["undated"]:,} of those read have no date, so days told as "on Monday" are unknown there; '
                    "give --published DAY if they share one",
                    file=sys.stderr,
                )
    if counts["unreadable"]:
        raise click.exceptions.Exit(1)


_CLUSTERS = ("dask", "spark")
_WORDS = ("added", "copy", "revised", "known", "skipped", "unreadable")


def _elsewhere(options: Options, processes: int) -> Callable[[Iterator[Prepared]], Iterator[Coded]]:
    """A stream that codes in other processes, and keeps the order."""

    def code_stream(prepared: Iterator[Prepared]) -> Iterator[Coded]:
        from reportedly.archive.segments import Coded
        from reportedly.record import Record
        from reportedly.sources.reading import Item

        sent: list[Prepared] = []

        def items() -> Iterator[Item]:
            for one in prepared:
                sent.append(one)
                yield Item(one.id, one.article, None)

        for coded in code_items(items(), options=options, processes=processes):
            one = sent.pop(0)
            record = Record.from_json(coded.line) if coded.line is not None else None
            yield Coded(prepared=one, record=record, skipped=coded.error if record is None else None)

    return code_stream


def _located(item: Item) -> str:
    error = item.error
    assert error is not None
    return str(error if error.where else type(error)(error.what, where=item.where, do=error.do))
