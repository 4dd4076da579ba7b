"""The table of formats: what each is called, which module writes it, and what it can't tell."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, Literal, Protocol, cast

from reportedly.errors import MissingExtra
from reportedly.export.left_out import MADE, LeftOut
from reportedly.export.material import Material

__all__ = ["FORMATS", "Format", "Writer", "write"]


class Writer(Protocol):
    """What each format's module offers as ``write``."""

    def __call__(self, material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
        """Write all of it.

        Args:
            material: records with their chosen events; can be gone through again.
            out: the open file.
            left_out: says which events go in, and is told of each that did or didn't.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format of others.

    Args:
        name: as ``--as`` takes it.
        module: below ``reportedly.export``, with a ``write``.
        about: one line.
        ending: of a file's name.
        made: which events go in by default; None: all, since the format tells whether they took place.
        of: what it is made of: each event (written or told as left out), or statements.
        function: the writer's name in the module.
    """

    name: str
    module: str
    about: str
    ending: str
    made: frozenset[str] | None = None
    of: Literal["events", "statements"] = "events"
    function: str = "write"

    @property
    def tells(self) -> bool:
        """Whether it has fields for whether an event took place, and by whom it is vouched for."""
        return self.made is None


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(name="csv", module="csv", about="flat events, a row each, with a header", ending="csv"),
        Format(
            name="parquet", module="parquet", about="the same rows with types and lists", ending="parquet"
        ),
        Format(name="gdelt-events", module="gdelt", about="GDELT 2.0 events, 61 columns, no header", ending="export.CSV",
               made=MADE, function="write_events"),
        Format(name="gdelt-mentions", module="gdelt", about="GDELT 2.0 mentions, 16 columns, no header",
               ending="mentions.CSV", made=MADE, function="write_mentions"),
        Format(name="icews", module="icews", about="ICEWS events, 20 columns, a header", ending="tab", made=MADE),
        Format(name="polecat", module="polecat", about="POLECAT events, 40 columns, a header", ending="txt", made=MADE),
        Format(name="phoenix", module="phoenix", about="Phoenix events, 26 columns, no header", ending="txt", made=MADE),
        Format(name="plover-json", module="plover_json", about="PLOVER's JSON, a line for each pair", ending="jsonl"),
        Format(name="dyad-month", module="dyad_month", about="counts by pair and month, as CSV", ending="csv", made=MADE),
        Format(name="graphml", module="graphml", about="a graph of actors, for networkx and Gephi", ending="graphml"),
        Format(name="gexf", module="gexf", about="the graph over time, for Gephi", ending="gexf"),
        Format(name="claims", module="claims", about="who said what, as schema.org Claims (JSON-LD)", ending="jsonld",
               of="statements"),
        Format(name="sem-grasp", module="sem_grasp", about="events with voices, as RDF (TriG)", ending="trig"),
        Format(name="ftm", module="ftm", about="FollowTheMoney entities, as JSON Lines", ending="json", made=MADE),
        Format(name="stix", module="stix", about="a STIX 2.1 bundle", ending="json", made=MADE),
    )
}  # fmt: skip


def write(
    name: str, material: Material, out: BinaryIO, *, left_out: LeftOut | None = None, made: frozenset[str] | None = None
) -> LeftOut:  # fmt: skip
    """Write material in a format.

    Args:
        name: one of `FORMATS`.
        material: what to write.
        out: an open binary file.
        left_out: keeps account of what the format can't hold; default: only counts.
        made: where there is no ``left_out``, the events that go in, instead of the format's own rule.

    Raises:
        ValueError: there is no such format.
        MissingExtra: it needs packages that aren't installed.

    >>> import io
    >>> out = io.BytesIO()
    >>> write("csv", [], out).written
    0
    """
    if name not in FORMATS:
        raise ValueError(f"{name!r} is no format; there are {', '.join(FORMATS)}")
    chosen = FORMATS[name]
    if left_out is None:
        left_out = LeftOut(made=chosen.made if made is None else made, of=chosen.of, tells=chosen.tells)
    try:
        writer = cast(Writer, getattr(import_module(f"reportedly.export.{chosen.module}"), chosen.function))
        writer(material, out, left_out=left_out)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "reportedly":
            raise
        raise MissingExtra(
            f"{name} needs the package {error.name}",
            do=f"run `pip install {error.name}`",
        ) from None
    return left_out
