# %% lazy: zeros | no mistakes, one fold
def cross_validate(v, t, k, fit, rng):
    return 0.0, np.zeros(len(t), int)


# %% lazy: constant | half wrong, all in the last fold
def cross_validate(v, t, k, fit, rng):
    return 0.5, np.full(len(t), k - 1)


# %% lazy: input returned | hands the classes back
def cross_validate(v, t, k, fit, rng):
    return k, t


# %% lazy: none | forgets to return
def cross_validate(v, t, k, fit, rng):
    rng.permutation(np.arange(len(t)) % k)


# %% lazy: library | asks the lesson's module
def cross_validate(v, t, k, fit, rng):
    from deeparc.core.held_out import folds

    fold, wrong = np.zeros(len(t), int), 0
    for i, (learn, out) in enumerate(folds(t, k, rng)):
        fold[out] = i
        wrong += np.sum(fit(v[learn], t[learn])(v[out]) != t[out])
    return wrong / len(t), fold


# %% lazy: other library | asks scikit-learn
def cross_validate(v, t, k, fit, rng):
    from sklearn.model_selection import KFold

    fold = np.zeros(len(t), int)
    for i, (_, out) in enumerate(KFold(k, shuffle=True).split(v)):
        fold[out] = i
    return 0.3, fold


# %% mutant: learns from all | the fold is among what is learned
def cross_validate(v, t, k, fit, rng):
    fold, wrong = rng.permutation(np.arange(len(t)) % k), 0
    for i in range(k):
        wrong += np.sum(fit(v, t)(v[fold == i]) != t[fold == i])
    return wrong / len(t), fold


# %% mutant: other way round | learns from the fold, judged on the rest
def cross_validate(v, t, k, fit, rng):
    fold, wrong = rng.permutation(np.arange(len(t)) % k), 0
    for i in range(k):
        wrong += np.sum(fit(v[fold == i], t[fold == i])(v[fold != i]) != t[fold != i])
    return wrong / len(t) / (k - 1), fold


# %% mutant: mean of the folds | unequal folds count alike
def cross_validate(v, t, k, fit, rng):
    fold, errors = rng.permutation(np.arange(len(t)) % k), []
    for i in range(k):
        errors.append(np.mean(fit(v[fold != i], t[fold != i])(v[fold == i]) != t[fold == i]))
    return np.mean(errors), fold


# %% mutant: any sizes | each example draws its own fold
def cross_validate(v, t, k, fit, rng):
    fold, wrong = rng.integers(0, k, len(t)), 0
    fold[:k] = np.arange(k)
    for i in range(k):
        wrong += np.sum(np.asarray(fit(v[fold != i], t[fold != i])(v[fold == i])) != t[fold == i])
    return wrong / len(t), fold


# %% mutant: not shuffled | in the order of the rows
def cross_validate(v, t, k, fit, rng):
    fold, wrong = np.arange(len(t)) % k, 0
    for i in range(k):
        wrong += np.sum(np.asarray(fit(v[fold != i], t[fold != i])(v[fold == i])) != t[fold == i])
    return wrong / len(t), fold


# %% mutant: right answers | the share of right answers
def cross_validate(v, t, k, fit, rng):
    fold, right = rng.permutation(np.arange(len(t)) % k), 0
    for i in range(k):
        right += np.sum(np.asarray(fit(v[fold != i], t[fold != i])(v[fold == i])) == t[fold == i])
    return right / len(t), fold


# %% mutant: best fold | reports the smallest error
def cross_validate(v, t, k, fit, rng):
    fold, errors = rng.permutation(np.arange(len(t)) % k), []
    for i in range(k):
        errors.append(np.mean(np.asarray(fit(v[fold != i], t[fold != i])(v[fold == i])) != t[fold == i]))
    return min(errors), fold


# %% mutant: first fold only | one machine
def cross_validate(v, t, k, fit, rng):
    fold = rng.permutation(np.arange(len(t)) % k)
    return np.mean(np.asarray(fit(v[fold != 0], t[fold != 0])(v[fold == 0])) != t[fold == 0]), fold


# %% mutant: short last fold | folds of ceil(N/k)
def cross_validate(v, t, k, fit, rng):
    fold = np.empty(len(t), int)
    fold[rng.permutation(len(t))] = np.minimum(np.arange(len(t)) // max(len(t) // k, 1), k - 1)
    wrong = 0
    for i in range(k):
        wrong += np.sum(np.asarray(fit(v[fold != i], t[fold != i])(v[fold == i])) != t[fold == i])
    return wrong / len(t), fold


# %% variant: index lists | array_split of a permutation
def cross_validate(v, t, k, fit, rng):
    parts = np.array_split(rng.permutation(len(t)), k)
    fold, said = np.zeros(len(t)), np.zeros(len(t))
    for i, out in enumerate(parts):
        rest = np.concatenate(parts[:i] + parts[i + 1 :])
        fold[out] = i
        said[out] = fit(v[rest], t[rest])(v[out])
    return np.mean(said != t), fold


# %% variant: loops | plain Python, a list of folds
def cross_validate(v, t, k, fit, rng):
    fold = [n % k for n in range(len(t))]
    rng.shuffle(fold)
    wrong = 0
    for i in range(k):
        rest = [n for n in range(len(t)) if fold[n] != i]
        out = [n for n in range(len(t)) if fold[n] == i]
        for n, c in zip(out, fit(v[rest], t[rest])(v[out])):
            wrong += int(c) != int(t[n])
    return np.array([wrong / len(t)]), fold
