# %% lazy: zeros | no loss, no gradient
def lms(v, t, w, b):
    return 0.0, np.zeros(len(w)), 0.0


# %% lazy: constant | the numbers of the example
def lms(v, t, w, b):
    return 5.0, np.array([5.0, -4.0]), 1.0


# %% lazy: ones | all one
def lms(v, t, w, b):
    return 1.0, np.ones(len(w)), 1.0


# %% lazy: input returned | hands the weights back
def lms(v, t, w, b):
    return b, w, b


# %% lazy: none | returns nothing
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    -(e @ v) / len(v)


# %% lazy: library | asks the lesson's module for the answer
def lms(v, t, w, b):
    from deeparc.units import adaline

    model = adaline.Adaline(w, b)
    gradient = adaline.gradient(model, v, t)
    return adaline.loss(model, v, t), gradient[:-1], gradient[-1]


# %% mutant: sign flipped | the direction of descent instead of the gradient
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    return np.mean(e**2) / 2, e @ v / len(v), np.mean(e)


# %% mutant: missing 1/B | sums instead of means in the gradient
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    return np.mean(e**2) / 2, -e @ v, -np.sum(e)


# %% mutant: missing half | the loss without ½, the gradient with it
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    return np.mean(e**2), -e @ v / len(v), -np.mean(e)


# %% mutant: factor 2 | the gradient of the square without ½
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    return np.mean(e**2) / 2, -2 * e @ v / len(v), -2 * np.mean(e)


# %% mutant: targets 0 and 1 | t where the sign s belongs
def lms(v, t, w, b):
    e = t - (v @ w + b)
    return np.mean(e**2) / 2, -e @ v / len(v), -np.mean(e)


# %% mutant: thresholded | Rosenblatt's error instead of the LMS error
def lms(v, t, w, b):
    e = (2 * t - 1) - np.where(v @ w + b >= 0, 1, -1)
    return np.mean(e**2) / 2, -e @ v / len(v), -np.mean(e)


# %% mutant: bias left out | the activation has no bias
def lms(v, t, w, b):
    e = (2 * t - 1) - v @ w
    return np.mean(e**2) / 2, -e @ v / len(v), -np.mean(e)


# %% mutant: no slope for the bias | grad_b is 0
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    return np.mean(e**2) / 2, -e @ v / len(v), 0.0


# %% mutant: divided by D | the number of features instead of examples
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    return np.mean(e**2) / 2, -e @ v / v.shape[1], -np.mean(e)


# %% mutant: wrong axis | one number for each example instead of each feature
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    return np.mean(e**2) / 2, -np.mean(e[:, None] * v, axis=1), -np.mean(e)


# %% mutant: per example | the gradient of each example, not averaged
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    return np.mean(e**2) / 2, -e[:, None] * v, -e


# %% mutant: last example only | the loop overwrites instead of adding up
def lms(v, t, w, b):
    for v_n, t_n in zip(v, t):
        e = (2 * t_n - 1) - (w @ v_n + b)
        loss, grad_w, grad_b = e**2 / 2, -e * v_n, -e
    return loss, grad_w, grad_b


# %% mutant: integer buffer | the gradient is rounded where the inputs are integers
def lms(v, t, w, b):
    e = (2 * t - 1) - (v @ w + b)
    grad_w = np.zeros(v.shape[1], dtype=v.dtype)
    grad_w[:] = -e @ v / len(v)
    return np.mean(e**2) / 2, grad_w, -np.mean(e)


# %% variant: loops | example by example in plain Python, a list returned
def lms(v, t, w, b):
    B, D = len(v), len(w)
    loss, grad_w, grad_b = 0.0, [0.0] * D, 0.0
    for n in range(B):
        i = float(b) + sum(float(w[d]) * float(v[n][d]) for d in range(D))
        slope = i - (1.0 if t[n] == 1 else -1.0)
        loss += slope * slope / (2 * B)
        grad_b += slope / B
        for d in range(D):
            grad_w[d] += slope * float(v[n][d]) / B
    return loss, grad_w, grad_b


# %% variant: second moments | the quadratic form with the matrix of mean products
def lms(v, t, w, b):
    x = np.hstack([np.asarray(v, dtype=float), np.ones((len(v), 1))])
    s, z = np.where(np.asarray(t) > 0, 1.0, -1.0), np.concatenate([w, [b]])
    r = x @ z - s
    gradient = np.einsum("nd,n->d", x, r) / len(x)
    return (r @ r) / (2 * len(x)), gradient[:-1], gradient[-1]


# %% variant: complex step | exact derivatives by a tiny imaginary step in each number
def lms(v, t, w, b):
    x = np.append(w, b).astype(complex)

    def loss(x):
        return np.mean((2 * t - 1 - v @ x[:-1] - x[-1]) ** 2) / 2

    steps = 1e-30j * np.eye(len(x))
    gradient = np.array([loss(x + step).imag / 1e-30 for step in steps])
    return loss(x).real, gradient[:-1], gradient[-1]


# %% variant: matrix with a column of ones | the loss and the bias's slope come back in arrays of one number
def lms(v, t, w, b):
    x = np.column_stack([v, np.ones(len(v))])
    e = 2.0 * t - 1 - x @ np.append(w, b)
    gradient = -x.T @ e / len(e)
    return np.array([e @ e / (2 * len(e))]), gradient[:-1], gradient[-1:]
