# %% lazy: zeros | zeros
def normalise(x, g):
    return np.zeros(x.shape)


# %% lazy: constant | ones
def normalise(x, g):
    return np.ones(x.shape)


# %% lazy: input returned | hands x back
def normalise(x, g):
    return x


# %% lazy: none | forgets to return
def normalise(x, g):
    x - x.mean()


# %% lazy: library | asks the library's layers
def normalise(x, g):
    from deeparc.layers.normalise import DivisiveNormalisation, SubtractiveNormalisation

    return DivisiveNormalisation(len(g)).forward(SubtractiveNormalisation(len(g)).forward(x))


# %% mutant: subtraction only | no division
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = np.sqrt(around(np.mean(u**2, axis=1)))
    np.maximum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u


# %% mutant: division only | no subtraction
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x
    sigma = np.sqrt(around(np.mean(u**2, axis=1)))
    divisor = np.maximum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: no floor | divides by σ alone
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = np.sqrt(around(np.mean(u**2, axis=1)))
    divisor = sigma[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: smaller of both | minimum in place of maximum
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = np.sqrt(around(np.mean(u**2, axis=1)))
    divisor = np.minimum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: mean of the batch | σ̄ over all pictures
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = np.sqrt(around(np.mean(u**2, axis=1)))
    divisor = np.maximum(sigma.mean(axis=(0, 1, 2), keepdims=True), sigma)[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: each map by itself | m and σ of each map
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - np.stack([around(x[:, c]) for c in range(x.shape[1])], axis=1)
    sigma = np.sqrt(around(np.mean(u**2, axis=1)))
    divisor = np.maximum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: sum over maps | no 1/C in σ
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = np.sqrt(around(np.sum(u**2, axis=1)))
    divisor = np.maximum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: turned | g turned round
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[K - 1 - i, K - 1 - j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = np.sqrt(around(np.mean(u**2, axis=1)))
    divisor = np.maximum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: edges repeated | no zeros outside
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)), mode="edge")
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = np.sqrt(around(np.mean(u**2, axis=1)))
    divisor = np.maximum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: no root | variance in place of deviation
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = around(np.mean(u**2, axis=1))
    divisor = np.maximum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: variance of x | σ from x, not from u
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = np.sqrt(around(np.mean(x**2, axis=1)))
    divisor = np.maximum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u / np.where(divisor > 0, divisor, 1.0)


# %% mutant: 0/0 | no care for black pictures
def normalise(x, g):
    K, (H, W) = len(g), x.shape[2:]
    r = K // 2

    def around(plane):
        wide = np.pad(plane, ((0, 0), (r, r), (r, r)))
        return sum(g[i, j] * wide[:, i : i + H, j : j + W] for i in range(K) for j in range(K))

    u = x - around(x.mean(axis=1))[:, None]
    sigma = np.sqrt(around(np.mean(u**2, axis=1)))
    divisor = np.maximum(sigma.mean(axis=(1, 2), keepdims=True), sigma)[:, None]
    return u / divisor


# %% variant: windows | views, picture by picture
def normalise(x, g):
    from numpy.lib.stride_tricks import sliding_window_view

    r, out = len(g) // 2, []
    for picture in x:
        local = lambda plane: np.tensordot(sliding_window_view(np.pad(plane, r), g.shape), g, axes=2)
        u = picture - local(sum(picture) / len(picture))
        sigma = local((u * u).mean(0)) ** 0.5
        floor = np.clip(sigma, sigma.mean(), None)
        out.append(np.divide(u, floor, out=np.zeros(u.shape), where=np.broadcast_to(floor, u.shape) > 0))
    return np.stack(out)


# %% variant: all maps in one sum | the mean over maps after the sums over places
def normalise(x, g):
    B, C, H, W = np.shape(x)
    r = (len(g) - 1) // 2

    def blur(a):
        total = np.zeros((B, H + 2 * r, W + 2 * r))
        for p in range(-r, r + 1):
            for q in range(-r, r + 1):
                total[:, r - p : r - p + H, r - q : r - q + W] += g[p + r, q + r] * a.sum(axis=1) / C
        return total[:, r : r + H, r : r + W][:, None]

    u = np.array(x) - blur(np.array(x))
    sigma = np.sqrt(blur(u**2))
    d = np.maximum(sigma, sigma.mean(axis=(2, 3), keepdims=True))
    d[d == 0] = 1
    return u / d
