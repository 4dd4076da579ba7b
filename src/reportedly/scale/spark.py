"""Coding on Spark: the same segments as on Dask, as a `mapInPandas` over batches of articles.

Workers only code; Spark runs a task again whose worker was lost. The archive is written where the command runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any

import msgspec

from reportedly.archive.segments import Coded, Prepared
from reportedly.article import Article
from reportedly.errors import ArchiveError, MissingExtra
from reportedly.record import Record
from reportedly.scale.segment import Options, code_segment

__all__ = ["SparkStream", "session"]

#: Articles a partition, and partitions a core that go out together: some minutes of work, answered as one.
SEGMENT, AHEAD = 16, 4
_GIVEN = "n int, article string"
_ANSWERED = "n int, line string, skipped string"


@contextmanager
def session(where: str, *, workers: int = 2) -> Iterator[Any]:
    """A Spark session, stopped at the end.

    Args:
        where: ``spark`` runs on this machine; ``spark://HOST:PORT`` goes to a master.
        workers: cores that are used on this machine.

    Raises:
        MissingExtra: Spark isn't installed.
        ArchiveError: it can't be started (no Java), or no master answers there.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtra(
            f"--on spark needs the package {error.name}",
            do="run `pip install 'reportedly[spark]'`; it needs Java 17",
        ) from None
    if where == "spark":
        # Else its workers are started with whatever `python3` is.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(f"local[{workers}]" if where == "spark" else where).appName(
        "reportedly"
    )
    builder = builder.config("spark.ui.enabled", "false")
    try:
        found = builder.getOrCreate()
    except Exception as error:  # py4j's and pyspark's own kinds
        what = (str(error) or type(error).__name__).splitlines()[0][:120]
        raise ArchiveError(
            f"Spark can't be started ({what})",
            where=where,
            do="install Java 17, or name a master that answers",
        ) from None
    try:
        yield found
    finally:
        found.stop()


class SparkStream:
    """Codes prepared articles on Spark, in their order; given to `Archive.add` as ``code_stream``.

    Args:
        spark: a `SparkSession`.
        options: of `Coder`; what is None is left to its default.
    """

    def __init__(self, spark: Any, options: Mapping[str, str | int | None]) -> None:
        self._spark = spark
        self._options: Options = tuple(
            (name, value) for name, value in sorted(options.items()) if value is not None
        )

    def __call__(self, prepared: Iterator[Prepared]) -> Iterator[Coded]:
        """The articles' records.

        Raises:
            ArchiveError: Spark gave up; what was written stays.
        """
        partitions = AHEAD * self._spark.sparkContext.defaultParallelism
        while batch := list(islice(prepared, SEGMENT * partitions)):
            rows = [(n, msgspec.json.encode(one.article).decode()) for n, one in enumerate(batch)]
            given = self._spark.createDataFrame(rows, _GIVEN).repartition(partitions)
            try:
                answers = given.mapInPandas(partial(_coded, self._options), _ANSWERED).collect()
            except Exception as error:  # py4j's own kinds
                what = (str(error) or type(error).__name__).splitlines()[0][:200]
                raise ArchiveError(
                    f"Spark gave up ({what})",
                    do="run the same command again; what was added stays, and the rest is added",
                ) from None
            for one, answer in zip(batch, sorted(answers), strict=True):
                record = Record.from_json(answer.line) if answer.line is not None else None
                yield Coded(prepared=one, record=record, skipped=answer.skipped)


def _coded(options: Options, frames: Iterator[Any]) -> Iterator[Any]:
    """What a worker does with its partition: pandas frames of `_GIVEN` in, of `_ANSWERED` out."""
    for frame in frames:
        answers = code_segment(
            [msgspec.json.decode(line, type=Article) for line in frame["article"]], options
        )
        yield frame[["n"]].assign(
            line=[one.line for one in answers], skipped=[one.skipped for one in answers]
        )
