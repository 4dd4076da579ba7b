"""The archive: coded articles on disk, and the views across them.

Needs the packages of the extra ``archive``.
"""

from __future__ import annotations

from reportedly.errors import MissingExtra

try:
    import deltalake as _deltalake  # noqa: F401 - only to say at once what is missing
    import duckdb as _duckdb  # noqa: F401
except ImportError as error:  # pragma: no cover - a machine without the extra
    raise MissingExtra(
        f"an archive needs the package {error.name}", do="run `pip install 'reportedly[archive]'`"
    ) from None

from reportedly.archive.archive import Archive
from reportedly.archive.filters import Filter

__all__ = ["Archive", "Filter"]
