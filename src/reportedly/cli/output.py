"""Where records go: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from reportedly.errors import OutputError

__all__ = ["open_binary", "open_output"]


@contextmanager
def open_output(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a text file that takes the place of ``path`` once everything is written.

    Raises:
        OutputError: the file can't be written; nothing of it is left behind.
    """
    if path is None or path == "-":
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        sys.stdout.flush()
        return
    with open_binary(path) as raw:
        stream = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        yield stream
        with _told(path):
            stream.flush()
            stream.detach()


@contextmanager
def open_binary(path: str | None) -> Iterator[BinaryIO]:
    """Likewise for bytes.

    Raises:
        OutputError: the file can't be written; nothing of it is left behind.
    """
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.exists() and not target.is_file():
        # A device or a pipe (`--out /dev/stderr`) can't be replaced, only written to.
        with _told(path), target.open("wb") as stream:
            yield stream
        return
    with _told(path):
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with _told(path), os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        with _told(path):
            os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _told(path: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"can't be written ({reason})", where=path, do="name a file in a folder where you may write"
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
