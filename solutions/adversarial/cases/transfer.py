# %% lazy: zeros | zeros everywhere
def transfer(models, x, t, epsilon):
    return np.zeros((len(models), len(models) + 1))


# %% lazy: constant | always wrong
def transfer(models, x, t, epsilon):
    return np.ones((len(models), len(models) + 1))


# %% lazy: input returned | the pictures
def transfer(models, x, t, epsilon):
    return x


# %% lazy: none | forgets to return
def transfer(models, x, t, epsilon):
    _ = len(models)


# %% mutant: transposed | rows and columns exchanged
def transfer(models, x, t, epsilon):
    def error(model, pictures):
        w, b = model
        return np.mean(np.argmax(pictures @ w + b, axis=1) != t)

    table = np.zeros((len(models), len(models) + 1))
    for i, (w, b) in enumerate(models):
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        attacked = np.clip(x + epsilon * np.sign(g), 0, 1)
        table[i, :-1] = [error(model, attacked) for model in models]
        table[i, -1] = error(models[i], x)
    table[:, :-1] = table[:, :-1].T.copy()
    return table


# %% mutant: accuracy | the share that is right
def transfer(models, x, t, epsilon):
    def error(model, pictures):
        w, b = model
        return np.mean(np.argmax(pictures @ w + b, axis=1) == t)

    table = np.zeros((len(models), len(models) + 1))
    for i, (w, b) in enumerate(models):
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        attacked = np.clip(x + epsilon * np.sign(g), 0, 1)
        table[i, :-1] = [error(model, attacked) for model in models]
        table[i, -1] = error(models[i], x)
    return table


# %% mutant: towards | the sign flipped
def transfer(models, x, t, epsilon):
    def error(model, pictures):
        w, b = model
        return np.mean(np.argmax(pictures @ w + b, axis=1) != t)

    table = np.zeros((len(models), len(models) + 1))
    for i, (w, b) in enumerate(models):
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        attacked = np.clip(x - epsilon * np.sign(g), 0, 1)
        table[i, :-1] = [error(model, attacked) for model in models]
        table[i, -1] = error(models[i], x)
    return table


# %% mutant: not cut off | pixels leave [0, 1]
def transfer(models, x, t, epsilon):
    def error(model, pictures):
        w, b = model
        return np.mean(np.argmax(pictures @ w + b, axis=1) != t)

    table = np.zeros((len(models), len(models) + 1))
    for i, (w, b) in enumerate(models):
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        attacked = x + epsilon * np.sign(g)
        table[i, :-1] = [error(model, attacked) for model in models]
        table[i, -1] = error(models[i], x)
    return table


# %% mutant: no sign | along the gradient
def transfer(models, x, t, epsilon):
    def error(model, pictures):
        w, b = model
        return np.mean(np.argmax(pictures @ w + b, axis=1) != t)

    table = np.zeros((len(models), len(models) + 1))
    for i, (w, b) in enumerate(models):
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        attacked = np.clip(x + epsilon * g, 0, 1)
        table[i, :-1] = [error(model, attacked) for model in models]
        table[i, -1] = error(models[i], x)
    return table


# %% mutant: one attack for all | the first model's
def transfer(models, x, t, epsilon):
    def error(model, pictures):
        w, b = model
        return np.mean(np.argmax(pictures @ w + b, axis=1) != t)

    table = np.zeros((len(models), len(models) + 1))
    for i in range(len(models)):
        w, b = models[0]
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        attacked = np.clip(x + epsilon * np.sign(g), 0, 1)
        table[i, :-1] = [error(model, attacked) for model in models]
        table[i, -1] = error(models[i], x)
    return table


# %% mutant: no biases | b forgotten in the answers
def transfer(models, x, t, epsilon):
    def error(model, pictures):
        w, _b = model
        return np.mean(np.argmax(pictures @ w, axis=1) != t)

    table = np.zeros((len(models), len(models) + 1))
    for i, (w, b) in enumerate(models):
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        attacked = np.clip(x + epsilon * np.sign(g), 0, 1)
        table[i, :-1] = [error(model, attacked) for model in models]
        table[i, -1] = error(models[i], x)
    return table


# %% mutant: per cent | 100 times too large
def transfer(models, x, t, epsilon):
    def error(model, pictures):
        w, b = model
        return 100 * np.mean(np.argmax(pictures @ w + b, axis=1) != t)

    table = np.zeros((len(models), len(models) + 1))
    for i, (w, b) in enumerate(models):
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        attacked = np.clip(x + epsilon * np.sign(g), 0, 1)
        table[i, :-1] = [error(model, attacked) for model in models]
        table[i, -1] = error(models[i], x)
    return table


# %% mutant: first model clean | the last column of model 0
def transfer(models, x, t, epsilon):
    def error(model, pictures):
        w, b = model
        return np.mean(np.argmax(pictures @ w + b, axis=1) != t)

    table = np.zeros((len(models), len(models) + 1))
    for i, (w, b) in enumerate(models):
        z = x @ w + b
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        g = (p - np.eye(w.shape[1])[t]) @ w.T
        attacked = np.clip(x + epsilon * np.sign(g), 0, 1)
        table[i, :-1] = [error(model, attacked) for model in models]
        table[i, -1] = error(models[0], x)
    return table


# %% variant: all at once | einsum over stacked models
def transfer(models, x, t, epsilon):
    W, B = np.stack([m[0] for m in models]), np.stack([m[1] for m in models])
    z = np.einsum("bd,mdk->mbk", x, W) + B[:, None]
    p = np.exp(z - np.logaddexp.reduce(z, axis=2)[..., None]) - np.eye(W.shape[2])[t]
    y = (x + epsilon * np.sign(np.einsum("mbk,mdk->mbd", p, W))).clip(0, 1)
    said = np.argmax(np.einsum("ibd,jdk->ijbk", y, W) + B[None, :, None], axis=3)
    return np.concatenate([(said != t).mean(axis=2), (np.argmax(z, axis=2) != t).mean(axis=1)[:, None]], axis=1)


# %% variant: lists | counted by hand
def transfer(models, x, t, epsilon):
    rows = []
    for w, b in models:
        made = []
        for xm, tm in zip(x, t):
            z = xm @ w + b
            e = np.exp(z - max(z))
            q = e / sum(e)
            q[tm] -= 1
            made.append(np.minimum(1, np.maximum(0, xm + epsilon * np.sign(w @ q))))
        row = [sum(int(np.argmax(y @ v + c)) != tm for y, tm in zip(made, t)) / len(t) for v, c in models]
        rows.append([*row, sum(int(np.argmax(xm @ w + b)) != tm for xm, tm in zip(x, t)) / len(t)])
    return rows
