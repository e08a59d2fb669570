"""Non-linear functions between the layers, each applied to every element: y = f(x), dx = dy · f'(x).

Without them a stack of linear layers is one linear layer, W₁W₂W₃x = Wx. The threshold units of 1943 and 1958 used the
step; back-propagation needs a slope, so the sigmoid replaced it; the ReLU keeps its slope however large x is.
At a kink the derivative is taken to be 0 (ReLU, shrinkage, absolute value).
"""

from deeparc.core.layer import Layer, check_dy, check_kind
from deeparc.core.namespace import Array, namespace, where_positive
from deeparc.core.validate import positive


def sigmoid(x: Array) -> Array:
    """Return σ(x) = 1/(1 + e^−x), as ½ (1 + tanh(x/2)), which neither overflows nor branches.

    Args:
        x: any shape, floating-point.
    """
    return 0.5 * namespace(x).tanh(0.5 * x) + 0.5


class Activation(Layer):
    """What all of them share: a function of one element, without parameters.

    A subclass gives `value(x)` = f(x) and `slope(y)` = f'(x), which for nearly all of them follows from y = f(x), so
    that x need not be kept.
    """

    def __init__(self) -> None:
        super().__init__()
        self._y: Array | None = None

    def value(self, x: Array) -> Array:
        """Return f(x), shaped like x."""
        raise NotImplementedError

    def slope(self, y: Array) -> Array:
        """Return f'(x) as a new array, shaped like y = f(x)."""
        raise NotImplementedError

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return y = f(x), shaped like x.

        Args:
            x: the batch first, then any shape; float32 or float64.
            train: makes no difference.

        Raises:
            ValueError: x is no array of floats, or the batch is empty.
        """
        _check(x)
        self._y = self.value(x)
        return self._y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx = dy · f'(x).

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        check_dy(dy, None if self._y is None else self._y.shape, self._y)
        if not need_dx:
            return None
        dx = self.slope(self._y)
        dx *= dy  # in place: slope gives a new array
        return dx


class Step(Activation):
    """Unit step: y = 1 for x > 0, ½ at 0 and 0 below.

    Its slope is 0 wherever it has one, so nothing below it learns from `backward`: hence the perceptron's own rule.
    The value ½ at 0 is the intro deck's; the threshold units of `deeparc.units` fire at 0.

    Source: McCulloch & Pitts 1943; Rosenblatt 1958. Deck: intro.
    """

    def value(self, x: Array) -> Array:
        """Return ½ (1 + sign x)."""
        return 0.5 * namespace(x).sign(x) + 0.5

    def slope(self, y: Array) -> Array:
        """Return 0."""
        return namespace(y).zeros_like(y)


class Sign(Activation):
    """Sign: y = 1 for x > 0, 0 at 0 and −1 below; its slope is 0, as the step's.

    Source: Widrow & Hoff 1960. Deck: intro.
    """

    def value(self, x: Array) -> Array:
        """Return the sign of x."""
        return namespace(x).sign(x)

    def slope(self, y: Array) -> Array:
        """Return 0."""
        return namespace(y).zeros_like(y)


class Identity(Activation):
    """Linear unit: y = x, of slope 1. Deck: intro."""

    def value(self, x: Array) -> Array:
        """Return x itself."""
        return x

    def slope(self, y: Array) -> Array:
        """Return 1."""
        return namespace(y).ones_like(y)


class Sigmoid(Activation):
    """Logistic sigmoid: y = σ(x) = 1/(1 + e^−x), in (0, 1), of slope y (1 − y).

    Source: Rumelhart, Hinton & Williams 1986, equation 2. Decks: acero, neverova, intro, nature.
    """

    def value(self, x: Array) -> Array:
        """Return σ(x)."""
        return sigmoid(x)

    def slope(self, y: Array) -> Array:
        """Return y (1 − y)."""
        return y * (1 - y)


class Tanh(Activation):
    """Hyperbolic tangent: y = tanh x = 2σ(2x) − 1, in (−1, 1), of slope 1 − y². Decks: lecun, intro."""

    def value(self, x: Array) -> Array:
        """Return tanh x."""
        return namespace(x).tanh(x)

    def slope(self, y: Array) -> Array:
        """Return 1 − y²."""
        return 1 - y * y


class ScaledTanh(Activation):
    """LeNet's sigmoid: y = A tanh(S x) with A = 1.7159 and S = 2/3, of slope S (A − y²/A).

    The constants make f(1) ≈ 1 and f(−1) ≈ −1, so targets of ±1 lie where the second derivative is largest, not at
    the asymptotes, and the gain for inputs of variance 1 is about 1.

    Source: LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, 1998, appendix A.
    Deck: lecun.
    """

    A = 1.7159
    S = 2 / 3

    def value(self, x: Array) -> Array:
        """Return A tanh(S x)."""
        return self.A * namespace(x).tanh(self.S * x)

    def slope(self, y: Array) -> Array:
        """Return S (A − y²/A)."""
        return self.S * self.A - (self.S / self.A) * y * y


class ReLU(Activation):
    """Rectified linear unit: y = max(0, x), of slope 1 above 0 and 0 elsewhere.

    Source: Nair & Hinton, Rectified linear units improve restricted Boltzmann machines, 2010; Glorot, Bordes & Bengio,
    Deep sparse rectifier neural networks, 2011. Decks: lecun, intro, nature.
    """

    def value(self, x: Array) -> Array:
        """Return max(0, x)."""
        return namespace(x).maximum(x, 0)

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx = dy where y > 0, else 0."""
        check_dy(dy, None if self._y is None else self._y.shape, self._y)
        return where_positive(self._y, dy) if need_dx else None


class Shrinkage(Activation):
    """Soft threshold: y = sign(x) max(|x| − λ, 0), of slope 1 where |x| > λ and 0 elsewhere.

    It is the y that minimises ½ (x − y)² + λ|y|, the step that sparse coding repeats.

    Args:
        threshold: λ > 0, the same for all elements.

    Raises:
        ValueError: λ is not above 0.

    Differs from the paper: there each λ is learned. Source: Kavukcuoglu et al., Learning convolutional feature
    hierarchies for visual recognition, 2010, section 2.1. Deck: lecun.
    """

    def __init__(self, threshold: float) -> None:
        super().__init__()
        self.threshold = positive(threshold, "threshold")

    def value(self, x: Array) -> Array:
        """Return sign(x) max(|x| − λ, 0)."""
        xp = namespace(x)
        return xp.sign(x) * xp.maximum(xp.abs(x) - self.threshold, 0)

    def slope(self, y: Array) -> Array:
        """Return 1 where y is not 0, else 0."""
        xp = namespace(y)
        return xp.abs(xp.sign(y))


class Absolute(Activation):
    """Absolute value rectification: y = |x|, of slope sign x.

    Source: Jarrett, Kavukcuoglu, Ranzato & LeCun, What is the best multi-stage architecture for object recognition?,
    2009 (layer R_abs). Deck: lecun.
    """

    def __init__(self) -> None:
        super().__init__()
        self._x: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return |x|, and keep x for its sign."""
        self._x = x
        return super().forward(x, train=train)

    def value(self, x: Array) -> Array:
        """Return |x|."""
        return namespace(x).abs(x)

    def slope(self, y: Array) -> Array:
        """Return sign x."""
        return namespace(y).sign(self._x)


def _check(x: Array) -> None:
    shape = tuple(getattr(x, "shape", ()))
    if not shape or 0 in shape:
        raise ValueError(f"x has shape {shape}, expected a batch (B, …) that is not empty")
    check_kind(x, None)
