# %% lazy: zeros | zeros
def slide(x, w1, b1, w2, b2, K):
    return np.zeros((len(w2), x.shape[1] - K + 1, x.shape[2] - K + 1))


# %% lazy: constant | ones
def slide(x, w1, b1, w2, b2, K):
    return np.ones((len(w2), x.shape[1] - K + 1, x.shape[2] - K + 1))


# %% lazy: input returned | hands x back
def slide(x, w1, b1, w2, b2, K):
    return x


# %% lazy: none | forgets to return
def slide(x, w1, b1, w2, b2, K):
    w1 @ x[:, :K, :K].reshape(-1)


# %% lazy: library | asks the library
def slide(x, w1, b1, w2, b2, K):
    from deeparc.vision.overfeat import dense

    return dense(x)


# %% mutant: no ReLU | two linear layers
def slide(x, w1, b1, w2, b2, K):
    x, w1, w2 = (np.asarray(a, float) for a in (x, w1, w2))
    C, H, W = x.shape
    h, v = H - K + 1, W - K + 1
    filters = w1.reshape(-1, C, K, K)  # the same order as in vec(x)
    z = np.zeros((len(w1), h, v)) + np.reshape(b1, (-1, 1, 1))
    for i in range(K):
        for j in range(K):
            z += np.tensordot(filters[:, :, i, j], x[:, i : i + h, j : j + v], 1)
    # the second layer sees one place of M maps: a 1 × 1 convolution
    return np.tensordot(w2, z, 1) + np.reshape(b2, (-1, 1, 1))


# %% mutant: ReLU at the end | scores cut off
def slide(x, w1, b1, w2, b2, K):
    x, w1, w2 = (np.asarray(a, float) for a in (x, w1, w2))
    C, H, W = x.shape
    h, v = H - K + 1, W - K + 1
    filters = w1.reshape(-1, C, K, K)  # the same order as in vec(x)
    z = np.zeros((len(w1), h, v)) + np.reshape(b1, (-1, 1, 1))
    for i in range(K):
        for j in range(K):
            z += np.tensordot(filters[:, :, i, j], x[:, i : i + h, j : j + v], 1)
    # the second layer sees one place of M maps: a 1 × 1 convolution
    return np.maximum(np.tensordot(w2, np.maximum(z, 0), 1) + np.reshape(b2, (-1, 1, 1)), 0)


# %% mutant: no first bias | b1 forgotten
def slide(x, w1, b1, w2, b2, K):
    x, w1, w2 = (np.asarray(a, float) for a in (x, w1, w2))
    C, H, W = x.shape
    h, v = H - K + 1, W - K + 1
    filters = w1.reshape(-1, C, K, K)  # the same order as in vec(x)
    z = np.zeros((len(w1), h, v))
    for i in range(K):
        for j in range(K):
            z += np.tensordot(filters[:, :, i, j], x[:, i : i + h, j : j + v], 1)
    # the second layer sees one place of M maps: a 1 × 1 convolution
    return np.tensordot(w2, np.maximum(z, 0), 1) + np.reshape(b2, (-1, 1, 1))


# %% mutant: no second bias | b2 forgotten
def slide(x, w1, b1, w2, b2, K):
    x, w1, w2 = (np.asarray(a, float) for a in (x, w1, w2))
    C, H, W = x.shape
    h, v = H - K + 1, W - K + 1
    filters = w1.reshape(-1, C, K, K)  # the same order as in vec(x)
    z = np.zeros((len(w1), h, v)) + np.reshape(b1, (-1, 1, 1))
    for i in range(K):
        for j in range(K):
            z += np.tensordot(filters[:, :, i, j], x[:, i : i + h, j : j + v], 1)
    # the second layer sees one place of M maps: a 1 × 1 convolution
    return np.tensordot(w2, np.maximum(z, 0), 1)


# %% mutant: turned | filters turned round
def slide(x, w1, b1, w2, b2, K):
    x, w1, w2 = (np.asarray(a, float) for a in (x, w1, w2))
    C, H, W = x.shape
    h, v = H - K + 1, W - K + 1
    filters = w1.reshape(-1, C, K, K)  # the same order as in vec(x)
    z = np.zeros((len(w1), h, v)) + np.reshape(b1, (-1, 1, 1))
    for i in range(K):
        for j in range(K):
            z += np.tensordot(filters[:, :, K - 1 - i, K - 1 - j], x[:, i : i + h, j : j + v], 1)
    # the second layer sees one place of M maps: a 1 × 1 convolution
    return np.tensordot(w2, np.maximum(z, 0), 1) + np.reshape(b2, (-1, 1, 1))


