"""Model: it says which type of event a word names, or none: a multinomial logistic regression over the word's features, and
a small net over the meanings of the word and of those around it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reportedly.codebook.features import FORMAT
from reportedly.errors import CodebookError

__all__ = ["NONE", "Floats", "Model", "load_model"]

NONE = "none"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Model:
    """Weights of one codebook.

    Args:
        labels: the types, ``none`` first.
        rows: feature -> its row.
        weights: shape (features, labels).
        inner: shape (meanings + 1, units), the last row the units' own; ``outer``: shape (units, labels).
        triggers: lemmas that it has seen name an event.
        calibration: slope and offset by which the log-odds of a probability become those of being right.
        fingerprint: hash of the weights.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Floats
    inner: Floats
    outer: Floats
    triggers: frozenset[str]
    calibration: tuple[float, float]
    fingerprint: str

    def units(self, meanings: Floats) -> Floats:
        """Shape (words, units): how the net's units answer to meanings."""
        return np.asarray(np.maximum(meanings @ self.inner[:-1] + self.inner[-1], 0), dtype=np.float32)

    def probabilities(self, found: Sequence[Sequence[str]], meanings: Floats | None = None) -> Floats:
        """Shape (words, labels): a row a word, each row's sum 1.

        Args:
            found: each word's features.
            meanings: shape (words, meanings); None: the model has no net over them.
        """
        logits = np.zeros((len(found), len(self.labels)), dtype=np.float32)
        if meanings is not None:
            logits += self.units(meanings) @ self.outer
        row_of = self.rows.get
        for at, names in enumerate(found):
            rows = [row for row in map(row_of, names) if row is not None]
            if rows:
                logits[at] += np.add.reduce(self.weights.take(rows, axis=0))
        logits -= logits.max(axis=1, keepdims=True, initial=-1e9)
        raised = np.exp(logits)
        return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)

    def confidence(self, probability: float) -> float:
        """How often a word that has this probability is right: Platt's scaling (1999), fitted by cross-validation."""
        held = min(max(probability, 1e-6), 1 - 1e-6)
        slope, offset = self.calibration
        return 1 / (1 + math.exp(-slope * math.log(held / (1 - held)) - offset))

    def weighed(self, names: Iterable[str], label: str, *, most: int = 4) -> tuple[str, ...]:
        """The features that spoke most for a label, with their weights."""
        column = self.labels.index(label)
        found = [(float(self.weights[self.rows[name], column]), name) for name in names if name in self.rows]
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(f"{name} {weight:+.2f}" for weight, name in found[:most] if weight > 0.05)

    def save(self, path: Path) -> None:
        """Write the weights, the same bytes for the same weights; the file changes when they are whole."""
        names = "\n".join(sorted(self.rows, key=self.rows.__getitem__)).encode()
        triggers = "\n".join(sorted(self.triggers)).encode()
        numbers = (len(names), len(triggers), len(self.rows), *self.inner.shape)
        head = f"{FORMAT}\n{' '.join(self.labels)}\n{' '.join(f'{part:.4f}' for part in self.calibration)}\n{' '.join(map(str, numbers))}\n".encode()
        tables = (self.weights, self.inner, self.outer)
        whole = head + names + triggers + b"".join(table.astype("<f2").tobytes() for table in tables)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(whole)
        part.replace(path)


def load_model(path: Path | None = None) -> Model:
    """Read weights; default: those that are shipped.

    Raises:
        CodebookError: the file is none, or made for other features.
    """
    if path is None:
        return _shipped()
    return _read(path, again="train the codebook again: `reportedly codebook train`")


@lru_cache(maxsize=1)
def _shipped() -> Model:
    with as_file(files("reportedly.codebook").joinpath("weights.bin")) as path:
        return _read(path, again="install reportedly again")


def _read(path: Path, *, again: str) -> Model:
    try:
        data = path.read_bytes()
        version, labels, calibration, numbers, rest = data.split(b"\n", 4)
        if int(version) != FORMAT:
            raise ValueError(f"made for features {int(version)}, not {FORMAT}")
        length, more, count, wide, units = (int(number) for number in numbers.split())
        names = rest[:length].decode().split("\n")
        triggers = rest[length : length + more].decode().split("\n")
        found = tuple(labels.decode().split())
        slope, offset = (float(part) for part in calibration.split())
        values = np.frombuffer(rest[length + more :], dtype="<f2").astype(np.float32)
        ends = np.cumsum([count * len(found), wide * units, units * len(found)])
        weights, inner, outer, left = np.split(values, ends)
        if len(left):
            raise ValueError("longer than it says")
    except (OSError, ValueError) as error:
        raise CodebookError(
            f"the model's weights can't be read ({error})", where=str(path), do=again
        ) from None
    return Model(
        labels=found,
        rows={name: at for at, name in enumerate(names)},
        weights=weights.reshape(count, len(found)),
        inner=inner.reshape(wide, units),
        outer=outer.reshape(units, len(found)),
        triggers=frozenset(filter(None, triggers)),
        calibration=(slope, offset),
        fingerprint=hashlib.sha256(data).hexdigest()[:12],
    )
