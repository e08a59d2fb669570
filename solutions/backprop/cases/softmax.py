# %% lazy: zeros | zeros
def softmax_jvp(z, u):
    return np.zeros(z.shape)


def log_softmax_vjp(z, g):
    return np.zeros(z.shape)


# %% lazy: constant | ones
def softmax_jvp(z, u):
    return np.ones(z.shape)


def log_softmax_vjp(z, g):
    return np.ones(z.shape)


# %% lazy: input returned | hands u and g back
def softmax_jvp(z, u):
    return u


def log_softmax_vjp(z, g):
    return g


# %% lazy: first input returned | hands z back
def softmax_jvp(z, u):
    return z


def log_softmax_vjp(z, g):
    return z


# %% lazy: none | forgets to return
def softmax_jvp(z, u):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    z = y * u


def log_softmax_vjp(z, g):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    z = y * g


# %% lazy: library | asks the lesson for the answer
def softmax_jvp(z, u):
    from deeparc.layers.softmax import Softmax

    layer = Softmax()
    layer.forward(z)
    return layer.backward(u)


def log_softmax_vjp(z, g):
    from deeparc.layers.softmax import LogSoftmax

    layer = LogSoftmax()
    layer.forward(z)
    return layer.backward(g)


# %% mutant: diagonal only | softmax as if elementwise
def softmax_jvp(z, u):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * (1 - y) * u


def log_softmax_vjp(z, g):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return g - y * np.sum(g, axis=1, keepdims=True)


# %% mutant: no mean | y times u
def softmax_jvp(z, u):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * u


def log_softmax_vjp(z, g):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return g - y * np.sum(g, axis=1, keepdims=True)


# %% mutant: plain mean | subtracts the plain mean of u
def softmax_jvp(z, u):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * (u - np.mean(u, axis=1, keepdims=True))


def log_softmax_vjp(z, g):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return g - y * np.sum(g, axis=1, keepdims=True)


# %% mutant: transposed log-softmax | J g in the place of Jᵀ g
def softmax_jvp(z, u):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * (u - np.sum(y * u, axis=1, keepdims=True))


def log_softmax_vjp(z, g):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return g - np.sum(y * g, axis=1, keepdims=True)


# %% mutant: softmax in both | the product of softmax in the place of log-softmax
def softmax_jvp(z, u):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * (u - np.sum(y * u, axis=1, keepdims=True))


def log_softmax_vjp(z, g):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * (g - np.sum(y * g, axis=1, keepdims=True))


# %% mutant: whole batch | sums over all rows
def softmax_jvp(z, u):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * (u - np.sum(y * u))


def log_softmax_vjp(z, g):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return g - y * np.sum(g)


# %% mutant: overflow | no maximum subtracted
def softmax_jvp(z, u):
    e = np.exp(z)
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * (u - np.sum(y * u, axis=1, keepdims=True))


def log_softmax_vjp(z, g):
    e = np.exp(z)
    y = e / np.sum(e, axis=1, keepdims=True)
    return g - y * np.sum(g, axis=1, keepdims=True)


# %% mutant: largest of all | subtracts the largest of the batch
def softmax_jvp(z, u):
    e = np.exp(z - np.max(z))
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * (u - np.sum(y * u, axis=1, keepdims=True))


def log_softmax_vjp(z, g):
    e = np.exp(z - np.max(z))
    y = e / np.sum(e, axis=1, keepdims=True)
    return g - y * np.sum(g, axis=1, keepdims=True)


# %% mutant: sign | adds in the place of subtracting
def softmax_jvp(z, u):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return y * (u + np.sum(y * u, axis=1, keepdims=True))


def log_softmax_vjp(z, g):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    y = e / np.sum(e, axis=1, keepdims=True)
    return g - y * np.sum(g, axis=1, keepdims=True)


# %% variant: rows | one row after the other, with the Jacobian
def softmax_jvp(z, u):
    rows = []
    for a, b in zip(z, u):
        p = np.exp(a - a.max()) / np.exp(a - a.max()).sum()
        rows.append((np.diag(p) - np.outer(p, p)) @ b)
    return rows


def log_softmax_vjp(z, g):
    rows = []
    for a, b in zip(z, g):
        p = np.exp(a - a.max()) / np.exp(a - a.max()).sum()
        rows.append((np.eye(len(p)) - np.outer(np.ones(len(p)), p)).T @ b)
    return np.array(rows)


# %% variant: scipy | scipy’s softmax and einsum
def softmax_jvp(z, u):
    from scipy.special import softmax

    y = softmax(z, axis=1)
    return y * u - y * np.einsum("bk,bk->b", y, u)[:, None]


def log_softmax_vjp(z, g):
    from scipy.special import log_softmax

    return g - np.exp(log_softmax(z, axis=-1)) * (g @ np.ones(g.shape[1]))[:, None]
