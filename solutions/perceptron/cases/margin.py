# %% lazy: zeros | zero margin, zero bound
def margin(v, t, w, b):
    return 0.0


def mistake_bound(v, t, w, b):
    return 0.0


# %% lazy: constant | the numbers of the example
def margin(v, t, w, b):
    return 2 / 3


def mistake_bound(v, t, w, b):
    return 13.5


# %% lazy: infinite | no bound for anybody
def margin(v, t, w, b):
    return -1.0


def mistake_bound(v, t, w, b):
    return np.inf


# %% lazy: input returned | hands an argument back
def margin(v, t, w, b):
    return b


def mistake_bound(v, t, w, b):
    return v


# %% lazy: none | forgets to return
def margin(v, t, w, b):
    np.min((2 * t - 1) * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    pass


# %% lazy: library | asks the lesson's module for the answer
from deeparc.units.perceptron import margin, mistake_bound


# %% mutant: bias not in the norm | divides by the length of w alone
def margin(v, t, w, b):
    return np.min((2 * t - 1) * (v @ w + b)) / np.linalg.norm(w)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=1) + 1) / gamma**2 if gamma > 0 else np.inf


# %% mutant: not normalised | the smallest signed activation
def margin(v, t, w, b):
    return np.min((2 * t - 1) * (v @ w + b))


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=1) + 1) / gamma**2 if gamma > 0 else np.inf


# %% mutant: unsigned | the smallest distance, whichever side
def margin(v, t, w, b):
    return np.min(np.abs(v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=1) + 1) / gamma**2 if gamma > 0 else np.inf


# %% mutant: targets 0 and 1 | uses t where the sign s belongs
def margin(v, t, w, b):
    return np.min(t * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=1) + 1) / gamma**2 if gamma > 0 else np.inf


# %% mutant: mean | the average instead of the smallest
def margin(v, t, w, b):
    return np.mean((2 * t - 1) * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=1) + 1) / gamma**2 if gamma > 0 else np.inf


# %% mutant: squared norm | the root is missing
def margin(v, t, w, b):
    return np.min((2 * t - 1) * (v @ w + b)) / (w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=1) + 1) / gamma**2 if gamma > 0 else np.inf


# %% mutant: bias not in the radius | the constant 1 of each example is left out
def margin(v, t, w, b):
    return np.min((2 * t - 1) * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=1)) / gamma**2 if gamma > 0 else np.inf


# %% mutant: not squared | R/γ
def margin(v, t, w, b):
    return np.min((2 * t - 1) * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.sqrt(np.max(np.sum(v**2, axis=1) + 1)) / gamma if gamma > 0 else np.inf


# %% mutant: negative margin squared | a bound even where the neuron separates nothing
def margin(v, t, w, b):
    return np.min((2 * t - 1) * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    return np.max(np.sum(v**2, axis=1) + 1) / margin(v, t, w, b) ** 2


# %% mutant: wrong axis | the length of columns instead of rows
def margin(v, t, w, b):
    return np.min((2 * t - 1) * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=0) + 1) / gamma**2 if gamma > 0 else np.inf


# %% mutant: smallest radius | the shortest example instead of the longest
def margin(v, t, w, b):
    return np.min((2 * t - 1) * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.min(np.sum(v**2, axis=1) + 1) / gamma**2 if gamma > 0 else np.inf


# %% mutant: sign flipped | s is +1 for the negatives
def margin(v, t, w, b):
    return np.min((1 - 2 * t) * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=1) + 1) / gamma**2 if gamma > 0 else np.inf


# %% mutant: zero instead of infinity | no bound is reported as 0
def margin(v, t, w, b):
    return np.min((2 * t - 1) * (v @ w + b)) / np.sqrt(w @ w + b * b)


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    return np.max(np.sum(v**2, axis=1) + 1) / gamma**2 if gamma > 0 else 0.0


# %% variant: loops | plain Python numbers
import math


def margin(v, t, w, b):
    length = math.hypot(*(float(x) for x in w), float(b))
    smallest = math.inf
    for row, target in zip(v, t):
        i = float(b) + sum(float(x) * float(y) for x, y in zip(row, w))
        smallest = min(smallest, i if target == 1 else -i)
    return smallest / length


def mistake_bound(v, t, w, b):
    gamma = margin(v, t, w, b)
    if not gamma > 0:
        return float("inf")
    return (max(math.hypot(*(float(x) for x in row), 1.0) for row in v) / gamma) ** 2


# %% variant: augmented | examples with their 1, turned to the positive side and sorted; margin and bound computed apart
def margin(v, t, w, b):
    turned = np.c_[v, np.ones(len(v))] * np.where(np.equal(t, 1), 1.0, -1.0)[:, None]
    long = np.r_[w, b]
    return np.sort(np.einsum("nd,d->n", turned, long / np.linalg.norm(long)))[0]


def mistake_bound(v, t, w, b):
    turned = np.c_[v, np.ones(len(v))] * np.where(np.equal(t, 1), 1.0, -1.0)[:, None]
    long = np.r_[w, b]
    smallest = np.min(turned @ long)
    return np.inf if smallest <= 0 else np.square(np.linalg.norm(turned, axis=1)).max() * (long @ long) / smallest**2
