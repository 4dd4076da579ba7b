"""Products in blocks: the same numbers, wherever a row stands."""

import numpy as np
import pytest
from thinc.api import NumpyOps

from reportedly.steps.multiplying import BlockedOps, rows_stand_alone, times_transposed


@pytest.mark.parametrize("rows", [0, 1, 15, 16, 17, 100])
def test_a_product_in_blocks_is_the_product(rows: int) -> None:
    draw = np.random.default_rng(1)
    x = draw.standard_normal((rows, 96), dtype=np.float32)
    weights = draw.standard_normal((288, 96), dtype=np.float32)
    assert np.allclose(times_transposed(x, weights), x @ weights.T, atol=1e-4)


def test_a_row_never_depends_on_its_neighbours_where_the_trial_says_so() -> None:
    if not rows_stand_alone():
        pytest.skip("blis is kept on this machine")
    draw = np.random.default_rng(2)
    x = draw.standard_normal((333, 288), dtype=np.float32)
    weights = draw.standard_normal((288, 288), dtype=np.float32)
    whole = times_transposed(x, weights)
    for start in range(1, 333, 29):
        assert np.array_equal(times_transposed(x[start:], weights), whole[start:])


def test_products_can_go_into_an_array_that_is_there() -> None:
    x, weights = np.ones((3, 4), dtype="f"), np.ones((2, 4), dtype="f")
    out = np.zeros((3, 2), dtype="f")
    assert BlockedOps().gemm(x, weights, trans2=True, out=out) is out
    assert (out == 4).all()


def test_other_products_are_left_to_thinc() -> None:
    x = np.arange(6, dtype="f").reshape(2, 3)
    assert np.array_equal(BlockedOps().gemm(x, x, trans1=True), NumpyOps().gemm(x, x, trans1=True))


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_the_largest_piece_is_thincs(pieces: int) -> None:
    x = np.random.default_rng(3).standard_normal((50, 7, pieces), dtype=np.float32)
    assert np.array_equal(BlockedOps().maxout(x)[0], NumpyOps().maxout(x)[0])
