"""`reportedly evaluate`: how good the coding is, on texts whose right coding is known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.options import coder_options, coder_options_of, refuse_coder_options

if TYPE_CHECKING:
    from reportedly.evaluation import Gold, Tally
    from reportedly.record import Record


@click.command("evaluate")
@click.argument("gold", metavar="GOLD|ARCHIVE")
@click.argument("records", metavar="[RECORDS]", required=False)
@click.option("--against", metavar="RECORDS", help="Compare with another coding of the same articles.")
@click.option("--png", metavar="OUT.png", help="Draw the calibration curve.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@coder_options
def command(
    gold: str, records: str | None, against: str | None, png: str | None, as_json: bool, **coder: Any
) -> None:
    """Measure precision, recall and calibration on gold: by step and by type of event, with intervals.

    GOLD holds a line for each article: a record that is right as it stands (written by hand, or coded and mended), or
    judgements as the page's review gives them. Without RECORDS the gold's articles are coded now. An ARCHIVE is measured
    on the corrections made in it, with the records that it holds; so far as nobody says what it lacks, its recall is
    that of what was judged.

    \b
    Example:
      reportedly evaluate gold.jsonl
      reportedly evaluate gold.jsonl new.jsonl --against old.jsonl
      reportedly evaluate desk --png calibration.png
      reportedly evaluate desk new.jsonl --against old.jsonl

    Exit status: 0 measured, 1 something can't be read, 2 wrong usage.
    """
    from reportedly.evaluation import calibration, compare, scores
    from reportedly.evaluation.calibration import draw
    from reportedly.evaluation.report import calibration_lines, comparison_lines, score_lines

    if records:
        refuse_coder_options("the records are there", "leave RECORDS out to code the gold's articles")
    elif Path(gold).is_dir():
        refuse_coder_options(
            "an archive is measured as it was coded", "`reportedly archive recode` codes it anew"
        )
    if Path(gold).is_dir():
        known, held = _of_archive(gold)
    else:
        known, held = _gold(gold), None
    if records:
        coded = _records(records)
    else:
        coded = held if held is not None else _coded(known, coder_options_of(coder))
    tallies = _tallies(known, coded)
    other = _tallies(known, _records(against)) if against else None
    found, curve = scores(tallies), calibration(pair for one in tallies for pair in one.judged)
    gains = compare(other, tallies) if other is not None else []
    if png:
        from reportedly.cli.output import open_binary

        with open_binary(png) as out:
            draw(curve, out)
    if as_json:
        print(_json(len(tallies), found, curve, gains))
        return
    print(f"{len(tallies)} articles\n")
    lines = [*score_lines(found), *(comparison_lines(gains) if gains else ()), *calibration_lines(curve)]
    print("\n".join(lines))


def _gold(path: str) -> list[Gold]:
    from reportedly.errors import RecordError, SourceError
    from reportedly.evaluation import read_gold

    try:
        lines = sys.stdin.buffer.readlines() if path == "-" else Path(path).read_bytes().splitlines()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(
            f"can't be read ({reason})", where=path, do="name a file of gold, or an archive"
        ) from None
    found = [read_gold(line, where=f"{path}:{at}") for at, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise SourceError("holds no gold", where=path, do="see docs/evaluate.md")
    if len({one.id for one in found}) != len(found):
        raise RecordError("two lines are about the same article", where=path)
    return found


def _records(path: str) -> dict[str, Record]:
    from reportedly.cli.loading import records_of
    from reportedly.errors import RecordError

    found: dict[str, Record] = {}
    for one in records_of(path):
        if isinstance(one, str):
            raise RecordError(one.removeprefix(f"{RecordError.code} "))
        found[one.id] = one
    return found


def _coded(known: list[Gold], options: dict[str, Any]) -> dict[str, Record]:
    from reportedly.coder import Coder

    coder = Coder(**{name: value for name, value in options.items() if value is not None})
    return {one.id: record for one, record in zip(known, coder.code_many(one.article() for one in known))}


def _tallies(known: list[Gold], records: dict[str, Record]) -> list[Tally]:
    from reportedly.evaluation import tally

    missing = sum(one.id not in records for one in known)
    if missing:
        print(f"reportedly: {missing} of {len(known)} articles of the gold have no record; all of theirs counts as missing", file=sys.stderr)  # fmt: skip
    return [tally(one, records.get(one.id)) for one in known]


def _of_archive(path: str) -> tuple[list[Gold], dict[str, Record]]:
    """What was judged of an archive, and its records of these articles."""
    from reportedly.archive import Archive
    from reportedly.archive.corrections import judgements
    from reportedly.errors import ArchiveError
    from reportedly.evaluation import gold_of_archive

    with Archive(path) as archive:
        found = list(gold_of_archive(archive))
        with archive.snapshot() as snapshot:
            gone = sum(one.item is None and one.verdict != "reject" for one in judgements(snapshot))
    if not found:
        raise ArchiveError(
            "holds no corrections",
            where=path,
            do="judge some: `reportedly sample` and `judge`, or on the page (`reportedly serve`, Review)",
        )
    if gone:
        print(f"reportedly: {gone} judgements are on words of which the present coding makes nothing; they aren't measured", file=sys.stderr)  # fmt: skip
    return [one for one, _ in found], {one.id: record for one, record in found}


def _json(articles: int, *parts: Any) -> str:
    import json
    from dataclasses import asdict
    from math import isnan

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: plain(part) for name, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(part) for part in value]
        return None if isinstance(value, float) and isnan(value) else value

    scored, curve, gains = parts
    whole = {"articles": articles, "scores": [asdict(one) for one in scored], "calibration": asdict(curve),
             "against": [asdict(one) for one in gains]}  # fmt: skip
    return json.dumps(plain(whole), ensure_ascii=False)
