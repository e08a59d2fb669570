"""Batch normalisation: every feature gets mean 0 and variance 1 over the batch, then a scale and a shift."""

from math import prod

import numpy as np

from deeparc.core.layer import Layer, check_batch, check_dy, parameter
from deeparc.core.namespace import Array, asarray, device_of, namespace, to_numpy
from deeparc.core.validate import positive, whole


class BatchNorm(Layer):
    """Normalisation over the batch: y = γ x̂ + β with x̂ = (x − μ)/√(σ² + ε), for each feature or map c.

    While training, μ_c and σ²_c are mean and variance (dividing by N) over the N values of c in the batch, and a
    running mean follows: r ← (1 − m) r + m μ, likewise the variance (dividing by N − 1). Otherwise μ and σ² are those.

    Args:
        n_features: features or maps C.
        momentum: m in (0, 1]: the share of the newest batch.
        epsilon: ε > 0.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        params: `"gamma"` (C,), which starts at 1, and `"beta"` (C,), which starts at 0.
        buffers: the running averages "mean" (C,), which starts at 0, and "variance" (C,), which starts at 1;
            a training pass moves both.

    Raises:
        ValueError: sizes or constants out of range, an unknown device or type.

    Differs from the paper: the running averages are exponential, where the paper's test pass averages over batches.
    Source: Ioffe & Szegedy, Batch normalization, 2015, algorithms 1 and 2; the backward pass is in section 3.
    """

    def __init__(
        self,
        n_features: int,
        *,
        momentum: float = 0.1,
        epsilon: float = 1e-5,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        n_features, where = whole(n_features, "n_features"), {"device": device, "dtype": dtype}
        self.momentum, self.epsilon = positive(momentum, "momentum"), positive(epsilon, "epsilon")
        if momentum > 1:
            raise ValueError(f"momentum is {momentum}, expected at most 1")
        self.params["gamma"] = parameter(np.ones(n_features), **where)
        self.params["beta"] = parameter(np.zeros(n_features), **where)
        self.buffers["mean"] = parameter(np.zeros(n_features), **where)
        self.buffers["variance"] = parameter(np.ones(n_features), **where)
        self._x_hat: Array | None = None
        self._scale: Array | None = None
        self._train = False

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return y, shaped like x.

        Args:
            x: (B, C), or (B, C, …) where all places of a map are taken together.
            train: normalise by this batch, which must have more than one value for each feature.

        Raises:
            ValueError: another shape, type or device, or a single value for each feature while training.
        """
        gamma = self.params["gamma"]
        check_batch(x, (gamma.shape[0], *(None,) * (len(getattr(x, "shape", ())) - 2)), gamma)
        xp, axes = namespace(x), _others(x)
        self._train = train
        if train:
            n = prod(x.shape[axis] for axis in axes)
            if n < 2:
                raise ValueError(f"x has shape {tuple(x.shape)}: one value for each feature has no variance")
            mean = xp.mean(x, axis=axes)
            centred = x - self._along(mean, x)
            variance = xp.mean(centred * centred, axis=axes)
            self._follow("mean", mean)
            self._follow("variance", variance * (n / (n - 1)))
        else:
            centred, variance = x - self._along(self.buffers["mean"], x), self.buffers["variance"]
        self._scale = 1 / xp.sqrt(variance + self.epsilon)
        self._x_hat = centred * self._along(self._scale, x)
        return self._along(gamma, x) * self._x_hat + self._along(self.params["beta"], x)

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Leave dγ = Σ dy x̂ and dβ = Σ dy, and return dx = γ/√(σ² + ε) · (dy − dβ/N − x̂ dγ/N).

        After a pass without training μ and σ² are constants, so dx = γ/√(σ² + ε) · dy.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        x_hat, gamma = self._x_hat, self.params["gamma"]
        check_dy(dy, None if x_hat is None else tuple(x_hat.shape), gamma)
        xp, axes = namespace(dy), _others(dy)
        self.grads = {"gamma": xp.sum(dy * x_hat, axis=axes), "beta": xp.sum(dy, axis=axes)}
        if not need_dx:
            return None
        if self._train:
            n = prod(dy.shape[axis] for axis in axes)
            dy = dy - self._along(self.grads["beta"] / n, dy) - x_hat * self._along(self.grads["gamma"] / n, dy)
        return dy * self._along(gamma * self._scale, dy)

    def _follow(self, name: str, value: Array) -> None:
        running = self.buffers[name]
        value = asarray(to_numpy(value), device=device_of(running))  # a plain value: no graph of autograd in it
        running *= 1 - self.momentum
        running += self.momentum * value

    def _along(self, values: Array, x: Array) -> Array:
        return values.reshape(-1, *(1,) * (x.ndim - 2))


def _others(x: Array) -> tuple[int, ...]:
    return (0, *range(2, x.ndim))
