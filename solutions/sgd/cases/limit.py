# %% lazy: zeros | three zeros
def step_limit(w, b, v):
    return 0.0, 0.0, 0.0


# %% lazy: ones | three ones
def step_limit(w, b, v):
    return 1.0, 1.0, 1.0


# %% lazy: input returned | hands the arguments back
def step_limit(w, b, v):
    return w, b, v


# %% lazy: parabola | the numbers of λ = 1
def step_limit(w, b, v):
    return 2.0, 1.0, 0.0


# %% lazy: none | returns nothing
def step_limit(w, b, v):
    pass


# %% lazy: library | asks the lesson's module
def step_limit(w, b, v):
    from deeparc.units.logistic import Logistic, hessian

    e = np.linalg.eigvalsh(hessian(Logistic(w, b), v))
    return 2 / e[-1], 2 / (e[-1] + e[0]), (e[-1] - e[0]) / (e[-1] + e[0])


# %% mutant: one over | 1/λ_max as the limit
def step_limit(w, b, v):
    x = np.c_[v, np.ones(len(v))]
    y = 1 / (1 + np.exp(-(v @ w + b)))
    e = np.linalg.eigvalsh(x.T @ ((y * (1 - y))[:, None] * x) / len(x))
    return 1 / e[-1], 2 / (e[-1] + e[0]), (e[-1] - e[0]) / (e[-1] + e[0])


# %% mutant: smallest | 2/λ_min as the limit
def step_limit(w, b, v):
    x = np.c_[v, np.ones(len(v))]
    y = 1 / (1 + np.exp(-(v @ w + b)))
    e = np.linalg.eigvalsh(x.T @ ((y * (1 - y))[:, None] * x) / len(x))
    return 2 / e[0], 2 / (e[-1] + e[0]), (e[-1] - e[0]) / (e[-1] + e[0])


# %% mutant: safe bound | ¼ for every example, wherever the weights are
def step_limit(w, b, v):
    x = np.c_[v, np.ones(len(v))]
    e = np.linalg.eigvalsh(x.T @ x / len(x) / 4)
    return 2 / e[-1], 2 / (e[-1] + e[0]), (e[-1] - e[0]) / (e[-1] + e[0])


# %% mutant: no bias | the Hessian of the weights alone
def step_limit(w, b, v):
    y = 1 / (1 + np.exp(-(v @ w + b)))
    e = np.linalg.eigvalsh(v.T @ ((y * (1 - y))[:, None] * v) / len(v))
    return 2 / e[-1], 2 / (e[-1] + e[0]), (e[-1] - e[0]) / (e[-1] + e[0])


# %% mutant: sum | not divided by N
def step_limit(w, b, v):
    x = np.c_[v, np.ones(len(v))]
    y = 1 / (1 + np.exp(-(v @ w + b)))
    e = np.linalg.eigvalsh(x.T @ ((y * (1 - y))[:, None] * x))
    return 2 / e[-1], 2 / (e[-1] + e[0]), (e[-1] - e[0]) / (e[-1] + e[0])


# %% mutant: no slope | least squares' Hessian
def step_limit(w, b, v):
    x = np.c_[v, np.ones(len(v))]
    e = np.linalg.eigvalsh(x.T @ x / len(x))
    return 2 / e[-1], 2 / (e[-1] + e[0]), (e[-1] - e[0]) / (e[-1] + e[0])


# %% mutant: half the limit | takes 1/λ_max as the best step, with its factor
def step_limit(w, b, v):
    x = np.c_[v, np.ones(len(v))]
    y = 1 / (1 + np.exp(-(v @ w + b)))
    e = np.linalg.eigvalsh(x.T @ ((y * (1 - y))[:, None] * x) / len(x))
    return 2 / e[-1], 1 / e[-1], 1 - e[0] / e[-1]


# %% mutant: condition number | κ instead of the factor
def step_limit(w, b, v):
    x = np.c_[v, np.ones(len(v))]
    y = 1 / (1 + np.exp(-(v @ w + b)))
    e = np.linalg.eigvalsh(x.T @ ((y * (1 - y))[:, None] * x) / len(x))
    return 2 / e[-1], 2 / (e[-1] + e[0]), e[-1] / e[0]


# %% mutant: slope missing a factor | y instead of y(1 − y)
def step_limit(w, b, v):
    x = np.c_[v, np.ones(len(v))]
    y = 1 / (1 + np.exp(-(v @ w + b)))
    e = np.linalg.eigvalsh(x.T @ (y[:, None] * x) / len(x))
    return 2 / e[-1], 2 / (e[-1] + e[0]), (e[-1] - e[0]) / (e[-1] + e[0])


# %% variant: singular values | of the weighted inputs
def step_limit(w, b, v):
    y = 1 / (1 + np.exp(-(np.asarray(v) @ w + b)))
    x = np.hstack([v, np.ones((len(v), 1))]) * np.sqrt(y * (1 - y) / len(v))[:, np.newaxis]
    s = np.linalg.svd(x, compute_uv=False) ** 2
    kappa = s.max() / s.min()
    return [2 / s.max(), 2 / (s.max() + s.min()), (kappa - 1) / (kappa + 1)]


# %% variant: general eigenvalues | outer products added in a loop
def step_limit(w, b, v):
    D = len(w) + 1
    A = np.zeros((D, D))
    for row in v:
        y = 0.5 * (1 + np.tanh((row @ w + b) / 2))
        A += y * (1 - y) * np.outer(np.append(row, 1), np.append(row, 1)) / len(v)
    e = np.linalg.eigvals(A).real
    best = 2 / (max(e) + min(e))
    return 2 / max(e), best, 1 - best * min(e)
