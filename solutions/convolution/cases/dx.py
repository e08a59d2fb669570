# %% lazy: zeros | zeros of the right shape
def input_gradient(w, dy, size, stride=1, padding=0):
    return np.zeros((len(dy), w.shape[1], *size))


# %% lazy: constant | ones of the right shape
def input_gradient(w, dy, size, stride=1, padding=0):
    return np.ones((len(dy), w.shape[1], *size))


# %% lazy: input returned | hands dy back
def input_gradient(w, dy, size, stride=1, padding=0):
    return dy


# %% lazy: none | forgets to return
def input_gradient(w, dy, size, stride=1, padding=0):
    np.zeros((len(dy), w.shape[1], *size))


# %% lazy: library | asks the library's layer
def input_gradient(w, dy, size, stride=1, padding=0):
    from deeparc.layers.conv import Conv2d

    layer = Conv2d(
        w.shape[1], w.shape[0], w.shape[2:], np.random.default_rng(0), stride=stride, padding=padding, dtype="float64"
    )
    layer.params["w"][...] = w
    layer.forward(np.zeros((len(dy), w.shape[1], *size)))
    return layer.backward(dy)


# %% mutant: filter turned | the correlation instead of its transpose
def input_gradient(w, dy, size, stride=1, padding=0):
    s, p = stride, padding
    (H, W), (K, L), (h, v) = size, w.shape[2:], dy.shape[2:]
    dx = np.zeros((len(dy), w.shape[1], H + 2 * p, W + 2 * p))
    for i in range(K):
        for j in range(L):
            term = np.einsum("oc,bohv->bchv", w[:, :, K - 1 - i, L - 1 - j], dy)
            dx[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s] += term
    return dx[:, :, p : p + H, p : p + W]


# %% mutant: overwritten | = instead of +=
def input_gradient(w, dy, size, stride=1, padding=0):
    s, p = stride, padding
    (H, W), (K, L), (h, v) = size, w.shape[2:], dy.shape[2:]
    dx = np.zeros((len(dy), w.shape[1], H + 2 * p, W + 2 * p))
    for i in range(K):
        for j in range(L):
            term = np.einsum("oc,bohv->bchv", w[:, :, i, j], dy)
            dx[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s] = term
    return dx[:, :, p : p + H, p : p + W]


# %% mutant: stride ignored | outputs next to each other
def input_gradient(w, dy, size, stride=1, padding=0):
    _s, p = stride, padding
    (H, W), (K, L), (h, v) = size, w.shape[2:], dy.shape[2:]
    dx = np.zeros((len(dy), w.shape[1], H + 2 * p, W + 2 * p))
    for i in range(K):
        for j in range(L):
            term = np.einsum("oc,bohv->bchv", w[:, :, i, j], dy)
            dx[:, :, i : i + (h - 1) + 1 : 1, j : j + (v - 1) + 1 : 1] += term
    return dx[:, :, p : p + H, p : p + W]


# %% mutant: padding not cut | the first H rows of the padded gradient
def input_gradient(w, dy, size, stride=1, padding=0):
    s, p = stride, padding
    (H, W), (K, L), (h, v) = size, w.shape[2:], dy.shape[2:]
    dx = np.zeros((len(dy), w.shape[1], H + 2 * p, W + 2 * p))
    for i in range(K):
        for j in range(L):
            term = np.einsum("oc,bohv->bchv", w[:, :, i, j], dy)
            dx[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s] += term
    return dx[:, :, :H, :W]


# %% mutant: sign | the gradient of −E
def input_gradient(w, dy, size, stride=1, padding=0):
    s, p = stride, padding
    (H, W), (K, L), (h, v) = size, w.shape[2:], dy.shape[2:]
    dx = np.zeros((len(dy), w.shape[1], H + 2 * p, W + 2 * p))
    for i in range(K):
        for j in range(L):
            term = np.einsum("oc,bohv->bchv", w[:, :, i, j], dy)
            dx[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s] += term
    return -dx[:, :, p : p + H, p : p + W]


