"""`reportedly watch`: feeds into an archive, and what is new in them out."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import click

from reportedly.cli.coding import located, make_coder
from reportedly.cli.options import coder_options, coder_options_of, fetcher_of, private_option
from reportedly.cli.views import filter_of, filter_options
from reportedly.errors import ReportedlyError


@click.command("watch")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.argument("archive", metavar="ARCHIVE")
@click.option("--once", is_flag=True, help="Poll once and end.")
@click.option("--every", type=click.IntRange(1), default=900, show_default=True, metavar="SECONDS",
              help="From the start of a poll to that of the next.")  # fmt: skip
@private_option
@filter_options
@coder_options
def command(
    feeds: tuple[str, ...], archive: str, once: bool, every: int, allow_private: bool, **given: Any
) -> None:
    """Poll feeds, add their new articles to an archive, and print new happenings as JSON Lines.

    A happening is new when no earlier article of the archive reports it; the filter says which are printed. The
    archive remembers what each feed gave (in feeds.json), so that only new articles are fetched. Ctrl-C ends.

    \b
    Example:
      reportedly watch https://courier.example/rss desk --actor IRN --every 600
      reportedly watch https://courier.example/rss desk --once >> new.jsonl

    Exit status: 0 all read, 1 some article could not be (with --once), 2 wrong usage.
    """
    from reportedly.archive import Archive
    from reportedly.archive.watching import poll
    from reportedly.sources.kinds import is_address

    for feed in feeds:
        if not is_address(feed):
            raise click.BadParameter(f"{feed!r} is no address: write it as https://…", param_hint="FEED")
    keep = filter_of(given)
    max_chars = given["max_chars"]
    failed = False

    def tell(where: str, error: ReportedlyError) -> None:
        nonlocal failed
        failed = True
        print(f"reportedly: {located(error, where)}", file=sys.stderr, flush=True)

    with Archive(archive, create=True) as opened:
        fetcher = fetcher_of(feeds, allow_private=allow_private, state=Path(archive, "feeds.json"))
        assert fetcher is not None
        coder = make_coder(coder_options_of(given))
        while True:
            started = time.monotonic()
            for row in poll(
                opened, feeds, fetcher=fetcher, coder=coder, keep=keep, max_chars=max_chars, tell=tell
            ):
                print(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str), flush=True)
            if once:
                break
            time.sleep(max(0.0, every - (time.monotonic() - started)))
    if failed:
        raise click.exceptions.Exit(1)
