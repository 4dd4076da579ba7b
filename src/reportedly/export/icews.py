"""ICEWS: 20 tab-separated columns with a header, ``NA`` for what is unknown, a row for each pair in each report.

Columns and values as in the ICEWS files on Dataverse up to 2023; parties that act together are two rows.
"""

from __future__ import annotations

from typing import BinaryIO

from reportedly.export.cameo_rows import cameo_rows
from reportedly.export.codes import country_of, sector_name
from reportedly.export.delimited import number_of, sentence_number, write_row
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material
from reportedly.record import Actor, Place

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write the rows; an event's id is the same for all reports of a happening, its story's is not.

    Ids have 31 bits, since readers hold them in R's integers.
    """
    write_row(out, COLUMNS)
    for one in cameo_rows(material, left_out, both=True, bits=31):
        record, event = one.told.record, one.event
        place = _place(record.places[event.place] if event.place is not None else None)
        story = number_of(record.id, bits=31), sentence_number(record, event.sentence)
        for number, pair in one.rows:
            assert pair.source is not None
            assert pair.target is not None
            row = (
                number, one.day.isoformat(), *_actor(pair.source), one.cameo.label, one.cameo.code,
                f"{one.cameo.goldstein:.1f}", *_actor(pair.target), *story, record.article.outlet, *place,
            )  # fmt: skip
            write_row(out, (None if cell == "" else cell for cell in row), missing="NA")
        left_out.wrote(one.told, event, row=[number for number, _ in one.rows])


def _actor(actor: Actor) -> tuple[str, str, str]:
    country = country_of(actor.country)
    return actor.name, ",".join(map(sector_name, actor.sectors)), country.name if country else ""


def _place(place: Place | None) -> tuple[object, ...]:
    """City, district, province, country, latitude, longitude."""
    if place is None or place.precision is None:
        return (None,) * 6
    country = country_of(place.country)
    city = place.name if place.precision in ("city", "point") else None
    province = place.name if place.precision == "region" else place.admin1
    return city, None, province, country.name if country else None, place.lat, place.lon
