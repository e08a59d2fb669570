# %% lazy: zeros | nothing arrives
def follow(sizes, variances, relu):
    return np.zeros(len(variances)), np.zeros(len(variances))


# %% lazy: constant | everything is kept
def follow(sizes, variances, relu):
    return np.ones(len(variances)), np.ones(len(variances))


# %% lazy: input returned | hands the variances back
def follow(sizes, variances, relu):
    return variances, variances


# %% lazy: none | returns nothing
def follow(sizes, variances, relu):
    [1.0]


# %% lazy: library | asks the library
def follow(sizes, variances, relu):
    from deeparc.layers.activations import ReLU
    from deeparc.units.propagation import predict

    signals = predict(sizes, [n * v for n, v in zip(sizes, variances)], ReLU(), 1.0)
    return signals.activations, signals.gradients


# %% mutant: fan-out on the way up | counts the layer's own units
def follow(sizes, variances, relu):
    c, L = (0.5 if relu else 1.0), len(variances)
    a, s = np.ones(L), np.ones(L)
    for k in range(L):
        a[k] = c * sizes[k + 1] * variances[k] * (a[k - 1] if k else 1)
    for k in range(L - 2, -1, -1):
        s[k] = c * sizes[k + 2] * variances[k + 1] * s[k + 1]
    return a, s


# %% mutant: fan-in on the way back | counts the layer's own units
def follow(sizes, variances, relu):
    c, L = (0.5 if relu else 1.0), len(variances)
    a, s = np.ones(L), np.ones(L)
    for k in range(L):
        a[k] = c * sizes[k] * variances[k] * (a[k - 1] if k else 1)
    for k in range(L - 2, -1, -1):
        s[k] = c * sizes[k + 1] * variances[k + 1] * s[k + 1]
    return a, s


# %% mutant: no half | ReLU passes everything
def follow(sizes, variances, relu):
    L = len(variances)
    a, s = np.ones(L), np.ones(L)
    for k in range(L):
        a[k] = sizes[k] * variances[k] * (a[k - 1] if k else 1)
    for k in range(L - 2, -1, -1):
        s[k] = sizes[k + 2] * variances[k + 1] * s[k + 1]
    return a, s


# %% mutant: half on the way up only | the slope of ReLU is forgotten
def follow(sizes, variances, relu):
    c, L = (0.5 if relu else 1.0), len(variances)
    a, s = np.ones(L), np.ones(L)
    for k in range(L):
        a[k] = c * sizes[k] * variances[k] * (a[k - 1] if k else 1)
    for k in range(L - 2, -1, -1):
        s[k] = sizes[k + 2] * variances[k + 1] * s[k + 1]
    return a, s


# %% mutant: half for linear units too | relu is not looked at
def follow(sizes, variances, relu):
    c, L = 0.5, len(variances)
    a, s = np.ones(L), np.ones(L)
    for k in range(L):
        a[k] = c * sizes[k] * variances[k] * (a[k - 1] if k else 1)
    for k in range(L - 2, -1, -1):
        s[k] = c * sizes[k + 2] * variances[k + 1] * s[k + 1]
    return a, s


# %% mutant: net inputs | returns q in place of a
def follow(sizes, variances, relu):
    c, L = (0.5 if relu else 1.0), len(variances)
    a, s = np.ones(L), np.ones(L)
    for k in range(L):
        a[k] = c * sizes[k] * variances[k] * (a[k - 1] if k else 1)
    for k in range(L - 2, -1, -1):
        s[k] = c * sizes[k + 2] * variances[k + 1] * s[k + 1]
    return a / c, s


# %% mutant: own variance on the way back | v_l in place of v_{l+1}
def follow(sizes, variances, relu):
    c, L = (0.5 if relu else 1.0), len(variances)
    a, s = np.ones(L), np.ones(L)
    for k in range(L):
        a[k] = c * sizes[k] * variances[k] * (a[k - 1] if k else 1)
    for k in range(L - 2, -1, -1):
        s[k] = c * sizes[k + 2] * variances[k] * s[k + 1]
    return a, s


# %% mutant: gradients upside down | s_1 is 1
def follow(sizes, variances, relu):
    c, L = (0.5 if relu else 1.0), len(variances)
    a, s = np.ones(L), np.ones(L)
    for k in range(L):
        a[k] = c * sizes[k] * variances[k] * (a[k - 1] if k else 1)
    for k in range(L - 2, -1, -1):
        s[k] = c * sizes[k + 2] * variances[k + 1] * s[k + 1]
    return a, s[::-1]


# %% mutant: deviations | roots of the mean squares
def follow(sizes, variances, relu):
    c, L = (0.5 if relu else 1.0), len(variances)
    a, s = np.ones(L), np.ones(L)
    for k in range(L):
        a[k] = c * sizes[k] * variances[k] * (a[k - 1] if k else 1)
    for k in range(L - 2, -1, -1):
        s[k] = c * sizes[k + 2] * variances[k + 1] * s[k + 1]
    return np.sqrt(a), np.sqrt(s)


# %% variant: products | cumulative products, no loop
def follow(sizes, variances, relu):
    n, v = np.asarray(sizes, float), np.asarray(variances, float)
    c = 0.5 if relu else 1.0
    up = np.cumprod(c * n[:-1] * v)
    down = np.append(c * n[2:] * v[1:], 1.0)
    return up, np.cumprod(down[::-1])[::-1]


# %% variant: lists | recursion over the layers, lists returned
def follow(sizes, variances, relu):
    c = 0.5 if relu else 1

    def activation(level):
        return 1 if level == 0 else c * sizes[level - 1] * variances[level - 1] * activation(level - 1)

    def slope(level):
        return 1 if level == len(variances) else c * sizes[level + 1] * variances[level] * slope(level + 1)

    levels = range(1, len(variances) + 1)
    return [activation(k) for k in levels], [slope(k) for k in levels]
