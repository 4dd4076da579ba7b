"""Network: one polite GET after another, to public addresses only, within limits of time and size."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from reportedly._version import __version__
from reportedly.errors import SourceError, TooLongError
from reportedly.sources.answers import decoded
from reportedly.sources.robots import ALL, LONGEST, NONE, Robots, robots_of

__all__ = ["AGENT", "Client", "Fetched", "is_public"]

AGENT = "reportedly"
_REDIRECTS = 5
_ROBOTS_LAST = 24 * 3600.0
_LONGEST_WAIT = 24 * 3600.0
_CHUNK = 1 << 16
_SAFE = "!$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Args:
        url: where it was found in the end, behind redirects.
        status: 200 or 304.
        headers: names in lower case.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Client:
    """Fetches pages one at a time.

    Args:
        allow_private: reach loopback and private addresses too.
        pause: seconds between two requests to one host; a longer one that its robots.txt asks for counts.
        timeout: seconds for a request as a whole, redirects apart.
    """

    allow_private: bool = False
    pause: float = 1.0
    timeout: float = 30.0
    _robots: dict[str, tuple[float, Robots]] = field(default_factory=dict)
    _free_at: dict[str, float] = field(default_factory=dict)
    _held_until: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, *, most: int, headers: Mapping[str, str] | None = None) -> Fetched:
        """Fetch an address, if its robots.txt allows it.

        Args:
            most: bytes that the body may have, packed or unpacked.
            headers: to send, such as If-None-Match.

        Raises:
            SourceError: it isn't allowed, isn't public, can't be reached, or isn't answered with 200 or 304.
            TooLongError: the body is too long.
        """
        start = url
        for _ in range(_REDIRECTS + 1):
            scheme, host, port, path = _parts(url)
            robots = self._robots_of(scheme, host, port)
            if not robots.allows(path):
                raise SourceError("the site's robots.txt disallows it", where=url, do="leave it out")
            answer = self._get(url, most=most, headers=headers or {}, delay=robots.delay)
            if answer.status not in {301, 302, 303, 307, 308} or "location" not in answer.headers:
                break
            url = urljoin(url, answer.headers["location"])
        else:
            raise SourceError(f"more than {_REDIRECTS} redirects", where=start, do="check the address")
        if answer.status in {429, 503}:
            self._hold(host, answer.headers.get("retry-after", ""))
        if answer.status not in {200, 304}:
            raise SourceError(f"the server answered {answer.status}", where=url, do="check the address")
        return answer

    def _robots_of(self, scheme: str, host: str, port: int) -> Robots:
        origin = f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"
        until, robots = self._robots.get(origin, (0.0, ALL))
        if time.monotonic() < until:
            return robots
        url = f"{origin}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            answer = self._get(url, most=LONGEST, headers={}, delay=None, cut=True)
            if answer.status not in {301, 302, 303, 307, 308} or "location" not in answer.headers:
                break
            url = urljoin(url, answer.headers["location"])
        # RFC 9309, 2.3.1: what isn't there forbids nothing; a server in trouble is left alone.
        if answer.status == 200:
            robots = robots_of(answer.body.decode("utf-8", "replace"), agent=AGENT)
        else:
            robots = NONE if answer.status >= 500 or answer.status == 429 else ALL
        lasts = _ROBOTS_LAST if robots is not NONE else 600.0
        self._robots[origin] = (time.monotonic() + lasts, robots)
        return robots

    def _hold(self, host: str, retry_after: str) -> None:
        seconds = float(retry_after) if retry_after.isdecimal() else 60.0
        self._held_until[host] = time.monotonic() + min(seconds, _LONGEST_WAIT)

    def _get(
        self, url: str, *, most: int, headers: Mapping[str, str], delay: float | None, cut: bool = False
    ) -> Fetched:
        """One request. With ``cut`` a longer body is cut off, not refused."""
        scheme, host, port, path = _parts(url)
        held = self._held_until.get(host, 0.0) - time.monotonic()
        if held > 0:
            raise SourceError(
                f"{host} asks to be left alone for {held:.0f} s", where=url, do="try again later"
            )
        time.sleep(max(0.0, self._free_at.get(host, 0.0) - time.monotonic()))
        try:
            address = self._address(host, port, url)
            connection = _Connection(host, port, address, secure=scheme == "https", timeout=self.timeout)
            try:
                return _ask(connection, url, path, most=most, headers=headers, cut=cut)
            finally:
                connection.finish()
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, SourceError | TooLongError):
                raise
            late = isinstance(error, TimeoutError)
            reason = f"no answer within {self.timeout:g} s" if late else str(error) or type(error).__name__
            raise SourceError(f"can't be fetched ({reason})", where=url, do="check the address") from None
        finally:
            self._free_at[host] = time.monotonic() + max(self.pause, delay or 0.0)

    def _address(self, host: str, port: int, url: str) -> tuple[str, int]:
        """An address of the host that may be reached; the connection goes there, whatever a second look-up would say."""
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        for address in found:
            if self.allow_private or is_public(address):
                return address, port
        raise SourceError(
            f"{host} is no public address ({', '.join(found[:3])})",
            where=url,
            do="if you trust it: --allow-private",
        )


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and no tunnel to one that isn't.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("1.1.1.1")
    (False, False, True)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour is not None or ip.teredo is not None or ip in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return ip.is_global and not ip.is_multicast


def _parts(url: str) -> tuple[str, str, int, str]:
    """An address's scheme, host, port and path with its query, as they go over the wire."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        port = parts.port
    except ValueError as error:
        raise SourceError(f"no address ({error})", where=url, do="check it") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise SourceError("no address of the web", where=url, do="write it as https://…")
    path = quote(parts.path or "/", safe=_SAFE) + (
        f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    )
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path


