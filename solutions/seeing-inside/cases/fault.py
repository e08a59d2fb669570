# %% lazy: zeros | noughts
def mended(x, w1, b1, w2, b2):
    return np.zeros(x.shape)


# %% lazy: constant | ones
def mended(x, w1, b1, w2, b2):
    return np.ones(x.shape)


# %% lazy: input returned | hands x back
def mended(x, w1, b1, w2, b2):
    return x


# %% lazy: none | forgets to return
def mended(x, w1, b1, w2, b2):
    x.sum()


# %% lazy: library | asks the library
def mended(x, w1, b1, w2, b2):
    from deeparc.vision.deconvnet import Deconvnet

    return Deconvnet([]).project(x)


# %% mutant: as it was | all four faults
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1  # always even here
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))  # (C, n)
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)  # (C, n / 2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))  # (M, q)
    a2 = np.maximum(z2, 0)

    m, _k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m] = a2[m]
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, L - 1 - i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = up.reshape(C, n) * (z1 > 0)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ (s - b1[:, None])
    return result


# %% mutant: whole map | first fault left
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))
    a2 = np.maximum(z2, 0)

    m, _k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m] = a2[m]
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = np.maximum(up.reshape(C, n), 0)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ s
    return result


# %% mutant: turned filters | second fault left
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))
    a2 = np.maximum(z2, 0)

    m, k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m, k] = a2[m, k]
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, L - 1 - i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = np.maximum(up.reshape(C, n), 0)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ s
    return result


# %% mutant: mask of z | third fault left
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))
    a2 = np.maximum(z2, 0)

    m, k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m, k] = a2[m, k]
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = up.reshape(C, n) * (z1 > 0)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ s
    return result


# %% mutant: biases | fourth fault left
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))
    a2 = np.maximum(z2, 0)

    m, k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m, k] = a2[m, k]
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = np.maximum(up.reshape(C, n), 0)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ (s - b1[:, None])
    return result


# %% mutant: first two left | half of the work
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))
    a2 = np.maximum(z2, 0)

    m, _k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m] = a2[m]
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, L - 1 - i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = np.maximum(up.reshape(C, n), 0)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ s
    return result


# %% mutant: last two left | the other half
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))
    a2 = np.maximum(z2, 0)

    m, k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m, k] = a2[m, k]
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = up.reshape(C, n) * (z1 > 0)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ (s - b1[:, None])
    return result


# %% mutant: guided | both conditions
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))
    a2 = np.maximum(z2, 0)

    m, k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m, k] = a2[m, k]
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = np.maximum(up.reshape(C, n), 0) * (z1 > 0)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ s
    return result


# %% mutant: no rule | linear all the way
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))
    a2 = np.maximum(z2, 0)

    m, k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m, k] = a2[m, k]
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = up.reshape(C, n)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ s
    return result


# %% mutant: signal of 1 | not the activation's value
def mended(x, w1, b1, w2, b2):
    (C, K), (_M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    z1 = b1[:, None] + sum(w1[:, i, None] * x[i : i + n] for i in range(K))
    pairs = np.maximum(z1, 0).reshape(C, n // 2, 2)
    switch, p = pairs.argmax(axis=2), pairs.max(axis=2)
    q = n // 2 - L + 1
    z2 = b2[:, None] + sum(w2[:, :, i] @ p[:, i : i + q] for i in range(L))
    a2 = np.maximum(z2, 0)

    m, k = np.unravel_index(a2.argmax(), a2.shape)
    s = np.zeros(a2.shape)
    s[m, k] = 1.0
    below = np.zeros(p.shape)
    for i in range(L):
        below[:, i : i + q] += w2[:, :, i].T @ s
    up = np.zeros(pairs.shape)
    rows, columns = np.indices(switch.shape)
    up[rows, columns, switch] = below
    s = np.maximum(up.reshape(C, n), 0)
    result = np.zeros(len(x))
    for i in range(K):
        result[i : i + n] += w1[:, i] @ s
    return result


# %% variant: by places | from the one activation downwards
def mended(x, w1, b1, w2, b2):
    (C, K), (M, _, L) = w1.shape, w2.shape
    n = len(x) - K + 1
    windows = np.lib.stride_tricks.sliding_window_view(x, K)
    z1 = w1 @ windows.T + b1[:, None]
    a1 = np.maximum(z1, 0)
    won = 2 * np.arange(n // 2) + (a1[:, 1::2] > a1[:, ::2])
    p = np.maximum(a1[:, ::2], a1[:, 1::2])
    q = n // 2 - L + 1
    z2 = np.array([[np.sum(w2[m] * p[:, j : j + L]) + b2[m] for j in range(q)] for m in range(M)])
    m, j = divmod(int(np.argmax(z2)), q)
    top = max(z2[m, j], 0.0)
    out = np.zeros(len(x))
    for c in range(C):
        for i in range(L):
            start = won[c, j + i]
            out[start : start + K] += max(w2[m, c, i] * top, 0.0) * w1[c]
    return out


# %% variant: matrices | each layer as a matrix
def mended(x, w1, b1, w2, b2):
    (C, K), (M, _, L), T = w1.shape, w2.shape, len(x)
    n = T - K + 1
    A1 = np.zeros((C * n, T))
    for c in range(C):
        for t in range(n):
            A1[c * n + t, t : t + K] = w1[c]
    a1 = np.maximum(A1 @ x + np.repeat(b1, n), 0)
    half = n // 2
    P = np.zeros((C * half, C * n))
    for k in range(C * half):
        P[k, 2 * k + int(a1[2 * k + 1] > a1[2 * k])] = 1
    q = half - L + 1
    A2 = np.zeros((M * q, C * half))
    for m in range(M):
        for j in range(q):
            for c in range(C):
                A2[m * q + j, c * half + j : c * half + j + L] = w2[m, c]
    a2 = np.maximum(A2 @ P @ a1 + np.repeat(b2, q), 0)
    s = np.zeros(M * q)
    s[np.argmax(a2)] = a2.max()
    return A1.T @ np.maximum(P.T @ (A2.T @ s), 0)
