# %% lazy: zeros | zeros
def train_thin(x, t, seed):
    return np.zeros((49, 24)), np.zeros((30, 24)), np.zeros(30), np.zeros((30, 24)), np.zeros((24, 10)), np.zeros(10)


# %% lazy: constant | ones
def train_thin(x, t, seed):
    return np.ones((49, 24)), np.ones((30, 24)), np.ones(30), np.ones((30, 24)), np.ones((24, 10)), np.ones(10)


# %% lazy: random | not trained
def train_thin(x, t, seed):
    rng = np.random.default_rng(0)
    return tuple(rng.standard_normal(s) / 5 for s in ((49, 24), (30, 24), (30,), (30, 24), (24, 10), (10,)))


# %% lazy: input returned | hands x back
def train_thin(x, t, seed):
    return x


# %% lazy: none | forgets to return
def train_thin(x, t, seed):
    np.mean(x)


# %% mutant: no shortcut backward | gradients through the blocks only
def train_thin(x, t, seed):
    rng = np.random.default_rng(seed)
    L, D, B, steps = 30, 24, 100, 600
    V = rng.standard_normal((49, D)) * 3 / 8  # pixels have a deviation near 0.4, so h has one near 1
    w, b = rng.standard_normal((L, D)) * np.sqrt(2 / D), np.zeros(L)
    u = rng.standard_normal((L, D)) / np.sqrt(L)  # all blocks together add about as much as there was
    R, c = np.zeros((D, 10)), np.zeros(10)
    theta = [V, w, b, u, R, c]
    velocity = [np.zeros_like(p) for p in theta]
    targets = np.eye(10)[np.asarray(t)]
    for step in range(steps):
        some = rng.integers(0, len(x), B)
        h, below, active = x[some] @ V, [], []
        for k in range(L):
            a = np.maximum(h @ w[k] + b[k], 0)
            below.append(h)
            active.append(a)
            h = h + a[:, None] * u[k]
        z = h @ R + c
        p = np.exp(z - z.max(axis=1, keepdims=True))
        dz = (p / p.sum(axis=1, keepdims=True) - targets[some]) / B
        gradients = [None, np.empty_like(w), np.empty_like(b), np.empty_like(u), h.T @ dz, dz.sum(axis=0)]
        dh = dz @ R.T
        for k in reversed(range(L)):
            da = (dh @ u[k]) * (active[k] > 0)
            gradients[1][k], gradients[2][k], gradients[3][k] = da @ below[k], da.sum(), active[k] @ dh
            dh = da[:, None] * w[k]  # past the block, and through it
        gradients[0] = x[some].T @ dh
        size = np.sqrt(sum(np.sum(g**2) for g in gradients))
        eta = 0.05 * (1 + np.cos(np.pi * step / steps)) * min(1, 2 / size)
        for q, v, g in zip(theta, velocity, gradients):
            v *= 0.9
            v -= eta * g
            q += v
    return tuple(theta)


# %% mutant: linear | blocks without effect
def train_thin(x, t, seed):
    rng = np.random.default_rng(seed)
    L, D, B, steps = 30, 24, 100, 600
    V = rng.standard_normal((49, D)) * 3 / 8  # pixels have a deviation near 0.4, so h has one near 1
    w, b = rng.standard_normal((L, D)) * np.sqrt(2 / D), np.zeros(L)
    u = np.zeros((L, D))  # all blocks together add about as much as there was
    R, c = np.zeros((D, 10)), np.zeros(10)
    theta = [V, w, b, u, R, c]
    velocity = [np.zeros_like(p) for p in theta]
    targets = np.eye(10)[np.asarray(t)]
    for step in range(steps):
        some = rng.integers(0, len(x), B)
        h, below, active = x[some] @ V, [], []
        for k in range(L):
            a = np.maximum(h @ w[k] + b[k], 0)
            below.append(h)
            active.append(a)
            h = h + a[:, None] * u[k]
        z = h @ R + c
        p = np.exp(z - z.max(axis=1, keepdims=True))
        dz = (p / p.sum(axis=1, keepdims=True) - targets[some]) / B
        gradients = [None, np.empty_like(w), np.empty_like(b), np.empty_like(u), h.T @ dz, dz.sum(axis=0)]
        dh = dz @ R.T
        for k in reversed(range(L)):
            da = (dh @ u[k]) * (active[k] > 0)
            gradients[1][k], gradients[2][k], gradients[3][k] = da @ below[k], da.sum(), 0
            dh = dh + da[:, None] * w[k]  # past the block, and through it
        gradients[0] = x[some].T @ dh
        size = np.sqrt(sum(np.sum(g**2) for g in gradients))
        eta = 0.05 * (1 + np.cos(np.pi * step / steps)) * min(1, 2 / size)
        for q, v, g in zip(theta, velocity, gradients):
            v *= 0.9
            v -= eta * g
            q += v
    return tuple(theta)


