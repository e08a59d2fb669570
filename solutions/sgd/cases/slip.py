# %% lazy: zeros | zero weights
def epoch(w, b, v, t, eta, order):
    return np.zeros(len(w)), 0.0


# %% lazy: constant | the answer to the example
def epoch(w, b, v, t, eta, order):
    return np.ones(len(w)), 0.5


# %% lazy: input returned | hands the weights back
def epoch(w, b, v, t, eta, order):
    return w, b


# %% lazy: none | returns nothing
def epoch(w, b, v, t, eta, order):
    pass


# %% lazy: library | asks the lesson's module
def epoch(w, b, v, t, eta, order):
    from deeparc.units.logistic import Logistic, train

    m = train(v[order], t[order], eta=eta, epochs=1, start=Logistic(w, b)).model
    return m.w, m.b


# %% mutant: nothing mended | the code as it was
def epoch(w, b, v, t, eta, order):
    y = 1 / (1 + np.exp(-(v @ w + b)))
    for n in order:
        w = w + eta * (y[n] - t[n]) * v[n]
        b = b + (y[n] - t[n])
    return w, b


# %% mutant: sign only | the bias has no rate, the outputs are stale
def epoch(w, b, v, t, eta, order):
    y = 1 / (1 + np.exp(-(v @ w + b)))
    for n in order:
        w = w + eta * (t[n] - y[n]) * v[n]
        b = b + (t[n] - y[n])
    return w, b


# %% mutant: stale outputs | sign and bias mended, the outputs still from before the epoch
def epoch(w, b, v, t, eta, order):
    y = 1 / (1 + np.exp(-(v @ w + b)))
    for n in order:
        w = w + eta * (t[n] - y[n]) * v[n]
        b = b + eta * (t[n] - y[n])
    return w, b


# %% mutant: bias without the rate | the rest mended
def epoch(w, b, v, t, eta, order):
    for n in order:
        e = t[n] - 1 / (1 + np.exp(-(v[n] @ w + b)))
        w = w + eta * e * v[n]
        b = b + e
    return w, b


# %% mutant: bias with the new weights | computes the error again after the weights moved
def epoch(w, b, v, t, eta, order):
    for n in order:
        w = w + eta * (t[n] - 1 / (1 + np.exp(-(v[n] @ w + b)))) * v[n]
        b = b + eta * (t[n] - 1 / (1 + np.exp(-(v[n] @ w + b))))
    return w, b


# %% mutant: own order | shows all examples as they lie
def epoch(w, b, v, t, eta, order):
    for n in range(len(v)):
        e = t[n] - 1 / (1 + np.exp(-(v[n] @ w + b)))
        w, b = w + eta * e * v[n], b + eta * e
    return w, b


# %% mutant: in place | writes into the caller's weights
def epoch(w, b, v, t, eta, order):
    for n in order:
        e = t[n] - 1 / (1 + np.exp(-(v[n] @ w + b)))
        w += eta * e * v[n]
        b = b + eta * e
    return w, b


# %% mutant: decisions | Rosenblatt's rule
def epoch(w, b, v, t, eta, order):
    for n in order:
        e = t[n] - (v[n] @ w + b >= 0)
        w, b = w + eta * e * v[n], b + eta * e
    return w, b


# %% mutant: sign still wrong | everything else mended
def epoch(w, b, v, t, eta, order):
    for n in order:
        e = 1 / (1 + np.exp(-(v[n] @ w + b))) - t[n]
        w, b = w + eta * e * v[n], b + eta * e
    return w, b


# %% variant: augmented | one vector for weights and bias
from scipy.special import expit


def epoch(w, b, v, t, eta, order):
    theta, x = np.append(w, b).astype(float), np.c_[v, np.ones(len(v))]
    for n in order:
        theta -= eta * (expit(x[n] @ theta) - t[n]) * x[n]
    return theta[:-1], theta[-1]


# %% variant: plain Python | lists and the math module
import math


def epoch(w, b, v, t, eta, order):
    w, b = [float(a) for a in w], float(b)
    for n in order:
        z = sum(a * c for a, c in zip(w, v[n])) + b
        step = eta * (t[n] - 0.5 * (1 + math.tanh(z / 2)))
        w = [a + step * c for a, c in zip(w, v[n])]
        b += step
    return w, np.array([b])
