# %% lazy: zeros | column 0, zero weights
def two_features(v, t, first):
    return 0, np.zeros(2), 0.0


# %% lazy: constant | always column 1, equal weights
def two_features(v, t, first):
    return 1, np.ones(2), -0.3


# %% lazy: input returned | the first feature again, an example as weights
def two_features(v, t, first):
    return first, v[0, :2], t[0]


# %% lazy: none | searches and forgets to return
def two_features(v, t, first):
    for j in range(v.shape[1]):
        np.linalg.lstsq(np.c_[v[:, [first, j]], np.ones(len(v))], 2.0 * t - 1, rcond=None)


# %% lazy: library | trains with the lesson's module
def two_features(v, t, first):
    from deeparc.units.adaline import least_squares

    fits = {j: least_squares(v[:, [first, j]], t) for j in range(v.shape[1]) if j != first}
    best = max(fits, key=lambda j: np.sum(fits[j].forward(v[:, [first, j]]) == t))
    return best, fits[best].w, fits[best].b


# %% mutant: first feature alone | the second weight is zero
def two_features(v, t, first):
    second = (first + 1) % v.shape[1]
    x = np.linalg.lstsq(np.c_[v[:, first], np.ones(len(v))], 2.0 * t - 1, rcond=None)[0]
    return second, np.array([x[0], 0.0]), x[1]


# %% mutant: best alone | chooses the other feature by what it does alone
def two_features(v, t, first):
    right = []
    for j in range(v.shape[1]):
        a = np.c_[v[:, j], np.ones(len(v))]
        x = np.linalg.lstsq(a, 2.0 * t - 1, rcond=None)[0]
        right.append(-1 if j == first else np.sum((a @ x >= 0) == t))
    j = int(np.argmax(right))
    x = np.linalg.lstsq(np.c_[v[:, [first, j]], np.ones(len(v))], 2.0 * t - 1, rcond=None)[0]
    return j, x[:2], x[2]


# %% mutant: worst partner | takes the smallest count of right examples
def two_features(v, t, first):
    found = []
    for j in range(v.shape[1]):
        if j != first:
            a = np.c_[v[:, [first, j]], np.ones(len(v))]
            x = np.linalg.lstsq(a, 2.0 * t - 1, rcond=None)[0]
            found.append((np.sum((a @ x >= 0) == t), j, x))
    _, j, x = min(found, key=lambda f: f[0])
    return j, x[:2], x[2]


# %% mutant: no bias | the line passes through the mean of the data
def two_features(v, t, first):
    found = []
    for j in range(v.shape[1]):
        if j != first:
            a = v[:, [first, j]]
            x = np.linalg.lstsq(a, 2.0 * t - 1, rcond=None)[0]
            found.append((np.sum((a @ x >= 0) == t), j, x))
    _, j, x = max(found, key=lambda f: f[0])
    return j, x, 0.0


# %% mutant: weights swapped | the second feature's weight comes first
def two_features(v, t, first):
    found = []
    for j in range(v.shape[1]):
        if j != first:
            a = np.c_[v[:, [j, first]], np.ones(len(v))]
            x = np.linalg.lstsq(a, 2.0 * t - 1, rcond=None)[0]
            found.append((np.sum((a @ x >= 0) == t), j, x))
    _, j, x = max(found, key=lambda f: f[0])
    return j, x[:2], x[2]


# %% mutant: index off by one | counts the columns without the first one
def two_features(v, t, first):
    rest = np.delete(v, first, axis=1)
    found = []
    for j in range(rest.shape[1]):
        a = np.c_[v[:, first], rest[:, j], np.ones(len(v))]
        x = np.linalg.lstsq(a, 2.0 * t - 1, rcond=None)[0]
        found.append((np.sum((a @ x >= 0) == t), j, x))
    _, j, x = max(found, key=lambda f: f[0])
    return j, x[:2], x[2]


# %% mutant: column zero | starts from column 0 instead of `first`
def two_features(v, t, first):
    found = []
    for j in range(1, v.shape[1]):
        a = np.c_[v[:, [0, j]], np.ones(len(v))]
        x = np.linalg.lstsq(a, 2.0 * t - 1, rcond=None)[0]
        found.append((np.sum((a @ x >= 0) == t), j, x))
    _, j, x = max(found, key=lambda f: f[0])
    return j, x[:2], x[2]


# %% mutant: sign flipped | fires for benign
def two_features(v, t, first):
    found = []
    for j in range(v.shape[1]):
        if j != first:
            a = np.c_[v[:, [first, j]], np.ones(len(v))]
            x = np.linalg.lstsq(a, 1 - 2.0 * t, rcond=None)[0]
            found.append((np.sum((a @ x < 0) == t), j, x))
    _, j, x = max(found, key=lambda f: f[0])
    return j, x[:2], x[2]


# %% mutant: remembered column | a good feature by its place in the file, whatever the order of the columns
def two_features(v, t, first):
    j = 24 % v.shape[1]
    x = np.linalg.lstsq(np.c_[v[:, [first, j]], np.ones(len(v))], 2.0 * t - 1, rcond=None)[0]
    return j, x[:2], x[2]


# %% variant: perceptron with a pocket | Rosenblatt's rule, the best weights at the ends of epochs
def two_features(v, t, first):
    best = (-1, None, None, None)
    for j in set(range(v.shape[1])) - {first}:
        x = np.c_[v[:, [first, j]], np.ones(len(v))]
        z = np.zeros(3)
        for _ in range(12):
            for row, target in zip(x, t):
                y = row[0] * z[0] + row[1] * z[1] + z[2] >= 0
                if y != target:
                    z = z + (int(target) - int(y)) * row
            right = np.sum((x @ z >= 0) == (t == 1))
            if right > best[0]:
                best = (right, j, z[:2], z[2])
    return best[1:]


# %% variant: logistic regression | another loss, from scikit-learn, a list returned
def two_features(v, t, first):
    from sklearn.linear_model import LogisticRegression

    models = []
    for j in range(v.shape[1]):
        if j != first:
            model = LogisticRegression().fit(v[:, [first, j]], t)
            models.append((model.score(v[:, [first, j]], t), j, model))
    _, j, model = max(models, key=lambda m: m[0])
    return np.int64(j), model.coef_[0].tolist(), model.intercept_[0]


# %% variant: gradient descent on the LMS loss | all pairs at once, by einsum
def two_features(v, t, first):
    others = [j for j in range(v.shape[1]) if j != first]
    x = np.stack([np.c_[v[:, first], v[:, j], np.ones(len(v))] for j in others])  # (J, N, 3)
    s, z = 2.0 * t - 1, np.zeros((len(others), 3))
    for _ in range(400):
        error = s - np.einsum("jnd,jd->jn", x, z)
        z += 0.3 * np.einsum("jn,jnd->jd", error, x) / len(v)
    k = np.argmax(np.mean((np.einsum("jnd,jd->jn", x, z) >= 0) == (s > 0), axis=1))
    return others[k], z[k, :2], z[k, 2]