class _Connection(http.client.HTTPConnection):
    """A connection to one address, under the name of its host."""

    def __init__(
        self, host: str, port: int, address: tuple[str, int], *, secure: bool, timeout: float
    ) -> None:
        super().__init__(host, port, timeout=timeout)
        if secure:
            self.default_port = http.client.HTTPS_PORT
        self._address, self._secure, self._seconds = address, secure, timeout
        self._watch: threading.Timer | None = None
        self.late = False

    def connect(self) -> None:
        self.sock = self._socket = socket.create_connection(self._address, self._seconds)
        # A timeout of the socket is for each of its reads; a server that sends a byte now and then would never end.
        self._watch = threading.Timer(self._seconds, self._end)
        self._watch.daemon = True
        self._watch.start()
        if self._secure:
            tls = ssl.create_default_context()
            self.sock = self._socket = tls.wrap_socket(self.sock, server_hostname=self.host)

    def _end(self) -> None:
        self.late = True
        with contextlib.suppress(OSError):
            # The plain socket's: TLS's own would say goodbye first.
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def finish(self) -> None:
        """End the request; `close` is called by the standard library before the body is read."""
        if self._watch is not None:
            self._watch.cancel()
        self.close()


def _ask(
    connection: _Connection, url: str, path: str, *, most: int, headers: Mapping[str, str], cut: bool
) -> Fetched:
    sent = {
        "User-Agent": f"{AGENT}/{__version__}",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **headers,
    }
    try:
        connection.request("GET", path, headers=sent)
        response = connection.getresponse()
        body = bytearray()
        while len(body) <= most and (chunk := response.read1(_CHUNK)):
            body += chunk
        if len(body) <= most and response.length:
            raise http.client.IncompleteRead(bytes(body[:0]), response.length)
    except (OSError, http.client.HTTPException, ValueError):
        if connection.late:
            raise TimeoutError from None
        raise
    if connection.late:
        raise TimeoutError
    names = {name.lower(): value for name, value in response.getheaders()}
    if len(body) > most and not cut:
        raise TooLongError(f"has more than {most:,} bytes", where=url, do="raise the limit with --max-chars")
    data = bytes(body[:most])
    if not cut or len(body) <= most:
        data = decoded(data, names.get("content-encoding", ""), where=url, most=most)
    return Fetched(url=url, status=response.status, headers=names, body=data)
