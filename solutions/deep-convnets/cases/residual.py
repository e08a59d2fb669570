# %% lazy: zeros | zeros
def residual_block(x, w1, b1, w2, b2, dy):
    return tuple(np.zeros(a.shape) for a in (x, x, w1, b1, w2, b2))


# %% lazy: constant | ones
def residual_block(x, w1, b1, w2, b2, dy):
    return tuple(np.ones(a.shape) for a in (x, x, w1, b1, w2, b2))


# %% lazy: input returned | hands the arrays back
def residual_block(x, w1, b1, w2, b2, dy):
    return x, dy, w1, b1, w2, b2


# %% lazy: none | forgets to return
def residual_block(x, w1, b1, w2, b2, dy):
    np.maximum(x, 0)


# %% lazy: library | asks the library
def residual_block(x, w1, b1, w2, b2, dy):
    from deeparc.layers.linear import Linear

    return Linear(2, 2, np.random.default_rng(0))


# %% mutant: shortcut's gradient lost | dx through the branch only
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% mutant: branch's gradient lost | dx past the branch only
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% mutant: last ReLU forgotten backward | dy for ds
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy + 0  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds + dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% mutant: shortcut before the ReLU | dy in place of ds comes back
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = dy + dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% mutant: first ReLU forgotten backward | no mask
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = ds @ w2
    dx = ds + dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% mutant: plain net | nothing added
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds + dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% mutant: ReLU before the sum | F only adds
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + np.maximum(a @ w2.T + b2, 0)
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds + dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% mutant: no last ReLU | y = x + F
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds + dz @ w1  # the shortcut's part, and the branch's
    return s, dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% mutant: mean over the batch | 1/B
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds + dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.mean(axis=0), ds.T @ a, ds.mean(axis=0)


# %% mutant: b2 forgotten | no second bias
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + 0
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds + dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% mutant: z for a | dw2 from z
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds + dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ z, ds.sum(axis=0)


# %% mutant: dw2 from dy | the mask forgotten for w2
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds + dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), dy.T @ a, dy.sum(axis=0)


# %% mutant: sign | minus in dx
def residual_block(x, w1, b1, w2, b2, dy):
    z = x @ w1.T + b1
    a = np.maximum(z, 0)
    s = x + a @ w2.T + b2
    ds = dy * (s > 0)  # behind the last ReLU; the sum hands it on to both of its terms
    dz = (ds @ w2) * (z > 0)
    dx = ds - dz @ w1  # the shortcut's part, and the branch's
    return np.maximum(s, 0), dx, dz.T @ x, dz.sum(axis=0), ds.T @ a, ds.sum(axis=0)


# %% variant: row by row | loops over examples, outer products
def residual_block(x, w1, b1, w2, b2, dy):
    y, dx = np.zeros(x.shape), np.zeros(x.shape)
    dw1, db1, dw2, db2 = (np.zeros(p.shape) for p in (w1, b1, w2, b2))
    for n, row in enumerate(x):
        z = w1.dot(row) + b1
        a = np.where(z > 0, z, 0.0)
        s = row + w2.dot(a) + b2
        y[n] = np.where(s > 0, s, 0.0)
        g = np.where(s > 0, dy[n], 0.0)
        inner = np.where(z > 0, w2.T.dot(g), 0.0)
        dx[n] = g + w1.T.dot(inner)
        dw1 += np.outer(inner, row)
        db1 += inner
        dw2 += np.outer(g, a)
        db2 += g
    return [y, dx, dw1, db1, dw2, db2]


# %% variant: einsum | indices, the output's sign as mask
def residual_block(x, w1, b1, w2, b2, dy):
    hidden = np.clip(np.einsum("bd,hd->bh", x, w1) + b1, 0, None)
    y = np.clip(np.einsum("bh,dh->bd", hidden, w2) + b2 + x, 0, None)
    back = np.sign(y) * dy
    inner = np.sign(hidden) * np.einsum("bd,dh->bh", back, w2)
    one = np.ones(len(x))
    dw1, dw2 = np.einsum("bh,bd->hd", inner, x), np.einsum("bd,bh->dh", back, hidden)
    return y, np.einsum("bh,hd->bd", inner, w1) + back, dw1, one @ inner, dw2, one @ back
