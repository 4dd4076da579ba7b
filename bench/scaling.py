"""Articles a second by one process, by two, and by Dask with two local workers: `python -m bench.scaling`."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

import click

from bench.__main__ import ROOT
from bench.machine import describe
from bench.speed import read_articles

#: Items told before the clock starts: by then each worker has loaded its coder.
WARM = 160


@click.command()
@click.option(
    "--words", default=150_000, show_default=True, help="Repeat the examples to about so many words."
)
@click.option("--rounds", default=3, show_default=True, help="Alternating rounds; medians are printed.")
def main(words: int, rounds: int) -> None:
    """Measure how the coding scales on this machine; loading is not counted."""
    from reportedly.archive.segments import Prepared
    from reportedly.cli.coding import code_items
    from reportedly.scale.dask import DaskStream, connected
    from reportedly.sources.reading import Item

    articles = list(read_articles(ROOT / "examples", words=words))
    click.echo(describe())
    click.echo(f"text: examples, {len(articles)} articles, of which {WARM} are coded before the clock starts")

    def items() -> Iterator[Item]:
        return (Item("bench", article, None) for article in articles)

    def prepared() -> Iterator[Prepared]:
        for number, article in enumerate(articles):
            yield Prepared(
                article=article, id=str(number), canonical_url=None, text_hash=str(number), bands=(),
                credit=None, copy_of=None, revision_of=None,
            )  # fmt: skip

    one, two, dask = [], [], []
    for _ in range(rounds):
        one.append(_rate(code_items(items(), options={}, processes=1)))
        two.append(_rate(code_items(items(), options={}, processes=2)))
        with connected("dask", workers=2) as client:
            dask.append(_rate(DaskStream(client, {})(prepared())))
    click.echo(f"1 process       {median(one):7.2f} articles/s")
    click.echo(f"2 processes     {median(two):7.2f} articles/s, {_ratio(two, one)} times one")
    click.echo(f"Dask, 2 workers {median(dask):7.2f} articles/s, {_ratio(dask, two)} times two processes")


def _ratio(rates: Sequence[float], base: Sequence[float]) -> str:
    each = [rate / other for rate, other in zip(rates, base, strict=True)]
    return f"{median(each):.2f} ({min(each):.2f} to {max(each):.2f})"


def _rate(coded: Iterable[Any]) -> float:
    count, started = 0, 0.0
    for count, _ in enumerate(coded, 1):
        if count == WARM:
            started = time.perf_counter()
    return (count - WARM) / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
