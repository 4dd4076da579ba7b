"""FollowTheMoney's own model reads what is written for it: `python ftm_client.py FILE`, with nothing but its package."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def validated(lines: Iterable[str]) -> dict[str, Any]:
    """The entities by id; fails where the model takes one otherwise than it was written."""
    from followthemoney import model

    found = {}
    for line in lines:
        data = json.loads(line)
        entity = model.get_proxy(data, cleaned=False)
        model.get(entity.schema.name).validate(data)
        kept = entity.to_dict()["properties"].keys()
        if kept != data["properties"].keys():
            raise ValueError(f"{data['id']}: the model keeps {sorted(kept)} of {sorted(data['properties'])}")
        found[entity.id] = entity
    return found


if __name__ == "__main__":
    found = validated(Path(sys.argv[1]).read_text("utf-8").splitlines())
    if not found:
        raise SystemExit(f"{sys.argv[1]} holds no entity")
    print(f"FollowTheMoney takes all {len(found)} entities")
