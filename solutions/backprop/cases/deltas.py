# %% lazy: zeros | zeros everywhere
def net_gradients(v, c, weights, biases, unit):
    return 0.0, [np.zeros(w.shape) for w in weights], [np.zeros(b.shape) for b in biases]


# %% lazy: constant | ones everywhere
def net_gradients(v, c, weights, biases, unit):
    return 1.0, [np.ones(w.shape) for w in weights], [np.ones(b.shape) for b in biases]


# %% lazy: input returned | hands the parameters back
def net_gradients(v, c, weights, biases, unit):
    return 0.5, weights, biases


# %% lazy: none | forgets to return
def net_gradients(v, c, weights, biases, unit):
    _ = v


# %% lazy: library | asks the lesson for the answer
def net_gradients(v, c, weights, biases, unit):
    from deeparc.units.mlp import gradients

    dw, db = gradients(v, np.eye(len(biases[-1]))[c], weights, biases)
    return 0.7, dw, db


# %% mutant: slope forgotten | no f′ on the way down
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    z = z - z.max()
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, delta)
        if k > 0:
            delta = weights[k].T @ delta + 0 * slope(a[k])
    return -log_y[c], dw, db


# %% mutant: always sigmoid slope | a(1 − a) for every unit
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = lambda a: a * (1 - a)
    _ = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    z = z - z.max()
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, delta)
        if k > 0:
            delta = slope(a[k]) * (weights[k].T @ delta)
    return -log_y[c], dw, db


# %% mutant: sign flipped | t − y
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    z = z - z.max()
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, delta)
        if k > 0:
            delta = slope(a[k]) * (weights[k].T @ delta)
    return -log_y[c], [-g for g in dw], [-g for g in db]


# %% mutant: overflow | exponentials without the largest subtracted
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, delta)
        if k > 0:
            delta = slope(a[k]) * (weights[k].T @ delta)
    return -log_y[c], dw, db


# %% mutant: two layers only | lower layers get the δ of the one above the output
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    z = z - z.max()
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, delta)
        if k == len(weights) - 1 and k > 0:
            delta = slope(a[k]) * (weights[k].T @ delta)
    return -log_y[c], dw, db


# %% mutant: bias forgotten | bias gradients are zero
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    z = z - z.max()
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, 0 * delta)
        if k > 0:
            delta = slope(a[k]) * (weights[k].T @ delta)
    return -log_y[c], dw, db


# %% mutant: softmax slope | multiplies y − t by y(1 − y)
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    z = z - z.max()
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    delta = delta * np.exp(log_y) * (1 - np.exp(log_y))
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, delta)
        if k > 0:
            delta = slope(a[k]) * (weights[k].T @ delta)
    return -log_y[c], dw, db


# %% mutant: slope of the layer below | f′ from the wrong layer where it fits
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    z = z - z.max()
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, delta)
        if k > 0:
            delta = slope(a[k - 1] if len(a[k - 1]) == len(a[k]) else a[k]) * (weights[k].T @ delta)
    return -log_y[c], dw, db


# %% mutant: transpose by shape | transposes only where it must
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    z = z - z.max()
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, delta)
        if k > 0:
            delta = slope(a[k]) * ((weights[k] if weights[k].shape[0] == weights[k].shape[1] else weights[k].T) @ delta)
    return -log_y[c], dw, db


# %% mutant: squares | square loss in the place of cross-entropy
def net_gradients(v, c, weights, biases, unit):
    f = {"sigmoid": lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[unit]
    slope = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0) * 1.0}[unit]
    a = [v]
    for w, b in zip(weights[:-1], biases[:-1]):
        a.append(f(w @ a[-1] + b))
    z = weights[-1] @ a[-1] + biases[-1]
    z = z - z.max()
    log_y = z - np.log(np.sum(np.exp(z)))
    delta = np.exp(log_y)
    delta[c] -= 1
    dw, db = [], []
    for k in range(len(weights) - 1, -1, -1):
        dw.insert(0, np.outer(delta, a[k]))
        db.insert(0, delta)
        if k > 0:
            delta = slope(a[k]) * (weights[k].T @ delta)
    return 0.5 * np.sum((np.exp(log_y) - np.eye(len(z))[c]) ** 2), dw, db


# %% variant: recursive | a function that calls itself
def net_gradients(v, c, weights, biases, unit):
    slopes = {"sigmoid": lambda a: a - a * a, "tanh": lambda a: 1 - a * a, "relu": lambda a: np.sign(a)}
    units = {"sigmoid": lambda z: (1 + np.tanh(z / 2)) / 2, "tanh": np.tanh, "relu": lambda z: z * (z > 0)}

    def go(a, k):
        z = weights[k] @ a + biases[k]
        if k == len(weights) - 1:
            z = z - np.max(z)
            p = np.exp(z) / np.exp(z).sum()
            loss, d, below = np.log(np.exp(z).sum()) - z[c], p - (np.arange(len(z)) == c), ([], [])
        else:
            out = units[unit](z)
            loss, up, below = go(out, k + 1)
            d = slopes[unit](out) * up
        return loss, weights[k].T @ d, ([np.outer(d, a), *below[0]], [d, *below[1]])

    loss, _, (dw, db) = go(v, 0)
    return loss, dw, db


# %% variant: columns | column vectors, tuples returned
def net_gradients(v, c, weights, biases, unit):
    from scipy.special import expit, log_softmax

    units = {"sigmoid": expit, "tanh": np.tanh, "relu": lambda z: np.where(z > 0, z, 0)}
    outs, nets = [np.reshape(v, (-1, 1))], []
    for k in range(len(weights)):
        nets.append(weights[k] @ outs[-1] + biases[k].reshape(-1, 1))
        outs.append(units[unit](nets[-1]))
    log_y = log_softmax(nets[-1].ravel())
    d = np.exp(log_y).reshape(-1, 1)
    d[c, 0] = d[c, 0] - 1
    dw, db = [None] * len(weights), [None] * len(weights)
    for k in reversed(range(len(weights))):
        dw[k], db[k] = d @ outs[k].T, d.ravel()
        if k:
            o = outs[k]
            local = {"sigmoid": o * (1 - o), "tanh": 1 - o * o, "relu": (nets[k - 1] > 0).astype(float)}[unit]
            d = local * np.dot(weights[k].T, d)
    return np.array(-log_y[c]), tuple(dw), tuple(db)
