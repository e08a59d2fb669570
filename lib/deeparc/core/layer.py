"""What a layer is: `forward` keeps what `backward` needs; `backward` leaves the gradients; nothing updates itself."""

from collections.abc import Iterator, Sequence

from deeparc.core.namespace import Array, asarray, device_of, dtype_name, is_torch


class Layer:
    """A differentiable function with parameters.

    A layer is built with all its shapes, draws its parameters at once from the generator it is given, and holds
    no optimiser. Its arrays carry backend, type and device; only constructors take a device.

    Attributes:
        params: the parameters by name.
        grads: the gradient of the loss for each of them, same names and shapes, after `backward`.
        buffers: arrays that are kept but not learned, such as running means, by name.
    """

    def __init__(self) -> None:
        self.buffers: dict[str, Array] = {}
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the output for a batch and keep what `backward` needs.

        Args:
            x: the batch; its first axis counts the examples.
            train: whether this is a training pass (dropout and batch normalisation differ).
        """
        raise NotImplementedError

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Overwrite `grads`, and return the gradient for the input of the last `forward`.

        Calling it again with the same `dy` gives the same.

        Args:
            dy: gradient of the loss for the output, shaped like it.
            need_dx: False where nothing is below, which saves the work; None is returned then.
        """
        raise NotImplementedError


class Chain(Layer):
    """Layers one after the other: y = F_L(… F_2(F_1(x))).

    Backward follows LeCun's recurrence ∂E/∂x_{l−1} = ∂E/∂x_l · ∂F_l/∂x_{l−1}, from the last layer to the first.
    Parameters are named by position and name, such as `"0.w"`; the dictionaries hold the layers' own arrays.

    Args:
        layers: at least one; each takes what the one before it gives.

    Source: Y. LeCun, A theoretical framework for back-propagation, 1988. Deck: lecun.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        if not layers:
            raise ValueError("layers is empty, expected at least one")
        self.layers = tuple(layers)

    @property
    def params(self) -> dict[str, Array]:
        """All parameters, by position and name."""
        return dict(_named(self.layers, "params"))

    @property
    def grads(self) -> dict[str, Array]:
        """All gradients, by position and name."""
        return dict(_named(self.layers, "grads"))

    @property
    def buffers(self) -> dict[str, Array]:
        """All buffers, by position and name."""
        return dict(_named(self.layers, "buffers"))

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the last layer's output."""
        for layer in self.layers:
            x = layer.forward(x, train=train)
        return x

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Pass the gradient down; the first layer's input gradient is made only if it is needed."""
        for layer in reversed(self.layers[1:]):
            dy = layer.backward(dy)
        return self.layers[0].backward(dy, need_dx=need_dx)


def parameter(values: Array, *, device: str = "numpy", dtype: str = "float32") -> Array:
    """Return drawn values as a parameter: on a device, in a type, sharing memory with nothing else.

    Args:
        values: NumPy array, usually float64 from `deeparc.core.initialise`.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Raises:
        ValueError: the type is another, or the device is unknown or not there.
    """
    if dtype not in ("float32", "float64"):
        raise ValueError(f"dtype is {dtype!r}, expected 'float32' or 'float64'")
    return asarray(values.astype(dtype), device=device)


def check_batch(x: Array, shape: tuple[int | None, ...], like: Array | None = None, what: str = "x") -> None:
    """Check that x is a batch (B, *shape) of floating-point numbers that goes with a layer's parameters.

    Args:
        x: the array to check; its values are not looked at.
        shape: of one example; None stands for any length of at least 1.
        like: a parameter of the layer: x must have its backend, device and type.
        what: name of x in the message.

    Raises:
        ValueError: another shape, an empty batch, another type, device or backend.
    """
    actual = tuple(getattr(x, "shape", ()))
    if (
        len(actual) != len(shape) + 1
        or 0 in actual
        or any(n is not None and n != m for n, m in zip(shape, actual[1:], strict=True))
    ):
        expected = ", ".join(["B", *("any" if n is None else str(n) for n in shape)])
        empty = ": the batch is empty" if 0 in actual else ""
        raise ValueError(f"{what} has shape {actual}, expected ({expected}){empty}")
    check_kind(x, like, what)


def check_kind(x: Array, like: Array | None, what: str = "x") -> None:
    """Check that x has floating-point type, and backend, device and type of `like` where that is given.

    Raises:
        ValueError: it has not; the message names both sides.
    """
    if like is None:
        if dtype_name(x) not in ("float32", "float64"):
            raise ValueError(f"{what} has dtype {dtype_name(x)}, expected float32 or float64")
    elif is_torch(x) != is_torch(like) or device_of(x) != device_of(like):
        raise ValueError(f"{what} is on device {device_of(x)!r}, but the layer is on {device_of(like)!r}")
    elif x.dtype != like.dtype:
        raise ValueError(f"{what} has dtype {dtype_name(x)}, but the layer has {dtype_name(like)}")


def check_dy(dy: Array, shape: tuple[int, ...] | None, like: Array | None = None) -> None:
    """Check that dy has the shape of the last output, and backend, device and type of `like`.

    Args:
        dy: gradient of the loss for the output.
        shape: of the last output, None where there was none.
        like: see `check_kind`.

    Raises:
        ValueError: it has not, or `forward` was not called.
    """
    if shape is None:
        raise ValueError("backward was called before forward")
    if tuple(dy.shape) != tuple(shape):
        raise ValueError(f"dy has shape {tuple(dy.shape)}, expected {tuple(shape)} like the output")
    check_kind(dy, like, "dy")


def _named(layers: Sequence[Layer], what: str) -> Iterator[tuple[str, Array]]:
    for position, layer in enumerate(layers):
        for name, array in getattr(layer, what).items():
            yield f"{position}.{name}", array