# %% mutant: uphill | sign of the step
def train_thin(x, t, seed):
    rng = np.random.default_rng(seed)
    L, D, B, steps = 30, 24, 100, 600
    V = rng.standard_normal((49, D)) * 3 / 8  # pixels have a deviation near 0.4, so h has one near 1
    w, b = rng.standard_normal((L, D)) * np.sqrt(2 / D), np.zeros(L)
    u = rng.standard_normal((L, D)) / np.sqrt(L)  # all blocks together add about as much as there was
    R, c = np.zeros((D, 10)), np.zeros(10)
    theta = [V, w, b, u, R, c]
    velocity = [np.zeros_like(p) for p in theta]
    targets = np.eye(10)[np.asarray(t)]
    for step in range(steps):
        some = rng.integers(0, len(x), B)
        h, below, active = x[some] @ V, [], []
        for k in range(L):
            a = np.maximum(h @ w[k] + b[k], 0)
            below.append(h)
            active.append(a)
            h = h + a[:, None] * u[k]
        z = h @ R + c
        p = np.exp(z - z.max(axis=1, keepdims=True))
        dz = (p / p.sum(axis=1, keepdims=True) - targets[some]) / B
        gradients = [None, np.empty_like(w), np.empty_like(b), np.empty_like(u), h.T @ dz, dz.sum(axis=0)]
        dh = dz @ R.T
        for k in reversed(range(L)):
            da = (dh @ u[k]) * (active[k] > 0)
            gradients[1][k], gradients[2][k], gradients[3][k] = da @ below[k], da.sum(), active[k] @ dh
            dh = dh + da[:, None] * w[k]  # past the block, and through it
        gradients[0] = x[some].T @ dh
        size = np.sqrt(sum(np.sum(g**2) for g in gradients))
        eta = 0.05 * (1 + np.cos(np.pi * step / steps)) * min(1, 2 / size)
        for q, v, g in zip(theta, velocity, gradients):
            v *= 0.9
            v += eta * g
            q += v
    return tuple(theta)


# %% mutant: no training | no steps
def train_thin(x, t, seed):
    rng = np.random.default_rng(seed)
    L, D, B, steps = 30, 24, 100, 1
    V = rng.standard_normal((49, D)) * 3 / 8  # pixels have a deviation near 0.4, so h has one near 1
    w, b = rng.standard_normal((L, D)) * np.sqrt(2 / D), np.zeros(L)
    u = rng.standard_normal((L, D)) / np.sqrt(L)  # all blocks together add about as much as there was
    R, c = np.zeros((D, 10)), np.zeros(10)
    theta = [V, w, b, u, R, c]
    velocity = [np.zeros_like(p) for p in theta]
    targets = np.eye(10)[np.asarray(t)]
    for step in range(steps):
        some = rng.integers(0, len(x), B)
        h, below, active = x[some] @ V, [], []
        for k in range(L):
            a = np.maximum(h @ w[k] + b[k], 0)
            below.append(h)
            active.append(a)
            h = h + a[:, None] * u[k]
        z = h @ R + c
        p = np.exp(z - z.max(axis=1, keepdims=True))
        dz = (p / p.sum(axis=1, keepdims=True) - targets[some]) / B
        gradients = [None, np.empty_like(w), np.empty_like(b), np.empty_like(u), h.T @ dz, dz.sum(axis=0)]
        dh = dz @ R.T
        for k in reversed(range(L)):
            da = (dh @ u[k]) * (active[k] > 0)
            gradients[1][k], gradients[2][k], gradients[3][k] = da @ below[k], da.sum(), active[k] @ dh
            dh = dh + da[:, None] * w[k]  # past the block, and through it
        gradients[0] = x[some].T @ dh
        size = np.sqrt(sum(np.sum(g**2) for g in gradients))
        eta = 0.05 * (1 + np.cos(np.pi * step / steps)) * min(1, 2 / size)
        for q, v, g in zip(theta, velocity, gradients):
            v *= 0.9
            v -= eta * g
            q += v
    return tuple(theta)


