# %% lazy: zeros | zeros everywhere
def block(x, a, dy):
    return np.zeros(x.shape), np.zeros(x.shape), np.zeros(a.shape)


# %% lazy: constant | ones everywhere
def block(x, a, dy):
    return np.ones(x.shape), np.ones(x.shape), np.ones(a.shape)


# %% lazy: input returned | hands x, dy and a back
def block(x, a, dy):
    return x, dy, a


# %% lazy: none | forgets to return
def block(x, a, dy):
    _ = x @ a.T


# %% mutant: skip forgotten backward | the gradient of the sum is lost
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * s * (1 - p**2) + dy * p * s * (1 - s)
    return y, dh @ a, dh.T @ x


# %% mutant: only the skip | the other path is lost
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * s * (1 - p**2) + dy * p * s * (1 - s)
    return y, dy + 0 * x, dh.T @ x


# %% mutant: only tanh | the path through σ is lost
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * s * (1 - p**2)
    return y, dy + dh @ a, dh.T @ x


# %% mutant: only σ | the path through tanh is lost
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * p * s * (1 - s)
    return y, dy + dh @ a, dh.T @ x


# %% mutant: multiplied | multiplies the two paths
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * s * (1 - p**2) * dy * p * s * (1 - s)
    return y, dy + dh @ a, dh.T @ x


# %% mutant: transposed weights | aᵀ on the way back
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * s * (1 - p**2) + dy * p * s * (1 - s)
    return y, dy + dh @ a.T, dh.T @ x


# %% mutant: transposed gradient | da the wrong way round
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * s * (1 - p**2) + dy * p * s * (1 - s)
    return y, dy + dh @ a, x.T @ dh


# %% mutant: forward transposed | h = x a
def block(x, a, dy):
    h = x @ a
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * s * (1 - p**2) + dy * p * s * (1 - s)
    return y, dy + dh @ a, dh.T @ x


# %% mutant: no skip | y without x
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = p * s
    dh = dy * s * (1 - p**2) + dy * p * s * (1 - s)
    return y, dy + dh @ a, dh.T @ x


# %% mutant: slopes exchanged | 1 − p² for σ and s(1 − s) for tanh
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * s * s * (1 - s) + dy * p * (1 - p**2)
    return y, dy + dh @ a, dh.T @ x


# %% mutant: overflow | σ by e^{h}/(1 + e^{h})
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), np.exp(h) / (1 + np.exp(h))
    y = x + p * s
    dh = dy * s * (1 - p**2) + dy * p * s * (1 - s)
    return y, dy + dh @ a, dh.T @ x


# %% mutant: mean | divides by B
def block(x, a, dy):
    h = x @ a.T
    p, s = np.tanh(h), 0.5 * (1 + np.tanh(0.5 * h))
    y = x + p * s
    dh = dy * s * (1 - p**2) + dy * p * s * (1 - s)
    return y, dy + dh @ a, dh.T @ x / len(x)


# %% variant: rows | one example after the other
def block(x, a, dy):
    ys, dxs, da = [], [], np.zeros(a.shape)
    for v, d in zip(x, dy):
        h = a @ v
        p = np.tanh(h)
        s = (1 + np.tanh(h / 2)) / 2
        slope = s / np.cosh(np.clip(h, -300, 300)) ** 2 + p * s * (1 - s)
        ys.append(v + p * s)
        dxs.append(d + a.T @ (d * slope))
        da += np.outer(d * slope, v)
    return ys, dxs, da


# %% variant: by parts | each node of the graph by itself
def block(x, a, dy):
    from scipy.special import expit

    h = np.einsum("bj,ij->bi", x, a)
    left, right = np.tanh(h), expit(h)
    into_left, into_right = dy * right, dy * left
    total = into_left * (1 - left * left)
    total = total + into_right * right * (1 - right)
    back = np.einsum("bi,ij->bj", total, a)
    return x + left * right, back + dy, np.einsum("bi,bj->ij", total, x)
