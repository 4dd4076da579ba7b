"""Files on object stores and other remote file systems (``s3://bucket/news/``), through fsspec."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import Any

from reportedly.errors import MissingExtra, SourceError
from reportedly.sources.kinds import is_address, kind_of

__all__ = ["is_storage", "opened", "stored", "system_of"]

#: What the usual file systems need besides fsspec.
_PACKAGES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "az": "adlfs",
    "hdfs": "pyarrow",
}
#: Read ahead so many bytes.
_BLOCK = 2**22


def is_storage(name: object) -> bool:
    """Whether an input lies on a file system that has to be named: a scheme that isn't the web's.

    >>> is_storage("s3://desk/news/"), is_storage("https://courier.example/rss"), is_storage("news.rss")
    (True, False, False)
    """
    return isinstance(name, str) and "://" in name and not is_address(name)


def stored(address: str) -> Iterator[str]:
    """The address itself; below a folder the addresses whose kind is known, in the order of their names.

    Raises:
        MissingExtra: a package for that file system isn't installed.
        SourceError: there is no such file system, or it doesn't answer.
    """
    system, path = system_of(address)
    with _told(address):
        if not system.isdir(path):
            yield address
            return
        found = sorted(system.find(path))
    for inner in found:
        if kind_of(inner) and not inner.rsplit("/", 1)[-1].startswith("."):
            yield str(system.unstrip_protocol(inner))


@contextmanager
def opened(address: str) -> Iterator[BufferedReader]:
    """A stored file's bytes.

    Raises:
        MissingExtra: a package for that file system isn't installed.
        SourceError: it can't be read.
    """
    system, path = system_of(address)
    with _told(address):
        raw = system.open(path, "rb", block_size=_BLOCK)
    with BufferedReader(raw) as stream:
        yield stream


def system_of(address: str) -> tuple[Any, str]:
    """fsspec's file system of an address, and the path on it.

    Raises:
        MissingExtra: a package for that file system isn't installed.
        SourceError: there is no such file system.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingExtra(
            f"{address} needs the package fsspec", do="run `pip install 'reportedly[cluster]'`"
        ) from None
    scheme = address.partition("://")[0]
    try:
        system, path = url_to_fs(address)
    except ImportError:
        package = _PACKAGES.get(scheme, f"for {scheme}://")
        raise MissingExtra(
            f"{address} needs the package {package}", do=f"run `pip install {package}`"
        ) from None
    except ValueError as error:
        raise SourceError(
            f"there is no file system {scheme}:// ({str(error).splitlines()[0][:80]})",
            where=address,
            do="name a file, a folder, or an address such as s3://bucket/news/",
        ) from None
    return system, path


@contextmanager
def _told(address: str) -> Iterator[None]:
    """What the file system raises, as one of our errors."""
    try:
        yield
    except FileNotFoundError:
        raise SourceError(
            "there is no such file", where=address, do="check its name and your rights"
        ) from None
    except Exception as error:  # each file system raises its own
        what = (str(error) or type(error).__name__).splitlines()[0][:120]
        raise SourceError(
            f"can't be read ({what})", where=address, do="check its name, your rights and the network"
        ) from None
