# %% lazy: zeros | zero weights, class 0
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    K = int(np.max(t)) + 1
    return np.zeros(len(v_new), int), np.zeros((K, v.shape[1])), np.zeros(K)


# %% lazy: constant | class 1 and ones
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    K = int(np.max(t)) + 1
    return np.ones(len(v_new), int), np.ones((K, v.shape[1])), np.ones(K)


# %% lazy: input returned | hands the arguments back
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    return t, v, v_new


# %% lazy: none | returns nothing
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    pass


# %% lazy: nothing mended | calls the faulty function
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    return classify_faulty(v, t, v_new, epochs, batch, eta, seed)


# %% lazy: library | asks the library
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    from deeparc.core.loss import cross_entropy
    from deeparc.core.optim import SGD
    from deeparc.core.train import fit
    from deeparc.layers.linear import Linear

    net = Linear(v.shape[1], 3, np.random.default_rng(seed))
    fit(
        net,
        v,
        t,
        loss=cross_entropy,
        optimiser=SGD(eta),
        epochs=epochs,
        batch_size=batch,
        rng=np.random.default_rng(seed),
    )
    return net.forward(v_new).argmax(axis=1), net.params["w"], net.params["b"]


# %% mutant: statistics not mended | new examples by their own numbers
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng(seed)
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - v_new.mean(axis=0)) / v_new.std(axis=0)
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            w = w - eta * (p.T @ v[rows] / len(rows))
            b = b - eta * p.mean(axis=0)
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: order not mended | the order of the file
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - mean) / scale
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    for _ in range(epochs):
        order = np.arange(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            w = w - eta * (p.T @ v[rows] / len(rows))
            b = b - eta * p.mean(axis=0)
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: accumulation not mended | gradients are added up
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng(seed)
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - mean) / scale
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    d_w, d_b = np.zeros_like(w), np.zeros_like(b)
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            d_w += p.T @ v[rows] / len(rows)
            d_b += p.mean(axis=0)
            w = w - eta * d_w
            b = b - eta * d_b
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: order alone mended | two faults are left
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng(seed)
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - v_new.mean(axis=0)) / v_new.std(axis=0)
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    d_w, d_b = np.zeros_like(w), np.zeros_like(b)
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            d_w += p.T @ v[rows] / len(rows)
            d_b += p.mean(axis=0)
            w = w - eta * d_w
            b = b - eta * d_b
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: inputs shuffled alone | every row gets another target
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng(seed)
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - mean) / scale
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    for _ in range(epochs):
        order, shuffled = np.arange(len(v)), rng.permutation(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[shuffled[rows]] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            w = w - eta * (p.T @ v[shuffled[rows]] / len(rows))
            b = b - eta * p.mean(axis=0)
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: shuffled once | the same order in each epoch, from no seed
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - mean) / scale
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    order = np.random.default_rng(0).permutation(len(v))
    for _ in range(epochs):
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            w = w - eta * (p.T @ v[rows] / len(rows))
            b = b - eta * p.mean(axis=0)
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: new examples left raw | only the training examples are standardised
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng(seed)
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, v_new
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            w = w - eta * (p.T @ v[rows] / len(rows))
            b = b - eta * p.mean(axis=0)
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: statistics of both together | the new examples have a say
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng(seed)
    both = np.concatenate([v, v_new])
    mean, scale = both.mean(axis=0), both.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - mean) / scale
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            w = w - eta * (p.T @ v[rows] / len(rows))
            b = b - eta * p.mean(axis=0)
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: sum of the batch | 1/B is missing
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng(seed)
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - mean) / scale
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            w = w - eta * (p.T @ v[rows])
            b = b - eta * p.sum(axis=0)
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: last batch dropped | only whole batches
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng(seed)
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - mean) / scale
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for start in range(0, len(v) - batch + 1, max(batch, 2)):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            w = w - eta * (p.T @ v[rows] / len(rows))
            b = b - eta * p.mean(axis=0)
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: cleared each epoch only | gradients add up within an epoch
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng(seed)
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - mean) / scale
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    d_w, d_b = np.zeros_like(w), np.zeros_like(b)
    for _ in range(epochs):
        d_w, d_b = np.zeros_like(w), np.zeros_like(b)
        order = rng.permutation(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            d_w += p.T @ v[rows] / len(rows)
            d_b += p.mean(axis=0)
            w = w - eta * d_w
            b = b - eta * d_b
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% mutant: fresh order without the seed | each call is another
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    rng = np.random.default_rng()
    mean, scale = v.mean(axis=0), v.std(axis=0)
    v, v_new = (v - mean) / scale, (v_new - mean) / scale
    K = int(np.max(t)) + 1
    w, b = np.zeros((K, v.shape[1])), np.zeros(K)
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for start in range(0, len(v), batch):
            rows = order[start : start + batch]
            z = v[rows] @ w.T + b
            p = np.exp(z - z.max(axis=1, keepdims=True))
            p = p / p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), t[rows]] -= 1
            w = w - eta * (p.T @ v[rows] / len(rows))
            b = b - eta * p.mean(axis=0)
    return np.argmax(v_new @ w.T + b, axis=1), w, b


# %% variant: shuffled copies | one-hot targets, arrays split into batches
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    t_hot = np.eye(int(np.max(t)) + 1)[t]
    centre, spread = np.mean(v, axis=0), np.sqrt(np.mean((v - np.mean(v, axis=0)) ** 2, axis=0))
    x = (v - centre) / spread
    W, c = np.zeros((t_hot.shape[1], x.shape[1])), np.zeros(t_hot.shape[1])
    generator = np.random.RandomState(seed)
    for _ in range(epochs):
        order = generator.permutation(len(x))
        for rows in np.split(order, range(batch, len(x), batch)):
            logits = x[rows] @ W.T + c
            e = np.exp(logits)
            d = (e / e.sum(1, keepdims=True) - t_hot[rows]) / len(rows)
            W, c = W - eta * d.T @ x[rows], c - eta * d.sum(0)
    return [int(k) for k in np.argmax((v_new - centre) / spread @ W.T + c, axis=1)], W.tolist(), c.tolist()


# %% variant: augmented | the bias as one more weight, random keys sorted for the order
def classify(v, t, v_new, epochs=10, batch=8, eta=0.1, seed=0):
    random = np.random.default_rng([seed, 7])
    m, s = v.mean(0), v.std(0)
    prepare = lambda a: np.c_[(a - m) / s, np.ones(len(a))]
    x, theta = prepare(v), np.zeros((t.max() + 1, v.shape[1] + 1))
    for _ in range(epochs):
        order = np.argsort(random.random(len(x)))
        while len(order):
            rows, order = order[:batch], order[batch:]
            z = x[rows] @ theta.T
            p = np.exp(z) / np.exp(z).sum(axis=1)[:, None]
            theta -= (
                eta
                * sum(np.outer(p[i] - (np.arange(len(theta)) == t[n]), x[n]) for i, n in enumerate(rows))
                / len(rows)
            )
    return (prepare(v_new) @ theta.T).argmax(1), theta[:, :-1], theta[:, -1]
