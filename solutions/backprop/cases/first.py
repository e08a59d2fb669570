# %% lazy: zeros | zeros
def first_delta(z, t, pair):
    return np.zeros(z.shape)


# %% lazy: constant | ones
def first_delta(z, t, pair):
    return np.ones(z.shape)


# %% lazy: input returned | hands z back
def first_delta(z, t, pair):
    return z


# %% lazy: targets returned | hands t back
def first_delta(z, t, pair):
    return t


# %% lazy: none | forgets to return
def first_delta(z, t, pair):
    _ = z


# %% lazy: library | asks the lesson for the loss
def first_delta(z, t, pair):
    from deeparc.core.loss import square

    return square(z, t)[1]


# %% mutant: no mean | 1/B forgotten
def first_delta(z, t, pair):
    if pair == "linear-square":
        y = z
    elif pair == "softmax-entropy":
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        y = e / np.sum(e, axis=1, keepdims=True)
    else:
        y = 0.5 * (1 + np.tanh(0.5 * z))
    d = y - t
    return d * y * (1 - y) if pair == "sigmoid-square" else d


# %% mutant: mean over all | divides by the number of elements
def first_delta(z, t, pair):
    if pair == "linear-square":
        y = z
    elif pair == "softmax-entropy":
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        y = e / np.sum(e, axis=1, keepdims=True)
    else:
        y = 0.5 * (1 + np.tanh(0.5 * z))
    d = (y - t) / z.size
    return d * y * (1 - y) if pair == "sigmoid-square" else d


# %% mutant: sign | t − y
def first_delta(z, t, pair):
    if pair == "linear-square":
        y = z
    elif pair == "softmax-entropy":
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        y = e / np.sum(e, axis=1, keepdims=True)
    else:
        y = 0.5 * (1 + np.tanh(0.5 * z))
    d = (t - y) / len(z)
    return d * y * (1 - y) if pair == "sigmoid-square" else d


# %% mutant: slope forgotten | squares as if they matched the sigmoid
def first_delta(z, t, pair):
    if pair == "linear-square":
        y = z
    elif pair == "softmax-entropy":
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        y = e / np.sum(e, axis=1, keepdims=True)
    else:
        y = 0.5 * (1 + np.tanh(0.5 * z))
    d = (y - t) / len(z)
    return d


# %% mutant: slope everywhere | the slope of the sigmoid with cross-entropy too
def first_delta(z, t, pair):
    if pair == "linear-square":
        y = z
    elif pair == "softmax-entropy":
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        y = e / np.sum(e, axis=1, keepdims=True)
    else:
        y = 0.5 * (1 + np.tanh(0.5 * z))
    d = (y - t) / len(z)
    return d * y * (1 - y) if pair.startswith("sigmoid") else d


# %% mutant: overflow | no maximum subtracted in softmax
def first_delta(z, t, pair):
    if pair == "linear-square":
        y = z
    elif pair == "softmax-entropy":
        e = np.exp(z)
        y = e / np.sum(e, axis=1, keepdims=True)
    else:
        y = 0.5 * (1 + np.tanh(0.5 * z))
    d = (y - t) / len(z)
    return d * y * (1 - y) if pair == "sigmoid-square" else d


# %% mutant: whole batch | softmax over the whole batch
def first_delta(z, t, pair):
    if pair == "linear-square":
        y = z
    elif pair == "softmax-entropy":
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        y = e / np.sum(e)
    else:
        y = 0.5 * (1 + np.tanh(0.5 * z))
    d = (y - t) / len(z)
    return d * y * (1 - y) if pair == "sigmoid-square" else d


# %% mutant: factor two | the ½ of the squares forgotten
def first_delta(z, t, pair):
    if pair == "linear-square":
        y = z
    elif pair == "softmax-entropy":
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        y = e / np.sum(e, axis=1, keepdims=True)
    else:
        y = 0.5 * (1 + np.tanh(0.5 * z))
    d = (y - t) / len(z)
    d = 2 * d if pair.endswith("square") else d
    return d * y * (1 - y) if pair == "sigmoid-square" else d


# %% mutant: softmax for sigmoid | softmax for every entropy
def first_delta(z, t, pair):
    if pair == "linear-square":
        y = z
    elif pair.endswith("entropy"):
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        y = e / np.sum(e, axis=1, keepdims=True)
    else:
        y = 0.5 * (1 + np.tanh(0.5 * z))
    d = (y - t) / len(z)
    return d * y * (1 - y) if pair == "sigmoid-square" else d


# %% variant: dictionary | a table of outputs, expit and softmax of scipy
def first_delta(z, t, pair):
    from scipy.special import expit, softmax

    kind, loss = pair.split("-")
    y = {"linear": lambda q: q, "sigmoid": expit, "softmax": lambda q: softmax(q, axis=1)}[kind](z)
    slope = y - y**2 if (kind, loss) == ("sigmoid", "square") else np.ones_like(y)
    return np.multiply((y - t) / z.shape[0], slope)


# %% variant: rows | one row after the other, a list returned
def first_delta(z, t, pair):
    rows = []
    for a, b in zip(z, t):
        if pair == "linear-square":
            row = a - b
        elif pair == "softmax-entropy":
            row = np.exp(a - a.max()) / np.exp(a - a.max()).sum() - b
        else:
            y = np.array([1 / (1 + np.exp(-q)) if q >= 0 else np.exp(q) / (1 + np.exp(q)) for q in a])
            row = y - b if pair == "sigmoid-entropy" else (y - b) * y * (1 - y)
        rows.append((row / len(z)).tolist())
    return rows
