"""Layers in any order without loops: several inputs, paths that part and meet, and the nodes where they meet."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, mul

from deeparc.core.layer import Layer, check_dy, check_kind
from deeparc.core.namespace import Array, namespace
from deeparc.core.validate import whole


class Graph(Layer):
    """Layers as nodes of a directed acyclic graph.

    Backward is the chain rule over all paths: where the output of a node goes to several others, the gradients that
    come back from them are added, ∂E/∂y = Σ_k ∂E/∂x_k. Nodes below which nothing learns are spared the work.

    Args:
        nodes: by name, in an order in which each node comes after its inputs: (layer, name of its input), or
            (layer, names of its inputs) for a layer that takes a tuple, such as `Add`.
        inputs: names of the graph's own inputs. With more than one, `forward` takes a tuple of arrays and `backward`
            gives one.
        output: name of the node whose output is the graph's; by default the last.

    Attributes:
        params: by node and name, such as `"hidden.w"`; the layers' own arrays.

    Raises:
        ValueError: no nodes, a name that comes twice or is not known yet, or a node that does not reach the output.

    Source: Y. LeCun, A theoretical framework for back-propagation, 1988; Bottou & Gallinari, A framework for the
    cooperation of learning algorithms, 1991. Deck: lecun.

    Example:
        A residual connection: `Graph({"f": (Linear(8, 8, rng), "x"), "y": (Add(), ("x", "f"))})`.
    """

    def __init__(
        self,
        nodes: Mapping[str, tuple[Layer, str | Sequence[str]]],
        inputs: Sequence[str] = ("x",),
        output: str | None = None,
    ) -> None:
        self.layers = {name: layer for name, (layer, _) in nodes.items()}
        self.sources = {name: (s,) if isinstance(s, str) else tuple(s) for name, (_, s) in nodes.items()}
        self.inputs = tuple(inputs)
        self.output = output if output is not None else next(reversed(self.layers), "")
        self._merges = {name: not isinstance(s, str) for name, (_, s) in nodes.items()}
        self._check_names()

    def _check_names(self) -> None:
        if not self.layers or not self.inputs or self.output not in self.layers:
            raise ValueError(
                f"nodes are {list(self.layers)}, inputs {list(self.inputs)} and output {self.output!r}, "
                "expected at least one node and one input, and a node as output"
            )
        known = set(self.inputs)
        for name, sources in self.sources.items():
            if name in known or not sources or not known.issuperset(sources):
                raise ValueError(
                    f"node {name!r} has inputs {list(sources)}, expected a new name and some of {sorted(known)}"
                )
            known.add(name)
        reached = {self.output}
        for name in reversed(self.layers):
            if name in reached:
                reached.update(self.sources[name])
        if reached != known or len(known) < len(self.inputs) + len(self.layers):
            raise ValueError(f"{sorted(known - reached)} do not lead to the output {self.output!r}")

    @property
    def params(self) -> dict[str, Array]:
        """All parameters, by node and name."""
        return self._named("params")

    @property
    def grads(self) -> dict[str, Array]:
        """All gradients, by node and name."""
        return self._named("grads")

    @property
    def buffers(self) -> dict[str, Array]:
        """All buffers, by node and name."""
        return self._named("buffers")

    def _named(self, what: str) -> dict[str, Array]:
        return {f"{node}.{k}": a for node, layer in self.layers.items() for k, a in getattr(layer, what).items()}

    def forward(self, x: Array | tuple[Array, ...], *, train: bool = False) -> Array:
        """Return the output node's value.

        Args:
            x: the input, or a tuple of as many arrays as the graph has inputs.
            train: passed on.

        Raises:
            ValueError: another number of inputs.
        """
        xs = x if len(self.inputs) > 1 else (x,)
        if not isinstance(xs, tuple) or len(xs) != len(self.inputs):
            raise ValueError(f"x has {len(xs)} parts, expected a tuple of {len(self.inputs)}: {', '.join(self.inputs)}")
        values = dict(zip(self.inputs, xs, strict=True))
        for name, layer in self.layers.items():
            parts = tuple(values[source] for source in self.sources[name])
            values[name] = layer.forward(parts if self._merges[name] else parts[0], train=train)
        return values[self.output]

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | tuple[Array, ...] | None:
        """Pass the gradient down all paths; return that of the input, or a tuple for several."""
        needs = dict.fromkeys(self.inputs, need_dx)  # whether anything at or below a name wants a gradient
        for name, layer in self.layers.items():
            needs[name] = bool(layer.params) or any(needs[source] for source in self.sources[name])
        total: dict[str, Array] = {self.output: dy}
        for name in reversed(self.layers):
            if not needs[name]:
                continue
            sources = self.sources[name]
            dx = self.layers[name].backward(total.pop(name), need_dx=any(needs[source] for source in sources))
            if dx is None:
                continue
            for source, part in zip(sources, dx if self._merges[name] else (dx,), strict=True):
                total[source] = total[source] + part if source in total else part
        if not need_dx:
            return None
        return tuple(total.get(name) for name in self.inputs) if len(self.inputs) > 1 else total.get(self.inputs[0])


class Merge(Layer):
    """What the nodes with several inputs share: `forward` takes a tuple of arrays, `backward` gives one."""

    def __init__(self) -> None:
        super().__init__()
        self._shape: tuple[int, ...] | None = None
        self._x: tuple[Array, ...] | None = None

    def _check(self, x: tuple[Array, ...], apart: int | None = None) -> None:
        shapes = [tuple(part.shape) for part in x] if isinstance(x, tuple) else []
        like = {tuple(n for axis, n in enumerate(shape) if axis != apart) for shape in shapes}
        if len(shapes) < 2 or len(like) > 1 or any(0 in shape for shape in shapes):
            but = "" if apart is None else f" but for axis {apart}"
            raise ValueError(f"x has shapes {shapes}, expected a tuple of at least two that agree{but}, not empty")
        for part in x:
            check_kind(part, x[0])


class Add(Merge):
    """Sum of its inputs: y = Σ_k x_k; each gets dx_k = dy."""

    def forward(self, x: tuple[Array, ...], *, train: bool = False) -> Array:
        """Return the sum of arrays of one shape.

        Raises:
            ValueError: fewer than two arrays, or shapes or types that differ.
        """
        self._check(x)
        self._x, self._shape = x, tuple(x[0].shape)
        return reduce(add, x)

    def backward(self, dy: Array, *, need_dx: bool = True) -> tuple[Array, ...] | None:
        """Return dy for every input."""
        check_dy(dy, self._shape)
        return (dy,) * len(self._x) if need_dx else None


class Multiply(Merge):
    """Product of its inputs, element by element: y = Π_k x_k; dx_k = dy Π_{l≠k} x_l."""

    def forward(self, x: tuple[Array, ...], *, train: bool = False) -> Array:
        """Return the product of arrays of one shape.

        Raises:
            ValueError: fewer than two arrays, or shapes or types that differ.
        """
        self._check(x)
        self._x, self._shape = x, tuple(x[0].shape)
        return reduce(mul, x)

    def backward(self, dy: Array, *, need_dx: bool = True) -> tuple[Array, ...] | None:
        """Return dy times the product of the other inputs, for each."""
        check_dy(dy, self._shape)
        if not need_dx:
            return None
        return tuple(reduce(mul, (*self._x[:k], *self._x[k + 1 :]), dy) for k in range(len(self._x)))


class Concat(Merge):
    """Its inputs side by side along one axis; each gets its part of dy.

    Args:
        axis: at least 1 (0 counts the examples); 1 joins features (B, D) or channels (B, C, H, W).

    Raises:
        ValueError: the axis is below 1.
    """

    def __init__(self, axis: int = 1) -> None:
        super().__init__()
        self.axis = whole(axis, "axis")

    def forward(self, x: tuple[Array, ...], *, train: bool = False) -> Array:
        """Return the inputs joined along the axis.

        Raises:
            ValueError: fewer than two arrays, or shapes that differ on another axis, or types that differ.
        """
        self._check(x, apart=self.axis)
        y = namespace(*x).concat(x, axis=self.axis)
        self._x, self._shape = x, tuple(y.shape)
        return y

    def backward(self, dy: Array, *, need_dx: bool = True) -> tuple[Array, ...] | None:
        """Return the parts of dy, as views."""
        check_dy(dy, self._shape)
        if not need_dx:
            return None
        parts, start = [], 0
        for part in self._x:
            end = start + part.shape[self.axis]
            parts.append(dy[(slice(None),) * self.axis + (slice(start, end),)])
            start = end
        return tuple(parts)
