"""The page: an HTTP API on an archive, and the built web page that reads it.

Needs the packages of the extra ``page``.
"""

from __future__ import annotations

from reportedly.errors import MissingExtra

try:
    import fastapi as _fastapi  # noqa: F401 - only to say at once what is missing
    import uvicorn as _uvicorn  # noqa: F401
except ImportError as error:  # pragma: no cover - a machine without the extra
    raise MissingExtra(
        f"the page needs the package {error.name}", do="run `pip install 'reportedly[page]'`"
    ) from None

from reportedly.page.app import create_app

__all__ = ["create_app"]
