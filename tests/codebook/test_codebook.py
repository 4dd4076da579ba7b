"""The codebook's data, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.codebook import load_codebook
from reportedly.codebook.model import load_model
from reportedly.errors import CodebookError


def test_plover_has_sixteen_types_with_quad_class_and_score() -> None:
    types = load_codebook().types
    assert len(types) == 16
    assert all(
        kind.quad in {1, 2, 3, 4} and -10 <= kind.score <= 10 and kind.about for kind in types.values()
    )


def test_sanctions_are_material_conflict_and_accusations_score_below_zero() -> None:
    types = load_codebook().types
    assert types["SANCTION"].quad == 4
    assert types["ACCUSE"].score == -3


def test_the_model_knows_the_codebook_s_types() -> None:
    assert set(load_model().labels) - {"none"} <= set(load_codebook().types)


def test_a_codebook_without_foldings_is_told() -> None:
    path = Path("half.yaml")
    path.write_text("name: half\nversion: 1\ntypes: {AID: {quad: 2, score: 1, cameo: '07', about: gives}}\n")
    try:
        with pytest.raises(CodebookError, match="foldings"):
            load_codebook(str(path))
    finally:
        path.unlink()
