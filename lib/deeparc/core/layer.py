"""What a layer is: `forward` keeps what `backward` needs; `backward` leaves the gradients; nothing updates itself."""

from collections.abc import Iterator, Sequence

from deeparc.core.namespace import Array


class Layer:
    """A differentiable function with parameters.

    A layer is built with all its shapes, draws its parameters at once from the generator it is given, and holds
    no optimiser. Its arrays carry backend, type and device; only constructors take a device.

    Attributes:
        params: the parameters by name.
        grads: the gradient of the loss for each of them, same names and shapes, after `backward`.
    """

    def __init__(self) -> None:
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


def _named(layers: Sequence[Layer], what: str) -> Iterator[tuple[str, Array]]:
    for position, layer in enumerate(layers):
        for name, array in getattr(layer, what).items():
            yield f"{position}.{name}", array