# %% mutant: transposed | columns before rows
def slide(x, w1, b1, w2, b2, K):
    x, w1, w2 = (np.asarray(a, float) for a in (x, w1, w2))
    C, H, W = x.shape
    h, v = H - K + 1, W - K + 1
    filters = w1.reshape(-1, C, K, K)  # the same order as in vec(x)
    z = np.zeros((len(w1), h, v)) + np.reshape(b1, (-1, 1, 1))
    for i in range(K):
        for j in range(K):
            z += np.tensordot(filters[:, :, j, i], x[:, i : i + h, j : j + v], 1)
    # the second layer sees one place of M maps: a 1 × 1 convolution
    return np.tensordot(w2, np.maximum(z, 0), 1) + np.reshape(b2, (-1, 1, 1))


# %% mutant: maps last | another order of vec
def slide(x, w1, b1, w2, b2, K):
    x, w1, w2 = (np.asarray(a, float) for a in (x, w1, w2))
    C, H, W = x.shape
    h, v = H - K + 1, W - K + 1
    filters = w1.reshape(-1, K, K, C).transpose(0, 3, 1, 2)  # the same order as in vec(x)
    z = np.zeros((len(w1), h, v)) + np.reshape(b1, (-1, 1, 1))
    for i in range(K):
        for j in range(K):
            z += np.tensordot(filters[:, :, i, j], x[:, i : i + h, j : j + v], 1)
    # the second layer sees one place of M maps: a 1 × 1 convolution
    return np.tensordot(w2, np.maximum(z, 0), 1) + np.reshape(b2, (-1, 1, 1))


# %% mutant: one window | the first for all
def slide(x, w1, b1, w2, b2, K):
    x, w1, w2 = (np.asarray(a, float) for a in (x, w1, w2))
    C, H, W = x.shape
    h, v = H - K + 1, W - K + 1
    filters = w1.reshape(-1, C, K, K)  # the same order as in vec(x)
    z = np.zeros((len(w1), h, v)) + np.reshape(b1, (-1, 1, 1))
    for i in range(K):
        for j in range(K):
            z += np.tensordot(filters[:, :, i, j], x[:, i : i + 1, j : j + 1] * np.ones((1, h, v)), 1)
    # the second layer sees one place of M maps: a 1 × 1 convolution
    return np.tensordot(w2, np.maximum(z, 0), 1) + np.reshape(b2, (-1, 1, 1))


# %% mutant: mirrored | rows from below
def slide(x, w1, b1, w2, b2, K):
    x, w1, w2 = (np.asarray(a, float) for a in (x, w1, w2))
    C, H, W = x.shape
    h, v = H - K + 1, W - K + 1
    filters = w1.reshape(-1, C, K, K)  # the same order as in vec(x)
    z = np.zeros((len(w1), h, v)) + np.reshape(b1, (-1, 1, 1))
    for i in range(K):
        for j in range(K):
            z += np.tensordot(filters[:, :, i, j], x[:, i : i + h, j : j + v], 1)
    # the second layer sees one place of M maps: a 1 × 1 convolution
    return np.tensordot(w2, np.maximum(z[:, ::-1], 0), 1) + np.reshape(b2, (-1, 1, 1))


# %% mutant: slow | window by window
def slide(x, w1, b1, w2, b2, K):
    x = np.asarray(x, float)
    C, H, W = x.shape
    y = np.zeros((len(w2), H - K + 1, W - K + 1))
    for h in range(H - K + 1):
        for v in range(W - K + 1):
            z = np.array(b1, float)
            for i in range(K):
                for j in range(K):
                    for c in range(0, C):
                        z = z + w1[:, (c * K + i) * K + j] * x[c, h + i, v + j]
            y[:, h, v] = w2 @ np.maximum(z, 0) + b2
    return y


# %% variant: windows | a view of all windows, one product
def slide(x, w1, b1, w2, b2, K):
    views = np.lib.stride_tricks.sliding_window_view(x, (K, K), axis=(1, 2))  # (C, h, v, K, K)
    rows = views.transpose(1, 2, 0, 3, 4).reshape(views.shape[1] * views.shape[2], -1)
    z = rows @ np.array(w1).T + b1
    z[z < 0] = 0
    return (z @ w2.T + b2).T.reshape(-1, views.shape[1], views.shape[2])


# %% variant: row by row | einsum along the rows
def slide(x, w1, b1, w2, b2, K):
    H, W = x.shape[1:]
    out = []
    for h in range(H - K + 1):
        strip = x[:, h : h + K]
        columns = np.stack([strip[:, :, v : v + K].ravel() for v in range(W - K + 1)], axis=1)
        hidden = np.einsum("mi,iv->mv", w1, columns, optimize=True) + b1[:, None]
        out.append(w2 @ (hidden * (hidden > 0)) + b2[:, None])
    return np.stack(out, axis=1)
