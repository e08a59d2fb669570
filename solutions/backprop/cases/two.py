# %% lazy: zeros | zeros everywhere
def two_layer_gradients(v, t, w1, w2):
    return 0.0, np.zeros(w1.shape), np.zeros(w2.shape)


# %% lazy: constant | ones everywhere
def two_layer_gradients(v, t, w1, w2):
    return 1.0, np.ones(w1.shape), np.ones(w2.shape)


# %% lazy: input returned | hands the weights back
def two_layer_gradients(v, t, w1, w2):
    return 0.5, w1, w2


# %% lazy: none | forgets to return
def two_layer_gradients(v, t, w1, w2):
    _ = 1 / (1 + np.exp(-v @ w1))


# %% lazy: library | asks the lesson for the answer
def two_layer_gradients(v, t, w1, w2):
    from deeparc.units.mlp import two_layer_update

    new1, new2 = two_layer_update(v, t, w1, w2, 1.0)
    return 0.7, w1 - new1, w2 - new2


# %% mutant: slope forgotten | no y(1 − y) in the hidden layer
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = np.sum(np.logaddexp(0, z2) - t * z2) / len(v)
    d2 = (y2 - t) / len(v)
    d1 = d2 @ w2.T
    return loss, v.T @ d1, y1.T @ d2


# %% mutant: sign flipped | t − y
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = np.sum(np.logaddexp(0, z2) - t * z2) / len(v)
    d2 = (t - y2) / len(v)
    d1 = y1 * (1 - y1) * (d2 @ w2.T)
    return loss, v.T @ d1, y1.T @ d2


# %% mutant: no mean | 1/B forgotten in the gradients
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = np.sum(np.logaddexp(0, z2) - t * z2) / len(v)
    d2 = y2 - t
    d1 = y1 * (1 - y1) * (d2 @ w2.T)
    return loss, v.T @ d1, y1.T @ d2


# %% mutant: 1/B twice | divides the gradients once more
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = np.sum(np.logaddexp(0, z2) - t * z2) / len(v)
    d2 = (y2 - t) / len(v)
    d1 = y1 * (1 - y1) * (d2 @ w2.T)
    return loss, v.T @ d1 / len(v), y1.T @ d2 / len(v)


# %% mutant: square loss | keeps the slope of the output
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = np.sum(np.logaddexp(0, z2) - t * z2) / len(v)
    d2 = (y2 - t) * y2 * (1 - y2) / len(v)
    d1 = y1 * (1 - y1) * (d2 @ w2.T)
    return loss, v.T @ d1, y1.T @ d2


# %% mutant: mean over all | loss averaged over outputs as well
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = np.sum(np.logaddexp(0, z2) - t * z2) / t.size
    d2 = (y2 - t) / len(v)
    d1 = y1 * (1 - y1) * (d2 @ w2.T)
    return loss, v.T @ d1, y1.T @ d2


# %% mutant: plain logarithm | loss from ln y, which fails for sure outputs
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = -np.sum(t * np.log(y2) + (1 - t) * np.log(1 - y2)) / len(v)
    d2 = (y2 - t) / len(v)
    d1 = y1 * (1 - y1) * (d2 @ w2.T)
    return loss, v.T @ d1, y1.T @ d2


# %% mutant: clipped | ln of a clipped y, wrong where y is very sure
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = -np.sum(t * np.log(np.clip(y2, 1e-12, 1)) + (1 - t) * np.log(np.clip(1 - y2, 1e-12, 1))) / len(v)
    d2 = (y2 - t) / len(v)
    d1 = y1 * (1 - y1) * (d2 @ w2.T)
    return loss, v.T @ d1, y1.T @ d2


# %% mutant: first example | uses only the first example for w1
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = np.sum(np.logaddexp(0, z2) - t * z2) / len(v)
    d2 = (y2 - t) / len(v)
    d1 = y1 * (1 - y1) * (d2 @ w2.T)
    return loss, v[:1].T @ d1[:1], y1.T @ d2


# %% mutant: summed outputs | adds the δ of the outputs without the weights
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = np.sum(np.logaddexp(0, z2) - t * z2) / len(v)
    d2 = (y2 - t) / len(v)
    d1 = y1 * (1 - y1) * np.sum(d2, axis=1, keepdims=True)
    return loss, v.T @ d1, y1.T @ d2


# %% variant: loops | index form, one example after the other
def two_layer_gradients(v, t, w1, w2):
    B, D, H, K = len(v), *w1.shape, w2.shape[1]
    g1, g2, loss = np.zeros((D, H)), np.zeros((H, K)), 0.0
    for m in range(B):
        y1 = [1 / (1 + np.exp(-sum(v[m, j] * w1[j, n] for j in range(D)))) for n in range(H)]
        z2 = [sum(y1[j] * w2[j, n] for j in range(H)) for n in range(K)]
        with np.errstate(over="ignore"):
            y2 = [1 / (1 + np.exp(-z)) for z in z2]
        d2 = [y2[n] - t[m, n] for n in range(K)]
        for n in range(K):
            loss += (np.logaddexp(0, -z2[n]) if t[m, n] else np.logaddexp(0, z2[n])) / B
        for n in range(H):
            d1 = y1[n] * (1 - y1[n]) * sum(w2[n, k] * d2[k] for k in range(K))
            for j in range(D):
                g1[j, n] += v[m, j] * d1 / B
            for k in range(K):
                g2[n, k] += y1[n] * d2[k] / B
    return loss, g1, g2


# %% variant: einsum | einsum, and the loss in an array of one number
def two_layer_gradients(v, t, w1, w2):
    y1 = 0.5 * (1 + np.tanh(0.5 * (v @ w1)))
    z2 = y1 @ w2
    y2 = 0.5 * (1 + np.tanh(0.5 * z2))
    loss = np.sum(np.logaddexp(0, z2) - t * z2) / len(v)
    d2 = (y2 - t) / len(v)
    d1 = y1 * (1 - y1) * (d2 @ w2.T)
    return np.array([loss]), np.einsum("mj,mn->jn", v, d1), np.einsum("mj,mn->jn", y1, d2).tolist()
