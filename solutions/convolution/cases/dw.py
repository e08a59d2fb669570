# %% lazy: zeros | zeros of the right shapes
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    return np.zeros((dy.shape[1], x.shape[1], *kernel)), np.zeros(dy.shape[1])


# %% lazy: constant | ones of the right shapes
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    return np.ones((dy.shape[1], x.shape[1], *kernel)), np.ones(dy.shape[1])


# %% lazy: input returned | hands the arrays back
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    return x, dy


# %% lazy: none | forgets to return
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    np.zeros(kernel)


# %% lazy: library | asks the library's layer
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    from deeparc.layers.conv import Conv2d

    layer = Conv2d(
        x.shape[1],
        dy.shape[1],
        tuple(kernel),
        np.random.default_rng(0),
        stride=stride,
        padding=padding,
        dtype="float64",
    )
    layer.forward(x)
    layer.backward(dy)
    return layer.grads["w"], layer.grads["b"]


# %% mutant: turned | the filter's gradient turned round
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    (K, L), (h, v) = kernel, dy.shape[2:]
    dw = np.zeros((dy.shape[1], x.shape[1], K, L))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            dw[:, :, K - 1 - i, L - 1 - j] = np.einsum("bohv,bchv->oc", dy, part)
    return dw, dy.sum(axis=(0, 2, 3))


# %% mutant: mean over the batch | divides by B
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    (K, L), (h, v) = kernel, dy.shape[2:]
    dw = np.zeros((dy.shape[1], x.shape[1], K, L))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            dw[:, :, i, j] = np.einsum("bohv,bchv->oc", dy, part) / len(x)
    return dw, dy.sum(axis=(0, 2, 3)) / len(x)


# %% mutant: bias mean | db is a mean
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    (K, L), (h, v) = kernel, dy.shape[2:]
    dw = np.zeros((dy.shape[1], x.shape[1], K, L))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            dw[:, :, i, j] = np.einsum("bohv,bchv->oc", dy, part)
    return dw, dy.mean(axis=(0, 2, 3))


# %% mutant: bias of one place | db over the batch only
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    (K, L), (h, v) = kernel, dy.shape[2:]
    dw = np.zeros((dy.shape[1], x.shape[1], K, L))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            dw[:, :, i, j] = np.einsum("bohv,bchv->oc", dy, part)
    return dw, dy.sum(axis=0)[:, 0, 0]


# %% mutant: stride ignored | windows next to each other
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    _s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    (K, L), (h, v) = kernel, dy.shape[2:]
    dw = np.zeros((dy.shape[1], x.shape[1], K, L))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + (h - 1) + 1 : 1, j : j + (v - 1) + 1 : 1]
            dw[:, :, i, j] = np.einsum("bohv,bchv->oc", dy, part)
    return dw, dy.sum(axis=(0, 2, 3))


# %% mutant: padding ignored | x is not padded
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (0, 2 * p), (0, 2 * p)))
    (K, L), (h, v) = kernel, dy.shape[2:]
    dw = np.zeros((dy.shape[1], x.shape[1], K, L))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            dw[:, :, i, j] = np.einsum("bohv,bchv->oc", dy, part)
    return dw, dy.sum(axis=(0, 2, 3))


# %% mutant: maps exchanged | (C, O) where the numbers allow it
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    (K, L), (h, v) = kernel, dy.shape[2:]
    dw = np.zeros((dy.shape[1], x.shape[1], K, L))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            dw[:, :, i, j] = np.einsum("bohv,bchv->oc", dy, part)
    return dw.swapaxes(0, 1).reshape(dw.shape), dy.sum(axis=(0, 2, 3))


# %% mutant: sign | the gradients of −E
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    (K, L), (h, v) = kernel, dy.shape[2:]
    dw = np.zeros((dy.shape[1], x.shape[1], K, L))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            dw[:, :, i, j] = np.einsum("bohv,bchv->oc", dy, part)
    return -dw, -dy.sum(axis=(0, 2, 3))


# %% mutant: one example | the batch is not summed
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    (K, L), (h, v) = kernel, dy.shape[2:]
    dw = np.zeros((dy.shape[1], x.shape[1], K, L))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            dw[:, :, i, j] = np.einsum("ohv,chv->oc", dy[0], part[0])
    return dw, dy.sum(axis=(0, 2, 3))


# %% variant: windows | a view of all windows and one sum
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    from numpy.lib.stride_tricks import sliding_window_view

    wide = np.pad(x, [(0, 0)] * 2 + [(padding, padding)] * 2)
    windows = sliding_window_view(wide, tuple(kernel), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.tensordot(dy, windows, axes=([0, 2, 3], [0, 2, 3])), np.einsum("bohv->o", dy)


# %% variant: place by place | outer products, lists returned
def filter_gradient(x, dy, kernel, stride=1, padding=0):
    K, L = kernel
    wide = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dw = 0
    for h in range(dy.shape[2]):
        for v in range(dy.shape[3]):
            patch = wide[:, :, h * stride : h * stride + K, v * stride : v * stride + L]
            dw = dw + np.tensordot(dy[:, :, h, v].T, patch, axes=1)
    return [dw.tolist(), dy.sum(3).sum(2).sum(0).tolist()]
