"""Compile the shipped codebook's YAML and the field's vocabulary into the files that are read at each start:
`python -m training.compile`. Same data, same bytes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from reportedly.codebook.reading import COMPILED, SHIPPED, read_folder

HOME = Path(__file__).resolve().parent.parent / "src/reportedly/codebook"
VOCABULARY = Path(__file__).resolve().parent / "vocabulary.tsv"


def compiled_codebook(folder: Path = HOME / SHIPPED) -> bytes:
    """The YAML files as one file."""
    return msgspec.msgpack.encode(read_folder(folder))


def compiled_vocabulary(table: Path = VOCABULARY) -> bytes:
    """Verb -> its types, and verb -> word -> the types of both together."""
    verbs: dict[str, str] = {}
    pairs: dict[str, dict[str, str]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "verb\t")):
            verb, word, types = line.split("\t")
            if word:
                pairs.setdefault(verb, {})[word] = types
            else:
                verbs[verb] = types
    data: dict[str, Any] = {"verbs": verbs, "pairs": pairs}
    return msgspec.msgpack.encode(data)


def main() -> None:
    """Write both files."""
    for name, data in ((COMPILED, compiled_codebook()), ("vocabulary.msgpack", compiled_vocabulary())):
        (HOME / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
