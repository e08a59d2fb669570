# %% lazy: zeros | zeros everywhere
def objective(y, x, target, c, w, b):
    return 0.0, np.zeros(len(y))


# %% lazy: constant | ones everywhere
def objective(y, x, target, c, w, b):
    return 1.0, np.ones(len(y))


# %% lazy: input returned | hands back what it got
def objective(y, x, target, c, w, b):
    return c, y


# %% lazy: none | forgets to return
def objective(y, x, target, c, w, b):
    _ = y - x


# %% mutant: norm | not squared
def objective(y, x, target, c, w, b):
    r = y - x
    z = y @ w + b
    z = z - z.max()
    total = np.exp(z).sum()
    p = np.exp(z) / total
    p[target] -= 1
    return c * np.sqrt(r @ r) + np.log(total) - z[target], 2 * c * r + w @ p


# %% mutant: factor 2 | forgotten in the gradient
def objective(y, x, target, c, w, b):
    r = y - x
    z = y @ w + b
    z = z - z.max()
    total = np.exp(z).sum()
    p = np.exp(z) / total
    p[target] -= 1
    return c * r @ r + np.log(total) - z[target], c * r + w @ p


# %% mutant: c forgotten | weight 1
def objective(y, x, target, c, w, b):
    r = y - x
    z = y @ w + b
    z = z - z.max()
    total = np.exp(z).sum()
    p = np.exp(z) / total
    p[target] -= 1
    return r @ r + np.log(total) - z[target], 2 * r + w @ p


# %% mutant: uphill | away from the class
def objective(y, x, target, c, w, b):
    r = y - x
    z = y @ w + b
    z = z - z.max()
    total = np.exp(z).sum()
    p = np.exp(z) / total
    p[target] -= 1
    return c * r @ r + z[target] - np.log(total), 2 * c * r + -w @ p


# %% mutant: c with the loss | the weight on the wrong term
def objective(y, x, target, c, w, b):
    r = y - x
    z = y @ w + b
    z = z - z.max()
    total = np.exp(z).sum()
    p = np.exp(z) / total
    p[target] -= 1
    return r @ r + c * (np.log(total) - z[target]), 2 * r + c * (w @ p)


# %% mutant: no target | p without one-hot
def objective(y, x, target, c, w, b):
    r = y - x
    z = y @ w + b
    z = z - z.max()
    total = np.exp(z).sum()
    p = np.exp(z) / total
    return c * r @ r + np.log(total) - z[target], 2 * c * r + w @ p


# %% mutant: bias forgotten | no b
def objective(y, x, target, c, w, b):
    r = y - x
    z = y @ w
    z = z - z.max()
    total = np.exp(z).sum()
    p = np.exp(z) / total
    p[target] -= 1
    return c * r @ r + np.log(total) - z[target], 2 * c * r + w @ p


# %% mutant: loss at x | of the picture unchanged
def objective(y, x, target, c, w, b):
    r = y - x
    z = x @ w + b
    z = z - z.max()
    total = np.exp(z).sum()
    p = np.exp(z) / total
    p[target] -= 1
    return c * r @ r + np.log(total) - z[target], 2 * c * r + w @ p


# %% mutant: overflow | exponentials as they are
def objective(y, x, target, c, w, b):
    r = y - x
    z = y @ w + b
    total = np.exp(z).sum()
    p = np.exp(z) / total
    p[target] -= 1
    return c * r @ r + np.log(total) - z[target], 2 * c * r + w @ p


# %% variant: log-softmax | logaddexp
def objective(y, x, target, c, w, b):
    z = np.dot(np.transpose(w), y) + b
    log_p = z - np.logaddexp.reduce(z)
    e = np.zeros(len(z))
    e[target] = 1
    value = c * float(np.sum(np.square(y - x))) - log_p[target]
    return [np.array([value]), (2 * c * (y - x) + np.matmul(w, np.exp(log_p) - e)).tolist()]


# %% variant: loops | differences of logits
def objective(y, x, target, c, w, b):
    D, K = w.shape
    z = [sum(y[n] * w[n, k] for n in range(D)) + b[k] for k in range(K)]
    top = max(z)
    e = [np.exp(zk - top) for zk in z]
    value = c * sum((y[n] - x[n]) ** 2 for n in range(D)) + np.log(sum(e)) + top - z[target]
    g = [
        2 * c * (y[n] - x[n]) + sum((e[k] / sum(e) - (1 if k == target else 0)) * w[n, k] for k in range(K))
        for n in range(D)
    ]
    return value, g