# %% mutant: too wide | D = 40
def train_thin(x, t, seed):
    rng = np.random.default_rng(seed)
    L, D, B, steps = 30, 40, 100, 600
    V = rng.standard_normal((49, D)) * 3 / 8  # pixels have a deviation near 0.4, so h has one near 1
    w, b = rng.standard_normal((L, D)) * np.sqrt(2 / D), np.zeros(L)
    u = rng.standard_normal((L, D)) / np.sqrt(L)  # all blocks together add about as much as there was
    R, c = np.zeros((D, 10)), np.zeros(10)
    theta = [V, w, b, u, R, c]
    velocity = [np.zeros_like(p) for p in theta]
    targets = np.eye(10)[np.asarray(t)]
    for step in range(steps):
        some = rng.integers(0, len(x), B)
        h, below, active = x[some] @ V, [], []
        for k in range(L):
            a = np.maximum(h @ w[k] + b[k], 0)
            below.append(h)
            active.append(a)
            h = h + a[:, None] * u[k]
        z = h @ R + c
        p = np.exp(z - z.max(axis=1, keepdims=True))
        dz = (p / p.sum(axis=1, keepdims=True) - targets[some]) / B
        gradients = [None, np.empty_like(w), np.empty_like(b), np.empty_like(u), h.T @ dz, dz.sum(axis=0)]
        dh = dz @ R.T
        for k in reversed(range(L)):
            da = (dh @ u[k]) * (active[k] > 0)
            gradients[1][k], gradients[2][k], gradients[3][k] = da @ below[k], da.sum(), active[k] @ dh
            dh = dh + da[:, None] * w[k]  # past the block, and through it
        gradients[0] = x[some].T @ dh
        size = np.sqrt(sum(np.sum(g**2) for g in gradients))
        eta = 0.05 * (1 + np.cos(np.pi * step / steps)) * min(1, 2 / size)
        for q, v, g in zip(theta, velocity, gradients):
            v *= 0.9
            v -= eta * g
            q += v
    return tuple(theta)


# %% mutant: plain | forward without the shortcut
def train_thin(x, t, seed):
    rng = np.random.default_rng(seed)
    L, D, B, steps = 30, 24, 100, 600
    V = rng.standard_normal((49, D)) * 3 / 8  # pixels have a deviation near 0.4, so h has one near 1
    w, b = rng.standard_normal((L, D)) * np.sqrt(2 / D), np.zeros(L)
    u = rng.standard_normal((L, D)) / np.sqrt(L)  # all blocks together add about as much as there was
    R, c = np.zeros((D, 10)), np.zeros(10)
    theta = [V, w, b, u, R, c]
    velocity = [np.zeros_like(p) for p in theta]
    targets = np.eye(10)[np.asarray(t)]
    for step in range(steps):
        some = rng.integers(0, len(x), B)
        h, below, active = x[some] @ V, [], []
        for k in range(L):
            a = np.maximum(h @ w[k] + b[k], 0)
            below.append(h)
            active.append(a)
            h = a[:, None] * u[k]
        z = h @ R + c
        p = np.exp(z - z.max(axis=1, keepdims=True))
        dz = (p / p.sum(axis=1, keepdims=True) - targets[some]) / B
        gradients = [None, np.empty_like(w), np.empty_like(b), np.empty_like(u), h.T @ dz, dz.sum(axis=0)]
        dh = dz @ R.T
        for k in reversed(range(L)):
            da = (dh @ u[k]) * (active[k] > 0)
            gradients[1][k], gradients[2][k], gradients[3][k] = da @ below[k], da.sum(), active[k] @ dh
            dh = dh + da[:, None] * w[k]  # past the block, and through it
        gradients[0] = x[some].T @ dh
        size = np.sqrt(sum(np.sum(g**2) for g in gradients))
        eta = 0.05 * (1 + np.cos(np.pi * step / steps)) * min(1, 2 / size)
        for q, v, g in zip(theta, velocity, gradients):
            v *= 0.9
            v -= eta * g
            q += v
    return tuple(theta)


