"""Several processes that code chunks: order kept, queues bounded, a crashed worker named and its articles tried again."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from reportedly.cli.coding import Chunk, Coded, Options
from reportedly.errors import ReportedlyError

__all__ = ["code_in_processes"]

#: Chunks read ahead of the output, a worker: what bounds memory when one chunk takes long.
AHEAD = 3


@dataclass(slots=True)
class _Task:
    """A chunk with its number; ``alone`` where it is an article that a worker may have crashed on."""

    number: int
    items: Chunk
    alone: bool = False
    part: int = 0


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: _Task | None = None


@dataclass(slots=True)
class _Pool:
    options: Options
    workers: list[_Worker] = field(default_factory=list)

    def start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self.options), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def stop(self) -> None:
        for worker in self.workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join()


def code_in_processes(chunks: Iterator[Chunk], *, options: Options, processes: int) -> Iterator[Coded]:
    """The chunks' records in the chunks' order.

    A worker that dies takes its chunk with it: each of the chunk's articles is then coded alone, and one that kills a
    worker again is reported and left out.

    Raises:
        ReportedlyError: a worker can't make its coder (no such model).
    """
    numbered = enumerate(chunks)
    waiting: deque[_Task] = deque()
    done: dict[int, list[list[Coded] | None]] = {}
    told, exhausted = 0, False
    pool = _Pool(options)
    try:
        while True:
            while not exhausted and len(done) + len(waiting) < AHEAD * processes:
                chunk = next(numbered, None)
                if chunk is None:
                    exhausted = True
                else:
                    done[chunk[0]] = [None]
                    waiting.append(_Task(*chunk))
                if len(waiting) >= processes:
                    break
            for worker in pool.workers:
                if worker.task is None and waiting:
                    _give(worker, waiting.popleft())
            while waiting and len(pool.workers) < processes:
                _give(pool.start(), waiting.popleft())
            while told in done and None not in done[told]:
                for part in done.pop(told):
                    yield from part or ()
                told += 1
            busy = {w.pipe: w for w in pool.workers if w.task is not None}
            if not busy:
                if exhausted and not done and not waiting:
                    return
                continue
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                task, worker.task = worker.task, None
                assert task is not None
                try:
                    answer: Any = worker.pipe.recv()
                except (EOFError, OSError):
                    pool.workers.remove(worker)
                    _after_crash(worker, task, done, waiting)
                    continue
                if isinstance(answer, tuple):
                    kind, what, where, do = answer
                    raise kind(what, where=where, do=do)
                done[task.number][task.part] = answer
    finally:
        pool.stop()


def _give(worker: _Worker, task: _Task) -> None:
    worker.task = task
    # A worker that is dead already is found out when its answer is awaited.
    with contextlib.suppress(OSError):
        worker.pipe.send(task.items)


def _after_crash(
    worker: _Worker, task: _Task, done: dict[int, list[list[Coded] | None]], waiting: deque[_Task]
) -> None:
    """Queue the articles of a crashed worker's chunk, each alone; report one that was alone already."""
    worker.pipe.close()
    worker.process.join()
    name = f"worker {worker.process.pid}"
    how = _how_it_ended(worker.process.exitcode)
    if task.alone:
        where = task.items[0][0]
        message = f"R000 {where}: {name} {how} on this article, twice; it is left out, please report it"
        done[task.number][task.part] = [Coded(where, None, message)]
        return
    first, last = task.items[0][0], task.items[-1][0]
    print(
        f"reportedly: {name} {how} between {first} and {last}; these articles are tried again, each alone",
        file=sys.stderr,
        flush=True,
    )
    done[task.number] = [None] * len(task.items)
    alone = [_Task(task.number, [item], alone=True, part=part) for part, item in enumerate(task.items)]
    waiting.extendleft(reversed(alone))


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return f"stopped with exit status {code}"


def _work(pipe: Connection, options: Options) -> None:
    """A worker: codes the chunks that come through the pipe until it closes."""
    # Ctrl-C goes to the whole group of processes; the parent ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from reportedly.cli.coding import code_chunk, make_coder

    try:
        coder = make_coder(options)
    except ReportedlyError as error:
        with contextlib.suppress(OSError, EOFError):
            pipe.recv()
            # In parts: an exception with keyword arguments doesn't survive pickling.
            pipe.send((type(error), error.what, error.where, error.do))
        return
    while True:
        try:
            chunk: Chunk = pipe.recv()
            pipe.send(code_chunk(coder, chunk))
        except (EOFError, OSError):
            return
