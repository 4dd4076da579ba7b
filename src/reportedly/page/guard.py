"""Guard: what no request gets past. It stands before everything else and reads nothing but the request's head and size.

Bound to this machine the page has no password, so other pages in the same browser must not reach it: the Host header
has to name this machine (rebinding), and what changes something has to come from the page itself (forgery).
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

__all__ = ["Guard"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST_QUERY = 4_096
LONGEST_PATH = 1_024
LARGEST_BODY = 65_536
COOKIE = "reportedly_token"
#: The page sends it with what changes something: a form or an image of another site can't.
OWN = b"x-reportedly"

_HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        b"font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]


class Guard:
    """ASGI middleware.

    Args:
        app: what answers.
        hosts: names that the Host header may have, without port; empty: any, which needs a token.
        token: what a request has to know; None: nothing.
    """

    def __init__(self, app: App, *, hosts: Iterable[str], token: str | None) -> None:
        self.app = app
        self.hosts = frozenset(host.casefold() for host in hosts)
        self.token = token
        if not self.hosts and token is None:
            raise ValueError("any host without a token would open the archive to every page that is visited")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_HEADERS]
            await send(message)

        refused = self._refusal(scope)
        if refused is not None:
            await _answer(guarded, *refused)
            return
        body = await _body(scope, receive)
        if body is None:
            await _answer(guarded, 413, f"a body has at most {LARGEST_BODY} bytes")
            return
        await self.app(scope, body, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | tuple[int, str, str, str] | None:
        """Status and words for a request that is refused, with place and cookie for one that is sent on."""
        headers = dict(scope["headers"])
        host = _name_of(headers.get(b"host", b"").decode("latin-1"))
        if self.hosts and host not in self.hosts:
            return 421, "this page isn't served under that name"
        if len(scope["query_string"]) > LONGEST_QUERY or len(scope.get("raw_path") or b"") > LONGEST_PATH:
            return 414, f"a query has at most {LONGEST_QUERY} bytes"
        if self.token is not None:
            query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            given = dict(query).get("token")
            if given is not None and self._knows(given) and scope["method"] == "GET":
                rest = urlencode([pair for pair in query if pair[0] != "token"], encoding="latin-1")
                place = "/" + quote(scope["path"].lstrip("/\\"))
                return 303, "come in", f"{place}?{rest}" if rest else place, self.token
            if not self._knows(_token_in(headers)):
                return 401, "open the address that `reportedly serve` printed: it holds the token"
        if scope["method"] not in {"GET", "HEAD", "OPTIONS"} and not _from_page(headers):
            return 403, "only the page itself may change something"
        return None

    def _knows(self, given: str) -> bool:
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())


def _name_of(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0].strip("[").casefold()
    return host.rpartition(":")[0].casefold() if ":" in host else host.casefold()


def _token_in(headers: dict[bytes, bytes]) -> str:
    scheme, _, value = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if scheme.casefold() == "bearer":
        return value.strip()
    try:
        cookie = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1")).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def _from_page(headers: dict[bytes, bytes]) -> bool:
    """Whether a change comes from the page: its own header, and an origin (where told) that is this host."""
    if OWN not in headers or headers.get(b"sec-fetch-site", b"same-origin") not in {b"same-origin", b"none"}:
        return False
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin.decode("latin-1")).netloc == headers.get(b"host", b"").decode(
        "latin-1"
    )


async def _body(scope: Scope, receive: Receive) -> Receive | None:
    """What hands the body on, or None where it is too large."""
    if scope["method"] in {"GET", "HEAD", "OPTIONS"}:
        return receive
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            return None
        if not message.get("more_body"):
            break
    handed = False

    async def again() -> Message:
        nonlocal handed
        if handed:
            return await receive()
        handed = True
        return {"type": "http.request", "body": b"".join(parts), "more_body": False}

    return again


async def _answer(send: Send, status: int, words: str, place: str = "", token: str = "") -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if place:
        headers += [
            (b"location", place.encode("ascii")),
            (b"set-cookie", f"{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/".encode("latin-1")),
        ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
