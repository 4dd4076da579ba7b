"""Answers: what an HTTP server sent, as it stands in a crawl's record or came over the network."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from reportedly.errors import SourceError, TooLongError

__all__ = ["Answer", "answer_of", "decoded", "media_type"]

_MOST_HEADERS = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer.

    Args:
        status: such as 200.
        media: the media type without its parameters, in lower case.
        charset: as the server named it, or None.
        body: with transfer and content encodings undone.
    """

    status: int
    media: str
    charset: str | None
    body: bytes


def media_type(value: str) -> tuple[str, str | None]:
    """A Content-Type's media type and charset.

    >>> media_type('Text/HTML; charset="ISO-8859-1"')
    ('text/html', 'ISO-8859-1')
    """
    media, *parameters = value.split(";")
    for parameter in parameters:
        name, _, content = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media.strip().lower(), content.strip().strip("\"'") or None
    return media.strip().lower(), None


def answer_of(data: bytes, *, where: str, most: int) -> Answer:
    """Read a whole HTTP/1 answer.

    Args:
        most: bytes that the decoded body may have.

    Raises:
        SourceError: it is none, or its encoding isn't known or broken.
        TooLongError: the decoded body has more than ``most`` bytes.
    """
    head, gap, body = data[:_MOST_HEADERS].partition(b"\r\n\r\n")
    if not gap:
        head, gap, body = data[:_MOST_HEADERS].partition(b"\n\n")
    body = data[len(head) + len(gap) :]
    first, *lines = head.decode("latin-1").splitlines() or [""]
    parts = first.split(None, 2)
    if not gap or not first.startswith("HTTP/") or len(parts) < 2 or not parts[1].isdecimal():
        raise SourceError("no HTTP answer", where=where, do="leave it out")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    media, charset = media_type(headers.get("content-type", ""))
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    body = decoded(body, headers.get("content-encoding", ""), where=where, most=most)
    return Answer(status=int(parts[1][:3]), media=media, charset=charset, body=body)


def _joined(body: bytes) -> bytes:
    """The chunks of a body (RFC 9112, section 7.1). Many crawlers undo them and leave the header: then the body itself."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 200)
        try:
            size = int(body[at:end].split(b";")[0].strip(), 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1


def decoded(body: bytes, encoding: str, *, where: str, most: int) -> bytes:
    """Undo a Content-Encoding, as far as it really was applied.

    Raises:
        SourceError: the encoding isn't known, or the data is broken.
        TooLongError: the result has more than ``most`` bytes.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in {"identity", "none"}:
            continue
        if name not in {"gzip", "x-gzip", "deflate"}:
            if body.lstrip()[:1] == b"<":
                continue
            raise SourceError(f"is compressed as {name!r}, which isn't read", where=where, do="leave it out")
        if name != "deflate" and not body.startswith(b"\x1f\x8b"):
            continue
        # Servers send deflate with and without zlib's header.
        bits = 16 + zlib.MAX_WBITS if name != "deflate" else zlib.MAX_WBITS if body[:1] == b"\x78" else -15
        try:
            unpacker = zlib.decompressobj(bits)
            body = unpacker.decompress(body, most + 1)
        except zlib.error as error:
            raise SourceError(f"is broken ({error})", where=where, do="get it again") from None
        if len(body) > most:
            raise TooLongError(f"grows to more than {most:,} bytes", where=where, do="leave it out")
        if not unpacker.eof:
            raise SourceError("ends in the middle of its compressed data", where=where, do="get it again")
    return body
