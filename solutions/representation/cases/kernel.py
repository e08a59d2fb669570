# %% lazy: zeros | zeros
def gaussian_kernel(u, v, gamma):
    return np.zeros((len(u), len(v)))


def decision(v, support, t, alpha, b, gamma):
    return np.zeros(len(v))


# %% lazy: ones | all alike, and the bias
def gaussian_kernel(u, v, gamma):
    return np.ones((len(u), len(v)))


def decision(v, support, t, alpha, b, gamma):
    return np.full(len(v), float(b))


# %% lazy: identity | one on the diagonal
def gaussian_kernel(u, v, gamma):
    return np.eye(len(u), len(v))


def decision(v, support, t, alpha, b, gamma):
    return v[:, 0]


# %% lazy: none | forgets to return
def gaussian_kernel(u, v, gamma):
    _ = u @ v.T


def decision(v, support, t, alpha, b, gamma):
    _ = 2 * t - 1


# %% lazy: library | asks the lesson's module
def gaussian_kernel(u, v, gamma):
    from deeparc.units.kernel_svm import gaussian

    return gaussian(gamma)(u, v)


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ (alpha * (2 * t - 1)) + b


# %% mutant: above one | rounding is not caught
def gaussian_kernel(u, v, gamma):
    return np.exp(-gamma * ((u * u).sum(1)[:, None] - 2 * u @ v.T + (v * v).sum(1)))


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ (alpha * (2 * t - 1)) + b


# %% mutant: not squared | the distance itself
def gaussian_kernel(u, v, gamma):
    return np.exp(-gamma * np.sqrt(((u[:, None] - v[None]) ** 2).sum(-1)))


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ (alpha * (2 * t - 1)) + b


# %% mutant: transposed | rows and columns exchanged
def gaussian_kernel(u, v, gamma):
    square = (u * u).sum(1)[:, None] - 2 * u @ v.T + (v * v).sum(1)
    return np.exp(-gamma * np.maximum(square, 0)).T


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(support, v, gamma) @ (alpha * (2 * t - 1)) + b


# %% mutant: slow | two loops in Python over pairs and features
def gaussian_kernel(u, v, gamma):
    return np.array([[np.exp(-gamma * sum((float(p) - float(q)) ** 2 for p, q in zip(x, y))) for y in v] for x in u])


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ (alpha * (2 * t - 1)) + b


# %% mutant: halved | gamma taken as 1/(2 width²) of something else
def gaussian_kernel(u, v, gamma):
    square = (u * u).sum(1)[:, None] - 2 * u @ v.T + (v * v).sum(1)
    return np.exp(-0.5 * gamma * np.maximum(square, 0))


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ (alpha * (2 * t - 1)) + b


# %% mutant: targets as signs | t instead of 2t − 1
def gaussian_kernel(u, v, gamma):
    square = (u * u).sum(1)[:, None] - 2 * u @ v.T + (v * v).sum(1)
    return np.exp(-gamma * np.maximum(square, 0))


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ (alpha * t) + b


# %% mutant: bias forgotten | f without b
def gaussian_kernel(u, v, gamma):
    square = (u * u).sum(1)[:, None] - 2 * u @ v.T + (v * v).sum(1)
    return np.exp(-gamma * np.maximum(square, 0))


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ (alpha * (2 * t - 1))


# %% mutant: bias times | b is added for every support vector
def gaussian_kernel(u, v, gamma):
    square = (u * u).sum(1)[:, None] - 2 * u @ v.T + (v * v).sum(1)
    return np.exp(-gamma * np.maximum(square, 0))


def decision(v, support, t, alpha, b, gamma):
    return (gaussian_kernel(v, support, gamma) * (alpha * (2 * t - 1)) + b).sum(1)


# %% mutant: alpha forgotten | every support vector counts the same
def gaussian_kernel(u, v, gamma):
    square = (u * u).sum(1)[:, None] - 2 * u @ v.T + (v * v).sum(1)
    return np.exp(-gamma * np.maximum(square, 0))


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ (2 * t - 1) + b


# %% mutant: sign of the exponent | grows with the distance
def gaussian_kernel(u, v, gamma):
    return np.exp(np.minimum(gamma * ((u[:, None] - v[None]) ** 2).sum(-1), 500))


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ (alpha * (2 * t - 1)) + b


# %% variant: broadcasting | differences of all pairs
def gaussian_kernel(u, v, gamma):
    difference = np.asarray(u, float)[:, None, :] - np.asarray(v, float)[None, :, :]
    return np.exp(-gamma * np.einsum("abd,abd->ab", difference, difference))


def decision(v, support, t, alpha, b, gamma):
    f = np.full(len(v), float(b))
    for x, target, a in zip(support, t, alpha):
        bell = a * np.exp(-gamma * np.sum((v - x) ** 2, axis=1))
        f += bell if target else -bell
    return f


# %% variant: scipy | distances from scipy, a list returned
def gaussian_kernel(u, v, gamma):
    from scipy.spatial.distance import cdist

    return np.exp(-gamma * cdist(u, v, "sqeuclidean"))


def decision(v, support, t, alpha, b, gamma):
    k = gaussian_kernel(v, support, gamma)
    return [float(b + sum(row[t == 1] * alpha[t == 1]) - sum(row[t == 0] * alpha[t == 0])) for row in k]


# %% variant: one row at a time | a loop over the first argument
def gaussian_kernel(u, v, gamma):
    return np.stack([np.exp(-gamma * np.linalg.norm(v - x, axis=1) ** 2) for x in u])


def decision(v, support, t, alpha, b, gamma):
    return gaussian_kernel(v, support, gamma) @ np.where(t == 1, alpha, -alpha) + b
