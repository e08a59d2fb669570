# %% lazy: zeros | zeros everywhere
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    return np.zeros(x.shape), np.zeros(x.shape)


# %% lazy: constant | ones everywhere
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    return np.ones(x.shape), np.ones(x.shape)


# %% lazy: input returned | the pictures as they are
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    return x, x


# %% lazy: none | forgets to return
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    _ = x @ w


# %% lazy: import | takes the library's loss
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    from deeparc.core.loss import cross_entropy

    g = cross_entropy(x @ w + b, t)[1] @ w.T * len(x)
    return g, np.clip(x + (-1 if towards else 1) * epsilon * np.sign(g), 0, 1)


# %% mutant: mean | divided by the batch
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w + b
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), t] -= 1
    g = p @ w.T / len(x)
    return g, np.clip(x + (-1 if towards else 1) * epsilon * np.sign(g), 0, 1)


# %% mutant: sign flipped | towards the true class
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w + b
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), t] -= 1
    g = p @ w.T
    return g, np.clip(x + (1 if towards else -1) * epsilon * np.sign(g), 0, 1)


# %% mutant: towards ignored | always away
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w + b
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), t] -= 1
    g = p @ w.T
    return g, np.clip(x + epsilon * np.sign(g), 0, 1)


# %% mutant: not cut off | pixels leave [0, 1]
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w + b
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), t] -= 1
    g = p @ w.T
    return g, x + (-1 if towards else 1) * epsilon * np.sign(g)


# %% mutant: no target | p without one-hot
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w + b
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    g = p @ w.T
    return g, np.clip(x + (-1 if towards else 1) * epsilon * np.sign(g), 0, 1)


# %% mutant: overflow | exponentials of the logits as they are
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w + b
    p = np.exp(z)
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), t] -= 1
    g = p @ w.T
    return g, np.clip(x + (-1 if towards else 1) * epsilon * np.sign(g), 0, 1)


# %% mutant: bias forgotten | no b
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), t] -= 1
    g = p @ w.T
    return g, np.clip(x + (-1 if towards else 1) * epsilon * np.sign(g), 0, 1)


# %% mutant: gradient step | without the sign
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w + b
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), t] -= 1
    g = p @ w.T
    return g, np.clip(x + (-1 if towards else 1) * epsilon * g, 0, 1)


# %% mutant: whole batch | probabilities of the batch sum to 1
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w + b
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum()
    p[np.arange(len(p)), t] -= 1
    g = p @ w.T
    return g, np.clip(x + (-1 if towards else 1) * epsilon * np.sign(g), 0, 1)


# %% mutant: gradient turned | g of the wanted class with its sign turned
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = x @ w + b
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), t] -= 1
    g = p @ w.T
    g = -g if towards else g
    towards = False
    return g, np.clip(x + (-1 if towards else 1) * epsilon * np.sign(g), 0, 1)


# %% variant: loop | example by example, lists
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    gs, ys = [], []
    for xm, tm in zip(x, t):
        z = [float(xm @ w[:, k] + b[k]) for k in range(w.shape[1])]
        e = [np.exp(zk - max(z)) for zk in z]
        g = sum((e[k] / sum(e) - (k == tm)) * w[:, k] for k in range(len(z)))
        y = xm - epsilon * np.sign(g) if towards else xm + epsilon * np.sign(g)
        gs.append(g.tolist())
        ys.append(np.minimum(1, np.maximum(0, y)).tolist())
    return gs, ys


# %% variant: logs | log-softmax and einsum
def fast_gradient_sign(w, b, x, t, epsilon, towards=False):
    z = np.einsum("bd,dk->bk", x, w) + b
    p = np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None])
    g = np.einsum("bk,dk->bd", p - np.eye(len(b))[t], w)
    step = np.where(g > 0, epsilon, np.where(g < 0, -epsilon, 0.0))
    return [g, (x - step if towards else x + step).clip(0, 1)]
