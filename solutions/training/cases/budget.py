# %% lazy: zeros | zero weights
def learn(gradient, n, sizes, budget, rng):
    return [np.zeros(s) for a, b in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist() for s in ((b, a), (b,))]


# %% lazy: constant | all weights alike, trained
def learn(gradient, n, sizes, budget, rng):
    weights = [np.full(s, 0.02) for a, b in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist() for s in ((b, a), (b,))]
    for _ in range(budget):
        weights = [w - 0.05 * g for w, g in zip(weights, gradient(weights, rng.integers(0, n, 64)))]
    return weights


# %% lazy: input returned | hands the sizes back
def learn(gradient, n, sizes, budget, rng):
    return sizes


# %% lazy: none | returns nothing
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)]


# %% lazy: untrained | random weights
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)]
    return weights


# %% lazy: library | asks the library
def learn(gradient, n, sizes, budget, rng):
    from deeparc.core.initialise import he_normal
    from deeparc.core.optim import Adam

    weights = [
        f
        for a, b in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist()
        for f in (he_normal(rng, (b, a), fan_in=a), np.zeros(b))
    ]
    adam = Adam(0.003)
    for _ in range(budget):
        grads = gradient(weights, rng.integers(0, n, 64))
        adam.step({str(i): w for i, w in enumerate(weights)}, {str(i): g for i, g in enumerate(grads)})
    return weights


# %% mutant: plain descent, small rate | reaches a third of errors
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)]
    for k in range(budget):
        grads = gradient(weights, rng.integers(0, n, 64))
        weights = [w - 0.01 * g for w, g in zip(weights, grads)]
    return weights


# %% mutant: tiny weights | nothing arrives at the top
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, 0.01, (n_out, n_in)), np.zeros(n_out)]
    for k in range(budget):
        grads = gradient(weights, rng.integers(0, n, 64))
        weights = [w - 0.1 * g for w, g in zip(weights, grads)]
    return weights


# %% mutant: huge weights | the softmax is saturated
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, 1.0, (n_out, n_in)), np.zeros(n_out)]
    for k in range(budget):
        grads = gradient(weights, rng.integers(0, n, 64))
        weights = [w - 0.01 * g for w, g in zip(weights, grads)]
    return weights


# %% mutant: climbs | sign of the step
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)]
    for k in range(budget):
        grads = gradient(weights, rng.integers(0, n, 64))
        weights = [w + 0.03 * g for w, g in zip(weights, grads)]
    return weights


# %% mutant: over budget | asks too often
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)]
    for k in range(budget + 1):
        grads = gradient(weights, rng.integers(0, n, 64))
        weights = [w - 0.03 * g for w, g in zip(weights, grads)]
    return weights


# %% mutant: one batch | the same 64 digits
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)]
    for k in range(budget):
        grads = gradient(weights, range(64))
        weights = [w - 0.1 * g for w, g in zip(weights, grads)]
    return weights


# %% mutant: huge rate | nothing is learned
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)]
    for k in range(budget):
        grads = gradient(weights, rng.integers(0, n, 64))
        weights = [w - 3.0 * g for w, g in zip(weights, grads)]
    return weights


# %% mutant: single digits | batches of one
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)]
    for k in range(budget):
        grads = gradient(weights, rng.integers(0, n, 1))
        weights = [w - 0.03 * g for w, g in zip(weights, grads)]
    return weights


# %% mutant: transposed | one row for each input
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)]
    return weights


# %% variant: momentum | a cosine on top
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for n_in, n_out in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights += [rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)), np.zeros(n_out)]
    u = [np.zeros_like(w) for w in weights]
    for k in range(budget):
        eta = 0.05 * np.cos(0.5 * np.pi * k / budget) ** 2
        grads = gradient(weights, rng.integers(0, n, 64).tolist())
        u = [0.9 * a - eta * g for a, g in zip(u, grads)]
        weights = [w + a for w, a in zip(weights, u)]
    return weights


# %% variant: RMSProp | and uniform weights
def learn(gradient, n, sizes, budget, rng):
    weights = []
    for a, b in np.stack([sizes[:-1], sizes[1:]], axis=1).tolist():
        weights.append(rng.uniform(-1, 1, (b, a)) * np.sqrt(6 / a))
        weights.append(np.zeros(b))
    s = [0.0] * len(weights)
    for k in range(budget):
        eta = 0.003 * (1 - k / budget)
        for i, g in enumerate(gradient(weights, rng.choice(n, 64, replace=False))):
            s[i] = 0.9 * s[i] + 0.1 * g * g
            weights[i] = weights[i] - eta * g / (np.sqrt(s[i]) + 1e-6)
    return weights
