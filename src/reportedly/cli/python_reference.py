"""Writes docs/python.md from the docstrings: ``python -m reportedly.cli.python_reference > docs/python.md``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

__all__ = ["MODULES", "python_reference"]

#: What users import, in the order in which they come to need it.
MODULES = (
    "reportedly.coder", "reportedly.article", "reportedly.record", "reportedly.errors", "reportedly.event_frames",
    "reportedly.spacy_component", "reportedly.sources", "reportedly.archive", "reportedly.export", "reportedly.registry",
    "reportedly.codebook", "reportedly.learning", "reportedly.suggesting", "reportedly.differing", "reportedly.evaluation",
    "reportedly.explain", "reportedly.steps.when", "reportedly.steps.where",
)  # fmt: skip
#: Names that the top of the package has too.
_TOP = frozenset({"Archive", "Article", "Codebook", "Coder", "Record", "Registry", "places", "times"})
_HEAD = """\
# Python

This page is made from the docstrings by `python -m reportedly.cli.python_reference > docs/python.md`. `Archive`, `Article`,
`Codebook`, `Coder`, `Record`, `Registry`, `places` and `times` can be imported from `reportedly` itself. What isn't on this
page may change without notice.
"""
_SECTION = re.compile(r"^(Args|Attributes|Raises|Returns|Yields):$", re.MULTILINE)
_PLAIN = ("reportedly.", "collections.abc.", "typing.", "pathlib.", "datetime.", "builtins.")


def python_reference() -> str:
    """The page as Markdown."""
    parts = [_HEAD]
    for name in MODULES:
        module = import_module(name)
        parts.append(f"## {name}\n")
        parts.append(_prose(inspect.getdoc(module) or "") + "\n")
        for public in module.__all__:
            value = getattr(module, public)
            if inspect.isclass(value) or inspect.isfunction(value) or hasattr(value, "__wrapped__"):
                parts += _entry(value, public, home=name)
    return "\n".join(parts)


def _entry(value: Any, name: str, *, home: str, depth: int = 3) -> Iterator[str]:
    text = inspect.getdoc(value) or ""
    yield f"{'#' * depth} {name}\n"
    made = not inspect.isclass(value) or not issubclass(value, BaseException)
    signature = _signature(value) if made else f"({value.__mro__[1].__name__})"
    if signature is not None:
        yield f"```python\n{name.rpartition('.')[2]}{signature}\n```\n"
    yield _document(text, home=home, name=name.partition(".")[0], at=value.__module__)
    if inspect.isclass(value) and made:
        for method, member in vars(value).items():
            inner = getattr(member, "__func__", member)
            if method.startswith("_") or not (inspect.isfunction(inner) and inner.__doc__):
                continue
            yield from _entry(inner, f"{name}.{method}", home=home, depth=depth + 1)


def _signature(value: Any) -> str | None:
    """As it is called, a parameter a line where that would be long."""
    try:
        found = inspect.signature(value)
    except (TypeError, ValueError):
        return None
    given = [one for one in found.parameters.values() if one.name not in {"self", "cls"}]
    words: list[str] = []
    starred = False
    for one in given:
        if (
            one.kind is one.KEYWORD_ONLY
            and not starred
            and not any(g.kind is g.VAR_POSITIONAL for g in given)
        ):
            words.append("*")
            starred = True
        words.append(_plain(str(one)))
    back = "" if found.return_annotation is inspect.Signature.empty or inspect.isclass(value) else (
        f" -> {_plain(_annotation(found.return_annotation))}")  # fmt: skip
    line = f"({', '.join(words)}){back}"
    if len(line) <= 90:
        return line
    return "(\n" + "".join(f"    {word},\n" for word in words) + f"){back}"


def _annotation(given: Any) -> str:
    return given if isinstance(given, str) else inspect.formatannotation(given)


def _plain(words: str) -> str:
    """Without the quotes and modules that annotations carry, and without what `factory` defaults are at."""
    for prefix in _PLAIN:
        words = words.replace(prefix, "")
    words = re.sub(r""": (['"])(.*?)\1(?= = |$)""", r": \2", words)
    return re.sub(r"<[\w. ]*?(\w+)(?: object)?(?: at 0x[0-9a-f]+)?>", r"\1", words)


def _imports(example: str, *, home: str, name: str, at: str) -> Iterator[str]:
    """What a docstring's example has from its module, and a reader has to import."""
    around = vars(import_module(at))
    used = set(re.findall(r"(?<![.\w])[A-Za-z]\w+", example)) & (around.keys() | {name})
    for word in sorted(used):
        if re.search(rf"import .*\b{word}\b", example):
            continue
        package = home if word == name else getattr(around[word], "__module__", at)
        if inspect.ismodule(around.get(word)) or package == "builtins":
            continue
        yield f">>> from {'reportedly' if word in _TOP else package} import {word}\n"


def _document(text: str, *, home: str, name: str, at: str) -> str:
    """A docstring as Markdown: its sections as lists, its examples as code that runs."""
    before, *examples = re.split(r"^(?=>>> )", text, maxsplit=1, flags=re.MULTILINE)
    parts = _SECTION.split(before)
    lines = [_prose(parts[0].strip())]
    for title, body in zip(parts[1::2], parts[2::2]):
        body = inspect.cleandoc(body)
        listed = "\n".join(_listed(body)) if re.match(r"[\w, *]+: ", body) else body
        lines.append(f"**{title}**\n\n{listed}".rstrip())
    if examples:
        imports = "".join(_imports(examples[0], home=home, name=name, at=at))
        lines.append(f"```python\n{imports}{examples[0].strip()}\n\n```")
    return "\n\n".join(part for part in lines if part) + "\n"


def _listed(body: str) -> Iterator[str]:
    """``name: what it is`` as list items, continued lines joined to theirs."""
    items: list[str] = []
    for line in body.splitlines():
        named = re.match(r"([\w, *]+): (.*)", line)
        if named and not line.startswith(" "):
            items.append(f"- `{named[1]}`: {_prose(named[2])}")
        elif items and line.strip():
            items[-1] += f" {_prose(line.strip())}"
    yield from items


def _prose(text: str) -> str:
    """Double backticks are one in Markdown; angle brackets are no tags."""
    return re.sub(r"``([^`]+)``", r"`\1`", text)


if __name__ == "__main__":
    print(python_reference(), end="")
