"""Digits on photographs: a colour task put together from two real sets, hard enough to tell nets apart."""

import numpy as np

from deeparc.core.data.dataset import Credit, Float32Array, Images
from deeparc.core.data.mnist import CREDIT as DIGITS
from deeparc.core.data.mnist import mnist
from deeparc.core.data.photo_patches import CREDIT as PHOTOGRAPHS
from deeparc.core.data.photo_patches import photo_patches

SIZE = 32
CREDIT = Credit(
    title="Digits on photographs",
    source="put together here from the digits of `mnist()` and the photographs of `photo_patches(colour=True)`",
    licence=f"digits: {DIGITS.licence}; photographs: {PHOTOGRAPHS.licence}",
    citation=f"{DIGITS.citation} {PHOTOGRAPHS.citation} Y. Ganin et al. (2016). Domain-adversarial "
    "training of neural networks. JMLR 17:59 (for the way of putting them together).",
)


def photo_digits(n_test: int = 1_000, seed: int = 0) -> Images:
    """Put each of the 5,000 handwritten digits on a square of its own, cut from a colour photograph.

    The digit, with two pixels of paper added on each side, inverts the photograph: x = |p − d| in each channel, with
    photograph p and ink d from 0 to 1. What tells the digit is its shape alone: neither its colour nor its brightness
    does. Photographs under the test digits are others than those under the training digits. The order is random.

    There is a shortcut to beware of: four photographs lie under the training digits, and most are reddish, so that most
    of the ink is bluish. A net that finds the ink by its colour does worse on the photographs of the test.

    Args:
        n_test: how many digits to hold out, a multiple of 10 from 0 to 4,990.
        seed: of the split, the photographs' places and the order.

    Returns:
        Images with x (N, 3, 32, 32) float32 in [0, 1]; t (N,) int64 in {0 … 9}.

    Raises:
        ValueError: `n_test` is out of range.
        DataError: a package that carries the digits or the photographs is not installed.

    Differs from the paper: other photographs, 32 × 32 instead of 28 × 28, and a twelfth of the digits.
    Source: Ganin et al., Domain-adversarial training of neural networks, 2016, section 5.2.3 (there called MNIST-M).
    """
    digits = mnist(n_test=n_test, seed=seed)
    under = photo_patches(SIZE, len(digits.t_train), n_test=len(digits.t_test), colour=True, seed=seed)
    rng = np.random.default_rng(seed)
    train, test = (rng.permutation(len(t)) for t in (digits.t_train, digits.t_test))
    return Images(
        _on(digits.x_train[train], under.x_train),
        digits.t_train[train],
        _on(digits.x_test[test], under.x_test),
        digits.t_test[test],
        names=digits.names,
        title=CREDIT.title,
        source=CREDIT.source,
        licence=CREDIT.licence,
        citation=CREDIT.citation,
    )


def _on(ink: Float32Array, photograph: Float32Array) -> Float32Array:
    margin = (SIZE - ink.shape[-1]) // 2
    return np.abs(photograph - np.pad(ink, ((0, 0), (0, 0), (margin, margin), (margin, margin))))
