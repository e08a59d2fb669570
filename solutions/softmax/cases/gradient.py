# %% lazy: zeros | all zero
def loss_and_gradient(w, b, v, t):
    return 0.0, np.zeros(np.shape(w)), np.zeros(len(b))


# %% lazy: ln K | knows nothing, does not move
def loss_and_gradient(w, b, v, t):
    return np.log(len(b)), np.zeros(np.shape(w)), np.zeros(len(b))


# %% lazy: input returned | hands the weights back
def loss_and_gradient(w, b, v, t):
    return 1.0, w, b


# %% lazy: none | returns nothing
def loss_and_gradient(w, b, v, t):
    v @ w + b


# %% lazy: library | asks the lesson's module
def loss_and_gradient(w, b, v, t):
    from deeparc.units.softmax import SoftmaxUnits, gradient, loss

    m = SoftmaxUnits(w, b)
    return loss(m, v, t), *gradient(m, v, t)


# %% mutant: three steps | through the probability of the true class
def loss_and_gradient(w, b, v, t):
    z = v @ w + b
    y = np.exp(z - z.max(axis=1, keepdims=True))
    y /= y.sum(axis=1, keepdims=True)
    p = y[np.arange(len(t)), t]
    e = np.stack([-1 / q * (q * (np.eye(len(b))[c] - r)) for q, c, r in zip(p, t, y)]) / len(v)
    return -np.mean(np.log(p)), v.T @ e, e.sum(axis=0)


# %% mutant: sum | not divided by B
def loss_and_gradient(w, b, v, t):
    z = v @ w + b
    l = z - np.logaddexp.reduce(z, axis=1)[:, None]
    e = np.exp(l) - np.eye(len(b))[t]
    return -np.sum(l[np.arange(len(t)), t]), v.T @ e, e.sum(axis=0)


# %% mutant: sum in the gradient | the loss is a mean, the gradient is not
def loss_and_gradient(w, b, v, t):
    z = v @ w + b
    l = z - np.logaddexp.reduce(z, axis=1)[:, None]
    e = np.exp(l) - np.eye(len(b))[t]
    return -np.mean(l[np.arange(len(t)), t]), v.T @ e, e.sum(axis=0)


# %% mutant: sign | t − y
def loss_and_gradient(w, b, v, t):
    z = v @ w + b
    l = z - np.logaddexp.reduce(z, axis=1)[:, None]
    e = (np.eye(len(b))[t] - np.exp(l)) / len(v)
    return -np.mean(l[np.arange(len(t)), t]), v.T @ e, e.sum(axis=0)


# %% mutant: target forgotten | y alone
def loss_and_gradient(w, b, v, t):
    z = v @ w + b
    l = z - np.logaddexp.reduce(z, axis=1)[:, None]
    e = np.exp(l) / len(v)
    return -np.mean(l[np.arange(len(t)), t]), v.T @ e, e.sum(axis=0)


# %% mutant: true class only | the other classes get no message
def loss_and_gradient(w, b, v, t):
    z = v @ w + b
    l = z - np.logaddexp.reduce(z, axis=1)[:, None]
    e = (np.exp(l) - 1) * np.eye(len(b))[t] / len(v)
    return -np.mean(l[np.arange(len(t)), t]), v.T @ e, e.sum(axis=0)


# %% mutant: bias not used | leaves b out of the logits
def loss_and_gradient(w, b, v, t):
    z = v @ w
    l = z - np.logaddexp.reduce(z, axis=1)[:, None]
    e = (np.exp(l) - np.eye(len(b))[t]) / len(v)
    return -np.mean(l[np.arange(len(t)), t]), v.T @ e, e.sum(axis=0)


# %% mutant: log-likelihood | without the minus
def loss_and_gradient(w, b, v, t):
    z = v @ w + b
    l = z - np.logaddexp.reduce(z, axis=1)[:, None]
    e = (np.exp(l) - np.eye(len(b))[t]) / len(v)
    return np.mean(l[np.arange(len(t)), t]), v.T @ e, e.sum(axis=0)


# %% mutant: wrong axis | db is a sum over the classes
def loss_and_gradient(w, b, v, t):
    z = v @ w + b
    l = z - np.logaddexp.reduce(z, axis=1)[:, None]
    e = (np.exp(l) - np.eye(len(b))[t]) / len(v)
    return -np.mean(l[np.arange(len(t)), t]), v.T @ e, np.full(len(b), e.sum())


# %% mutant: mean over classes too | divides by B K
def loss_and_gradient(w, b, v, t):
    z = v @ w + b
    l = z - np.logaddexp.reduce(z, axis=1)[:, None]
    e = (np.exp(l) - np.eye(len(b))[t]) / l.size
    return -np.sum(l[np.arange(len(t)), t]) / l.size, v.T @ e, e.sum(axis=0)


# %% variant: one-hot | by matrix products, lists returned
def loss_and_gradient(w, b, v, t):
    T = np.eye(len(b))[np.asarray(t)]
    z = np.einsum("nd,dk->nk", v, w) + b
    l = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    e = (np.exp(l) - T) / len(v)
    return [-np.sum(T * l) / len(v), np.einsum("nd,nk->dk", v, e).tolist(), np.ones(len(v)) @ e]


# %% variant: loop | one example after the other
def loss_and_gradient(w, b, v, t):
    loss, dw, db = 0.0, np.zeros(np.shape(w)), np.zeros(len(b))
    for row, c in zip(v, t):
        z = row @ w + b
        z = z - max(z)
        log_s = np.log(np.sum(np.exp(z)))
        loss += (log_s - z[c]) / len(v)
        e = np.exp(z - log_s)
        e[c] -= 1
        dw += np.outer(row, e) / len(v)
        db += e / len(v)
    return loss, dw, db
