"""Compile the shipped codebook's YAML, the field's vocabulary and the training sentences into the files that the package
reads: `python -m training.compile`. Same data, same bytes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from reportedly.codebook.reading import COMPILED, SHIPPED, read_folder
from reportedly.codebook.sentences import SENTENCES, pack

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


def compiled_sentences(folder: Path = VOCABULARY.parent) -> bytes:
    """All marked sentences, file by file in the order of their names, without comments."""
    lines = (
        line
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return pack([line for line in lines if line.strip() and not line.startswith("#")])


def main() -> None:
    """Write the files."""
    made = (
        (COMPILED, compiled_codebook()),
        ("vocabulary.msgpack", compiled_vocabulary()),
        (SENTENCES, compiled_sentences()),
    )
    for name, data in made:
        (HOME / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
