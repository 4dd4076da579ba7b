"""Matrix products for spaCy's layers: numpy's BLAS, in blocks, so that a row's result never depends on its batch.

spaCy multiplies with blis, which on the machines measured does a quarter to a third of what numpy's OpenBLAS does. But
OpenBLAS takes another kernel for the rows that are left over at a block's end, whose sums round differently, and then
what a sentence is read as could hang on which other sentences it was read with. Blocks of 96 rows, the rows in the
place where OpenBLAS unrolls by 16, have no such rest. A short trial on loading shows whether that holds on this
machine; where it doesn't, all stays with blis.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

__all__ = ["BLOCK", "BlockedOps", "rows_stand_alone", "times_transposed", "use_blocked_products"]

#: Rows multiplied together.
BLOCK = 96
#: Widths of the small English model's layers, on which the trial is made: columns in, columns out.
_WIDTHS = ((64, 384), (64, 74), (96, 64), (288, 288), (384, 288))


def times_transposed(x: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """``x @ weights.T``, block by block.

    Args:
        x: rows by columns in, any number of rows.
        weights: columns out by columns in.

    >>> times_transposed(np.ones((3, 2), dtype="f"), np.eye(2, dtype="f")).shape
    (3, 2)
    """
    rows = len(x)
    rest = -rows % BLOCK
    if rest:
        x = np.concatenate([x, np.zeros((rest, x.shape[1]), dtype=np.float32)])
    blocks = x.reshape(-1, BLOCK, x.shape[1]).transpose(0, 2, 1)
    product = np.ascontiguousarray((weights @ blocks).transpose(0, 2, 1))
    return product.reshape(-1, len(weights))[:rows]


class BlockedOps(NumpyOps):  # type: ignore[misc]  # thinc's class is untyped Cython
    """thinc's operations, with products of many rows by `times_transposed`."""

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """A matrix product; anything but ``x @ y.T`` is left to thinc."""
        if trans1 or not trans2 or x.dtype != np.float32 or y.dtype != np.float32:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        product = times_transposed(x, y)
        if out is None:
            return product
        out[:] = product
        return out

    def maxout(self, X: Any) -> Any:  # the name is thinc's
        """The largest of each unit's pieces; which it was is asked only in training, so it isn't told.

        Args:
            X: rows by units by pieces.
        """
        best = X[:, :, 0].copy()
        for piece in range(1, X.shape[2]):
            np.maximum(best, X[:, :, piece], out=best)
        return best, np.zeros((0, 0), dtype=np.int32)


@lru_cache(maxsize=1)
def rows_stand_alone() -> bool:
    """Whether on this machine a row's product is the same, bit for bit, wherever in a batch it stands."""
    draw = np.random.default_rng(0)
    for inward, outward in _WIDTHS:
        x = draw.standard_normal((5 * BLOCK, inward), dtype=np.float32)
        weights = draw.standard_normal((outward, inward), dtype=np.float32)
        whole = times_transposed(x, weights)
        for shift in (1, 3, 7, 12, BLOCK, 2 * BLOCK + 5):
            if not np.array_equal(times_transposed(x[shift:], weights), whole[shift:]):
                return False
    return True


def use_blocked_products(nlp: Language) -> None:
    """Let a pipeline's layers multiply in blocks, if that is safe on this machine; other pipelines stay as they are."""
    if not rows_stand_alone():
        return
    ops = BlockedOps()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None and hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops
