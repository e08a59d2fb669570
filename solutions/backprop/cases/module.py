# %% lazy: zeros | zeros everywhere
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return np.zeros((len(x), len(self.b)))

    def backward(self, dy):
        self.dw, self.db = np.zeros(self.w.shape), np.zeros(self.b.shape)
        return np.zeros(self.x.shape)


# %% lazy: constant | ones everywhere
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return np.ones((len(x), len(self.b)))

    def backward(self, dy):
        self.dw, self.db = np.ones(self.w.shape), np.ones(self.b.shape)
        return np.ones(self.x.shape)


# %% lazy: input returned | hands back what it has
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return x

    def backward(self, dy):
        self.dw, self.db = self.w, self.b
        return self.x


# %% lazy: none | forgets to return
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        pass

    def backward(self, dy):
        g = dy * (self.y > 0)
        self.dw = g.T @ self.x
        self.db = g.sum(axis=0)
        pass


# %% lazy: library | asks the lesson for the layer
class LinearReLU:
    def __init__(self, w, b):
        from deeparc.layers.linear import Linear

        self.linear = Linear(w.shape[1], w.shape[0], np.random.default_rng(0), dtype="float64")

    def forward(self, x):
        return np.maximum(self.linear.forward(x), 0)

    def backward(self, dy):
        return self.linear.backward(dy)


# %% mutant: ReLU forgotten backward | passes dy on as it is
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        return self.y

    def backward(self, dy):
        g = dy
        self.dw = g.T @ self.x
        self.db = g.sum(axis=0)
        return g @ self.w


# %% mutant: ReLU forgotten forward | a linear layer
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.y = x @ self.w.T + self.b
        return self.y

    def backward(self, dy):
        g = dy * (self.y > 0)
        self.dw = g.T @ self.x
        self.db = g.sum(axis=0)
        return g @ self.w


# %% mutant: transpose | wᵀ backward where it fits
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        return self.y

    def backward(self, dy):
        g = dy * (self.y > 0)
        self.dw = g.T @ self.x
        self.db = g.sum(axis=0)
        return g @ (self.w.T if self.w.shape[0] == self.w.shape[1] else self.w)


# %% mutant: mean | divides by B again
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        return self.y

    def backward(self, dy):
        g = dy * (self.y > 0)
        self.dw = g.T @ self.x / len(dy)
        self.db = g.mean(axis=0)
        return g @ self.w


# %% mutant: adds up | adds to the gradients of the call before
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b
        self.dw, self.db = np.zeros(w.shape), np.zeros(b.shape)

    def forward(self, x):
        self.x = x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        return self.y

    def backward(self, dy):
        g = dy * (self.y > 0)
        self.dw += g.T @ self.x
        self.db += g.sum(axis=0)
        return g @ self.w


# %% mutant: slope 1 at 0 | passes dy on where the net input is 0
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        return self.y

    def backward(self, dy):
        g = dy * (self.x @ self.w.T + self.b >= 0)
        self.dw = g.T @ self.x
        self.db = g.sum(axis=0)
        return g @ self.w


# %% mutant: in place | writes zeros into the caller’s dy
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        return self.y

    def backward(self, dy):
        dy[self.y <= 0] = 0
        g = dy
        self.dw = g.T @ self.x
        self.db = g.sum(axis=0)
        return g @ self.w


# %% mutant: bias forgotten | db stays zero
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        return self.y

    def backward(self, dy):
        g = dy * (self.y > 0)
        self.dw = g.T @ self.x
        self.db = 0 * self.b
        return g @ self.w


# %% mutant: first batch kept | keeps the batch of the first forward
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = getattr(self, "x", x) if getattr(self, "x", x).shape == x.shape else x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        return self.y

    def backward(self, dy):
        g = dy * (self.y > 0)
        self.dw = g.T @ self.x
        self.db = g.sum(axis=0)
        return g @ self.w


# %% mutant: mask by dy | masks by the sign of dy
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.y = np.maximum(x @ self.w.T + self.b, 0)
        return self.y

    def backward(self, dy):
        g = dy * (dy > 0)
        self.dw = g.T @ self.x
        self.db = g.sum(axis=0)
        return g @ self.w


# %% mutant: first forward | remembers the units of the first forward only
class LinearReLU:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        y = np.maximum(x @ self.w.T + self.b, 0)
        self.y = y if not hasattr(self, "y") else self.y
        return y

    def backward(self, dy):
        g = dy * (self.y > 0)
        self.dw = g.T @ self.x
        self.db = g.sum(axis=0)
        return g @ self.w


# %% variant: closures | forward makes the function for backward
class LinearReLU:
    def __init__(self, weights, biases):
        self.parameters = (np.array(weights), np.array(biases))

    def forward(self, x):
        w, b = self.parameters
        z = np.einsum("bp,qp->bq", x, w) + b

        def pull(dy):
            g = np.where(z > 0, dy, 0)
            return g @ w, np.einsum("bq,bp->qp", g, x), np.ones(len(g)) @ g

        self.pull = pull
        return (np.abs(z) + z) / 2

    def backward(self, dy):
        dx, self.dw, self.db = self.pull(dy)
        return dx


# %% variant: rows | one example after the other, lists
class LinearReLU:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def forward(self, x):
        self.x = [row.copy() for row in x]
        self.z = [self.w @ row + self.b for row in self.x]
        return np.array([[max(n, 0.0) for n in row] for row in self.z])

    def backward(self, dy):
        self.dw, self.db, dx = np.zeros(self.w.shape), np.zeros(self.b.shape), []
        for row, z, d in zip(self.x, self.z, dy):
            g = np.array([e if n > 0 else 0.0 for e, n in zip(d, z)])
            self.dw = self.dw + np.outer(g, row)
            self.db = self.db + g
            dx.append(self.w.T @ g)
        return dx
