"""Seekable: archives and Parquet are read from their end; what comes through a pipe is first put into a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from reportedly.errors import TooLongError

__all__ = ["seekable"]

_IN_MEMORY = 1 << 24
_MOST = 64 << 30
_CHUNK = 1 << 20


@contextmanager
def seekable(stream: BinaryIO, *, name: str, most: int = _MOST) -> Iterator[BinaryIO | IO[bytes]]:
    """The stream itself if it can be rewound, else its bytes in a temporary file that goes when the block ends.

    Raises:
        TooLongError: a pipe gave more than ``most`` bytes.
    """
    try:
        stream.seek(0, 1)
    except (OSError, ValueError):
        pass
    else:
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise TooLongError(
                    f"more than {most:,} bytes came through a pipe", where=name, do="name the file itself"
                )
            spool.write(chunk)
        spool.seek(0)
        yield spool
