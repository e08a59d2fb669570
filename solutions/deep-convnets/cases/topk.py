# %% lazy: zeros | never wrong
def top_k_error(logits, t, k):
    return 0.0


# %% lazy: constant | always wrong
def top_k_error(logits, t, k):
    return 1.0


# %% lazy: half | one half
def top_k_error(logits, t, k):
    return 0.5


# %% lazy: input returned | hands t back
def top_k_error(logits, t, k):
    return t


# %% lazy: none | forgets to return
def top_k_error(logits, t, k):
    np.mean(t)


# %% lazy: library | asks scikit-learn
def top_k_error(logits, t, k):
    from sklearn.metrics import top_k_accuracy_score

    return 1 - top_k_accuracy_score(t, logits, k=k, labels=np.arange(logits.shape[1]))


# %% mutant: accuracy | the share of the right ones
def top_k_error(logits, t, k):
    logits, t = np.asarray(logits), np.asarray(t)
    own = logits[np.arange(len(t)), t][:, None]
    others = np.sum(logits >= own, axis=1) - 1  # the class itself is among those that are as large
    return float(np.mean(others < k))


# %% mutant: one too many | k + 1 guesses
def top_k_error(logits, t, k):
    logits, t = np.asarray(logits), np.asarray(t)
    own = logits[np.arange(len(t)), t][:, None]
    others = np.sum(logits >= own, axis=1) - 1  # the class itself is among those that are as large
    return float(np.mean(others > k))


# %% mutant: one too few | counts itself
def top_k_error(logits, t, k):
    logits, t = np.asarray(logits), np.asarray(t)
    own = logits[np.arange(len(t)), t][:, None]
    others = np.sum(logits >= own, axis=1)  # the class itself is among those that are as large
    return float(np.mean(others >= k))


# %% mutant: ties for the net | strictly larger ones only
def top_k_error(logits, t, k):
    logits, t = np.asarray(logits), np.asarray(t)
    own = logits[np.arange(len(t)), t][:, None]
    others = np.sum(logits > own, axis=1)  # the class itself is among those that are as large
    return float(np.mean(others >= k))


# %% mutant: first k | k = 1 always
def top_k_error(logits, t, k):
    logits, t = np.asarray(logits), np.asarray(t)
    own = logits[np.arange(len(t)), t][:, None]
    others = np.sum(logits >= own, axis=1) - 1  # the class itself is among those that are as large
    return float(np.mean(others >= 1))


# %% mutant: number of wrong ones | no mean
def top_k_error(logits, t, k):
    logits, t = np.asarray(logits), np.asarray(t)
    own = logits[np.arange(len(t)), t][:, None]
    others = np.sum(logits >= own, axis=1) - 1  # the class itself is among those that are as large
    return float(np.sum(others >= k))


# %% mutant: sorted | argsort decides ties
def top_k_error(logits, t, k):
    best = np.argsort(-logits, axis=1)[:, :k]
    return float(np.mean([c not in row for c, row in zip(t, best)]))


# %% mutant: smallest | the k smallest
def top_k_error(logits, t, k):
    own = logits[np.arange(len(t)), t][:, None]
    return float(np.mean(np.sum(logits <= own, axis=1) - 1 >= k))


# %% mutant: softmax | probabilities that overflow
def top_k_error(logits, t, k):
    with np.errstate(all="ignore"):
        p = np.exp(logits)
        p = p / p.sum(axis=1, keepdims=True)
    own = p[np.arange(len(t)), t][:, None]
    return float(np.mean(np.sum(p >= own, axis=1) - 1 >= k))


# %% variant: loop | row by row
def top_k_error(logits, t, k):
    wrong = 0
    for row, c in zip(logits, t):
        rivals = [value for m, value in enumerate(row) if m != c and value >= row[c]]
        wrong += len(rivals) >= k
    return wrong / len(t)


# %% variant: ranks | position in the sorted row
def top_k_error(logits, t, k):
    rows = np.sort(logits, axis=1)
    right = 0
    for row, c, unsorted in zip(rows, t, logits):
        at_least = len(row) - np.searchsorted(row, unsorted[c], side="left")
        right += at_least <= k
    return np.array(1 - right / len(rows))
