"""Shelves: how a request comes by the latest reading and digest of the archive that the page serves."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Query, Request

from reportedly.page.digest import Digest
from reportedly.page.reading import Reading, Shelf

__all__ = ["Digested", "Limit", "Now", "Offset", "OnShelf"]


def shelf_of(request: Request) -> Shelf:
    """The archive that is served."""
    return cast(Shelf, request.app.state.shelf)


OnShelf = Annotated[Shelf, Depends(shelf_of)]


def reading_of(shelf: OnShelf) -> Reading:
    """Its latest reading."""
    return shelf.now()


def digest_of(request: Request) -> Digest:
    """Its digest."""
    return cast(Digest, request.app.state.digest)


Now = Annotated[Reading, Depends(reading_of)]
Digested = Annotated[Digest, Depends(digest_of)]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
