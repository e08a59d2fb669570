# %% lazy: zeros | zeros everywhere
def pool(x, K, p, g, b, dy):
    return np.zeros(dy.shape), np.zeros(x.shape), np.zeros(g.shape), np.zeros(b.shape)


# %% lazy: constant | the example's answers, always
def pool(x, K, p, g, b, dy):
    return np.array([[[[11.0]]]]), np.array([[[[1.2, -1.6], [0, 0]]]]), np.array([5.0]), np.array([1.0])


# %% lazy: input returned | hands the arrays back
def pool(x, K, p, g, b, dy):
    return dy, x, g, b


# %% lazy: none | forgets to return
def pool(x, K, p, g, b, dy):
    np.abs(x).sum()


# %% lazy: library | asks the library's layer
def pool(x, K, p, g, b, dy):
    from deeparc.layers.pool import LpPool

    layer = LpPool(p, K)
    s = layer.forward(x)
    y = g[:, None, None] * s + b[:, None, None]
    return y, layer.backward(g[:, None, None] * dy), (dy * s).sum(axis=(0, 2, 3)), dy.sum(axis=(0, 2, 3))


# %% mutant: no gain | the gain is left out of y
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: gain missing in dx | dx without the gain
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: gain in dg | dg with the gain
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(gain * dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: no sign | the slope is always positive
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = (q != 0) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: power p | |x|^p instead of |x|^(p−1)
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** p
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: no root | the sum of powers
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** 1
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: mean | a mean of powers instead of the sum
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.mean(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: always squares | p is 2 whatever it is
def pool(x, K, p, g, b, dy):
    p = 2
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: not stable | powers of the numbers as they are
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = 1.0
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: 0/0 | no care for empty squares
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / s) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% mutant: whole batch | one largest number, underflow elsewhere
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.abs(q / r) ** p, axis=(3, 5), keepdims=True) ** (1 / p)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.mean(dy, axis=(0, 2, 3)) * 2


# %% mutant: rows only | the norm of each row of a square, then their sum
def pool(x, K, p, g, b, dy):
    B, C, H, W = x.shape
    q = x.reshape(B, C, H // K, K, W // K, K)
    top = np.abs(q).max(axis=(3, 5), keepdims=True)
    r = np.where(top > 0, top, 1.0)
    s = r * np.sum(np.sum(np.abs(q / r) ** p, axis=5, keepdims=True) ** (1 / p), axis=3, keepdims=True)
    s = np.where(top > 0, s, 0.0)
    slope = np.sign(q) * (np.abs(q) / np.where(s > 0, s, 1.0)) ** (p - 1)
    gain, flat = g.reshape(1, C, 1, 1), s[:, :, :, 0, :, 0]
    dx = ((gain * dy)[:, :, :, None, :, None] * slope).reshape(x.shape)
    return gain * flat + b.reshape(1, C, 1, 1), dx, np.sum(dy * flat, axis=(0, 2, 3)), np.sum(dy, axis=(0, 2, 3))


# %% variant: loops | square by square
def pool(x, K, p, g, b, dy):
    y, dx = np.zeros(dy.shape), np.zeros(x.shape)
    dg, db = np.zeros(len(g)), np.zeros(len(b))
    for n in range(len(x)):
        for c in range(len(g)):
            for h in range(dy.shape[2]):
                for v in range(dy.shape[3]):
                    square = x[n, c, h * K : (h + 1) * K, v * K : (v + 1) * K]
                    top = abs(square).max()
                    s = top * ((abs(square) / top) ** p).sum() ** (1 / p) if top else 0.0
                    y[n, c, h, v] = g[c] * s + b[c]
                    dg[c] += dy[n, c, h, v] * s
                    db[c] += dy[n, c, h, v]
                    if top:
                        slope = np.sign(square) * (abs(square) / s) ** (p - 1)
                        dx[n, c, h * K : (h + 1) * K, v * K : (v + 1) * K] = g[c] * dy[n, c, h, v] * slope
    return y, dx, dg, db


# %% variant: shifted copies | K² strided views, logarithms
def pool(x, K, p, g, b, dy):
    parts = np.array([x[:, :, i::K, j::K] for i in range(K) for j in range(K)])  # (K², B, C, h, v)
    size = np.abs(parts)
    top = size.max(axis=0)
    safe = np.where(top == 0, 1, top)
    s = safe * np.exp(np.log(np.maximum(((size / safe) ** p).sum(axis=0), 1e-300)) / p) * (top > 0)
    slope = np.sign(parts) * (size / np.where(top == 0, 1, s)) ** (p - 1)
    dx = np.zeros(x.shape)
    for k, (i, j) in enumerate((i, j) for i in range(K) for j in range(K)):
        dx[:, :, i::K, j::K] = np.einsum("c,bchv->bchv", g, dy) * slope[k]
    return [np.einsum("c,bchv->bchv", g, s) + b[:, None, None], dx, np.einsum("bchv,bchv->c", dy, s), dy.sum((0, 2, 3))]
