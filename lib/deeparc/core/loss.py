"""Losses: each takes predictions and targets and returns the mean over the batch and its gradient for the predictions.

`value, dy = loss(prediction, targets)`: value is an array without axes, dy is shaped like the prediction and goes
straight into a layer's `backward`. The 1/B of the mean is in dy already. Over several outputs the terms of one example
are added up.
"""

from typing import TypeAlias

from deeparc.core.layer import check_kind
from deeparc.core.namespace import Array, device_of, dtype_name, is_torch, namespace, one_hot

LossAndGradient: TypeAlias = tuple[Array, Array]


def square(prediction: Array, targets: Array) -> LossAndGradient:
    """Return L = 1/B Σ_b ½ ‖y_b − t_b‖² and dy = (y − t)/B.

    With the signs s = ±1 as targets of one output f this is ½ (1 − s f)², the square loss of classification.

    Args:
        prediction: y, (B,) or (B, M), float.
        targets: t, real numbers, same shape and type.

    Raises:
        ValueError: shapes or types differ, or the batch is empty.

    Source: Widrow & Hoff 1960; Rumelhart, Hinton & Williams 1986, equation 3. Decks: lecun, intro.
    """
    _same(prediction, targets)
    xp, difference = namespace(prediction), prediction - targets
    return xp.sum(difference * difference) / (2 * len(prediction)), difference / len(prediction)


def hinge(prediction: Array, targets: Array) -> LossAndGradient:
    """Return L = 1/B Σ max(0, 1 − s f) and df = −s/B where s f < 1, else 0.

    Args:
        prediction: f, (B,) or (B, M), float: scores whose signs decide.
        targets: s in {−1, +1}, same shape and type.

    Raises:
        ValueError: shapes or types differ, the batch is empty, or a target is not ±1.

    Source: Cortes & Vapnik, Support-vector networks, 1995. Deck: intro.
    """
    _signs(prediction, targets)
    xp = namespace(prediction)
    short = xp.maximum(1 - targets * prediction, 0)  # of the margin
    return xp.sum(short) / len(prediction), -targets * xp.sign(short) / len(prediction)


def logistic(prediction: Array, targets: Array) -> LossAndGradient:
    """Return L = 1/B Σ ln(1 + e^{−s f}) and df = −s σ(−s f)/B = (σ(f) − t)/B with t = (1 + s)/2.

    It is the negative of the decks' L = t ln y + (1 − t) ln(1 − y), y = σ(f). One deck prints the gradient of L with
    the sign of its negative; minimising uses the sign here.

    Args:
        prediction: f, (B,) or (B, M), float: logits, not probabilities.
        targets: s in {−1, +1}, same shape and type.

    Raises:
        ValueError: shapes or types differ, the batch is empty, or a target is not ±1.

    Source: Cox, The regression analysis of binary sequences, 1958. Decks: acero, intro.
    """
    _signs(prediction, targets)
    xp = namespace(prediction)
    margin = targets * prediction
    small = xp.exp(-xp.abs(margin))  # in (0, 1]: cannot overflow
    value = xp.sum(xp.maximum(-margin, 0) + xp.log1p(small)) / len(prediction)
    return value, -targets * (0.5 - 0.5 * xp.tanh(0.5 * margin)) / len(prediction)


def cross_entropy(prediction: Array, targets: Array) -> LossAndGradient:
    """Return L = −1/N Σ_n Σ_i t_ni ln p_ni with p = softmax(x), and dx = (p − t)/N.

    Softmax and logarithm are taken together, so that neither overflows nor gives ln 0, and the two Jacobians
    collapse into p − t.

    Args:
        prediction: logits x, (N, M), or (B, T, M) for N = B·T predictions, float.
        targets: class numbers 0 … M − 1, integers shaped (N,) or (B, T); or probabilities shaped and typed like x,
            each row summing to 1, such as one-hot rows.

    Raises:
        ValueError: shapes or types do not fit, the batch is empty, or a class is out of range.

    Source: Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990. Decks: acero,
    intro.
    """
    t, labels = _rows(prediction, targets)
    xp, x = namespace(prediction), prediction.reshape(-1, prediction.shape[-1])
    x = x - xp.max(x, axis=-1, keepdims=True)  # at most 0
    e = xp.exp(x)
    total = xp.sum(e, axis=-1, keepdims=True)  # at least 1
    if labels is None:
        value = xp.sum(t * (xp.log(total) - x)) / len(x)
    else:  # picking instead of 0 · x, which lets a class be ruled out by x = −∞
        value = (xp.sum(xp.log(total)) - xp.sum(xp.take_along_axis(x, labels[:, None], axis=-1))) / len(x)
    return value, ((e / total - t) / len(x)).reshape(prediction.shape)


