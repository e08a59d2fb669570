# %% lazy: zeros | zeros of the right shapes
def standardise(v, v_new):
    return np.zeros(np.shape(v)), np.zeros(np.shape(v_new))


# %% lazy: constant | ones of the right shapes
def standardise(v, v_new):
    return np.ones(np.shape(v)), np.ones(np.shape(v_new))


# %% lazy: input returned | both parts as they are
def standardise(v, v_new):
    return v, v_new


# %% lazy: none | forgets to return
def standardise(v, v_new):
    v = (v - v.mean(axis=0)) / v.std(axis=0)


# %% lazy: library | asks the lesson's module
def standardise(v, v_new):
    from deeparc.core.held_out import standardise as lesson

    return lesson(v, v_new)


# %% lazy: other library | asks scikit-learn
def standardise(v, v_new):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(v)
    return scaler.transform(v), scaler.transform(v_new)


# %% mutant: each its own | the new inputs with their own mean and deviation
def standardise(v, v_new):
    def own(a):
        return (a - a.mean(axis=0)) / np.where(np.ptp(a, axis=0) == 0, np.inf, a.std(axis=0))

    return own(np.asarray(v, float)), own(np.asarray(v_new, float))


# %% mutant: together | mean and deviation over both parts
def standardise(v, v_new):
    both = np.concatenate([v, v_new]).astype(float)
    both = (both - both.mean(axis=0)) / np.where(np.ptp(both, axis=0) == 0, np.inf, both.std(axis=0))
    return both[: len(v)], both[len(v) :]


# %% mutant: N − 1 | the other deviation
def standardise(v, v_new):
    scale = np.where(np.ptp(v, axis=0) == 0, np.inf, np.std(v, axis=0, ddof=1))
    return (v - np.mean(v, axis=0)) / scale, (v_new - np.mean(v, axis=0)) / scale


# %% mutant: rows | along the wrong axis
def standardise(v, v_new):
    def own(a):
        return (a - a.mean(axis=1, keepdims=True)) / np.maximum(a.std(axis=1, keepdims=True), 1e-12)

    return own(np.asarray(v, float)), own(np.asarray(v_new, float))


# %% mutant: variance | divides by the variance
def standardise(v, v_new):
    scale = np.where(np.ptp(v, axis=0) == 0, np.inf, np.var(v, axis=0))
    return (v - np.mean(v, axis=0)) / scale, (v_new - np.mean(v, axis=0)) / scale


# %% mutant: constant columns | divides by a tiny number
def standardise(v, v_new):
    scale = np.std(v, axis=0) + 1e-300
    return (v - np.mean(v, axis=0)) / scale, (v_new - np.mean(v, axis=0)) / scale


# %% mutant: one number | mean and deviation of the whole table
def standardise(v, v_new):
    return (v - np.mean(v)) / np.std(v), (v_new - np.mean(v)) / np.std(v)


# %% mutant: in place | writes into the arguments
def standardise(v, v_new):
    mean, scale = v.mean(axis=0), np.where(np.ptp(v, axis=0) == 0, np.inf, v.std(axis=0))
    v[...], v_new[...] = (v - mean) / scale, (v_new - mean) / scale
    return v, v_new


# %% mutant: large epsilon | small numbers are swallowed
def standardise(v, v_new):
    scale = np.std(v, axis=0) + 1e-6
    return (v - np.mean(v, axis=0)) / scale, (v_new - np.mean(v, axis=0)) / scale


# %% variant: columns one by one | lists
def standardise(v, v_new):
    first, second = [], []
    for a, b in zip(np.transpose(v), np.transpose(v_new)):
        if min(a) == max(a):
            first.append([0.0] * len(a))
            second.append([0.0] * len(b))
        else:
            m, s = np.mean(a), np.sqrt(np.mean((a - np.mean(a)) ** 2))
            first.append(list((a - m) / s))
            second.append(list((b - m) / s))
    return np.transpose(first).tolist(), np.transpose(second).tolist()


# %% variant: masked | divides where it can
def standardise(v, v_new):
    v, v_new = np.array(v, float), np.array(v_new, float)
    varies = (v != v[0]).any(axis=0)
    out = [np.zeros_like(v), np.zeros_like(v_new)]
    for part, result in zip((v, v_new), out):
        result[:, varies] = (part - v.mean(0))[:, varies] / v.std(0)[varies]
    return out
