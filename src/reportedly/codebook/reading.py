"""Reading: a codebook from its YAML files, or from the compiled file that the package ships for speed.

A codebook is a folder with ``codebook.yaml`` and one file a type, or one file that holds all. One that ``extends: plover``
holds only what it adds: types, rules of types, foldings, contexts.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from reportedly.errors import CodebookError

__all__ = ["COMPILED", "SHIPPED", "files_of", "read_codebook", "read_folder", "weights_of"]

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
    own = read_folder(path) if path.is_dir() else _read(path)
    own["at"] = name
    base = own.pop("extends", None)
    if base is None:
        return own
    if base != SHIPPED:
        raise CodebookError(
            f"extends {base!r}, which isn't shipped", where=name, do=f"write `extends: {SHIPPED}`"
        )
    joined: dict[str, Any] = _joined(read_codebook(SHIPPED), own)
    return joined


def weights_of(name: str) -> Path:
    """Where the weights of a codebook of one's own stand: in its folder, or beside its file.

    >>> weights_of("tides.yaml").name
    'tides.weights'
    """
    path = Path(name)
    return path / "weights.bin" if path.is_dir() else path.with_suffix(".weights")


def files_of(name: str) -> list[Path]:
    """The YAML files of a codebook of one's own."""
    path = Path(name)
    return sorted(path.glob("*.yaml")) if path.is_dir() else [path]


def _joined(base: Any, own: Any) -> Any:
    """What one codebook adds to another: mappings are joined, lists lengthened, anything else replaced."""
    if isinstance(base, dict) and isinstance(own, dict):
        return {
            **base,
            **{key: _joined(base[key], value) if key in base else value for key, value in own.items()},
        }
    if isinstance(base, list) and isinstance(own, list):
        return [*base, *(value for value in own if value not in base)]
    return own


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
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        raise CodebookError(f"is no YAML: {str(error).splitlines()[0]}", where=f"{path}{line}") from None
    if not isinstance(data, dict):
        raise CodebookError("holds no fields", where=str(path), do="compare it with the shipped codebook")
    given: dict[str, Any] = _given(data)
    return given


def _given(value: Any) -> Any:
    """Without the fields that were left empty."""
    if isinstance(value, dict):
        return {name: _given(part) for name, part in value.items() if part is not None}
    return value
