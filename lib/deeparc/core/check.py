"""Numerical checks that lessons, exercises and tests share.

Each raises `AssertionError` with a message that a student can act on: what was compared, the shapes,
and the first place where the two sides differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:  # the layers' backends are imported only where a layer is checked
    from deeparc.core.layer import Layer


class WrongForm(AssertionError):
    """The value is no array of numbers of the shape expected, whatever its values are."""


def assert_shape(actual: ArrayLike, shape: tuple[int, ...], what: str = "the result") -> NDArray:
    """Check that `actual` is array-like with exactly this shape, and return it as an array.

    Args:
        actual: anything `np.asarray` accepts.
        shape: the shape expected; `()` for a single number.
        what: how to call the value in the message.

    Raises:
        WrongForm: `actual` is None, ragged, of another shape, or holds something else than numbers.
    """
    if actual is None:
        raise WrongForm(f"{what} is None: is a `return` missing?")
    try:
        array = np.asarray(actual)
    except ValueError as error:
        raise WrongForm(f"{what} is no regular array: {error}") from error
    if array.dtype.kind not in "biuf":
        raise WrongForm(f"{what} holds {_brief(actual)}, expected numbers")
    if array.shape != shape:
        raise WrongForm(f"{what} has shape {array.shape}, expected {shape}")
    return array


def assert_close(
    actual: ArrayLike,
    expected: ArrayLike,
    what: str = "the result",
    *,
    rtol: float = 1e-7,
    atol: float = 1e-9,
) -> None:
    """Check shape and values: |actual − expected| ≤ atol + rtol·|expected|, element by element.

    Args:
        actual: the value under test, any shape.
        expected: the value it must have, same shape.
        what: how to call the value in the message.
        rtol: relative tolerance.
        atol: absolute tolerance.

    Raises:
        WrongForm: shapes differ, or it holds no numbers.
        AssertionError: a value is NaN, or an element is too far off (the worst is named).
    """
    expected = np.asarray(expected)
    array = assert_shape(actual, expected.shape, what)
    error = np.abs(array.astype(float) - expected.astype(float))
    bad = ~(error <= atol + rtol * np.abs(expected))  # also true where error is NaN
    if bad.any():
        place = np.unravel_index(np.argmax(np.where(np.isnan(error), np.inf, error) * bad), expected.shape)
        where = f" at index {tuple(int(i) for i in place)}" if expected.shape else ""
        digits = 6 if error[place] > 1e-5 * abs(expected[place]) else 12
        raise AssertionError(f"{what} is {array[place]:.{digits}g}{where}, expected {expected[place]:.{digits}g}")


def assert_gradient(
    f: Callable[[NDArray], float],
    x: NDArray,
    gradient: ArrayLike,
    what: str = "the gradient",
    *,
    rng: np.random.Generator | None = None,
    directions: int = 5,
    epsilon: float = 1e-6,
    rtol: float = 1e-6,
) -> None:
    """Check a gradient against central differences of `f` along random directions u.

    (f(x + εu) − f(x − εu)) / 2ε must equal ⟨gradient, u⟩. Two evaluations a direction, at any size of x.

    Args:
        f: scalar function of an array shaped like `x`, float64.
        x: the point, float64, any shape, away from kinks of `f`.
        gradient: claimed ∂f/∂x, same shape as `x`.
        what: how to call the gradient in the message.
        rng: source of the directions; a fixed one by default.
        directions: how many directions to try.
        epsilon: half the width of the difference.
        rtol: tolerance relative to the size of the gradient.

    Raises:
        AssertionError: wrong shape, or a directional derivative that differs.
    """
    rng = rng or np.random.default_rng(0)
    gradient = assert_shape(gradient, x.shape, what).astype(float)
    for _ in range(directions):
        u = rng.standard_normal(x.shape)
        numeric = float((f(x + epsilon * u) - f(x - epsilon * u)) / (2 * epsilon))
        analytic = float(np.sum(gradient * u))
        scale = max(abs(numeric), float(np.linalg.norm(gradient) * np.linalg.norm(u)), 1e-3)
        if not abs(numeric - analytic) <= rtol * scale:
            raise AssertionError(
                f"{what} along a random direction is {analytic:.6g}, but central differences give {numeric:.6g}"
                + (" (opposite sign: check the sign)" if np.isclose(numeric, -analytic, rtol=1e-3) else "")
            )


def check_layer(
    factory: Callable[..., Layer],
    x: ArrayLike | tuple[ArrayLike, ...],
    *,
    train: bool = False,
    kinks: Sequence[float] = (),
    autograd: bool = True,
    devices: Sequence[str] = ("numpy", "cpu"),
    directions: int = 5,
    epsilon: float = 1e-6,
    rtol: float = 1e-6,
    tolerance: float = 1e-12,
) -> None:
    """Check a layer's `backward` against differences, autograd and the other backend, and that it keeps the protocol.

    With E = Σ y·dy for a random dy, the gradients of E for the input and for every parameter must agree with central
    differences (float64), with PyTorch's autograd on the same `forward`, and between the devices. Besides: dtypes are
    kept, `forward` leaves x and `backward` leaves dy as they were, a second `backward` gives the same, and
    `need_dx=False` gives None and the same parameter gradients.

    Args:
        factory: called as `factory(device=…, dtype=…)`, gives a new layer that is the same at every call:
            `lambda **where: Linear(3, 4, np.random.default_rng(0), **where)`, or `lambda **_: Tanh()`.
        x: the batch, or a tuple where the layer takes several; integers get no gradient.
        train: passed on to `forward`.
        kinks: values where the layer has no derivative; elements of x nearer than 0.001 are moved away.
        autograd: False where `backward` is meant to differ from the derivative of `forward`.
        devices: the first is the reference for the others.
        directions: random directions for the differences, for each array.
        epsilon: half the difference between the two points.
        rtol: tolerance of the differences, see `assert_gradient`.
        tolerance: of everything else, relative to the largest element or to 1.

    Raises:
        AssertionError: one of these does not hold; the message says which.
    """
    from deeparc.core.namespace import asarray, to_numpy

    rng = np.random.default_rng(0)
    several = isinstance(x, tuple)
    xs = [_off_kinks(np.array(part), kinks) for part in (x if several else (x,))]
    learns = [part.dtype.kind == "f" for part in xs]  # integers have no gradient

    def run(device: str, dtype: str, values: Sequence[NDArray] = xs, params: dict[str, NDArray] | None = None) -> tuple:
        layer = factory(device=device, dtype=dtype)
        for name, value in (params or {}).items():
            layer.params[name][...] = asarray(value, dtype=dtype, device=device)
        inputs = tuple(
            asarray(v.copy(), dtype=dtype if f else None, device=device) for v, f in zip(values, learns, strict=True)
        )
        return layer, inputs, layer.forward(inputs if several else inputs[0], train=train)

    def parts(dx: object) -> tuple:
        return dx if several else (dx,)

    def close(actual: object, expected: NDArray, what: str) -> None:
        assert actual is not None, f"{what} is None: is a `return` missing?"
        scale = max(1.0, float(np.max(np.abs(expected), initial=0)))
        assert_close(to_numpy(actual), expected, what, rtol=0, atol=tolerance * scale)

    # the reference: values and gradients on the first device in float64
    layer, inputs, y = run(devices[0], "float64")
    dy = rng.standard_normal(tuple(y.shape))
    reference = to_numpy(y).copy()
    gradient_out = asarray(dy.copy(), device=devices[0])
    params = {name: to_numpy(p).copy() for name, p in layer.params.items()}
    dx = [None if part is None else to_numpy(part).copy() for part in parts(layer.backward(gradient_out))]
    grads = {name: to_numpy(g).copy() for name, g in layer.grads.items()}
    assert set(grads) == set(params), f"grads has {sorted(grads)}, params has {sorted(params)}"
    for name in params:
        assert_shape(grads[name], params[name].shape, f"grads[{name!r}]")
        np.testing.assert_array_equal(to_numpy(layer.params[name]), params[name], f"backward changed params[{name!r}]")
    for before, after in zip(xs, inputs, strict=True):
        np.testing.assert_array_equal(to_numpy(after), before, "the layer changed its input x")
    np.testing.assert_array_equal(to_numpy(gradient_out), dy, "backward changed dy")
    for part, f, got in zip(xs, learns, dx, strict=True):
        assert f or got is None, "backward gives a gradient for integers, expected None"
        assert_shape(got, part.shape, "dx") if f else None

    # protocol: again the same, and without dx
    for part, again in zip(dx, parts(layer.backward(gradient_out)), strict=True):
        close(again, part, "dx of a second backward") if part is not None else None
    for name, g in grads.items():
        close(layer.grads[name], g, f"grads[{name!r}] of a second backward")
    layer, _, _ = run(devices[0], "float64")
    assert layer.backward(gradient_out, need_dx=False) is None, "backward(dy, need_dx=False) is not None"
    for name, g in grads.items():
        close(layer.grads[name], g, f"grads[{name!r}] with need_dx=False")

    # central differences
    def energy(values: Sequence[NDArray], params: dict[str, NDArray]) -> float:
        return float(np.sum(to_numpy(run(devices[0], "float64", values, params)[2]) * dy))

    options = {"rng": rng, "directions": directions, "epsilon": epsilon, "rtol": rtol}
    for k in range(len(xs)):
        if learns[k]:
            assert_gradient(
                lambda v, k=k: energy([*xs[:k], v, *xs[k + 1 :]], params), xs[k].astype(float), dx[k], "dx", **options
            )
    for name in params:
        assert_gradient(
            lambda p, name=name: energy(xs, params | {name: p}),
            params[name],
            grads[name],
            f"grads[{name!r}]",
            **options,
        )

    # the other backends, and the types
    for device in devices:
        for dtype in ("float32", "float64"):
            layer, _, y = run(device, dtype)
            got = parts(layer.backward(asarray(dy, dtype=dtype, device=device)))
            named = {"y": y, **{f"params[{n!r}]": p for n, p in layer.params.items()}}
            named |= {f"grads[{n!r}]": g for n, g in layer.grads.items()}
            named |= {f"dx {k}": part for k, part in enumerate(got) if part is not None}
            for what, array in named.items():
                kind = str(array.dtype).removeprefix("torch.")
                assert kind == dtype, f"{what} has dtype {kind} on {device}, expected {dtype}"
        close(y, reference, f"y on {device}")
        for part, expected in zip(got, dx, strict=True):
            close(part, expected, f"dx on {device}") if expected is not None else None
        for name, g in grads.items():
            close(layer.grads[name], g, f"grads[{name!r}] on {device}")

    if autograd:
        _check_autograd(factory, xs, learns, several, train, dy, dx, grads, close)


def _check_autograd(
    factory: Callable[..., Layer],
    xs: Sequence[NDArray],
    learns: Sequence[bool],
    several: bool,
    train: bool,
    dy: NDArray,
    dx: Sequence[NDArray | None],
    grads: dict[str, NDArray],
    close: Callable[[object, NDArray, str], None],
) -> None:
    import torch

    layer = factory(device="cpu", dtype="float64")
    inputs = tuple(
        torch.tensor(v, dtype=torch.float64 if f else None, requires_grad=f) for v, f in zip(xs, learns, strict=True)
    )
    leaves = [v for v, f in zip(inputs, learns, strict=True) if f]
    leaves += [layer.params[name].requires_grad_(True) for name in grads]
    y = layer.forward(inputs if several else inputs[0], train=train)
    found = [None] * len(leaves)
    if y.requires_grad:
        found = torch.autograd.grad(torch.sum(y * torch.as_tensor(dy)), leaves, allow_unused=True)
    found = [torch.zeros_like(leaf) if g is None else g for g, leaf in zip(found, leaves, strict=True)]
    expected = [("dx", d) for d, f in zip(dx, learns, strict=True) if f]
    expected += [(f"grads[{name!r}]", g) for name, g in grads.items()]
    for (what, g), by_torch in zip(expected, found, strict=True):
        close(g, by_torch.numpy(), f"{what} against autograd")


def _off_kinks(x: NDArray, kinks: Sequence[float], distance: float = 1e-3) -> NDArray:
    for kink in kinks:
        x = np.where(np.abs(x - kink) < distance, kink + np.where(x < kink, -distance, distance), x)
    return x


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
