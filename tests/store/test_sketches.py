"""Sketches of many articles at once say what they say one by one."""

from __future__ import annotations

import numpy as np

from pipeline.store.sketches import BINS, alike, are_alike, bands, bands_of_many, sketch_text
from tests.store.test_clusters import CUT, RELEASE, RETOLD

TEXTS = [RELEASE, RETOLD, CUT, "시는 3일 예산 20억원을 더 쓴다고 밝혔다.", "짧다"]
SKETCHES = [sketch_text(text) for text in TEXTS]
ROWS = np.frombuffer(b"".join(SKETCHES), dtype=np.uint16).reshape(-1, BINS)


def test_bands_of_many() -> None:
    assert bands_of_many(ROWS).tolist() == [bands(sketch) for sketch in SKETCHES]


def test_pairs_of_many() -> None:
    ones, others = np.indices((len(TEXTS), len(TEXTS))).reshape(2, -1)
    told = are_alike(ROWS[ones], ROWS[others]).tolist()
    assert told == [alike(one, other) for one in SKETCHES for other in SKETCHES]
    assert sum(told) > len(TEXTS)
