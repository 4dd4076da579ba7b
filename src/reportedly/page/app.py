"""App: the API under ``/api``, and the built page on every other address that it knows."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, Response

from reportedly._version import __version__
from reportedly.errors import ReportedlyError
from reportedly.page import actors, articles, desk, dyads, happenings, review
from reportedly.page.digest import SMALL, Digest
from reportedly.page.guard import Guard
from reportedly.page.reading import Shelf

__all__ = ["LOOPBACK", "create_app"]

#: Names of this machine that a browser may use.
LOOPBACK = ("127.0.0.1", "localhost", "::1")
#: Addresses of the page itself; the browser's own script tells them apart.
PAGES = ("/", "/dyad", "/actor", "/happening", "/happenings", "/article", "/network", "/review")
_TYPES = {
    ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8", ".woff2": "font/woff2",
}  # fmt: skip


def create_app(
    archive: str | os.PathLike[str], *, hosts: Iterable[str] = LOOPBACK, token: str | None = None
) -> FastAPI:
    """The page of an archive, as an ASGI application.

    Args:
        archive: its folder.
        hosts: names under which it is served; none: any, which needs a token.
        token: what a request has to know.

    Raises:
        ArchiveError: there is no such archive.
    """
    shelf = Shelf(archive)

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        if shelf.now().size > SMALL:
            # What takes long is begun before anybody asks.
            app.state.digest.now(shelf.now())
        yield
        shelf.close()

    app = FastAPI(
        title="reportedly",
        version=__version__,
        description="An archive of sourced records: who did what to whom, when and where, and according to whom.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=living,
    )
    app.state.shelf, app.state.digest = shelf, Digest(Path(archive))
    app.add_middleware(Guard, hosts=hosts, token=token)
    for module in (desk, dyads, actors, happenings, articles, review):
        app.include_router(module.router, prefix="/api")

    @app.exception_handler(ReportedlyError)
    def told(request: Request, error: ReportedlyError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=400)

    @app.exception_handler(RequestValidationError)
    def refused(request: Request, error: RequestValidationError) -> Response:
        # In ASCII: what was sent is told back, and may be half a character that UTF-8 can't hold.
        told_back = json.dumps({"detail": jsonable_encoder(error.errors())})
        return Response(told_back, 422, media_type="application/json")

    _serve_page(app)
    return app


def _serve_page(app: FastAPI) -> None:
    root = Path(str(files("reportedly.page").joinpath("static")))
    # Listed once: a path that isn't in the list names no file, whatever it is made of.
    built = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}

    def index() -> Response:
        if "index.html" not in built:
            return Response("the page isn't built: run `make page`", 503, media_type="text/plain")
        return FileResponse(
            built["index.html"], media_type=_TYPES[".html"], headers={"cache-control": "no-cache"}
        )

    for address in PAGES:
        app.add_api_route(address, index, methods=["GET"], include_in_schema=False)

    def asset(name: str) -> Any:
        path = built.get(f"assets/{name}")
        if path is None:
            return Response("no such file", 404, media_type="text/plain")
        # Names hold a hash of the content.
        return FileResponse(
            path,
            media_type=_TYPES.get(path.suffix, "application/octet-stream"),
            headers={"cache-control": "public, max-age=31536000, immutable"},
        )

    app.add_api_route("/assets/{name:path}", asset, methods=["GET"], include_in_schema=False)
