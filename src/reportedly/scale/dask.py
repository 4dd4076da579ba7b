"""Coding on a Dask cluster: segments of articles go out, a bounded number at a time, and come back in order.

Workers only code. The archive is written where the command runs, so a segment that Dask runs twice, or on another
worker because the first was lost, adds nothing twice; and a run that was broken off is run again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from reportedly.archive.segments import Coded, Prepared
from reportedly.errors import ArchiveError, MissingExtra
from reportedly.record import Record
from reportedly.scale.segment import Answer, Options, code_segment

__all__ = ["DaskStream", "connected"]

#: Articles a task: some seconds of work.
SEGMENT = 16
#: Tasks under way a worker: one that runs, and some that wait beside it.
AHEAD = 3
#: Dask's own profiler looks into each worker a hundred times a second, which costs it some of its speed.
_UNWATCHED = {"distributed.worker.profile.enabled": False}
#: Seconds that a scheduler has to answer.
PATIENCE = 10


@contextmanager
def connected(where: str, *, workers: int = 2) -> Iterator[Any]:
    """A client of the cluster, closed at the end.

    Args:
        where: ``dask`` starts a cluster of processes on this machine; ``dask://HOST:PORT`` goes to a scheduler.
        workers: processes of a cluster started here.

    Raises:
        MissingExtra: Dask isn't installed.
        ArchiveError: no scheduler answers there.
    """
    try:
        import distributed
        from dask import config
    except ImportError as error:
        raise MissingExtra(
            f"--on dask needs the package {error.name}", do="run `pip install 'reportedly[cluster]'`"
        ) from None
    dask: Any = distributed
    if where == "dask":
        with (
            config.set(_UNWATCHED),
            dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
            dask.Client(cluster) as client,
        ):
            yield client
        return
    address = "tcp://" + where.removeprefix("dask://")
    try:
        client = dask.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise ArchiveError(
            f"no Dask scheduler answers ({str(error).splitlines()[0][:120]})",
            where=where,
            do="start one with `dask scheduler`, and name its host and port",
        ) from None
    with client:
        yield client


class DaskStream:
    """Codes prepared articles on a cluster, in their order; given to `Archive.add` as ``code_stream``.

    Args:
        client: of ``distributed``.
        options: of `Coder`; what is None is left to its default.
    """

    def __init__(self, client: Any, options: Mapping[str, str | int | None]) -> None:
        self._client = client
        self._options: Options = tuple(
            (name, value) for name, value in sorted(options.items()) if value is not None
        )

    def __call__(self, prepared: Iterator[Prepared]) -> Iterator[Coded]:
        """The articles' records.

        Raises:
            ArchiveError: the scheduler was lost; what was written stays.
        """
        under_way: deque[tuple[list[Prepared], Any]] = deque()
        while segment := list(islice(prepared, SEGMENT)):
            under_way.append((segment, self._send(segment)))
            if len(under_way) >= AHEAD * self._workers():
                yield from self._received(*under_way.popleft())
        while under_way:
            yield from self._received(*under_way.popleft())

    def _workers(self) -> int:
        """How many there are now; some may have joined."""
        with _told_if_lost():
            return max(1, len(self._client.nthreads()))

    def _send(self, segment: list[Prepared]) -> Any:
        with _told_if_lost():
            # Not pure: the same articles in two segments are two tasks, and Dask keeps no answer for another run.
            return self._client.submit(
                code_segment, [one.article for one in segment], self._options, pure=False
            )

    def _received(self, segment: list[Prepared], task: Any) -> Iterator[Coded]:
        for one, answer in zip(segment, self._answers(segment, task), strict=True):
            record = Record.from_json(answer.line) if answer.line is not None else None
            yield Coded(prepared=one, record=record, skipped=answer.skipped)

    def _answers(self, segment: list[Prepared], task: Any) -> list[Answer]:
        import distributed

        dask: Any = distributed
        try:
            with _told_if_lost():
                answers: list[Answer] = task.result()
        except dask.KilledWorker:
            # One of them ends every worker that it is given to: each once more, alone.
            if len(segment) > 1:
                return [self._answers([one], self._send([one]))[0] for one in segment]
            return [Answer(None, "R000 every worker stopped on this article; please report it")]
        return answers


@contextmanager
def _told_if_lost() -> Iterator[None]:
    """What Dask raises without its scheduler, as our error."""
    import distributed

    dask: Any = distributed
    try:
        yield
    except (dask.client.CancelledError, OSError) as error:
        raise ArchiveError(
            f"the Dask scheduler was lost ({type(error).__name__})",
            do="run the same command again; what was added stays, and the rest is added",
        ) from None
