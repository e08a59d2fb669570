# %% lazy: zeros | zeros
def plane_of(v, t, alpha, C):
    return np.zeros(v.shape[1]), 0.0, 0.0


# %% lazy: ones | ones
def plane_of(v, t, alpha, C):
    return np.ones(v.shape[1]), 1.0, 1.0


# %% lazy: input returned | the first example, C and C
def plane_of(v, t, alpha, C):
    return v[0], C, C


# %% lazy: none | forgets to return
def plane_of(v, t, alpha, C):
    _ = (alpha * (2 * t - 1)) @ v


# %% lazy: library | asks the lesson's module
def plane_of(v, t, alpha, C):
    from deeparc.units.kernel_svm import linear, train

    m = train(v, t, kernel=linear(), c=C)
    return m.weights @ m.support, m.b, m.margin()


# %% mutant: targets as signs | t instead of 2t − 1
def plane_of(v, t, alpha, C):
    w, s = (alpha * t) @ v, 2 * t - 1
    free = (alpha > 0) & (alpha < C)
    return w, np.mean(s[free] - v[free] @ w), 1 / np.linalg.norm(w)


# %% mutant: all support vectors | the bias also from those at C
def plane_of(v, t, alpha, C):
    s = 2 * t - 1
    w = (alpha * s) @ v
    return w, np.mean(s[alpha > 0] - v[alpha > 0] @ w), 1 / np.linalg.norm(w)


# %% mutant: all examples | the bias from everybody
def plane_of(v, t, alpha, C):
    s = 2 * t - 1
    w = (alpha * s) @ v
    return w, np.mean(s - v @ w), 1 / np.linalg.norm(w)


# %% mutant: weights of the free ones | those at C are forgotten in w
def plane_of(v, t, alpha, C):
    s = 2 * t - 1
    free = (alpha > 0) & (alpha < C)
    w = (alpha * s)[free] @ v[free]
    return w, np.mean(s[free] - v[free] @ w), 1 / np.linalg.norm(w)


# %% mutant: sign of b | minus the bias
def plane_of(v, t, alpha, C):
    s = 2 * t - 1
    w = (alpha * s) @ v
    free = (alpha > 0) & (alpha < C)
    return w, np.mean(v[free] @ w - s[free]), 1 / np.linalg.norm(w)


# %% mutant: one example | the first free one instead of the mean
def plane_of(v, t, alpha, C):
    s = 2 * t - 1
    w = (alpha * s) @ v
    n = np.flatnonzero((alpha > 0) & (alpha < C))[0]
    return w, s[n] - v[n] @ w, 1 / np.linalg.norm(w)


# %% mutant: squared margin | 1/‖w‖²
def plane_of(v, t, alpha, C):
    s = 2 * t - 1
    w = (alpha * s) @ v
    free = (alpha > 0) & (alpha < C)
    return w, np.mean(s[free] - v[free] @ w), 1 / (w @ w)


# %% mutant: width of the street | 2/‖w‖
def plane_of(v, t, alpha, C):
    s = 2 * t - 1
    w = (alpha * s) @ v
    free = (alpha > 0) & (alpha < C)
    return w, np.mean(s[free] - v[free] @ w), 2 / np.linalg.norm(w)


# %% mutant: perceptron's margin | the bias in the norm
def plane_of(v, t, alpha, C):
    s = 2 * t - 1
    w = (alpha * s) @ v
    free = (alpha > 0) & (alpha < C)
    b = np.mean(s[free] - v[free] @ w)
    return w, b, 1 / np.sqrt(w @ w + b * b)


# %% mutant: unit weights | w divided by its length
def plane_of(v, t, alpha, C):
    s = 2 * t - 1
    w = (alpha * s) @ v
    free = (alpha > 0) & (alpha < C)
    return w / np.linalg.norm(w), np.mean(s[free] - v[free] @ w), 1 / np.linalg.norm(w)


# %% variant: loops | one example at a time, lists
def plane_of(v, t, alpha, C):
    w = [0.0] * len(v[0])
    for row, target, a in zip(v, t, alpha):
        for d, x in enumerate(row):
            w[d] += float(a) * (1 if target else -1) * float(x)
    asked = []
    for row, target, a in zip(v, t, alpha):
        if 0 < a < C:
            asked.append((1 if target else -1) - sum(x * y for x, y in zip(row, w)))
    return w, sum(asked) / len(asked), sum(x * x for x in w) ** -0.5


# %% variant: by the kernel | norm and bias from products of examples, arrays of one number
def plane_of(v, t, alpha, C):
    rho = np.where(np.asarray(t) == 1, 1.0, -1.0) * alpha
    k = np.asarray(v, float) @ np.asarray(v, float).T
    e = np.where(np.asarray(t) == 1, 1.0, -1.0) - k @ rho
    free = np.logical_and(alpha != 0, alpha != C)
    return np.einsum("n,nd->d", rho, v), e[free].mean(keepdims=True), np.array([(rho @ k @ rho) ** -0.5])
