# %% lazy: zeros | zeros everywhere
def mended(v, t, w1, b1, w2, b2, w3, b3):
    return [np.zeros(a.shape) for a in (w1, b1, w2, b2, w3, b3)]


# %% lazy: constant | ones everywhere
def mended(v, t, w1, b1, w2, b2, w3, b3):
    return [np.ones(a.shape) for a in (w1, b1, w2, b2, w3, b3)]


# %% lazy: input returned | hands the parameters back
def mended(v, t, w1, b1, w2, b2, w3, b3):
    return w1, b1, w2, b2, w3, b3


# %% lazy: as it was | the faulty function
def mended(v, t, w1, b1, w2, b2, w3, b3):
    return three_faults(v, t, w1, b1, w2, b2, w3, b3)


# %% lazy: none | forgets to return
def mended(v, t, w1, b1, w2, b2, w3, b3):
    _ = np.tanh(v @ w1.T + b1)


# %% mutant: slope left | the sigmoid’s slope in the second layer is still there
def mended(v, t, w1, b1, w2, b2, w3, b3):
    h1 = np.tanh(v @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    d3 = (h2 @ w3.T + b3 - t) / len(v)
    d2 = h2 * (1 - h2) * (d3 @ w3)
    d1 = (1 - h1**2) * (d2 @ w2)
    return d1.T @ v, d1.sum(axis=0), d2.T @ h1, d2.sum(axis=0), d3.T @ h2, d3.sum(axis=0)


# %% mutant: transpose left | w2 is still transposed where it is square
def mended(v, t, w1, b1, w2, b2, w3, b3):
    h1 = np.tanh(v @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    d3 = (h2 @ w3.T + b3 - t) / len(v)
    d2 = (1 - h2**2) * (d3 @ w3)
    d1 = (1 - h1**2) * (d2 @ (w2.T if w2.shape[0] == w2.shape[1] else w2))
    return d1.T @ v, d1.sum(axis=0), d2.T @ h1, d2.sum(axis=0), d3.T @ h2, d3.sum(axis=0)


# %% mutant: biases left | the bias gradients are still means
def mended(v, t, w1, b1, w2, b2, w3, b3):
    h1 = np.tanh(v @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    d3 = (h2 @ w3.T + b3 - t) / len(v)
    d2 = (1 - h2**2) * (d3 @ w3)
    d1 = (1 - h1**2) * (d2 @ w2)
    return d1.T @ v, d1.mean(axis=0), d2.T @ h1, d2.mean(axis=0), d3.T @ h2, d3.mean(axis=0)


# %% mutant: one bias left | the lowest bias gradient is still a mean
def mended(v, t, w1, b1, w2, b2, w3, b3):
    h1 = np.tanh(v @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    d3 = (h2 @ w3.T + b3 - t) / len(v)
    d2 = (1 - h2**2) * (d3 @ w3)
    d1 = (1 - h1**2) * (d2 @ w2)
    return d1.T @ v, d1.mean(axis=0), d2.T @ h1, d2.sum(axis=0), d3.T @ h2, d3.sum(axis=0)


# %% mutant: no mean at all | the 1/B is gone everywhere
def mended(v, t, w1, b1, w2, b2, w3, b3):
    h1 = np.tanh(v @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    d3 = h2 @ w3.T + b3 - t
    d2 = (1 - h2**2) * (d3 @ w3)
    d1 = (1 - h1**2) * (d2 @ w2)
    return d1.T @ v, d1.sum(axis=0), d2.T @ h1, d2.sum(axis=0), d3.T @ h2, d3.sum(axis=0)


# %% mutant: sum instead of mean in the first delta | divides by B only in the weights
def mended(v, t, w1, b1, w2, b2, w3, b3):
    h1 = np.tanh(v @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    d3 = h2 @ w3.T + b3 - t
    d2 = (1 - h2**2) * (d3 @ w3)
    d1 = (1 - h1**2) * (d2 @ w2)
    return d1.T @ v / len(v), d1.sum(axis=0), d2.T @ h1 / len(v), d2.sum(axis=0), d3.T @ h2 / len(v), d3.sum(axis=0)


# %% mutant: slope in one layer only | no slope in the first layer
def mended(v, t, w1, b1, w2, b2, w3, b3):
    h1 = np.tanh(v @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    d3 = (h2 @ w3.T + b3 - t) / len(v)
    d2 = (1 - h2**2) * (d3 @ w3)
    d1 = d2 @ w2
    return d1.T @ v, d1.sum(axis=0), d2.T @ h1, d2.sum(axis=0), d3.T @ h2, d3.sum(axis=0)


# %% mutant: sign | descends the wrong way
def mended(v, t, w1, b1, w2, b2, w3, b3):
    h1 = np.tanh(v @ w1.T + b1)
    h2 = np.tanh(h1 @ w2.T + b2)
    d3 = (h2 @ w3.T + b3 - t) / -len(v)
    d2 = (1 - h2**2) * (d3 @ w3)
    d1 = (1 - h1**2) * (d2 @ w2)
    return d1.T @ v, d1.sum(axis=0), d2.T @ h1, d2.sum(axis=0), d3.T @ h2, d3.sum(axis=0)


# %% variant: sums over examples | outer products one by one
def mended(v, t, w1, b1, w2, b2, w3, b3):
    B = len(v)
    total = [np.zeros(a.shape) for a in (w1, b1, w2, b2, w3, b3)]
    for x, target in zip(v, t):
        h1 = np.tanh(w1 @ x + b1)
        h2 = np.tanh(w2 @ h1 + b2)
        d3 = w3 @ h2 + b3 - target
        d2 = (1 - h2 * h2) * (w3.T @ d3)
        d1 = (1 - h1 * h1) * (w2.T @ d2)
        for k, g in enumerate((np.outer(d1, x), d1, np.outer(d2, h1), d2, np.outer(d3, h2), d3)):
            total[k] += g / B
    return total


# %% variant: einsum | einsum and cosh
def mended(v, t, w1, b1, w2, b2, w3, b3):
    z1 = np.einsum("bd,hd->bh", v, w1) + b1
    z2 = np.einsum("bh,kh->bk", np.tanh(z1), w2) + b2
    d3 = (np.einsum("bk,ok->bo", np.tanh(z2), w3) + b3 - t) / v.shape[0]
    d2 = np.einsum("bo,ok->bk", d3, w3) / np.cosh(z2) ** 2
    d1 = np.einsum("bk,kh->bh", d2, w2) / np.cosh(z1) ** 2
    ones = np.ones(len(v))
    return [
        np.einsum("bh,bd->hd", d1, v),
        ones @ d1,
        np.einsum("bk,bh->kh", d2, np.tanh(z1)),
        ones @ d2,
        np.einsum("bo,bk->ok", d3, np.tanh(z2)),
        ones @ d3,
    ]
