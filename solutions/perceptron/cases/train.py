# %% lazy: zeros | zero weights, one epoch without mistakes
def train(v, t, eta=1.0, epochs=100):
    return np.zeros(v.shape[1]), 0.0, [0]


# %% lazy: constant | a neuron that computes AND, and the mistakes of the worked example
def train(v, t, eta=1.0, epochs=100):
    return np.ones(2), -1.5, [2, 2, 1, 0]


# %% lazy: input returned | hands its arguments back
def train(v, t, eta=1.0, epochs=100):
    return v, t, t


# %% lazy: none | returns nothing
def train(v, t, eta=1.0, epochs=100):
    return None


# %% lazy: library | asks the lesson's module for the answer
def train(v, t, eta=1.0, epochs=100):
    from deeparc.units.perceptron import train as lesson

    result = lesson(v, t, eta=eta, epochs=epochs)
    return result.model.w, result.model.b, result.mistakes


# %% mutant: sign flipped | moves away from the right answer
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = int(w @ v_n + b >= 0) - t_n
            w, b, missed = w + eta * error * v_n, b + eta * error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: no bias | the boundary stays at the origin
def train(v, t, eta=1.0, epochs=100):
    w, mistakes = np.zeros(v.shape[1]), []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n >= 0)
            w, missed = w + eta * error * v_n, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, 0.0, mistakes


# %% mutant: strict | an activation of 0 stays silent
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b > 0)
            w, b, missed = w + eta * error * v_n, b + eta * error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: batch | adds up the steps of an epoch and applies them at its end
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        error = t - (v @ w + b >= 0)
        w, b = w + eta * error @ v, b + eta * error.sum()
        mistakes.append(int(np.abs(error).sum()))
        if mistakes[-1] == 0:
            break
    return w, b, mistakes


# %% mutant: last count left out | stops before it writes down the final 0
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b, missed = w + eta * error * v_n, b + eta * error, missed + abs(error)
        if missed == 0:
            break
        mistakes.append(missed)
    return w, b, mistakes


# %% mutant: never stops early | runs all epochs
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b, missed = w + eta * error * v_n, b + eta * error, missed + abs(error)
        mistakes.append(missed)
    return w, b, mistakes


# %% mutant: one epoch too many | off by one at the limit
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs + 1):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b, missed = w + eta * error * v_n, b + eta * error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: ignores the limit | always 100 epochs at most
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(100):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b, missed = w + eta * error * v_n, b + eta * error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: counter never reset | the counts add up over the epochs
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes, missed = np.zeros(v.shape[1]), 0.0, [], 0
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b, missed = w + eta * error * v_n, b + eta * error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: counted after the epoch | mistakes of the weights at the end of each epoch
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b = w + eta * error * v_n, b + eta * error
        mistakes.append(int(np.sum((v @ w + b >= 0) != t)))
        if mistakes[-1] == 0:
            break
    return w, b, mistakes


# %% mutant: signed count | adds up t − y, so misses and false alarms cancel
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b, missed = w + eta * error * v_n, b + eta * error, missed + error
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: rate left off the bias | only the weights' steps are scaled
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b, missed = w + eta * error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: weights of the input's type | integer weights cut a fractional step off
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.zeros(v.shape[1], dtype=v.dtype), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b, missed = (w + eta * error * v_n).astype(v.dtype), b + eta * error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: shuffled | takes the examples in a random order
def train(v, t, eta=1.0, epochs=100):
    rng = np.random.default_rng(0)
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for n in rng.permutation(len(v)):
            error = t[n] - int(w @ v[n] + b >= 0)
            w, b, missed = w + eta * error * v[n], b + eta * error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: starts from ones | the path depends on the start
def train(v, t, eta=1.0, epochs=100):
    w, b, mistakes = np.ones(v.shape[1]), 1.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b, missed = w + eta * error * v_n, b + eta * error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: one epoch only | stops after the first epoch
def train(v, t, eta=1.0, epochs=100):
    w, b, missed = np.zeros(v.shape[1]), 0.0, 0
    for v_n, t_n in zip(v, t):
        error = t_n - int(w @ v_n + b >= 0)
        w, b, missed = w + eta * error * v_n, b + eta * error, missed + abs(error)
    return w, b, [missed]


# %% mutant: two values | forgets the mistakes
def train(v, t, eta=1.0, epochs=100):
    w, b = np.zeros(v.shape[1]), 0.0
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b = w + eta * error * v_n, b + eta * error
    return w, b


# %% lazy: made-up counts | zero weights, one mistake in every epoch
def train(v, t, eta=1.0, epochs=100):
    return np.zeros(v.shape[1]), 0.0, [1] * epochs


# %% variant: augmented | one long vector, a while loop, an array of counts
def train(v, t, eta=1.0, epochs=100):
    x = np.hstack([v, np.ones((len(v), 1))])
    z = np.zeros(x.shape[1])
    counts = np.array([], dtype=int)
    while counts.size < epochs and (counts.size == 0 or counts[-1] > 0):
        wrong = 0
        for row, target in zip(x, t):
            y = np.heaviside(np.vdot(z, row), 1)
            if y != target:
                z += eta * (target - y) * row
                wrong += 1
        counts = np.append(counts, wrong)
    return z[:-1], z[-1], counts


# %% variant: dual | counts how often each example was missed, through the matrix of dot products
def train(v, t, eta=1.0, epochs=100):
    v = np.asarray(v, dtype=float)
    s = 2 * np.asarray(t).astype(int) - 1
    gram = v @ v.T + 1
    missed_times = np.zeros(len(v))
    mistakes = []
    for _ in range(epochs):
        before = missed_times.sum()
        for n in range(len(v)):
            fires = gram[n] @ (missed_times * s) >= 0
            missed_times[n] += fires != (s[n] > 0)
        mistakes.append(int(missed_times.sum() - before))
        if not mistakes[-1]:
            break
    return eta * (missed_times * s) @ v, eta * (missed_times * s).sum(), mistakes


# %% variant: recursion | plain lists, one epoch a call
def train(v, t, eta=1.0, epochs=100, w=None, b=0.0):
    w = [0.0] * len(v[0]) if w is None else w
    wrong = 0
    for row, target in zip(v.tolist(), t.tolist()):
        y = 1 if sum(p * q for p, q in zip(w, row)) + b >= 0 else 0
        if y != target:
            wrong += 1
            w = [p + eta * (target - y) * q for p, q in zip(w, row)]
            b += eta * (target - y)
    if wrong == 0 or epochs == 1:
        return w, b, [wrong]
    w, b, rest = train(v, t, eta, epochs - 1, w, b)
    return w, b, [wrong, *rest]
