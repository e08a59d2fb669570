# %% lazy: zeros | zeros
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return np.zeros((steps + 1, *np.shape(w)))


# %% lazy: constant | ones
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return np.ones((steps + 1, *np.shape(w)))


# %% lazy: input returned | the start, repeated
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return np.array([w] * (steps + 1))


# %% lazy: none | returns nothing
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    for _ in range(steps):
        w = w - eta * gradient(w)


# %% lazy: library | asks the library
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    from deeparc.core.optim import Adam

    optimiser, w = Adam(eta, beta1, beta2, epsilon), np.array(w, float)
    path = [w.copy()]
    for _ in range(steps):
        optimiser.step({"w": w}, {"w": gradient(w)})
        path.append(w.copy())
    return path


# %% mutant: no correction | m and s as they are
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), [w]
    for k in range(1, steps + 1):
        g = gradient(w)
        m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        w = w - eta * m / (np.sqrt(s) + epsilon)
        path.append(w)
    return np.array(path)


# %% mutant: correction one late | k + 1
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), [w]
    for k in range(1, steps + 1):
        g = gradient(w)
        m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        w = w - eta * m / (1 - beta1 ** (k + 1)) / (np.sqrt(s / (1 - beta2 ** (k + 1))) + epsilon)
        path.append(w)
    return np.array(path)


# %% mutant: corrected and kept | the corrected means go on
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), [w]
    for k in range(1, steps + 1):
        g = gradient(w)
        m = (beta1 * m + (1 - beta1) * g) / (1 - beta1**k)
        s = (beta2 * s + (1 - beta2) * g**2) / (1 - beta2**k)
        w = w - eta * m / (np.sqrt(s) + epsilon)
        path.append(w)
    return np.array(path)


# %% mutant: sign flipped | climbs
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), [w]
    for k in range(1, steps + 1):
        g = gradient(w)
        m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        w = w + eta * m / (1 - beta1**k) / (np.sqrt(s / (1 - beta2**k)) + epsilon)
        path.append(w)
    return np.array(path)


# %% mutant: no root | divides by the mean square
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), [w]
    for k in range(1, steps + 1):
        g = gradient(w)
        m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        w = w - eta * m / (1 - beta1**k) / (s / (1 - beta2**k) + epsilon)
        path.append(w)
    return np.array(path)


# %% mutant: epsilon inside | √(ŝ + ε)
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), [w]
    for k in range(1, steps + 1):
        g = gradient(w)
        m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        w = w - eta * m / (1 - beta1**k) / np.sqrt(s / (1 - beta2**k) + epsilon)
        path.append(w)
    return np.array(path)


# %% mutant: constants fixed | the defaults, always
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    beta1, beta2 = 0.9, 0.999
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), [w]
    for k in range(1, steps + 1):
        g = gradient(w)
        m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        w = w - eta * m / (1 - beta1**k) / (np.sqrt(s / (1 - beta2**k)) + epsilon)
        path.append(w)
    return np.array(path)


# %% mutant: in place | every entry of the path is the last
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), [w]
    for k in range(1, steps + 1):
        g = gradient(w)
        m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        w -= eta * m / (1 - beta1**k) / (np.sqrt(s / (1 - beta2**k)) + epsilon)
        path.append(w)
    return np.array(path)


# %% mutant: betas exchanged | β₁ for the squares
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), [w]
    for k in range(1, steps + 1):
        g = gradient(w)
        m, s = beta2 * m + (1 - beta2) * g, beta1 * s + (1 - beta1) * g**2
        w = w - eta * m / (1 - beta2**k) / (np.sqrt(s / (1 - beta1**k)) + epsilon)
        path.append(w)
    return np.array(path)


# %% mutant: without the start | the path begins after the first step
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    w = np.array(w, float)
    m, s, path = np.zeros_like(w), np.zeros_like(w), []
    for k in range(1, steps + 2):
        g = gradient(w)
        m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        w = w - eta * m / (1 - beta1**k) / (np.sqrt(s / (1 - beta2**k)) + epsilon)
        path.append(w)
    return np.array(path)


# %% variant: scalars corrected | the correction put into the rate, a list returned
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    path, m, s, power1, power2 = [np.asarray(w, dtype=float)], 0.0, 0.0, 1.0, 1.0
    for _ in range(steps):
        g = np.asarray(gradient(path[-1]))
        power1, power2 = power1 * beta1, power2 * beta2
        m += (1 - beta1) * (g - m)
        s = s + (1 - beta2) * (g * g - s)
        root = np.sqrt(s) / np.sqrt(1 - power2) + epsilon
        path.append(path[-1] - eta / (1 - power1) * m / root)
    return [p.tolist() for p in path]


# %% variant: table filled | an array made first, sums of all past gradients
def adam(gradient, w, eta, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    path = np.empty((steps + 1, *np.shape(w)))
    path[0] = w
    past = []
    for k in range(steps):
        past.append(np.array(gradient(path[k].copy()), dtype=float))
        top = sum(beta1 ** (k - i) * g for i, g in enumerate(past)) / sum(beta1 ** (k - i) for i in range(k + 1))
        low = sum(beta2 ** (k - i) * g**2 for i, g in enumerate(past)) / sum(beta2 ** (k - i) for i in range(k + 1))
        path[k + 1] = path[k] - eta * top / (low**0.5 + epsilon)
    return path
