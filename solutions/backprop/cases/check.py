# %% lazy: zeros | zeros
def numerical_gradient(f, x, h=1e-5):
    return np.zeros(x.shape)


def relative_error(a, b):
    return 0.0


# %% lazy: constant | ones
def numerical_gradient(f, x, h=1e-5):
    return np.ones(x.shape)


def relative_error(a, b):
    return 1.0


# %% lazy: input returned | hands x and a back
def numerical_gradient(f, x, h=1e-5):
    return x


def relative_error(a, b):
    return a


# %% lazy: none | forgets to return
def numerical_gradient(f, x, h=1e-5):
    _ = f(x)


def relative_error(a, b):
    _ = a - b


# %% mutant: one-sided | f(x + h) − f(x)
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(x)) / h
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) / scale if scale > 0 else 0.0


# %% mutant: divided by h | the distance of the points is 2h
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / h
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) / scale if scale > 0 else 0.0


# %% mutant: own step | does not look at h
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        h = 1e-4
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / (2 * h)
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) / scale if scale > 0 else 0.0


# %% mutant: in place | changes x and does not put it back
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x, x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / (2 * h)
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) / scale if scale > 0 else 0.0


# %% mutant: vectors only | a loop over the first axis
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for k in range(len(x)):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        result[k] = (f(up) - f(down)) / (2 * h)
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) / scale if scale > 0 else 0.0


# %% mutant: all at once | moves every element together
def numerical_gradient(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h) * np.ones(x.shape)


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) / scale if scale > 0 else 0.0


# %% mutant: sign | down minus up
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(down) - f(up)) / (2 * h)
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) / scale if scale > 0 else 0.0


# %% mutant: absolute error | not divided
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / (2 * h)
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) if scale > 0 else 0.0


# %% mutant: without absolute value | the largest signed difference
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / (2 * h)
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(a - b) / scale if scale > 0 else 0.0


# %% mutant: relative to the first | divides by the largest of a only
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / (2 * h)
    return result


def relative_error(a, b):
    scale = np.max(np.abs(a))
    return np.max(np.abs(a - b)) / scale if scale > 0 else 0.0


# %% mutant: 0/0 | no case for two zero gradients
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / (2 * h)
    return result


def relative_error(a, b):
    return np.max(np.abs(a - b)) / max(np.max(np.abs(a)), np.max(np.abs(b)))


# %% mutant: fixed floor | a floor of 1e-8 in the denominator
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / (2 * h)
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.max(np.abs(a - b)) / (scale + 1e-8) if scale > 0 else 0.0


# %% mutant: mean | the mean error
def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / (2 * h)
    return result


def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return np.mean(np.abs(a - b)) / scale if scale > 0 else 0.0


# %% variant: flat | works on the flattened array
def numerical_gradient(f, x, h=1e-5):
    flat = np.array(x, dtype=float).ravel()
    slopes = []
    for k in range(flat.size):
        e = np.zeros(flat.size)
        e[k] = h
        slopes.append((f((flat + e).reshape(x.shape)) - f((flat - e).reshape(x.shape))) / (2.0 * h))
    return np.reshape(slopes, x.shape)


def relative_error(a, b):
    a, b = np.ravel(a), np.ravel(b)
    if not np.any(a) and not np.any(b):
        return np.array(0.0)
    return np.array([np.linalg.norm(a - b, np.inf) / np.max(np.abs(np.r_[a, b]))])


# %% variant: iterator | nditer, restoring a working copy
def numerical_gradient(f, x, h=1e-5):
    work, result = x.copy(), np.empty_like(x, dtype=float)
    it = np.nditer(work, flags=["multi_index"])
    while not it.finished:
        k = it.multi_index
        old = work[k].copy()
        work[k] = old + h
        above = f(work)
        work[k] = old - h
        below = f(work)
        work[k] = old
        result[k] = (above - below) / h / 2
        it.iternext()
    return result


def relative_error(a, b):
    largest = np.abs([a, b]).max()
    return 0 if largest == 0 else float(np.abs(np.subtract(a, b)).max() / largest)
