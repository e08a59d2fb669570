# %% lazy: zeros | a net of zeros
def train_net(v, t, seed):
    return np.zeros((12, 64)), np.zeros(12), np.zeros((10, 12)), np.zeros(10)


# %% lazy: constant | a net of ones
def train_net(v, t, seed):
    return np.ones((12, 64)), np.ones(12), np.ones((10, 12)), np.ones(10)


# %% lazy: untrained | the random start
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((12, 64)) / 8, np.zeros(12), rng.standard_normal((10, 12)), np.zeros(10)


# %% lazy: none | forgets to return
def train_net(v, t, seed):
    _ = np.random.default_rng(seed)


# %% lazy: library | asks the lesson for a trained net
def train_net(v, t, seed):
    from deeparc.core.train import fit

    return fit(v, t)


# %% lazy: another library | asks scikit-learn for a trained net
def train_net(v, t, seed):
    from sklearn.neural_network import MLPClassifier

    net = MLPClassifier((12,), activation="tanh", random_state=seed).fit(v, t)
    return net.coefs_[0].T, net.intercepts_[0], net.coefs_[1].T, net.intercepts_[1]


# %% lazy: too wide | more hidden units than allowed
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 60, 50, 0.1, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(2):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: last layer only | the hidden units stay random
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 12, 50, 0.1, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(60):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = 0 * h
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: one epoch | stops much too early
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 12, 50, 0.1, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(1):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: uphill | the sign of the step
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 12, 50, 0.1, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(60):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] + eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: tiny steps | a learning rate a thousand times too small
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 12, 50, 0.0001, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(60):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: huge steps | a learning rate a hundred times too large
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 12, 50, 10.0, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(60):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: same start everywhere | all hidden units start equal
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 12, 50, 0.1, 0.9
    p = [np.full((H, 64), 0.01), np.zeros(H), np.full((10, H), 0.01), np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(60):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: one digit only | learns from the first hundred images
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 12, 50, 0.1, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    v, t = v[:60], t[:60]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(60):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: two hidden units | too narrow
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 3, 50, 0.1, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(60):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: targets shifted | learns the next class
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 12, 50, 0.1, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(60):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[order[start : start + B]]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[(c + 1) % 10]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% mutant: examples mixed up | targets in another order than images
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    H, B, eta, mu = 12, 50, 0.1, 0.9
    p = [rng.standard_normal((H, 64)) / 8, np.zeros(H), rng.standard_normal((10, H)) / 3.5, np.zeros(10)]
    s = [np.zeros(a.shape) for a in p]
    for _ in range(60):
        order = rng.permutation(len(v))
        for start in range(0, len(v), B):
            x, c = v[order[start : start + B]], t[start : start + B]
            h = np.tanh(x @ p[0].T + p[1])
            z = h @ p[2].T + p[3]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            d2 = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[c]) / len(x)
            d1 = (1 - h**2) * (d2 @ p[2])
            for k, g in enumerate((d1.T @ x, d1.sum(axis=0), d2.T @ h, d2.sum(axis=0))):
                s[k] = mu * s[k] - eta * g
                p[k] = p[k] + s[k]
    return p


# %% variant: Adam | whole batch and a rate for each parameter
def train_net(v, t, seed):
    rng = np.random.default_rng(seed)
    p = [0.125 * rng.standard_normal((12, 64)), np.zeros(12), 0.3 * rng.standard_normal((10, 12)), np.zeros(10)]
    m, q = [0 * a for a in p], [0 * a for a in p]
    onehot = np.eye(10)[t]
    for step in range(1, 601):
        h = np.tanh(v @ p[0].T + p[1])
        z = h @ p[2].T + p[3]
        e = np.exp(z - z.max(axis=1)[:, None])
        d2 = (e / e.sum(axis=1)[:, None] - onehot) / len(v)
        d1 = (d2 @ p[2]) * (1 - h * h)
        for k, g in enumerate([d1.T @ v, d1.sum(0), d2.T @ h, d2.sum(0)]):
            m[k] = 0.9 * m[k] + 0.1 * g
            q[k] = 0.99 * q[k] + 0.01 * g * g
            p[k] = p[k] - 0.02 * (m[k] / (1 - 0.9**step)) / (np.sqrt(q[k] / (1 - 0.99**step)) + 1e-8)
    return [a.tolist() for a in p]


# %% variant: L-BFGS | SciPy’s optimiser on the gradient by hand
def train_net(v, t, seed):
    from scipy.optimize import minimize

    rng, H, N = np.random.default_rng(seed), 12, len(v)
    cuts = np.cumsum([H * 64, H, 10 * H])

    def parts(theta):
        a, b, c, d = np.split(theta, cuts)
        return a.reshape(H, 64), b, c.reshape(10, H), d

    def loss(theta):
        w1, b1, w2, b2 = parts(theta)
        h = np.tanh(v @ w1.T + b1)
        z = h @ w2.T + b2
        z = z - z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        d2 = np.exp(log_p)
        d2[np.arange(N), t] -= 1
        d2 /= N
        d1 = (d2 @ w2) * (1 - h * h)
        g = np.concatenate([(d1.T @ v).ravel(), d1.sum(0), (d2.T @ h).ravel(), d2.sum(0)])
        return -log_p[np.arange(N), t].mean() + 5e-4 * theta @ theta, g + 1e-3 * theta

    start = 0.15 * rng.standard_normal(cuts[-1] + 10)
    return parts(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)
