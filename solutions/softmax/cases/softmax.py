# %% lazy: zeros | zeros twice
def softmax(z):
    return np.zeros(np.shape(z))


def log_softmax(z):
    return np.zeros(np.shape(z))


# %% lazy: uniform | every class alike
def softmax(z):
    return np.full(np.shape(z), 1 / np.shape(z)[1])


def log_softmax(z):
    return np.full(np.shape(z), -np.log(np.shape(z)[1]))


# %% lazy: input returned | hands the logits back
def softmax(z):
    return z


def log_softmax(z):
    return z


# %% lazy: library | asks the lesson's module
def softmax(z):
    from deeparc.units.softmax import softmax as answer

    return answer(z)


def log_softmax(z):
    from deeparc.units.softmax import log_softmax as answer

    return answer(z)


# %% lazy: none | returns nothing
def softmax(z):
    np.exp(z)


def log_softmax(z):
    np.log(z)


# %% mutant: overflows | as it stands
def softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)


def log_softmax(z):
    return z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))


# %% mutant: axis 0 | over the examples
def softmax(z):
    e = np.exp(z - np.max(z, axis=0))
    return e / np.sum(e, axis=0)


def log_softmax(z):
    return np.log(softmax(z))


# %% mutant: all at once | divides by the sum over the whole batch
def softmax(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def log_softmax(z):
    z = z - np.max(z)
    return z - np.log(np.sum(np.exp(z)))


# %% mutant: log of softmax | in two steps
def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def log_softmax(z):
    return np.log(softmax(z))


# %% mutant: small number added | keeps the logarithm finite by 1e-12
def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def log_softmax(z):
    return np.log(softmax(z) + 1e-12)


# %% mutant: batch maximum | subtracts the largest logit of the whole batch
def softmax(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e, axis=1, keepdims=True)


def log_softmax(z):
    z = z - np.max(z)
    return z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))


# %% mutant: powers of two | another base
def softmax(z):
    e = 2.0 ** (z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def log_softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    return z - np.log2(np.sum(2.0**z, axis=1, keepdims=True))


# %% mutant: not normalised | the powers alone
def softmax(z):
    return np.exp(z - np.max(z, axis=1, keepdims=True))


def log_softmax(z):
    return z - np.max(z, axis=1, keepdims=True)


# %% mutant: sign | of the negative logits
def softmax(z):
    e = np.exp(np.min(z, axis=1, keepdims=True) - z)
    return e / np.sum(e, axis=1, keepdims=True)


def log_softmax(z):
    return np.log(softmax(z))


# %% variant: transposed | columns instead of rows inside, logsumexp by logaddexp
def softmax(z):
    return np.exp(log_softmax(z))


def log_softmax(z):
    z = np.asarray(z, float)
    return (z.T - np.logaddexp.reduce(z, axis=1)).T


# %% variant: loops | plain Python
import math


def log_softmax(z):
    rows = []
    for row in z:
        top = max(float(x) for x in row)
        total = math.log(sum(math.exp(float(x) - top) for x in row))
        rows.append([float(x) - top - total for x in row])
    return rows


def softmax(z):
    return [[math.exp(x) for x in row] for row in log_softmax(z)]
