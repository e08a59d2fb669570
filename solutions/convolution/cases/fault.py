# %% lazy: zeros | zeros everywhere
def mended(x, w, b, dy):
    return np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)


# %% lazy: constant | ones everywhere
def mended(x, w, b, dy):
    return np.ones(x.shape), np.ones(w.shape), np.ones(b.shape)


# %% lazy: input returned | hands the arrays back
def mended(x, w, b, dy):
    return x, w, b


# %% lazy: as it was | the faulty function
def mended(x, w, b, dy):
    return three_faults(x, w, b, dy)


# %% lazy: none | forgets to return
def mended(x, w, b, dy):
    _ = np.tanh(b)


# %% mutant: factor left | no half
def mended(x, w, b, dy):
    T, K = x.shape[2], w.shape[2]
    n = T - K + 1
    z = b[:, None] + sum(np.einsum("oc,bct->bot", w[:, :, i], x[:, :, i : i + n]) for i in range(K))
    a = np.tanh(z)
    dz = (1 - a * a) * np.repeat(dy, 2, axis=2)
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for i in range(K):
        dw[:, :, i] = np.einsum("bot,bct->oc", dz, x[:, :, i : i + n])
        dx[:, :, i : i + n] += np.einsum("oc,bot->bct", w[:, :, i], dz)
    return dx, dw, dz.sum(axis=(0, 2))


# %% mutant: index left | dw meets x from the wrong end
def mended(x, w, b, dy):
    T, K = x.shape[2], w.shape[2]
    n = T - K + 1
    z = b[:, None] + sum(np.einsum("oc,bct->bot", w[:, :, i], x[:, :, i : i + n]) for i in range(K))
    a = np.tanh(z)
    dz = (1 - a * a) * np.repeat(dy, 2, axis=2) / 2
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for i in range(K):
        dw[:, :, i] = np.einsum("bot,bct->oc", dz, x[:, :, K - 1 - i : K - 1 - i + n])
        dx[:, :, i : i + n] += np.einsum("oc,bot->bct", w[:, :, i], dz)
    return dx, dw, dz.sum(axis=(0, 2))


# %% mutant: overwriting left | = instead of +=
def mended(x, w, b, dy):
    T, K = x.shape[2], w.shape[2]
    n = T - K + 1
    z = b[:, None] + sum(np.einsum("oc,bct->bot", w[:, :, i], x[:, :, i : i + n]) for i in range(K))
    a = np.tanh(z)
    dz = (1 - a * a) * np.repeat(dy, 2, axis=2) / 2
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for i in range(K):
        dw[:, :, i] = np.einsum("bot,bct->oc", dz, x[:, :, i : i + n])
        dx[:, :, i : i + n] = np.einsum("oc,bot->bct", w[:, :, i], dz)
    return dx, dw, dz.sum(axis=(0, 2))


# %% mutant: both turned | dx is turned too
def mended(x, w, b, dy):
    T, K = x.shape[2], w.shape[2]
    n = T - K + 1
    z = b[:, None] + sum(np.einsum("oc,bct->bot", w[:, :, i], x[:, :, i : i + n]) for i in range(K))
    a = np.tanh(z)
    dz = (1 - a * a) * np.repeat(dy, 2, axis=2) / 2
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for i in range(K):
        dw[:, :, i] = np.einsum("bot,bct->oc", dz, x[:, :, i : i + n])
        dx[:, :, i : i + n] += np.einsum("oc,bot->bct", w[:, :, K - 1 - i], dz)
    return dx, dw, dz.sum(axis=(0, 2))


# %% mutant: slope of the sum | 1 − z² in place of 1 − a²
def mended(x, w, b, dy):
    T, K = x.shape[2], w.shape[2]
    n = T - K + 1
    z = b[:, None] + sum(np.einsum("oc,bct->bot", w[:, :, i], x[:, :, i : i + n]) for i in range(K))
    dz = (1 - z * z) * np.repeat(dy, 2, axis=2) / 2
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for i in range(K):
        dw[:, :, i] = np.einsum("bot,bct->oc", dz, x[:, :, i : i + n])
        dx[:, :, i : i + n] += np.einsum("oc,bot->bct", w[:, :, i], dz)
    return dx, dw, dz.sum(axis=(0, 2))