# %% mutant: first blocks only | three blocks of thirty
def train_thin(x, t, seed):
    rng = np.random.default_rng(seed)
    L, D, B, steps = 30, 24, 100, 600
    V = rng.standard_normal((49, D)) * 3 / 8  # pixels have a deviation near 0.4, so h has one near 1
    w, b = rng.standard_normal((L, D)) * np.sqrt(2 / D), np.zeros(L)
    u = rng.standard_normal((L, D)) / np.sqrt(L)  # all blocks together add about as much as there was
    R, c = np.zeros((D, 10)), np.zeros(10)
    theta = [V, w, b, u, R, c]
    velocity = [np.zeros_like(p) for p in theta]
    targets = np.eye(10)[np.asarray(t)]
    u[3:] = 0
    for step in range(steps):
        some = rng.integers(0, len(x), B)
        h, below, active = x[some] @ V, [], []
        for k in range(L):
            a = np.maximum(h @ w[k] + b[k], 0)
            below.append(h)
            active.append(a)
            h = h + a[:, None] * u[k]
        z = h @ R + c
        p = np.exp(z - z.max(axis=1, keepdims=True))
        dz = (p / p.sum(axis=1, keepdims=True) - targets[some]) / B
        gradients = [None, np.empty_like(w), np.empty_like(b), np.empty_like(u), h.T @ dz, dz.sum(axis=0)]
        dh = dz @ R.T
        for k in reversed(range(L)):
            da = (dh @ u[k]) * (active[k] > 0)
            gradients[1][k], gradients[2][k], gradients[3][k] = da @ below[k], da.sum(), (active[k] @ dh) * (k < 3)
            dh = dh + da[:, None] * w[k]  # past the block, and through it
        gradients[0] = x[some].T @ dh
        size = np.sqrt(sum(np.sum(g**2) for g in gradients))
        eta = 0.05 * (1 + np.cos(np.pi * step / steps)) * min(1, 2 / size)
        for q, v, g in zip(theta, velocity, gradients):
            v *= 0.9
            v -= eta * g
            q += v
    return tuple(theta)


# %% variant: one vector | all parameters in one array, Adam
def train_thin(x, t, seed):
    rng, L, D = np.random.default_rng(seed), 30, 20
    shapes = [(49, D), (L, D), (L,), (L, D), (D, 10), (10,)]
    scales = [0.375, 0.3, 0.0, 0.2, 0.0, 0.0]
    theta = np.concatenate([s * rng.standard_normal(int(np.prod(n))) for n, s in zip(shapes, scales)])
    ends = np.cumsum([int(np.prod(n)) for n in shapes])[:-1]
    first, second = np.zeros_like(theta), np.zeros_like(theta)

    def cut(vector):
        return [part.reshape(n) for part, n in zip(np.split(vector, ends), shapes)]

    for step in range(1, 701):
        rows = rng.choice(len(x), 100, replace=False)
        V, w, b, u, R, c = cut(theta)
        states = [x[rows] @ V]
        for k in range(L):
            states.append(states[-1] + np.outer(np.maximum(states[-1] @ w[k] + b[k], 0), u[k]))
        z = states[-1] @ R + c
        p = np.exp(z - z.max(1)[:, None])
        p /= p.sum(1)[:, None]
        p[np.arange(100), t[rows]] -= 1
        p /= 100
        dw, db, du, g = np.zeros_like(w), np.zeros_like(b), np.zeros_like(u), p @ R.T
        for k in range(L - 1, -1, -1):
            a = np.maximum(states[k] @ w[k] + b[k], 0)
            inner = np.where(a > 0, g @ u[k], 0)
            dw[k], db[k], du[k] = inner @ states[k], np.sum(inner), a @ g
            g = g + np.outer(inner, w[k])
        d = np.concatenate([part.ravel() for part in (x[rows].T @ g, dw, db, du, states[-1].T @ p, p.sum(0))])
        first, second = 0.9 * first + 0.1 * d, 0.99 * second + 0.01 * d * d
        eta = 0.02 * (1 - step / 701)
        theta = theta - eta * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return cut(theta)


# %% variant: plain steps | no momentum, larger batches
def train_thin(x, t, seed):
    rng = np.random.default_rng(seed + 1)
    V, R, c = rng.normal(0, 0.375, (49, 24)), np.zeros((24, 10)), np.zeros(10)
    w, b, u = rng.normal(0, 0.29, (30, 24)), np.zeros(30), rng.normal(0, 0.18, (30, 24))
    one_hot = (np.array(t)[:, None] == np.arange(10)) * 1.0
    for step in range(1200):
        i = rng.permutation(len(x))[:150]
        h, kept = x[i] @ V, []
        for k in range(30):
            a = np.maximum(h @ w[k] + b[k], 0)
            kept.append((h, a))
            h = h + a[:, None] * u[k]
        e = np.exp(h @ R + c - np.max(h @ R + c, axis=1, keepdims=True))
        d = (e / e.sum(axis=1, keepdims=True) - one_hot[i]) / len(i)
        eta = 0.5 * min(1, 2 * (1 - step / 1200))
        g = d @ R.T
        norm = np.linalg.norm(g) * 30
        eta = eta / max(1, norm / 2)
        R = R - eta * h.T @ d
        c = c - eta * d.sum(axis=0)
        for k in range(29, -1, -1):
            below, a = kept[k]
            inner = (g @ u[k]) * (a > 0)
            new = g + inner[:, None] * w[k]
            u[k] -= eta * a @ g
            w[k] -= eta * inner @ below
            b[k] -= eta * inner.sum()
            g = new
        V = V - eta * x[i].T @ g
    return V, w, b, u, R, c