def negative_log_likelihood(prediction: Array, targets: Array) -> LossAndGradient:
    """Return L = −1/N Σ_n Σ_i t_ni ℓ_ni for log-probabilities ℓ, and dℓ = −t/N.

    After `deeparc.layers.softmax.LogSoftmax` this is `cross_entropy` in two parts.

    Args:
        prediction: ℓ = ln p, (N, M) or (B, T, M), float.
        targets: as in `cross_entropy`.

    Raises:
        ValueError: as `cross_entropy`.

    Decks: acero, intro.
    """
    t, _ = _rows(prediction, targets)
    log_p = prediction.reshape(-1, prediction.shape[-1])
    value = -namespace(prediction).sum(t * log_p) / len(t)
    return value, (-t / len(t)).reshape(prediction.shape)


def _same(prediction: Array, targets: Array) -> None:
    shape, shape_t = tuple(prediction.shape), tuple(targets.shape)
    if len(shape) not in (1, 2) or shape != shape_t or 0 in shape:
        raise ValueError(
            f"prediction has shape {shape} and targets {shape_t}, expected the same, (B,) or (B, M), not empty"
        )
    check_kind(prediction, None, "prediction")
    _like(targets, prediction)


def _signs(prediction: Array, targets: Array) -> None:
    _same(prediction, targets)
    xp = namespace(targets)
    if not xp.all(xp.abs(targets) == 1):
        raise ValueError(
            f"targets run from {float(xp.min(targets)):g} to {float(xp.max(targets)):g}, expected −1 and +1"
        )


def _rows(prediction: Array, targets: Array) -> tuple[Array, Array | None]:
    """Return the targets as probabilities (N, M), and as class numbers (N,) where they came so."""
    shape, shape_t = tuple(prediction.shape), tuple(targets.shape)
    if len(shape) not in (2, 3) or 0 in shape or shape_t not in (shape, shape[:-1]):
        raise ValueError(
            f"prediction has shape {shape} and targets {shape_t}, expected (B, M) or (B, T, M), not empty, "
            "and targets of that shape, or class numbers without the last axis"
        )
    check_kind(prediction, None, "prediction")
    if shape_t == shape:
        _like(targets, prediction)
        return targets.reshape(-1, shape[-1]), None
    _beside(targets, prediction)
    if not dtype_name(targets).startswith(("int", "uint")):
        raise ValueError(f"targets have dtype {dtype_name(targets)}, expected integers for class numbers")
    xp = namespace(targets)
    labels = xp.astype(targets.reshape(-1), xp.int64)
    low, high = int(xp.min(labels)), int(xp.max(labels))
    if low < 0 or high >= shape[-1]:
        raise ValueError(f"targets run from {low} to {high}, expected classes from 0 to {shape[-1] - 1}")
    return one_hot(labels, shape[-1], prediction), labels


def _like(targets: Array, prediction: Array) -> None:
    _beside(targets, prediction)
    if targets.dtype != prediction.dtype:
        raise ValueError(f"targets have dtype {dtype_name(targets)}, but the prediction has {dtype_name(prediction)}")


def _beside(targets: Array, prediction: Array) -> None:
    if is_torch(targets) != is_torch(prediction) or device_of(targets) != device_of(prediction):
        raise ValueError(f"targets are on {device_of(targets)!r}, but the prediction is on {device_of(prediction)!r}")
