# %% lazy: zeros | zero weights
def step(w, b, v, t, eta):
    return np.zeros(np.shape(w)), np.zeros(len(b))


# %% lazy: input returned | does not move
def step(w, b, v, t, eta):
    return w, b


# %% lazy: constant | ones
def step(w, b, v, t, eta):
    return np.ones(np.shape(w)), np.full(len(b), 0.5)


# %% lazy: none | returns nothing
def step(w, b, v, t, eta):
    pass


# %% lazy: library | asks the lesson's module
def step(w, b, v, t, eta):
    from deeparc.units.softmax import SoftmaxUnits, gradient

    dw, db = gradient(SoftmaxUnits(w, b), v, t)
    return w - eta * dw, b - eta * db


# %% mutant: nothing mended | the code as it was
def step(w, b, v, t, eta):
    z = v @ w + b
    y = np.exp(z - z.max()) / np.sum(np.exp(z - z.max()), axis=0)
    one_hot = np.zeros_like(y)
    one_hot[:, t] = 1
    error = y - one_hot
    return w - eta * v.T @ error / len(v), b - eta * error.sum()


# %% mutant: axis left | softmax over the examples
def step(w, b, v, t, eta):
    z = v @ w + b
    y = np.exp(z - z.max()) / np.sum(np.exp(z - z.max()), axis=0)
    one_hot = np.zeros_like(y)
    one_hot[np.arange(len(t)), t] = 1
    error = y - one_hot
    return w - eta * v.T @ error / len(v), b - eta * error.mean(axis=0)


# %% mutant: targets left | all classes of the batch in every row
def step(w, b, v, t, eta):
    z = v @ w + b
    y = np.exp(z - z.max(axis=1, keepdims=True))
    y /= y.sum(axis=1, keepdims=True)
    one_hot = np.zeros_like(y)
    one_hot[:, t] = 1
    error = y - one_hot
    return w - eta * v.T @ error / len(v), b - eta * error.mean(axis=0)


# %% mutant: bias left | one number for all biases
def step(w, b, v, t, eta):
    z = v @ w + b
    y = np.exp(z - z.max(axis=1, keepdims=True))
    y /= y.sum(axis=1, keepdims=True)
    y[np.arange(len(t)), t] -= 1
    return w - eta * v.T @ y / len(v), b - eta * y.sum()


# %% mutant: bias summed | over the examples, without 1/B
def step(w, b, v, t, eta):
    z = v @ w + b
    y = np.exp(z - z.max(axis=1, keepdims=True))
    y /= y.sum(axis=1, keepdims=True)
    y[np.arange(len(t)), t] -= 1
    return w - eta * v.T @ y / len(v), b - eta * y.sum(axis=0)


# %% mutant: batch maximum | all three mended, rows far below underflow
def step(w, b, v, t, eta):
    z = v @ w + b
    y = np.exp(z - z.max()) / np.sum(np.exp(z - z.max()), axis=1, keepdims=True)
    y[np.arange(len(t)), t] -= 1
    return w - eta * v.T @ y / len(v), b - eta * y.mean(axis=0)


# %% mutant: no maximum | overflows
def step(w, b, v, t, eta):
    z = v @ w + b
    y = np.exp(-z) ** -1 / np.sum(np.exp(-z) ** -1, axis=1, keepdims=True)
    y[np.arange(len(t)), t] -= 1
    return w - eta * v.T @ y / len(v), b - eta * y.mean(axis=0)


# %% mutant: uphill | adds the gradient
def step(w, b, v, t, eta):
    z = v @ w + b
    y = np.exp(z - z.max(axis=1, keepdims=True))
    y /= y.sum(axis=1, keepdims=True)
    y[np.arange(len(t)), t] -= 1
    return w + eta * v.T @ y / len(v), b + eta * y.mean(axis=0)


# %% mutant: in place | writes into the caller's weights
def step(w, b, v, t, eta):
    z = v @ w + b
    y = np.exp(z - z.max(axis=1, keepdims=True))
    y /= y.sum(axis=1, keepdims=True)
    y[np.arange(len(t)), t] -= 1
    w -= eta * v.T @ y / len(v)
    return w, b - eta * y.mean(axis=0)


# %% variant: one-hot | by the identity matrix
def step(w, b, v, t, eta):
    z = np.asarray(v) @ w + b
    y = np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None])
    error = (y - np.eye(len(b))[t]) * (eta / len(t))
    return w - np.einsum("nd,nk->dk", v, error), b - np.sum(error, axis=0)


# %% variant: loop | one example after the other
def step(w, b, v, t, eta):
    new_w, new_b = np.array(w, float), np.array(b, float)
    for row, c in zip(v, t):
        z = row @ w + b
        e = np.exp(z - z.max())
        e = e / e.sum()
        e[c] -= 1
        new_w -= eta / len(v) * np.outer(row, e)
        new_b -= eta / len(v) * e
    return new_w.tolist(), new_b
