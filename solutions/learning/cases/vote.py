# %% lazy: zeros | class 0 always
def vote(v, t, v_new, k):
    return np.zeros(len(v_new), int)


# %% lazy: constant | the most frequent class always
def vote(v, t, v_new, k):
    return np.full(len(v_new), np.argmax(np.bincount(t)))


# %% lazy: input returned | the examples' classes
def vote(v, t, v_new, k):
    return np.resize(t, len(v_new))


# %% lazy: none | forgets to return
def vote(v, t, v_new, k):
    np.asarray(v_new, float) @ np.asarray(v, float).T


# %% lazy: library | asks the lesson's module
def vote(v, t, v_new, k):
    from deeparc.units.neighbours import NearestNeighbours

    return NearestNeighbours(v, t).decide(v_new, k)


# %% lazy: other library | asks scikit-learn
def vote(v, t, v_new, k):
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(k).fit(v, t).predict(v_new)


# %% mutant: one only | forgets k
def vote(v, t, v_new, k):
    v, v_new = np.asarray(v, float), np.asarray(v_new, float)
    return t[np.argmin((v**2).sum(axis=1) - 2 * v_new @ v.T, axis=1)]


# %% mutant: farthest | the largest distances
def vote(v, t, v_new, k):
    v, v_new = np.asarray(v, float), np.asarray(v_new, float)
    near = t[np.argsort(2 * v_new @ v.T - (v**2).sum(axis=1), axis=1)[:, :k]]
    return np.array([row[np.argmax(np.bincount(row)[row])] for row in near])


# %% mutant: products | the largest product in place of the smallest distance
def vote(v, t, v_new, k):
    near = t[np.argsort(-np.asarray(v_new, float) @ np.asarray(v, float).T, axis=1)[:, :k]]
    return np.array([row[np.argmax(np.bincount(row)[row])] for row in near])


# %% mutant: ties to the smallest number | argmax of the counts
def vote(v, t, v_new, k):
    v, v_new = np.asarray(v, float), np.asarray(v_new, float)
    near = t[np.argsort((v**2).sum(axis=1) - 2 * v_new @ v.T, axis=1)[:, :k]]
    return np.array([np.argmax(np.bincount(row)) for row in near])


# %% mutant: one too many | k + 1 neighbours
def vote(v, t, v_new, k):
    v, v_new = np.asarray(v, float), np.asarray(v_new, float)
    near = t[np.argsort((v**2).sum(axis=1) - 2 * v_new @ v.T, axis=1)[:, : k + 1]]
    return np.array([row[np.argmax(np.bincount(row)[row])] for row in near])


# %% mutant: not itself | leaves the nearest one out
def vote(v, t, v_new, k):
    v, v_new = np.asarray(v, float), np.asarray(v_new, float)
    near = t[np.argsort((v**2).sum(axis=1) - 2 * v_new @ v.T, axis=1)[:, 1 : k + 1]]
    return np.array([row[np.argmax(np.bincount(row)[row])] if len(row) else 0 for row in near])


# %% mutant: sum of distances | absolute differences
def vote(v, t, v_new, k):
    v, v_new = np.asarray(v, float), np.asarray(v_new, float)
    d = np.array([np.abs(a - v).sum(axis=1) for a in v_new])
    near = t[np.argsort(d, axis=1)[:, :k]]
    return np.array([row[np.argmax(np.bincount(row)[row])] for row in near])


# %% mutant: mean of classes | averages the numbers
def vote(v, t, v_new, k):
    v, v_new = np.asarray(v, float), np.asarray(v_new, float)
    near = t[np.argsort((v**2).sum(axis=1) - 2 * v_new @ v.T, axis=1)[:, :k]]
    return np.round(near.mean(axis=1)).astype(int)


# %% variant: one input at a time | lists and a counter
def vote(v, t, v_new, k):
    from collections import Counter

    said = []
    for a in np.asarray(v_new, float):
        order = np.argsort(np.sqrt(((np.asarray(v, float) - a) ** 2).sum(axis=1)))[:k]
        count = Counter(int(t[n]) for n in order)  # keeps the order in which classes were met
        said.append(count.most_common(1)[0][0])
    return said


# %% variant: one-hot | votes as a matrix, with a bonus for nearness
def vote(v, t, v_new, k):
    from scipy.spatial.distance import cdist

    t = np.asarray(t, int)
    order = np.argsort(cdist(np.asarray(v_new, float), np.asarray(v, float)), axis=1)[:, :k]
    hot = np.eye(t.max() + 1)[t[order]]  # (B, k, K)
    bonus = 0.4 / (1 + np.argmax(hot, axis=1)) * hot.any(axis=1)
    return np.argmax(hot.sum(axis=1) + bonus, axis=1).astype(float)
