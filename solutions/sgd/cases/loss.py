# %% lazy: zero | always 0
def cross_entropy(z, t):
    return 0.0


# %% lazy: ln 2 | the loss of a unit that knows nothing
def cross_entropy(z, t):
    return np.log(2)


# %% lazy: input returned | hands the net inputs back
def cross_entropy(z, t):
    return z


# %% lazy: mean of the input | the mean net input
def cross_entropy(z, t):
    return np.mean(z)


# %% lazy: none | computes and forgets to return
def cross_entropy(z, t):
    np.mean(np.logaddexp(0, z) - t * z)


# %% lazy: library | asks the lesson's module
def cross_entropy(z, t):
    from deeparc.units.logistic import Logistic, loss

    return loss(Logistic([1.0], 0.0), np.reshape(z, (-1, 1)), t)


# %% mutant: definition | sigmoid first, then the logarithm
def cross_entropy(z, t):
    y = 1 / (1 + np.exp(-np.asarray(z, float)))
    return -np.mean(t * np.log(y) + (1 - np.asarray(t)) * np.log(1 - y))


# %% mutant: clipped | clips the probability to keep the logarithm finite
def cross_entropy(z, t):
    y = np.clip(0.5 + 0.5 * np.tanh(0.5 * np.asarray(z, float)), 1e-12, 1 - 1e-12)
    return -np.mean(t * np.log(y) + (1 - np.asarray(t)) * np.log(1 - y))


# %% mutant: sum | adds instead of averaging
def cross_entropy(z, t):
    return np.sum(np.logaddexp(0, z) - np.asarray(t) * z)


# %% mutant: sign flipped | the log-likelihood
def cross_entropy(z, t):
    return np.mean(np.asarray(t) * z - np.logaddexp(0, z))


# %% mutant: classes swapped | charges class 0 as class 1
def cross_entropy(z, t):
    return np.mean(np.logaddexp(0, z) - (1 - np.asarray(t)) * z)


# %% mutant: log of one plus | ln(1 + e^−|z|) without log1p
def cross_entropy(z, t):
    z = np.asarray(z, float)
    return np.mean(np.maximum(z, 0) + np.log(1 + np.exp(-np.abs(z))) - np.asarray(t) * z)


# %% mutant: overflows | ln(1 + e^z) as it stands
def cross_entropy(z, t):
    z = np.asarray(z, float)
    return np.mean(np.log1p(np.exp(z)) - np.asarray(t) * z)


# %% mutant: squared error | of the sigmoid
def cross_entropy(z, t):
    return np.mean((0.5 + 0.5 * np.tanh(0.5 * np.asarray(z, float)) - t) ** 2) / 2


# %% mutant: base two | bits instead of nats
def cross_entropy(z, t):
    return np.mean(np.logaddexp(0, z) - np.asarray(t) * z) / np.log(2)


# %% variant: logaddexp | by NumPy's own function
def cross_entropy(z, t):
    return np.mean(np.logaddexp(0, z) - np.multiply(t, z))


# %% variant: signs | ln(1 + e^−sz) in a Python loop
import math


def cross_entropy(z, t):
    total = 0.0
    for a, c in zip(z, t):
        m = float(a) if c else -float(a)
        total += math.log1p(math.exp(-m)) if m > 0 else -m + math.log1p(math.exp(m))
    return np.array([total / len(z)])
