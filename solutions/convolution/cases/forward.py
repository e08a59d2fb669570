# %% lazy: zeros | zeros of the right shape
def convolve(x, w, b, stride=1, padding=0):
    K, L = w.shape[2:]
    h, v = (x.shape[2] + 2 * padding - K) // stride + 1, (x.shape[3] + 2 * padding - L) // stride + 1
    return np.zeros((len(x), len(w), h, v))


# %% lazy: constant | sixes, as in the example
def convolve(x, w, b, stride=1, padding=0):
    return np.full((1, 1, 2, 2), 6.0)


# %% lazy: input returned | hands x back
def convolve(x, w, b, stride=1, padding=0):
    return x


# %% lazy: none | forgets to return
def convolve(x, w, b, stride=1, padding=0):
    x @ x.swapaxes(2, 3)


# %% lazy: library | asks the library's layer
def convolve(x, w, b, stride=1, padding=0):
    from deeparc.layers.conv import Conv2d

    layer = Conv2d(
        w.shape[1], w.shape[0], w.shape[2:], np.random.default_rng(0), stride=stride, padding=padding, dtype="float64"
    )
    layer.params["w"][...] = w
    layer.params["b"][...] = b
    return layer.forward(x)


# %% lazy: ready-made | asks SciPy
def convolve(x, w, b, stride=1, padding=0):
    from scipy.signal import correlate2d

    return np.array(
        [[sum(correlate2d(p, k, mode="valid") for p, k in zip(pic, f)) + c for f, c in zip(w, b)] for pic in x]
    )


# %% mutant: turned | a true convolution: the filter is turned round
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v)) + b[:, None, None]
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            y += np.einsum("oc,bchv->bohv", w[:, :, K - 1 - i, L - 1 - j], part)
    return y


# %% mutant: no bias | b is not added
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v))
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            y += np.einsum("oc,bchv->bohv", w[:, :, i, j], part)
    return y


# %% mutant: bias for every element | b is added K·L times
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v)) + b[:, None, None]
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            y += np.einsum("oc,bchv->bohv", w[:, :, i, j], part) + b[:, None, None] / 2
    return y


# %% mutant: first map only | the input maps are not summed
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v)) + b[:, None, None]
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            y += np.einsum("o,bhv->bohv", w[:, 0, i, j], part[:, 0])
    return y


# %% mutant: stride ignored | steps of 1, then cut
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v)) + b[:, None, None]
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + (h - 1) + 1 : 1, j : j + (v - 1) + 1 : 1]
            y += np.einsum("oc,bchv->bohv", w[:, :, i, j], part)
    return y


# %% mutant: padding ignored | no zeros around
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, 0
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v)) + b[:, None, None]
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            y += np.einsum("oc,bchv->bohv", w[:, :, i, j], part)
    return y


# %% mutant: padded below only | zeros after, none before
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (0, 2 * p), (0, 2 * p)))
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v)) + b[:, None, None]
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            y += np.einsum("oc,bchv->bohv", w[:, :, i, j], part)
    return y


# %% mutant: rows and columns exchanged | the filter transposed
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    w = w.swapaxes(2, 3)
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v)) + b[:, None, None]
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            y += np.einsum("oc,bchv->bohv", w[:, :, i, j], part)
    return y


# %% mutant: off by one | starts a place late
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, padding
    x = np.roll(np.pad(x, ((0, 0), (0, 0), (p, p), (p, p))), -1, axis=3)
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v)) + b[:, None, None]
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            y += np.einsum("oc,bchv->bohv", w[:, :, i, j], part)
    return y


# %% mutant: in place | pads and changes x
def convolve(x, w, b, stride=1, padding=0):
    s, p = stride, padding
    x[:, :, 0, 0] = 0
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    K, L = w.shape[2:]
    h, v = (x.shape[2] - K) // s + 1, (x.shape[3] - L) // s + 1
    y = np.zeros((len(x), len(w), h, v)) + b[:, None, None]
    for i in range(K):
        for j in range(L):
            part = x[:, :, i : i + s * (h - 1) + 1 : s, j : j + s * (v - 1) + 1 : s]
            y += np.einsum("oc,bchv->bohv", w[:, :, i, j], part)
    return y


# %% variant: windows | a view of all windows and one sum
def convolve(x, w, b, stride=1, padding=0):
    from numpy.lib.stride_tricks import sliding_window_view

    wide = np.pad(x, [(0, 0)] * 2 + [(padding, padding)] * 2)
    windows = sliding_window_view(wide, np.shape(w)[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.moveaxis(np.tensordot(windows, w, axes=([1, 4, 5], [1, 2, 3])) + b, -1, 1)


# %% variant: columns | one matrix product for each place
def convolve(x, w, b, stride=1, padding=0):
    B, C, H, W = x.shape
    O, _, K, L = w.shape
    wide = np.zeros((B, C, H + 2 * padding, W + 2 * padding))
    wide[:, :, padding : padding + H, padding : padding + W] = x
    h, v = (H + 2 * padding - K) // stride + 1, (W + 2 * padding - L) // stride + 1
    y = np.empty((B, O, h, v))
    for a in range(h):
        for c in range(v):
            patch = wide[:, :, a * stride : a * stride + K, c * stride : c * stride + L].reshape(B, -1)
            y[:, :, a, c] = patch @ w.reshape(O, -1).T + b
    return y
