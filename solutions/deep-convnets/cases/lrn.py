# %% lazy: zeros | zeros
def respond(x, dy, r, k, alpha, beta):
    return np.zeros(x.shape), np.zeros(x.shape)


# %% lazy: constant | ones
def respond(x, dy, r, k, alpha, beta):
    return np.ones(x.shape), np.ones(x.shape)


# %% lazy: input returned | x and dy
def respond(x, dy, r, k, alpha, beta):
    return x, dy


# %% lazy: none | forgets to return
def respond(x, dy, r, k, alpha, beta):
    x / (k + alpha * x**2) ** beta


# %% lazy: library | asks the library
def respond(x, dy, r, k, alpha, beta):
    from deeparc.layers.response import LocalResponse

    layer = LocalResponse(2 * r + 1)
    return layer.forward(x), layer.backward(dy)


# %% mutant: sign | plus in dx
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta + 2 * alpha * beta * x * around(dy * x * d ** (-beta - 1))
    return y, dx


# %% mutant: no two | factor forgotten
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta - alpha * beta * x * around(dy * x * d ** (-beta - 1))
    return y, dx


# %% mutant: no beta | β forgotten in dx
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta - 2 * alpha * x * around(dy * x * d ** (-beta - 1))
    return y, dx


# %% mutant: power | β in place of β + 1
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta - 2 * alpha * beta * x * around(dy * x * d**-beta)
    return y, dx


# %% mutant: first part only | the divisor taken as constant
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta
    return y, dx


# %% mutant: own divisor only | no sum over the window in dx
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta - 2 * alpha * beta * x * (dy * x * d ** (-beta - 1))
    return y, dx


# %% mutant: x inside | x_c x_c
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta - 2 * alpha * beta * around(dy * x * x * d ** (-beta - 1))
    return y, dx


# %% mutant: mean over the window | α divided by the size
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha / (2 * r + 1) * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta - 2 * alpha * beta * x * around(dy * x * d ** (-beta - 1))
    return y, dx


# %% mutant: window to one side | only maps before
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = ((maps[:, None] - maps[None] <= r) & (maps[:, None] >= maps[None])).astype(
        float
    )  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta - 2 * alpha * beta * x * around(dy * x * d ** (-beta - 1))
    return y, dx


# %% mutant: strict window | < r
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) < r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta - 2 * alpha * beta * x * around(dy * x * d ** (-beta - 1))
    return y, dx


# %% mutant: wraps round | a ring of maps
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    n = len(maps)
    apart = np.abs(maps[:, None] - maps[None])
    near = (np.minimum(apart, n - apart) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(x**2)
    y = x * d**-beta
    dx = dy * d**-beta - 2 * alpha * beta * x * around(dy * x * d ** (-beta - 1))
    return y, dx


# %% mutant: no squares | sum of x
def respond(x, dy, r, k, alpha, beta):
    x, dy = np.asarray(x, float), np.asarray(dy, float)
    maps = np.arange(x.shape[1])
    near = (np.abs(maps[:, None] - maps[None]) <= r).astype(float)  # symmetric, so it is its own transpose

    def around(a):
        return np.einsum("cj,bjhw->bchw", near, a)

    d = k + alpha * around(np.abs(x))
    y = x * d**-beta
    dx = dy * d**-beta - 2 * alpha * beta * x * around(dy * x * d ** (-beta - 1))
    return y, dx


# %% variant: running sums | cumulative sums in place of a matrix
def respond(x, dy, r, k, alpha, beta):
    C = x.shape[1]

    def window(a):
        total = np.concatenate([np.zeros_like(a[:, :1]), np.cumsum(a, axis=1)], axis=1)
        high = [min(C, c + r + 1) for c in range(C)]
        low = [max(0, c - r) for c in range(C)]
        return total[:, high] - total[:, low]

    d = k + alpha * window(x * x)
    scale = np.exp(-beta * np.log(d))
    return x * scale, scale * dy - window(dy * x * scale / d) * x * (2 * beta * alpha)


# %% variant: loops | map by map
def respond(x, dy, r, k, alpha, beta):
    maps = range(x.shape[1])
    d = [k + sum(alpha * x[:, j] ** 2 for j in maps if abs(j - c) <= r) for c in maps]
    y = np.stack([x[:, c] / d[c] ** beta for c in maps], axis=1)
    dx = np.zeros(x.shape)
    for c in maps:
        dx[:, c] += dy[:, c] / d[c] ** beta
        for i in maps:
            if abs(i - c) <= r:
                dx[:, i] -= dy[:, c] * y[:, c] / d[c] * beta * alpha * 2 * x[:, i]
    return [y, dx]
