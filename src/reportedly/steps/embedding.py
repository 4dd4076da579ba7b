"""Each word form of a batch embedded once.

spaCy's models look up and mix what stands for a word (its form, prefix, suffix and shape) before they look at its
neighbours. A batch of news holds a third as many forms as words; the rest would be the same sums again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["embed_each_form_once"]

#: Odd numbers that mix a word's features into one key.
_MIX = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63,
     0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB],
    dtype=np.uint64,
)  # fmt: skip


def embed_each_form_once(nlp: Language) -> None:
    """Do so in a pipeline's models that are built as the small and middle English models are; leave others alone."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None and hasattr(model, "walk") else ():
            embed = node.get_ref("embed") if node.has_ref("embed") else None
            if embed is not None and node.layers and node.layers[0] is embed and _looks_up_features(embed):
                node.layers[0] = Model(f"each_form_once({embed.name})", _forward, layers=[embed])


def _looks_up_features(embed: Model[Any, Any]) -> bool:
    layers = embed.layers
    return len(layers) > 2 and layers[0].name == "extract_features" and layers[1].name == "list2ragged"


def _forward(model: Model[Any, Any], docs: Any, is_train: bool) -> tuple[Any, Any]:
    embed = model.layers[0]
    if is_train:
        return embed(docs, is_train)
    features, _ = embed.layers[0](docs, False)
    lengths = [len(one) for one in features]
    rows = np.concatenate(features) if features else np.zeros((0, 0), dtype=np.uint64)
    if not len(rows) or rows.shape[1] > len(_MIX):
        return embed(docs, False)
    keys = (rows * _MIX[: rows.shape[1]]).sum(axis=1, dtype=np.uint64)
    keys ^= keys >> np.uint64(31)
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    found: Any = [rows[first]]
    for layer in embed.layers[1:]:
        found, _ = layer(found, False)
    embedded = np.split(found[0][inverse], np.cumsum(lengths[:-1]))
    return embedded, _no_training


def _no_training(_: Any) -> Any:
    raise NotImplementedError("the model was cut down for reading")
