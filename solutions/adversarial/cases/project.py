# %% lazy: zeros | zeros everywhere
def project(u, x, radius, norm):
    return np.zeros(u.shape)


# %% lazy: constant | a half everywhere
def project(u, x, radius, norm):
    return np.full(u.shape, 0.5)


# %% lazy: input returned | u as it is
def project(u, x, radius, norm):
    return u


# %% lazy: centre | x as it is
def project(u, x, radius, norm):
    return x


# %% lazy: none | forgets to return
def project(u, x, radius, norm):
    _ = u - x


# %% mutant: no bounds | pixels leave [0, 1]
def project(u, x, radius, norm):
    if norm == "max":
        return np.clip(u, x - radius, x + radius)
    r = u - x
    length = np.linalg.norm(r, axis=1, keepdims=True)
    return x + r * np.minimum(1, radius / np.where(length > 0, length, 1))


# %% mutant: bounds only | no ball
def project(u, x, radius, norm):
    if norm == "max":
        return np.clip(u, 0, 1)
    r = u - x
    length = np.linalg.norm(r, axis=1, keepdims=True)
    return x + r * np.minimum(1, radius / np.where(length > 0, length, 1))


# %% mutant: about 0 | the change is cut off and x forgotten
def project(u, x, radius, norm):
    if norm == "max":
        return np.clip(u, np.maximum(0 - radius, 0), np.minimum(0 + radius, 1))
    r = u - x
    length = np.linalg.norm(r, axis=1, keepdims=True)
    return x + r * np.minimum(1, radius / np.where(length > 0, length, 1))


# %% mutant: always on the sphere | rows inside are lengthened
def project(u, x, radius, norm):
    if norm == "max":
        return np.clip(u, np.maximum(x - radius, 0), np.minimum(x + radius, 1))
    r = u - x
    length = np.linalg.norm(r, axis=1, keepdims=True)
    return x + r * (radius / np.where(length > 0, length, 1))


# %% mutant: whole batch | one length for all rows
def project(u, x, radius, norm):
    if norm == "max":
        return np.clip(u, np.maximum(x - radius, 0), np.minimum(x + radius, 1))
    r = u - x
    length = np.linalg.norm(r)
    return x + r * np.minimum(1, radius / np.where(length > 0, length, 1))


# %% mutant: 0/0 | no care for a row of length 0
def project(u, x, radius, norm):
    if norm == "max":
        return np.clip(u, np.maximum(x - radius, 0), np.minimum(x + radius, 1))
    r = u - x
    length = np.linalg.norm(r, axis=1, keepdims=True)
    return x + r / length * np.minimum(length, radius)


# %% mutant: columns | axis 0
def project(u, x, radius, norm):
    if norm == "max":
        return np.clip(u, np.maximum(x - radius, 0), np.minimum(x + radius, 1))
    r = u - x
    length = np.linalg.norm(r, axis=0, keepdims=True)
    return x + r * np.minimum(1, radius / np.where(length > 0, length, 1))


# %% mutant: bounds for both | also the other one is cut off at 0 and 1
def project(u, x, radius, norm):
    if norm == "max":
        return np.clip(u, np.maximum(x - radius, 0), np.minimum(x + radius, 1))
    r = u - x
    length = np.linalg.norm(r, axis=1, keepdims=True)
    return np.clip(x + r * np.minimum(1, radius / np.where(length > 0, length, 1)), 0, 1)


# %% mutant: sum of sizes | ‖r‖₁ in place of ‖r‖₂
def project(u, x, radius, norm):
    if norm == "max":
        return np.clip(u, np.maximum(x - radius, 0), np.minimum(x + radius, 1))
    r = u - x
    length = np.abs(r).sum(axis=1, keepdims=True)
    return x + r * np.minimum(1, radius / np.where(length > 0, length, 1))


# %% variant: loop | row by row, lists
def project(u, x, radius, norm):
    rows = []
    for un, xn in zip(u, x):
        if norm == "two":
            n = float(np.sqrt(np.sum((un - xn) ** 2)))
            rows.append((un if n <= radius else xn + (un - xn) * (radius / n)).tolist())
        else:
            rows.append([min(max(a, b - radius, 0.0), b + radius, 1.0) for a, b in zip(un, xn)])
    return rows


# %% variant: masks | assignments where it is outside
def project(u, x, radius, norm):
    y = np.array(u, copy=True)
    if norm == "max":
        low, high = x - radius, x + radius
        low[low < 0], high[high > 1] = 0, 1
        y = np.where(y < low, low, y)
        return np.where(y > high, high, y)
    length = np.sqrt(np.einsum("bd,bd->b", y - x, y - x))
    far = length > radius
    y[far] = x[far] + (y[far] - x[far]) * (radius / length[far])[:, None]
    return y