# %% mutant: bias mean | db is a mean
def mended(x, w, b, dy):
    T, K = x.shape[2], w.shape[2]
    n = T - K + 1
    z = b[:, None] + sum(np.einsum("oc,bct->bot", w[:, :, i], x[:, :, i : i + n]) for i in range(K))
    a = np.tanh(z)
    dz = (1 - a * a) * np.repeat(dy, 2, axis=2) / 2
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for i in range(K):
        dw[:, :, i] = np.einsum("bot,bct->oc", dz, x[:, :, i : i + n])
        dx[:, :, i : i + n] += np.einsum("oc,bot->bct", w[:, :, i], dz)
    return dx, dw, dz.mean(axis=(0, 2))


# %% mutant: tiled | pairs are taken to be halves of the sequence
def mended(x, w, b, dy):
    T, K = x.shape[2], w.shape[2]
    n = T - K + 1
    z = b[:, None] + sum(np.einsum("oc,bct->bot", w[:, :, i], x[:, :, i : i + n]) for i in range(K))
    a = np.tanh(z)
    dz = (1 - a * a) * np.tile(dy, 2) / 2
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for i in range(K):
        dw[:, :, i] = np.einsum("bot,bct->oc", dz, x[:, :, i : i + n])
        dx[:, :, i : i + n] += np.einsum("oc,bot->bct", w[:, :, i], dz)
    return dx, dw, dz.sum(axis=(0, 2))


# %% mutant: quarter | divides twice
def mended(x, w, b, dy):
    T, K = x.shape[2], w.shape[2]
    n = T - K + 1
    z = b[:, None] + sum(np.einsum("oc,bct->bot", w[:, :, i], x[:, :, i : i + n]) for i in range(K))
    a = np.tanh(z)
    dz = (1 - a * a) * np.repeat(dy, 2, axis=2) / 4
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for i in range(K):
        dw[:, :, i] = np.einsum("bot,bct->oc", dz, x[:, :, i : i + n])
        dx[:, :, i : i + n] += np.einsum("oc,bot->bct", w[:, :, i], dz)
    return dx, dw, dz.sum(axis=(0, 2))


# %% variant: windows | a view of all windows
def mended(x, w, b, dy):
    from numpy.lib.stride_tricks import sliding_window_view

    K = w.shape[2]
    windows = sliding_window_view(x, K, axis=2)  # (B, C, n, K)
    a = np.tanh(np.einsum("bctk,ock->bot", windows, w) + b[:, None])
    dz = 0.5 * np.kron(dy, np.ones((1, 1, 2))) * (1 - a**2)
    wide = sliding_window_view(np.pad(dz, ((0, 0), (0, 0), (K - 1, K - 1))), K, axis=2)
    dx = np.einsum("botk,ock->bct", wide, w[:, :, ::-1])
    return dx, np.einsum("bot,bctk->ock", dz, windows), dz.sum(axis=(0, 2))


# %% variant: step by step | one place of the sequence at a time, lists returned
def mended(x, w, b, dy):
    n, K = x.shape[2] - w.shape[2] + 1, w.shape[2]
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for t in range(n):
        patch = x[:, :, t : t + K]
        a = np.tanh(np.tensordot(patch, w, axes=([1, 2], [1, 2])) + b)
        g = (1 - a * a) * dy[:, :, t // 2] * 0.5
        dx[:, :, t : t + K] += np.tensordot(g, w, axes=1)
        dw += np.tensordot(g.T, patch, axes=1)
        db += g.sum(axis=0)
    return [dx.tolist(), dw.tolist(), db.tolist()]
