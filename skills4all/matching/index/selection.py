"""The best of many scores, without sorting them all."""

import numpy as np
from numpy.typing import NDArray

_BLOCK = 64


def best(scores: NDArray[np.float32], k: int, above: float = 0.0) -> NDArray[np.intp]:
    """Places of scores greater than `above` that hold the `k` best, all ties of the last included.

    The k-th largest of the maxima of blocks is a bound that k scores reach; only blocks that reach
    it are looked at. Blocks are strided, so that their maxima are taken at the speed of memory.
    """
    wide = len(scores) // _BLOCK
    if wide <= 4 * k:
        return _reaching(scores, np.arange(len(scores)), k, above)
    blocks = scores[: wide * _BLOCK].reshape(_BLOCK, wide)
    maxima = blocks.max(axis=0)
    bound = max(float(-np.partition(-maxima, k - 1)[k - 1]), above)
    columns = np.flatnonzero(maxima >= bound if bound > above else maxima > above)
    inside = (columns + wide * np.arange(_BLOCK)[:, None]).ravel()
    places = np.concatenate((inside, np.arange(wide * _BLOCK, len(scores))))
    return _reaching(scores, places, k, above)


def _reaching(
    scores: NDArray[np.float32], places: NDArray[np.intp], k: int, above: float
) -> NDArray[np.intp]:
    here = scores[places]
    kept = here > above
    if np.count_nonzero(kept) > k:
        least = -np.partition(-here, k - 1)[k - 1]
        kept &= here >= least
    found: NDArray[np.intp] = places[kept]
    return found
