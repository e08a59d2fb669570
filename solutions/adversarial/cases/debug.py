# %% lazy: zeros | zeros everywhere
def mended(w, b, x, t, epsilon, steps):
    return np.zeros(x.shape)


# %% lazy: constant | ones everywhere
def mended(w, b, x, t, epsilon, steps):
    return np.ones(x.shape)


# %% lazy: input returned | nothing changed
def mended(w, b, x, t, epsilon, steps):
    return x


# %% lazy: as it was | the faulty function
def mended(w, b, x, t, epsilon, steps):
    return four_faults(w, b, x, t, epsilon, steps)


# %% lazy: none | forgets to return
def mended(w, b, x, t, epsilon, steps):
    _ = np.clip(x, 0, 1)


# %% mutant: gradient of x | the first fault left
def mended(w, b, x, t, epsilon, steps):
    at = x
    for _ in range(steps):
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        at = at + 2.5 * epsilon / steps * np.sign(g)
        at = np.clip(at, x - epsilon, x + epsilon)
        at = np.clip(at, 0, 1)
    return at


# %% mutant: whole batch | the second left
def mended(w, b, x, t, epsilon, steps):
    at = x
    for _ in range(steps):
        z = at @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum()
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        at = at + 2.5 * epsilon / steps * np.sign(g)
        at = np.clip(at, x - epsilon, x + epsilon)
        at = np.clip(at, 0, 1)
    return at


# %% mutant: short | the third left
def mended(w, b, x, t, epsilon, steps):
    at = x
    for _ in range(steps):
        z = at @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        at = at + epsilon / steps * np.sign(g)
        at = np.clip(at, x - epsilon, x + epsilon)
        at = np.clip(at, 0, 1)
    return at


# %% mutant: wandering ball | the fourth left
def mended(w, b, x, t, epsilon, steps):
    at = x
    for _ in range(steps):
        z = at @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        at = at + 2.5 * epsilon / steps * np.sign(g)
        at = np.clip(at, at - epsilon, at + epsilon)
        at = np.clip(at, 0, 1)
    return at


# %% mutant: no bounds | pixels leave [0, 1]
def mended(w, b, x, t, epsilon, steps):
    at = x
    for _ in range(steps):
        z = at @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        at = at + 2.5 * epsilon / steps * np.sign(g)
        at = np.clip(at, x - epsilon, x + epsilon)
    return at


# %% mutant: downhill | towards t
def mended(w, b, x, t, epsilon, steps):
    at = x
    for _ in range(steps):
        z = at @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        at = at - 2.5 * epsilon / steps * np.sign(g)
        at = np.clip(at, x - epsilon, x + epsilon)
        at = np.clip(at, 0, 1)
    return at


# %% mutant: full steps | not divided by their number
def mended(w, b, x, t, epsilon, steps):
    at = x
    for _ in range(steps):
        z = at @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        at = at + 2.5 * epsilon * np.sign(g)
        at = np.clip(at, x - epsilon, x + epsilon)
        at = np.clip(at, 0, 1)
    return at


# %% mutant: columns | sums over the batch
def mended(w, b, x, t, epsilon, steps):
    at = x
    for _ in range(steps):
        z = at @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=0, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        at = at + 2.5 * epsilon / steps * np.sign(g)
        at = np.clip(at, x - epsilon, x + epsilon)
        at = np.clip(at, 0, 1)
    return at


# %% mutant: projected at the end | not at each step
def mended(w, b, x, t, epsilon, steps):
    at = x
    for _ in range(steps):
        z = at @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        at = at + 2.5 * epsilon / steps * np.sign(g)
    return np.clip(np.clip(at, x - epsilon, x + epsilon), 0, 1)


# %% variant: loop | picture by picture
def mended(w, b, x, t, epsilon, steps):
    result = []
    for xm, tm in zip(x, t):
        y = xm.copy()
        for _ in range(steps):
            z = y @ w + b
            p = np.exp(z - np.logaddexp.reduce(z))
            p[tm] -= 1
            y = y + 2.5 * epsilon / steps * np.sign(w @ p)
            y = np.minimum(np.maximum(y, np.maximum(xm - epsilon, 0)), np.minimum(xm + epsilon, 1))
        result.append(y.tolist())
    return result


# %% variant: changes | the change is kept, not the picture
def mended(w, b, x, t, epsilon, steps):
    r, low, high = np.zeros(x.shape), np.maximum(-epsilon, -x), np.minimum(epsilon, 1 - x)
    T = np.zeros((len(x), w.shape[1]))
    T[np.arange(len(x)), t] = 1
    for _ in range(steps):
        z = (x + r) @ w + b
        e = np.exp(z - np.max(z, axis=1)[:, None])
        r = np.clip(r + (2.5 * epsilon / steps) * np.sign((e / e.sum(axis=1)[:, None] - T) @ w.T), low, high)
    return x + r
