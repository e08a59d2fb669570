# %% lazy: zeros | no noise
def batch_noise(g, batch_size):
    return 0.0, 0.0


# %% lazy: constant | one and one
def batch_noise(g, batch_size):
    return 1.0, 1.0


# %% lazy: input returned | hands the arguments back
def batch_noise(g, batch_size):
    return g, batch_size


# %% lazy: one over B | as if every trace were 1
def batch_noise(g, batch_size):
    return 1 / batch_size, 1 / batch_size


# %% lazy: none | returns nothing
def batch_noise(g, batch_size):
    pass


# %% mutant: mean not subtracted | the mean square instead of the variance
def batch_noise(g, batch_size):
    trace = np.sum(np.square(g)) / len(g)
    return trace / batch_size, trace / batch_size * (len(g) - batch_size) / (len(g) - 1)


# %% mutant: sample variance | divides by N − 1
def batch_noise(g, batch_size):
    g = np.asarray(g, float)
    trace = np.sum((g - g.mean(axis=0)) ** 2) / (len(g) - 1)
    return trace / batch_size, trace / batch_size * (len(g) - batch_size) / (len(g) - 1)


# %% mutant: square of B | divides by B²
def batch_noise(g, batch_size):
    g = np.asarray(g, float)
    trace = np.sum((g - g.mean(axis=0)) ** 2) / len(g)
    return trace / batch_size**2, trace / batch_size**2 * (len(g) - batch_size) / (len(g) - 1)


# %% mutant: B forgotten | the noise of one example
def batch_noise(g, batch_size):
    g = np.asarray(g, float)
    trace = np.sum((g - g.mean(axis=0)) ** 2) / len(g)
    return trace, trace * (len(g) - batch_size) / (len(g) - 1)


# %% mutant: correction over N | (N − B)/N
def batch_noise(g, batch_size):
    g = np.asarray(g, float)
    trace = np.sum((g - g.mean(axis=0)) ** 2) / len(g)
    return trace / batch_size, trace / batch_size * (len(g) - batch_size) / len(g)


# %% mutant: same twice | without replacement as with it
def batch_noise(g, batch_size):
    g = np.asarray(g, float)
    trace = np.sum((g - g.mean(axis=0)) ** 2) / len(g)
    return trace / batch_size, trace / batch_size


# %% mutant: swapped | the two in the other order
def batch_noise(g, batch_size):
    g = np.asarray(g, float)
    trace = np.sum((g - g.mean(axis=0)) ** 2) / len(g)
    return trace / batch_size * (len(g) - batch_size) / (len(g) - 1), trace / batch_size


# %% mutant: mean over parameters | averages over the entries too
def batch_noise(g, batch_size):
    g = np.asarray(g, float)
    trace = np.mean((g - g.mean(axis=0)) ** 2)
    return trace / batch_size, trace / batch_size * (len(g) - batch_size) / (len(g) - 1)


# %% mutant: wrong axis | subtracts each row's own mean
def batch_noise(g, batch_size):
    g = np.asarray(g, float)
    trace = np.sum((g - g.mean(axis=1, keepdims=True)) ** 2) / len(g)
    return trace / batch_size, trace / batch_size * (len(g) - batch_size) / (len(g) - 1)


# %% mutant: length | the root of the squared length
def batch_noise(g, batch_size):
    g = np.asarray(g, float)
    trace = np.sum((g - g.mean(axis=0)) ** 2) / len(g)
    return np.sqrt(trace / batch_size), np.sqrt(trace / batch_size * (len(g) - batch_size) / (len(g) - 1))


# %% variant: covariance | the trace of NumPy's covariance matrix
def batch_noise(g, batch_size):
    n = len(g)
    trace = np.trace(np.atleast_2d(np.cov(np.asarray(g, float), rowvar=False, bias=True)))
    return [trace / batch_size, trace * (n - batch_size) / (batch_size * (n - 1))]


# %% variant: pairs | from the distances between pairs
def batch_noise(g, batch_size):
    n = len(g)
    pairs = sum(float(np.sum((np.subtract(a, b, dtype=float)) ** 2)) for a in g for b in g) / 2
    trace = pairs / n**2
    return trace / batch_size, trace / batch_size * (1 - (batch_size - 1) / (n - 1))
