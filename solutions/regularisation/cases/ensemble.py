# %% lazy: zeros | zeros
def ensemble(a, w, b, p):
    return np.zeros(len(b)), np.zeros(len(b))


# %% lazy: constant | the same for all classes
def ensemble(a, w, b, p):
    return np.full(len(b), 1 / len(b)), np.full(len(b), 1 / len(b))


# %% lazy: input returned | hands the biases back
def ensemble(a, w, b, p):
    return b, b


# %% lazy: none | returns nothing
def ensemble(a, w, b, p):
    pass


# %% lazy: library | asks the lesson's module
def ensemble(a, w, b, p):
    from deeparc.units import ensemble as lesson

    masks = lesson.all_masks(len(a))
    z = (masks * a)[:, None] @ w.T + b
    chance = lesson.chances(masks, p)
    return lesson.arithmetic_mean(z, chance)[0], lesson.geometric_mean(z, chance)[0]


# %% mutant: all nets alike | every mask counts the same
def ensemble(a, w, b, p):
    H = len(a)
    masks = (np.arange(2**H)[:, None] >> np.arange(H)) & 1
    z = (masks * a) @ w.T + b
    z = z - z.max(axis=1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    g = np.exp(log_y.mean(axis=0) - log_y.mean(axis=0).max())
    return np.exp(log_y).mean(axis=0), g / g.sum()


# %% mutant: p keeps | the chances exchanged
def ensemble(a, w, b, p):
    H = len(a)
    masks = (np.arange(2**H)[:, None] >> np.arange(H)) & 1
    chance = np.prod(np.where(masks == 1, p, 1 - p), axis=1)
    z = (masks * a) @ w.T + b
    z = z - z.max(axis=1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    g = np.exp(chance @ log_y - (chance @ log_y).max())
    return chance @ np.exp(log_y), g / g.sum()


# %% mutant: not normalised | the geometric mean does not sum to 1
def ensemble(a, w, b, p):
    H = len(a)
    masks = (np.arange(2**H)[:, None] >> np.arange(H)) & 1
    chance = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = (masks * a) @ w.T + b
    z = z - z.max(axis=1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return chance @ np.exp(log_y), np.exp(chance @ log_y)


# %% mutant: scaled net for both | the theorem misunderstood
def ensemble(a, w, b, p):
    z = (1 - p) * w @ a + b
    y = np.exp(z - z.max())
    return y / y.sum(), y / y.sum()


# %% mutant: overflow | the largest logit is not taken off
def ensemble(a, w, b, p):
    H = len(a)
    masks = (np.arange(2**H)[:, None] >> np.arange(H)) & 1
    chance = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    y = np.exp((masks * a) @ w.T + b)
    y = y / y.sum(axis=1, keepdims=True)
    g = np.exp(chance @ np.log(y))
    return chance @ y, g / g.sum()


# %% mutant: bias scaled | the bias is dropped with the weights
def ensemble(a, w, b, p):
    H = len(a)
    masks = (np.arange(2**H)[:, None] >> np.arange(H)) & 1
    chance = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = (masks * a) @ w.T + (1 - p) * b
    z = z - z.max(axis=1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    g = np.exp(chance @ log_y - (chance @ log_y).max())
    return chance @ np.exp(log_y), g / g.sum()


# %% mutant: the empty net is missing | masks from 1 on
def ensemble(a, w, b, p):
    H = len(a)
    masks = (np.arange(1, 2**H)[:, None] >> np.arange(H)) & 1
    chance = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = (masks * a) @ w.T + b
    z = z - z.max(axis=1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    g = np.exp(chance @ log_y - (chance @ log_y).max())
    return chance @ np.exp(log_y), g / g.sum()


# %% mutant: inverted | kept activations are scaled by 1/(1 − p)
def ensemble(a, w, b, p):
    H = len(a)
    masks = ((np.arange(2**H)[:, None] >> np.arange(H)) & 1) / (1 - p)
    chance = np.prod(np.where(masks > 0, 1 - p, p), axis=1)
    z = (masks * a) @ w.T + b
    z = z - z.max(axis=1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    g = np.exp(chance @ log_y - (chance @ log_y).max())
    return chance @ np.exp(log_y), g / g.sum()


# %% mutant: exchanged | the geometric mean first
def ensemble(a, w, b, p):
    H = len(a)
    masks = (np.arange(2**H)[:, None] >> np.arange(H)) & 1
    chance = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = (masks * a) @ w.T + b
    z = z - z.max(axis=1, keepdims=True)
    log_y = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    g = np.exp(chance @ log_y - (chance @ log_y).max())
    return g / g.sum(), chance @ np.exp(log_y)


# %% variant: product | itertools, plain sums, lists
def ensemble(a, w, b, p):
    from itertools import product

    K = len(b)
    total, logs = [0.0] * K, [0.0] * K
    for mask in product([0, 1], repeat=len(a)):
        chance = 1.0
        for m in mask:
            chance *= (1 - p) if m else p
        z = [b[k] + sum(w[k][j] * a[j] for j in range(len(a)) if mask[j]) for k in range(K)]
        top = max(z)
        log_sum = top + np.log(sum(np.exp(x - top) for x in z))
        for k in range(K):
            total[k] += chance * float(np.exp(z[k] - log_sum))
            logs[k] += chance * float(z[k] - log_sum)
    top = max(logs)
    g = [float(np.exp(x - top)) for x in logs]
    return total, [x / sum(g) for x in g]


# %% variant: theorem | the geometric mean as one net
def ensemble(a, w, b, p):
    def soft(z):
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)

    kept, mean = [np.array([])], [1.0]
    for _ in range(len(a)):
        kept = [np.append(m, x) for m in kept for x in (0.0, 1.0)]
        mean = [c * q for c in mean for q in (p, 1 - p)]
    arithmetic = sum(c * soft(w @ (m * a) + b) for m, c in zip(kept, mean))
    return np.asarray(arithmetic), soft((1 - p) * (w @ a) + b)
