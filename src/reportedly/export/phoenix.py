"""Phoenix: 26 tab-separated values without header, a row for each happening between two actors.

Values in the order of the Phoenix pipeline's `create_strings` (Open Event Data Alliance); its reports stand in the last
three, joined by semicolons.
"""

from __future__ import annotations

from collections import defaultdict
from typing import BinaryIO

from reportedly.export.cameo_rows import Coded, cameo_rows
from reportedly.export.codes import actor_code, country_of
from reportedly.export.delimited import sentence_number, write_row
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material
from reportedly.export.pairs import Pair
from reportedly.record import Actor

__all__ = ["quad_class", "write"]

Reports = list[tuple[str, str, str]]


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write a row where a happening is first told; goes through the material twice."""
    reports: defaultdict[int, Reports] = defaultdict(list)
    for one in cameo_rows(material, left_out, both=True, again=True):
        record = one.told.record
        report = (
            f"{record.id}_{sentence_number(record, one.event.sentence)}",
            record.article.url or "",
            record.article.outlet or "",
        )
        for number, _ in one.rows:
            reports[number].append(report)
    written = set()
    for one in cameo_rows(material, left_out, both=True):
        for number, pair in one.rows:
            if number not in written:
                written.add(number)
                write_row(out, _row(one, number, pair, reports[number]))
        left_out.wrote(one.told, one.event, row=[number for number, _ in one.rows])


def quad_class(root: str) -> int:
    """Phoenix's five: 0 neutral, 1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict.

    >>> [quad_class(root) for root in ("01", "04", "07", "16", "19")]
    [0, 1, 2, 3, 4]
    """
    if root == "16":
        return 3
    return 0 if root <= "02" else 1 if root <= "05" else 2 if root <= "08" else 3 if root <= "13" else 4


def _row(one: Coded, number: int, pair: Pair, reports: Reports) -> list[object]:
    record, event, cameo = one.told.record, one.event, one.cameo
    place = record.places[event.place] if event.place is not None else None
    where: tuple[object, ...] = (None,) * 5
    if place is not None and place.precision is not None:
        country = country_of(place.country)
        where = place.lat, place.lon, place.name, place.admin1, country.name if country else None
    joined = (";".join(filter(None, dict.fromkeys(part))) for part in zip(*reports))
    return [
        number, f"{one.day:%Y%m%d}", one.day.year, f"{one.day:%m}", f"{one.day:%d}", *_actor(pair.source),
        *_actor(pair.target), cameo.code, cameo.root, quad_class(cameo.root), cameo.goldstein, None, *where, *joined,
    ]  # fmt: skip


def _actor(actor: Actor | None) -> tuple[str, ...]:
    """The whole code, then its country, its first type and its others."""
    if actor is None:
        return ("",) * 4
    code = actor_code(actor)
    return code.whole, code.group or code.country, "".join(code.types[:1]), ";".join(code.types[1:])
