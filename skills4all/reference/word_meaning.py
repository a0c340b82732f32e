"""The word vectors that ship with the product; `benchmarks/distil_meaning.py` makes them anew."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from skills4all.matching.word_meaning import WordMeaning

FOLDER = Path(__file__).parent / "meaning"


@lru_cache(maxsize=1)
def word_meaning() -> WordMeaning:
    """Codes are mapped, so that all processes share their pages."""
    words = tuple((FOLDER / "words.txt").read_text(encoding="utf-8").splitlines())
    return WordMeaning(
        words,
        np.load(FOLDER / "codes.npy", mmap_mode="r", allow_pickle=False),
        np.load(FOLDER / "pieces.npy", allow_pickle=False),
    )
