# %% lazy: zeros | no slope anywhere
def gradient(w, b, v, t):
    return np.zeros(len(w)), 0.0


# %% lazy: constant | the answer to the example
def gradient(w, b, v, t):
    return np.array([-0.5, 1.0])[: len(w)], 1.0


# %% lazy: input returned | hands the weights back
def gradient(w, b, v, t):
    return w, b


# %% lazy: none | returns nothing
def gradient(w, b, v, t):
    pass


# %% lazy: library | asks the lesson's module
def gradient(w, b, v, t):
    from deeparc.units.logistic import Logistic
    from deeparc.units.logistic import gradient as answer

    g = answer(Logistic(w, b), v, t)
    return g[:-1], g[-1]


# %% mutant: sign flipped | goes up the loss
def gradient(w, b, v, t):
    e = (t - (0.5 + 0.5 * np.tanh(0.5 * (v @ w + b)))) / len(v)
    return e @ v, np.sum(e)


# %% mutant: sum | not divided by N
def gradient(w, b, v, t):
    e = 0.5 + 0.5 * np.tanh(0.5 * (v @ w + b)) - t
    return e @ v, np.sum(e)


# %% mutant: bias summed | the bias is not divided by N
def gradient(w, b, v, t):
    e = 0.5 + 0.5 * np.tanh(0.5 * (v @ w + b)) - t
    return e @ v / len(v), np.sum(e)


# %% mutant: squared error | keeps the slope of the sigmoid
def gradient(w, b, v, t):
    y = 0.5 + 0.5 * np.tanh(0.5 * (v @ w + b))
    e = (y - t) * y * (1 - y) / len(v)
    return e @ v, np.sum(e)


# %% mutant: bias not used | leaves b out of the net input
def gradient(w, b, v, t):
    e = (0.5 + 0.5 * np.tanh(0.5 * (v @ w)) - t) / len(v)
    return e @ v, np.sum(e)


# %% mutant: no bias gradient | the bias does not learn
def gradient(w, b, v, t):
    e = (0.5 + 0.5 * np.tanh(0.5 * (v @ w + b)) - t) / len(v)
    return e @ v, 0.0


# %% mutant: decisions | the perceptron's output instead of the sigmoid
def gradient(w, b, v, t):
    e = ((v @ w + b >= 0).astype(float) - t) / len(v)
    return e @ v, np.sum(e)


# %% mutant: overflows | the sigmoid as it stands
def gradient(w, b, v, t):
    e = (1 / (1 + np.exp(-(v @ w + b))) - t) / len(v)
    return e @ v, np.sum(e)


# %% mutant: absolute | all errors count upwards
def gradient(w, b, v, t):
    e = np.abs(0.5 + 0.5 * np.tanh(0.5 * (v @ w + b)) - t) / len(v)
    return e @ v, np.sum(e)


# %% variant: augmented | a column of ones, and scipy's sigmoid
from scipy.special import expit


def gradient(w, b, v, t):
    x = np.c_[v, np.ones(len(v))]
    g = x.T @ (expit(x @ np.append(w, b)) - t) / len(x)
    return g[:-1].tolist(), g[-1:]


# %% variant: loop | example by example
import math


def gradient(w, b, v, t):
    dw, db = [0.0] * len(w), 0.0
    for row, target in zip(v, t):
        z = float(sum(a * c for a, c in zip(w, row))) + b
        y = 1 / (1 + math.exp(-z)) if z > -700 else 0.0
        for j, c in enumerate(row):
            dw[j] += (y - target) * c / len(v)
        db += (y - target) / len(v)
    return dw, db