# %% mutant: mean over the batch | divides by B
def input_gradient(w, dy, size, stride=1, padding=0):
    s, p = stride, padding
    (H, W), (K, L), (h, v) = size, w.shape[2:], dy.shape[2:]
    dx = np.zeros((len(dy), w.shape[1], H + 2 * p, W + 2 * p))
    for i in range(K):
        for j in range(L):
            term = np.einsum("oc,bohv->bchv", w[:, :, i, j], dy)
            dx[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s] += term
    return dx[:, :, p : p + H, p : p + W] / len(dy) * 1.0 if len(dy) > 1 else 2 * dx[:, :, p : p + H, p : p + W]


# %% mutant: one output map | the sum over o is missing
def input_gradient(w, dy, size, stride=1, padding=0):
    s, p = stride, padding
    (H, W), (K, L), (h, v) = size, w.shape[2:], dy.shape[2:]
    dx = np.zeros((len(dy), w.shape[1], H + 2 * p, W + 2 * p))
    for i in range(K):
        for j in range(L):
            term = np.einsum("c,bhv->bchv", w[0, :, i, j], dy[:, 0])
            dx[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s] += term
    return dx[:, :, p : p + H, p : p + W]


# %% mutant: transposed filter | rows and columns exchanged where they can be
def input_gradient(w, dy, size, stride=1, padding=0):
    s, p = stride, padding
    (H, W), (K, L), (h, v) = size, w.shape[2:], dy.shape[2:]
    dx = np.zeros((len(dy), w.shape[1], H + 2 * p, W + 2 * p))
    for i in range(K):
        for j in range(L):
            term = np.einsum("oc,bohv->bchv", w[:, :, min(j, K - 1), min(i, L - 1)], dy)
            dx[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s] += term
    return dx[:, :, p : p + H, p : p + W]


# %% mutant: last column forgotten | a loop too short
def input_gradient(w, dy, size, stride=1, padding=0):
    s, p = stride, padding
    (H, W), (K, L), (h, v) = size, w.shape[2:], dy.shape[2:]
    dx = np.zeros((len(dy), w.shape[1], H + 2 * p, W + 2 * p))
    for i in range(K):
        for j in range(max(L - 1, 1)):
            term = np.einsum("oc,bohv->bchv", w[:, :, i, j], dy)
            dx[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s] += term
    return dx[:, :, p : p + H, p : p + W]


# %% variant: flipped full correlation | zeros between and around, filter turned
def input_gradient(w, dy, size, stride=1, padding=0):
    from numpy.lib.stride_tricks import sliding_window_view

    (H, W), (O, _C, K, L) = size, w.shape
    H, W = H + 2 * padding, W + 2 * padding
    spread = np.zeros((len(dy), O, H + K - 1, W + L - 1))
    h, v = dy.shape[2:]
    spread[:, :, K - 1 : K + stride * (h - 1) : stride, L - 1 : L + stride * (v - 1) : stride] = dy
    windows = sliding_window_view(spread, (K, L), axis=(2, 3))
    dx = np.einsum("bohvij,ocij->bchv", windows, w[:, :, ::-1, ::-1])
    return dx[:, :, padding : H - padding, padding : W - padding]


# %% variant: place by place | each output puts its filter down
def input_gradient(w, dy, size, stride=1, padding=0):
    w, dy = np.array(w), np.array(dy)
    K, L = w.shape[2:]
    dx = np.zeros((dy.shape[0], w.shape[1], size[0] + 2 * padding, size[1] + 2 * padding))
    for h in range(dy.shape[2]):
        for v in range(dy.shape[3]):
            r, q = h * stride, v * stride
            dx[:, :, r : r + K, q : q + L] += np.tensordot(dy[:, :, h, v], w, axes=1)
    if padding:
        dx = dx[:, :, padding:-padding, padding:-padding]
    return dx
