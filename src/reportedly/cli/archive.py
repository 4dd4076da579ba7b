"""`reportedly archive`: what is done to an archive as a whole."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from reportedly.cli.coding import make_coder
from reportedly.cli.options import coder_options, coder_options_of
from reportedly.cli.views import DAY


@click.group("archive")
def command() -> None:
    """Check, repair, compact, recode and share an archive; forget articles.

    \b
    Example:
      reportedly archive check desk
      reportedly archive compact desk
      reportedly archive forget desk --outlet "Harbour Courier" --until 2023-12-31

    Exit status: 0 done, 1 something is wrong with the archive or could not be done, 2 wrong usage.
    """


_archive = click.argument("archive", metavar="ARCHIVE")


@command.command("check")
@_archive
def check(archive: str) -> None:
    """Say what is wrong with an archive: files, rows, ledger, and each with the others.

    \b
    Example:
      reportedly archive check desk

    Exit status: 0 clean, 1 something is wrong.
    """
    from reportedly.archive.checking import check as findings_of
    from reportedly.archive.layout import open_layout

    found = list(findings_of(open_layout(archive)))
    for finding in found:
        print(f"{'' if finding.harm else 'note: '}{finding.where}: {finding.what}; {finding.do}")
    if any(finding.harm for finding in found):
        raise click.exceptions.Exit(1)
    print(f"{archive}: clean")


@command.command("repair")
@_archive
def repair(archive: str) -> None:
    """Bring an archive to this version's format, and make its ledger anew from its tables.

    \b
    Example:
      reportedly archive repair desk
    """
    from reportedly.archive import Archive
    from reportedly.archive.layout import Layout
    from reportedly.archive.repairing import repair as make_anew

    done = make_anew(Layout(Path(archive)))
    with Archive(archive) as opened:
        opened.join()
    if done.migrated is not None:
        _say(f"{archive}: brought up from format {done.migrated}")
    left = f"; {done.unfinished:,} batches were never finished and don't count" if done.unfinished else ""
    _say(f"{archive}: entered {done.articles:,} codings of articles{left}")


@command.command("compact")
@_archive
@click.option("--only-latest", is_flag=True, help="Leave out codings that a later one replaced.")
def compact(archive: str, only_latest: bool) -> None:
    """Lay the tables out in the order in which they are asked, and delete files that nobody needs.

    Makes views fast after much was added. Who reads meanwhile goes on reading; who wants to add waits.

    \b
    Example:
      reportedly archive compact desk
    """
    from reportedly.archive import Archive

    with Archive(archive) as opened:
        done = opened.compact(only_latest=only_latest)
    _say(f"{archive}: {done.after:,} files, {done.before:,} before")
    if done.dropped:
        _say(f"{archive}: {done.dropped:,} batches that were never finished are gone")
    if not done.swept:
        _say(f"{archive}: somebody is reading, so old files stay until the next `reportedly archive compact`")


@command.command("forget")
@_archive
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--outlet", metavar="NAME", help="All of this outlet's articles.")
@click.option("--until", type=DAY, metavar="DAY", help="All that were published on this day or before (with --outlet: of it).")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only name the articles.")
def forget(archive: str, ids: tuple[str, ...], outlet: str | None, until: date | None, dry_run: bool) -> None:
    """Take articles out with all that came of them: texts, events, statements, corrections, index.

    Earlier wordings of an article go with it; copies of it in other outlets stay.

    \b
    Example:
      reportedly archive forget desk grain-2024
      reportedly archive forget desk --until 2019-12-31 --dry-run
    """
    from reportedly.archive import Archive

    if not ids and outlet is None and until is None:
        raise click.UsageError("say what to forget: ids, --outlet or --until")
    with Archive(archive) as opened:
        chosen = opened.choose(ids, outlet=outlet, until=until)
        unknown = sorted(set(ids) - set(chosen))
        for id in unknown:
            print(f"reportedly: R401 {archive}: the article {id!r} isn't there", file=sys.stderr)
        if dry_run:
            for id in chosen:
                print(id)
        else:
            swept = opened.forget(chosen)
            _say(f"{archive}: {len(chosen):,} articles forgotten, {len(opened):,} left")
            if not swept:
                _say(f"{archive}: somebody is reading, so old files stay until `reportedly archive compact`")
    if unknown:
        raise click.exceptions.Exit(1)


@command.command("share")
@_archive
@click.argument("out", metavar="OUT")
@click.option("--quotes", type=click.IntRange(0), default=15, show_default=True, metavar="N",
              help="Words quoted of a sentence or statement; 0: none.")  # fmt: skip
def share(archive: str, out: str, quotes: int) -> None:
    """Write a copy without the articles' texts, for those who may not pass them on.

    Titles, spans, hashes, names and all codings stay, so every view answers; corrections are left out.

    \b
    Example:
      reportedly archive share desk desk-shared
    """
    from reportedly.archive import Archive

    with Archive(archive) as opened:
        number = opened.share(out, quotes=quotes)
    _say(f"{out}: {number:,} articles without their texts")


@command.command("recode")
@_archive
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@coder_options
def recode(archive: str, quiet: bool, **given: Any) -> None:
    """Code every article anew that this version, with these options, has not coded.

    The new codings stand beside the old and count. Stop it when you like and run it again.

    \b
    Example:
      reportedly archive recode desk --codebook my-codebook
    """
    from reportedly.archive import Archive
    from reportedly.cli.progress import followed
    from reportedly.cli.tally import Tally

    tally = Tally()
    counts = tally.counts
    with Archive(archive) as opened:
        outcomes = opened.recode(coder=make_coder(coder_options_of(given)))
        with followed(map(tally.count, outcomes), tell=tally.told, quiet=quiet) as passing:
            for _ in passing:
                pass
        opened.join()
        if not quiet:
            skipped = f", {counts['skipped']:,} skipped" if counts["skipped"] else ""
            _say(f"{archive}: {sum(counts.values()):,} of {len(opened):,} articles coded anew{skipped}")


def _say(line: str) -> None:
    print(line, file=sys.stderr)
