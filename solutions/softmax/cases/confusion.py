# %% lazy: zeros | nothing
def confusion(t, said, n_classes):
    return np.zeros((n_classes, n_classes), int), np.zeros(n_classes)


# %% lazy: identity | everything right
def confusion(t, said, n_classes):
    return np.eye(n_classes, dtype=int), np.ones(n_classes)


# %% lazy: input returned | hands the classes back
def confusion(t, said, n_classes):
    return t, said


# %% lazy: none | returns nothing
def confusion(t, said, n_classes):
    pass


# %% lazy: library | asks another library
def confusion(t, said, n_classes):
    from sklearn.metrics import confusion_matrix

    c = confusion_matrix(t, said, labels=range(n_classes))
    return c, 1 - np.diag(c) / np.maximum(c.sum(axis=1), 1)


# %% mutant: once | += with an index list
def confusion(t, said, n_classes):
    c = np.zeros((n_classes, n_classes), int)
    c[t, said] += 1
    n = c.sum(axis=1)
    return c, (n - np.diag(c)) / np.maximum(n, 1)


# %% mutant: transposed | rows are the answers
def confusion(t, said, n_classes):
    c = np.zeros((n_classes, n_classes), int)
    np.add.at(c, (said, t), 1)
    n = c.sum(axis=1)
    return c, (n - np.diag(c)) / np.maximum(n, 1)


# %% mutant: not a number | 0/0 for a class without examples
def confusion(t, said, n_classes):
    c = np.zeros((n_classes, n_classes), int)
    np.add.at(c, (t, said), 1)
    with np.errstate(all="ignore"):
        return c, 1 - np.diag(c) / c.sum(axis=1)


# %% mutant: absent is all wrong | error 1 for a class without examples
def confusion(t, said, n_classes):
    c = np.zeros((n_classes, n_classes), int)
    np.add.at(c, (t, said), 1)
    return c, 1 - np.diag(c) / np.maximum(c.sum(axis=1), 1)


# %% mutant: share of answers | divides by the columns
def confusion(t, said, n_classes):
    c = np.zeros((n_classes, n_classes), int)
    np.add.at(c, (t, said), 1)
    n = c.sum(axis=0)
    return c, (n - np.diag(c)) / np.maximum(n, 1)


# %% mutant: share of all | divides by N
def confusion(t, said, n_classes):
    c = np.zeros((n_classes, n_classes), int)
    np.add.at(c, (t, said), 1)
    return c, (c.sum(axis=1) - np.diag(c)) / len(t)


# %% mutant: right instead of wrong | the share of right answers
def confusion(t, said, n_classes):
    c = np.zeros((n_classes, n_classes), int)
    np.add.at(c, (t, said), 1)
    return c, np.diag(c) / np.maximum(c.sum(axis=1), 1)


# %% variant: one-hot product | as a matrix product
def confusion(t, said, n_classes):
    c = (np.eye(n_classes)[t].T @ np.eye(n_classes)[said]).round().astype(int)
    n = c.sum(axis=1)
    return c.tolist(), np.divide(n - np.diag(c), n, out=np.zeros(n_classes), where=n > 0)


# %% variant: bincount | pairs as one number
def confusion(t, said, n_classes):
    c = np.bincount(np.asarray(t) * n_classes + said, minlength=n_classes**2).reshape(n_classes, n_classes)
    errors = []
    for k in range(n_classes):
        there = c[k].sum()
        errors.append(float((there - c[k, k]) / there) if there else 0.0)
    return c, errors
