"""Reading: a codebook from its YAML files, or from the compiled file that the package ships for speed.

A codebook is a folder with ``codebook.yaml`` and one file a type, or one file that holds all.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from reportedly.errors import CodebookError

__all__ = ["COMPILED", "SHIPPED", "read_codebook", "read_folder"]

SHIPPED = "plover"
#: The shipped YAML files, compiled: YAML alone would cost a tenth of a second at each start.
COMPILED = "plover.msgpack"


def read_codebook(name: str) -> dict[str, Any]:
    """The data of a codebook.

    Args:
        name: ``plover``, or the path of a YAML file or of a folder.

    Raises:
        CodebookError: it can't be read, or isn't YAML.
    """
    if name == SHIPPED:
        import msgspec

        data: dict[str, Any] = msgspec.msgpack.decode(
            files("reportedly.codebook").joinpath(COMPILED).read_bytes()
        )
        return data
    path = Path(name)
    return read_folder(path) if path.is_dir() else _read(path)


def read_folder(folder: Path) -> dict[str, Any]:
    """One codebook from ``codebook.yaml`` and the files of its types, in the order of their names."""
    data = _read(folder / "codebook.yaml")
    types = data.setdefault("types", {})
    for path in sorted(folder.glob("*.yaml")):
        if path.name != "codebook.yaml":
            fields = _read(path)
            name = fields.pop("type", None)
            if not isinstance(name, str):
                raise CodebookError("has no `type`", where=str(path), do="begin it with `type: NAME`")
            types[name] = fields
    return data


def _read(path: Path) -> dict[str, Any]:
    import yaml

    try:
        data = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except OSError as error:
        raise CodebookError(
            f"can't be read ({error.strerror})", where=str(path), do="name a YAML file or a folder"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CodebookError(f"is no YAML: {str(error).splitlines()[0]}", where=str(path)) from None
    if not isinstance(data, dict):
        raise CodebookError("holds no fields", where=str(path), do="compare it with the shipped codebook")
    return data
