# %% lazy: zeros | does not move, and says that the loss is 0
def descend(v, t, eta, batch_size, orders):
    return np.zeros(v.shape[1]), 0.0, np.zeros(len(orders))


# %% lazy: constant | the answer to the example
def descend(v, t, eta, batch_size, orders):
    return np.full(v.shape[1], 0.25), 0.1, np.full(len(orders), 0.3)


# %% lazy: not moved | zero weights with their true loss
def descend(v, t, eta, batch_size, orders):
    return np.zeros(v.shape[1]), 0.0, np.full(len(orders), np.log(2))


# %% lazy: none | returns nothing
def descend(v, t, eta, batch_size, orders):
    pass


# %% lazy: library | asks the lesson's module
def descend(v, t, eta, batch_size, orders):
    from deeparc.units.logistic import train

    run = train(v, t, eta=eta, batch_size=batch_size, epochs=len(orders))
    return run.model.w, run.model.b, run.losses


# %% mutant: nominal size | divides the last batch by batch_size
def descend(v, t, eta, batch_size, orders):
    w, b, losses = np.zeros(v.shape[1]), 0.0, []
    for row in orders:
        for first in range(0, len(row), batch_size):
            n = row[first : first + batch_size]
            e = (0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]) / batch_size
            w, b = w - eta * e @ v[n], b - eta * np.sum(e)
        z = v @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - t * z))
    return w, b, losses


# %% mutant: last batch dropped | only whole batches
def descend(v, t, eta, batch_size, orders):
    w, b, losses = np.zeros(v.shape[1]), 0.0, []
    for row in orders:
        for first in range(0, len(row) - batch_size + 1, batch_size):
            n = row[first : first + batch_size]
            e = (0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]) / len(n)
            w, b = w - eta * e @ v[n], b - eta * np.sum(e)
        z = v @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - t * z))
    return w, b, losses


# %% mutant: sum | adds the gradients of a batch
def descend(v, t, eta, batch_size, orders):
    w, b, losses = np.zeros(v.shape[1]), 0.0, []
    for row in orders:
        for first in range(0, len(row), batch_size):
            n = row[first : first + batch_size]
            e = 0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]
            w, b = w - eta * e @ v[n], b - eta * np.sum(e)
        z = v @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - t * z))
    return w, b, losses


# %% mutant: order ignored | takes the examples as they lie
def descend(v, t, eta, batch_size, orders):
    w, b, losses = np.zeros(v.shape[1]), 0.0, []
    for _ in orders:
        for first in range(0, len(v), batch_size):
            n = slice(first, first + batch_size)
            e = (0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]) / len(v[n])
            w, b = w - eta * e @ v[n], b - eta * np.sum(e)
        z = v @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - t * z))
    return w, b, losses


# %% mutant: starts again | zero weights at the start of each epoch
def descend(v, t, eta, batch_size, orders):
    losses = []
    for row in orders:
        w, b = np.zeros(v.shape[1]), 0.0
        for first in range(0, len(row), batch_size):
            n = row[first : first + batch_size]
            e = (0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]) / len(n)
            w, b = w - eta * e @ v[n], b - eta * np.sum(e)
        z = v @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - t * z))
    return w, b, losses


# %% mutant: loss of the batch | reports the loss of the last batch
def descend(v, t, eta, batch_size, orders):
    w, b, losses = np.zeros(v.shape[1]), 0.0, []
    for row in orders:
        for first in range(0, len(row), batch_size):
            n = row[first : first + batch_size]
            e = (0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]) / len(n)
            w, b = w - eta * e @ v[n], b - eta * np.sum(e)
        z = v[n] @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - t[n] * z))
    return w, b, losses


# %% mutant: online | one example at a time whatever batch_size is
def descend(v, t, eta, batch_size, orders):
    w, b, losses = np.zeros(v.shape[1]), 0.0, []
    for row in orders:
        for n in row:
            e = 0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]
            w, b = w - eta * e * v[n], b - eta * e
        z = v @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - t * z))
    return w, b, losses


# %% mutant: uphill | adds the gradient
def descend(v, t, eta, batch_size, orders):
    w, b, losses = np.zeros(v.shape[1]), 0.0, []
    for row in orders:
        for first in range(0, len(row), batch_size):
            n = row[first : first + batch_size]
            e = (0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]) / len(n)
            w, b = w + eta * e @ v[n], b + eta * np.sum(e)
        z = v @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - t * z))
    return w, b, losses


# %% mutant: no bias | the bias stays 0
def descend(v, t, eta, batch_size, orders):
    w, b, losses = np.zeros(v.shape[1]), 0.0, []
    for row in orders:
        for first in range(0, len(row), batch_size):
            n = row[first : first + batch_size]
            e = (0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w)) - t[n]) / len(n)
            w = w - eta * e @ v[n]
        z = v @ w
        losses.append(np.mean(np.logaddexp(0, z) - t * z))
    return w, b, losses


# %% variant: augmented | one vector, array_split at the batch borders
from scipy.special import expit


def descend(v, t, eta, batch_size, orders):
    x, theta, losses = np.c_[v, np.ones(len(v))].astype(float), np.zeros(np.shape(v)[1] + 1), []
    for row in orders:
        for n in np.split(row, range(batch_size, len(row), batch_size)):
            theta = theta - eta * np.mean((expit(x[n] @ theta) - t[n])[:, None] * x[n], axis=0)
        s = np.where(t == 1, 1, -1)
        losses += [np.mean(np.logaddexp(0, -s * (x @ theta)))]
    return theta[:-1], theta[-1], losses


# %% variant: loops | sums by hand, lists returned
import math


def descend(v, t, eta, batch_size, orders):
    D = len(v[0])
    w, b, losses = [0.0] * D, 0.0, []

    def net(n):
        return sum(w[j] * float(v[n][j]) for j in range(D)) + b

    for row in orders:
        row = list(row)
        while row:
            batch, row = row[:batch_size], row[batch_size:]
            errors = [0.5 * (1 + math.tanh(net(n) / 2)) - int(t[n]) for n in batch]
            w = [w[j] - eta / len(batch) * sum(e * float(v[n][j]) for e, n in zip(errors, batch)) for j in range(D)]
            b -= eta / len(batch) * sum(errors)
        losses.append(sum(math.log1p(math.exp(net(n))) - int(t[n]) * net(n) for n in range(len(t))) / len(t))
    return w, b, losses
