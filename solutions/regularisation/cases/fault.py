# %% lazy: zeros | zeros
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    return 0.0, np.zeros(train[0].shape[1]), 0.0


# %% lazy: constant | the first rate and ones
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    return rates[0], np.full(train[0].shape[1], 0.01), 1.0


# %% lazy: input returned | hands an example back
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    return rates[-1], 1e3 * train[0][0], train[1][0]


# %% lazy: none | returns nothing
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    pass


# %% lazy: nothing mended | the faulty code as it was given
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    v, t = train
    best = None
    for p in rates:
        w = np.zeros(v.shape[1])
        mask = rng.random(v.shape[1]) >= p
        for _ in range(steps):
            seen = v * mask / max(p, 0.01)
            w = w - eta * seen.T @ (seen @ w - t) / len(v)
        v_new, t_new = test
        mask_new = rng.random(v_new.shape) >= p
        error = np.mean((v_new * mask_new / (1 - p) @ w - t_new) ** 2) / 2
        if best is None or error < best[2]:
            best = p, w, error
    return best


# %% lazy: library | asks for the closed form
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    from deeparc.units.ridge import dropout_strength, ridge

    return min(((p, ridge(*train, dropout_strength(train[0], p)), 0.0) for p in rates), key=lambda r: r[0])


# %% mutant: mask not mended | drawn once for each rate
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    v, t = train
    best = None
    for p in rates:
        w = np.zeros(v.shape[1])
        mask = rng.random(v.shape[1]) >= p
        for _ in range(steps):
            seen = v * mask / (1 - p)
            w = w - eta * seen.T @ (seen @ w - t) / len(v)
        error = np.mean((validation[0] @ w - validation[1]) ** 2) / 2
        if best is None or error < best[2]:
            best = p, w, error
    p, w, _ = best
    return p, w, np.mean((test[0] @ w - test[1]) ** 2) / 2


# %% mutant: scale not mended | divides by p
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    v, t = train
    best = None
    for p in rates:
        w = np.zeros(v.shape[1])
        for _ in range(steps):
            seen = v * (rng.random(v.shape) >= p) / max(p, 0.01)
            w = w - eta * seen.T @ (seen @ w - t) / len(v)
        error = np.mean((validation[0] @ w - validation[1]) ** 2) / 2
        if best is None or error < best[2]:
            best = p, w, error
    p, w, _ = best
    return p, w, np.mean((test[0] @ w - test[1]) ** 2) / 2


# %% mutant: chosen on test | the test set still chooses
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    v, t = train
    best = None
    for p in rates:
        w = np.zeros(v.shape[1])
        for _ in range(steps):
            seen = v * (rng.random(v.shape) >= p) / (1 - p)
            w = w - eta * seen.T @ (seen @ w - t) / len(v)
        error = np.mean((test[0] @ w - test[1]) ** 2) / 2
        if best is None or error < best[2]:
            best = p, w, error
    return best


# %% mutant: dropout at test | the mask is still on when judged
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    v, t = train
    best = None
    for p in rates:
        w = np.zeros(v.shape[1])
        for _ in range(steps):
            seen = v * (rng.random(v.shape) >= p) / (1 - p)
            w = w - eta * seen.T @ (seen @ w - t) / len(v)
        error = np.mean((validation[0] @ w - validation[1]) ** 2) / 2
        if best is None or error < best[2]:
            best = p, w, error
    p, w, _ = best
    masked = test[0] * (rng.random(test[0].shape) >= p) / (1 - p)
    return p, w, np.mean((masked @ w - test[1]) ** 2) / 2


# %% mutant: validation error reported | the test set is never used
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    v, t = train
    best = None
    for p in rates:
        w = np.zeros(v.shape[1])
        for _ in range(steps):
            seen = v * (rng.random(v.shape) >= p) / (1 - p)
            w = w - eta * seen.T @ (seen @ w - t) / len(v)
        error = np.mean((validation[0] @ w - validation[1]) ** 2) / 2
        if best is None or error < best[2]:
            best = p, w, error
    return best


# %% mutant: chosen on training | the training error chooses
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    v, t = train
    best = None
    for p in rates:
        w = np.zeros(v.shape[1])
        for _ in range(steps):
            seen = v * (rng.random(v.shape) >= p) / (1 - p)
            w = w - eta * seen.T @ (seen @ w - t) / len(v)
        error = np.mean((v @ w - t) ** 2) / 2
        if best is None or error < best[2]:
            best = p, w, error
    p, w, _ = best
    return p, w, np.mean((test[0] @ w - test[1]) ** 2) / 2


# %% mutant: scaled twice | inverted in training and classic at the end
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    v, t = train
    best = None
    for p in rates:
        w = np.zeros(v.shape[1])
        for _ in range(steps):
            seen = v * (rng.random(v.shape) >= p) / (1 - p)
            w = w - eta * seen.T @ (seen @ w - t) / len(v)
        w = (1 - p) * w
        error = np.mean((validation[0] @ w - validation[1]) ** 2) / 2
        if best is None or error < best[2]:
            best = p, w, error
    p, w, _ = best
    return p, w, np.mean((test[0] @ w - test[1]) ** 2) / 2


# %% mutant: no scale | the mask alone, nothing divided
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    v, t = train
    best = None
    for p in rates:
        w = np.zeros(v.shape[1])
        for _ in range(steps):
            seen = v * (rng.random(v.shape) >= p)
            w = w - eta * seen.T @ (seen @ w - t) / len(v)
        error = np.mean((validation[0] @ w - validation[1]) ** 2) / 2
        if best is None or error < best[2]:
            best = p, w, error
    p, w, _ = best
    return p, w, np.mean((test[0] @ w - test[1]) ** 2) / 2


# %% variant: helpers | small functions, a generator for each rate, min
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    def learn(p, rng):
        v, t = (np.asarray(x, float) for x in train)
        w = np.zeros(v.shape[1])
        for _ in range(steps):
            seen = np.where(rng.random(v.shape) < p, 0.0, v) * (1 / (1 - p))
            w -= eta * np.mean(seen * (seen @ w - t)[:, None], axis=0)
        return w

    def judge(w, v, t):
        return float(0.5 * np.mean(np.square(t - v @ w)))

    learned = {p: learn(p, np.random.default_rng([seed, k])) for k, p in enumerate(rates)}
    p = min(learned, key=lambda q: judge(learned[q], *validation))
    return p, learned[p], judge(learned[p], *test)


# %% variant: binomial | masks by binomial draws, a list of weights
def choose_rate(train, validation, test, rates, seed=0, steps=2000, eta=0.02):
    rng = np.random.default_rng(seed)
    (v, t), figures_found, weights = train, [], []
    for p in rates:
        w = np.zeros(v.shape[1])
        for _ in range(steps):
            seen = v * rng.binomial(1, 1 - p, v.shape) / (1 - p)
            w = w - eta * (seen @ w - t) @ seen / len(v)
        weights.append(w)
        figures_found.append(np.mean((validation[0] @ w - validation[1]) ** 2))
    k = int(np.argmin(figures_found))
    return [rates[k], weights[k].tolist(), np.array([np.mean((test[0] @ weights[k] - test[1]) ** 2) / 2])]
