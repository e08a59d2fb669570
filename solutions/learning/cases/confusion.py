# %% lazy: zeros | zeros everywhere
def confusion(t, y, n_classes):
    return np.zeros((n_classes, n_classes)), 0.0, 0


# %% lazy: constant | the example's answer, in any shape
def confusion(t, y, n_classes):
    return np.eye(n_classes), 0.4, -1


# %% lazy: input returned | hands the arguments back
def confusion(t, y, n_classes):
    return t, y, n_classes


# %% lazy: none | forgets to return
def confusion(t, y, n_classes):
    np.mean(t != y)


# %% lazy: library | asks the library for the counts
def confusion(t, y, n_classes):
    from deeparc.core.metrics import confusion_matrix

    counts = confusion_matrix(y, t, n_classes)
    share = 1 - np.diag(counts) / np.maximum(counts.sum(axis=1), 1)
    return counts, np.mean(t != y), np.argmax(share)


# %% lazy: other library | asks scikit-learn
def confusion(t, y, n_classes):
    from sklearn.metrics import confusion_matrix

    counts = confusion_matrix(t, y, labels=range(n_classes))
    return counts, np.mean(t != y), 0


# %% mutant: transposed | rows are answers
def confusion(t, y, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    np.add.at(counts, (y, t), 1)
    share = np.array([1 - r[i] / r.sum() if r.sum() else -1 for i, r in enumerate(counts.T)])
    return counts, np.mean(t != y), int(np.argmax(share))


# %% mutant: accuracy | the share of right answers
def confusion(t, y, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    np.add.at(counts, (t, y), 1)
    share = np.array([1 - r[i] / r.sum() if r.sum() else -1 for i, r in enumerate(counts)])
    return counts, np.mean(t == y), int(np.argmax(share))


# %% mutant: most mistakes | the worst by number, not by share
def confusion(t, y, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    np.add.at(counts, (t, y), 1)
    return counts, np.mean(t != y), int(np.argmax(counts.sum(axis=1) - np.diag(counts)))


# %% mutant: empty classes count | a class without examples is all wrong
def confusion(t, y, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    np.add.at(counts, (t, y), 1)
    share = 1 - np.diag(counts) / np.maximum(counts.sum(axis=1), 1)
    return counts, np.mean(t != y), int(np.argmax(share))


# %% mutant: by answers | the share among the answers of a class
def confusion(t, y, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    np.add.at(counts, (t, y), 1)
    total = counts.sum(axis=0)
    share = np.where(total > 0, 1 - np.diag(counts) / np.maximum(total, 1), -1)
    return counts, np.mean(t != y), int(np.argmax(share))


# %% mutant: mean of classes | the error averaged over classes
def confusion(t, y, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    np.add.at(counts, (t, y), 1)
    share = np.array([1 - r[i] / r.sum() if r.sum() else -1 for i, r in enumerate(counts)])
    return counts, share[share >= 0].mean(), int(np.argmax(share))


# %% mutant: once | repeated pairs are lost
def confusion(t, y, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    counts[t, y] += 1
    share = np.array([1 - r[i] / r.sum() if r.sum() else -1 for i, r in enumerate(counts)])
    return counts, np.mean(t != y), int(np.argmax(share))


# %% mutant: classes that occur | the shape follows the data
def confusion(t, y, n_classes):
    k = int(max(np.max(t), np.max(y))) + 1
    counts = np.zeros((k, k), int)
    np.add.at(counts, (t, y), 1)
    share = np.array([1 - r[i] / r.sum() if r.sum() else -1 for i, r in enumerate(counts)])
    return counts, np.mean(t != y), int(np.argmax(share))


# %% mutant: last of equals | ties go to the largest class
def confusion(t, y, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    np.add.at(counts, (t, y), 1)
    share = [1 - r[i] / r.sum() if r.sum() else -1 for i, r in enumerate(counts)]
    return counts, np.mean(t != y), max(range(n_classes), key=lambda c: (share[c], c))


# %% variant: lists | plain Python
def confusion(t, y, n_classes):
    counts = [[0] * n_classes for _ in range(n_classes)]
    for i, j in zip(t, y):
        counts[int(i)][int(j)] += 1
    wrong = sum(int(i) != int(j) for i, j in zip(t, y))
    best, worst = -1.0, 0
    for c, row in enumerate(counts):
        if sum(row) and 1 - row[c] / sum(row) > best:
            best, worst = 1 - row[c] / sum(row), c
    return counts, wrong / len(t), worst


# %% variant: one-hot | a matrix product
def confusion(t, y, n_classes):
    hot = np.eye(n_classes)
    counts = hot[t].T @ hot[y]
    total = counts.sum(1)
    share = np.full(n_classes, -np.inf)
    share[total > 0] = (total - np.diag(counts))[total > 0] / total[total > 0]
    return counts, np.array([np.mean(np.asarray(t) != y)]), np.argmax(share)
