"""Members: a gzip stream decompressed member by member (RFC 1952); a broken one is told and left, the next is read.

Crawls write a member for each record and logs one for each flush, so that one bad block needn't cost the file.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from reportedly.errors import SourceError, TooLongError

__all__ = ["FREE", "MAGIC", "RATIO", "Continued", "Members"]

#: First bytes of a member: gzip's number, and deflate, the only method there is.
MAGIC = b"\x1f\x8b\x08"
#: News compresses to a third or a tenth; deflate can reach a thousandth. What grows more than this is no news.
RATIO = 100
#: A member may always grow to this size.
FREE = 64 << 20

_CHUNK = 1 << 16
#: A member that breaks off swallows some of the next before that shows; a stored block holds at most 64 KiB.
_LOOK_BACK = 1 << 18


class Members:
    """The decompressed bytes of a gzip stream.

    Args:
        stream: compressed.
        name: how messages call the file.
        ratio: how many times its size a member may grow to, beyond `FREE` bytes.

    ``faults`` has what was found broken so far; whoever reads takes it from there.
    """

    def __init__(self, stream: BinaryIO, *, name: str, ratio: int = RATIO) -> None:
        self.faults: list[SourceError | TooLongError] = []
        #: Raise a fault instead of going on behind it: half a text is no text.
        self.strict = False
        self._stream, self._name, self._ratio = stream, name, ratio
        self._waiting = b""
        self._recent = b""
        self._offset = 0
        self._number = 0
        self._member: zlib._Decompress | None = None
        self._start = self._grown = 0
        self._ended = False

    def joined(self) -> io.BufferedReader:
        """All intact data as one stream of lines: a line that breaks off ends where its member does."""

        def data() -> Iterator[bytes]:
            while not self._ended:
                faults = len(self.faults)
                yield from self._stretch()
                if len(self.faults) > faults:
                    yield b"\n"

        return io.BufferedReader(_Chunks(data()), _CHUNK)

    def _stretch(self) -> Iterator[bytes]:
        """Data up to the next fault, or to the end."""
        while True:
            if self._member is None and not self._begin():
                return
            assert self._member is not None
            if not self._waiting and not self._more():
                self._fault("ends in the middle of a gzip member", "get the file again")
                return
            given = self._waiting
            try:
                data = self._member.decompress(given, _CHUNK)
            except zlib.error as error:
                reason = str(error).rpartition(": ")[2]
                self._fault(f"a gzip member is broken ({reason})", "get the file again")
                return
            self._waiting = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            self._pass(given[: len(given) - len(self._waiting)])
            self._grown += len(data)
            if self._grown > FREE + self._ratio * (self._offset - self._start):
                self._bomb()
                return
            if self._member.eof:
                self._member = None
            if data:
                yield data

    def _begin(self) -> bool:
        """Begin the next member; False at the end or where there is none."""
        while True:
            while len(self._waiting) < len(MAGIC) and self._more():
                pass
            # Tapes and some tools pad with zeros.
            padding = len(self._waiting) - len(self._waiting.lstrip(b"\x00"))
            if not padding:
                break
            self._offset += padding
            self._waiting = self._waiting[padding:]
        if not self._waiting:
            self._ended = True
            return False
        self._number += 1
        self._start, self._grown, self._recent = self._offset, 0, b""
        if not self._waiting.startswith(MAGIC):
            self._fault("what stands here is no gzip member", "get the file again")
            return False
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return True

    def _more(self) -> bool:
        chunk = self._stream.read(_CHUNK)
        self._waiting += chunk
        return bool(chunk)

    def _pass(self, consumed: bytes) -> None:
        self._offset += len(consumed)
        self._recent = (self._recent + consumed)[-_LOOK_BACK:]

    def _where(self) -> str:
        return f"{self._name}, gzip member {self._number} at byte {self._start:,}"

    def _fault(self, what: str, do: str) -> None:
        """Tell what is broken, and go on at the next member that begins."""
        fault = SourceError(what, where=self._where(), do=do)
        self.faults.append(fault)
        self._member = None
        if self.strict:
            self._ended = True
            raise fault
        # The broken member's own first bytes are no new beginning.
        behind = self._recent + self._waiting
        offset = self._offset - len(self._recent)
        skipped = max(0, self._start + 1 - offset)
        self._waiting, self._offset, self._recent = behind[skipped:], offset + skipped, b""
        while True:
            at = self._waiting.find(MAGIC)
            if at >= 0:
                while len(self._waiting) < at + _CHUNK and self._more():
                    pass
                self._skip(at)
                if _begins(self._waiting):
                    return
                self._skip(1)
            else:
                self._skip(max(0, len(self._waiting) - len(MAGIC) + 1))
                if not self._more():
                    self._ended = True
                    return

    def _skip(self, count: int) -> None:
        self._waiting = self._waiting[count:]
        self._offset += count

    def _bomb(self) -> None:
        size = f"{self._grown >> 20:,} MiB of {self._offset - self._start:,} bytes"
        what = f"grows to more than {size}, as no news does"
        self.faults.append(TooLongError(what, where=self._where(), do="leave it out, or unpack it yourself"))
        self._member, self._ended = None, True
        if self.strict:
            raise self.faults[-1]


def _begins(data: bytes) -> bool:
    """Whether a member really begins here: compressed data may hold the same three bytes by chance."""
    try:
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return bool(member.decompress(data[:_CHUNK], _CHUNK)) or member.eof
    except zlib.error:
        return False


class _Chunks(io.RawIOBase):
    """Chunks of bytes as a stream."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is newer than 3.11
        if not self._left:
            self._left = next(self._chunks, b"")
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


class Continued(io.RawIOBase):
    """A stream with bytes that were taken from its start put back."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start, self._stream = start, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is newer than 3.11
        data = self._start[: len(buffer)] or self._stream.read(len(buffer))
        self._start = self._start[len(data) :]
        buffer[: len(data)] = data
        return len(data)
