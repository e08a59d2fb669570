"""Small handwritten digits, 8×8 pixels with 17 grey levels."""

import numpy as np

from deeparc.core.data.dataset import Credit, Images, stratified_split
from deeparc.core.data.pixels import images, scaled

CREDIT = Credit(
    title="Optical Recognition of Handwritten Digits (test part)",
    source="UCI Machine Learning Repository, https://doi.org/10.24432/C50P49, as shipped with scikit-learn",
    licence="CC BY 4.0",
    citation="E. Alpaydin and C. Kaynak (1998). Optical Recognition of Handwritten Digits. UCI Machine Learning "
    "Repository. https://doi.org/10.24432/C50P49",
)


def digits(*, test_fraction: float = 0.25, seed: int = 0) -> Images:
    """Load 1,797 digits of 13 writers, each pixel a count 0 … 16 of ink dots in a 4×4 block, divided by 16.

    The writers' names are not in the data, so the same hand occurs in both parts of the split.

    Args:
        test_fraction: share of each class to hold out, 0 ≤ fraction < 1; 0 leaves the test part empty.
        seed: of the split.

    Returns:
        Images with x (N, 1, 8, 8) float32 in [0, 1], 1 is ink; t (N,) int64 in {0 … 9}.

    Raises:
        ValueError: `test_fraction` is out of range.

    Source: Alpaydin & Kaynak, "Cascading classifiers", 1998.
    """
    from sklearn.datasets import load_digits

    raw = load_digits()
    train, test = stratified_split(raw.target, test_fraction, seed)
    x = scaled(raw.images[:, None], white=16)
    return images(x, raw.target, train, test, [str(c) for c in np.arange(10)], CREDIT)
