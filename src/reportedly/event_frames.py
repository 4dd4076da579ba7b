"""Event frames: the event table as Arrow, pandas and Polars have it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from reportedly.errors import MissingExtra
from reportedly.event_table import arrow_schema, event_rows

if TYPE_CHECKING:
    from reportedly.record import Record

__all__ = ["to_arrow", "to_pandas", "to_polars"]


def to_arrow(records: Iterable[Record]) -> Any:
    """The events of some records as a `pyarrow.Table`, with the types of the event table.

    Raises:
        MissingExtra: pyarrow isn't installed.
    """
    return _needed("pyarrow").Table.from_pylist(list(event_rows(records)), schema=arrow_schema())


def to_pandas(records: Iterable[Record]) -> Any:
    """The events of some records as a `pandas.DataFrame`; whole numbers that may be unknown are ``Int64``.

    Raises:
        MissingExtra: pandas or pyarrow isn't installed.
    """
    pandas, table = _needed("pandas"), to_arrow(records)
    whole = {_needed("pyarrow").int64(): pandas.Int64Dtype()}
    return table.to_pandas(types_mapper=whole.get)


def to_polars(records: Iterable[Record]) -> Any:
    """The events of some records as a `polars.DataFrame`.

    Raises:
        MissingExtra: Polars or pyarrow isn't installed.
    """
    return _needed("polars").from_arrow(to_arrow(records))


def _needed(package: str) -> Any:
    try:
        return import_module(package)
    except ModuleNotFoundError:
        raise MissingExtra(
            f"data frames need {package}, which isn't installed", do="pip install 'reportedly[tables]'"
        ) from None
