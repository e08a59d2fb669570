# %% lazy: zeros | zero weights, no mistakes
def fit(v, t, epochs=300, seed=0):
    return np.zeros(v.shape[1]), 0.0, [0]


# %% lazy: constant | one fixed neuron
def fit(v, t, epochs=300, seed=0):
    return np.ones(v.shape[1]), -1.0, [1, 0]


# %% lazy: input returned | hands an example back as weights
def fit(v, t, epochs=300, seed=0):
    return v[-1], t[-1], t


# %% lazy: none | returns nothing
def fit(v, t, epochs=300, seed=0):
    pass


# %% lazy: nothing mended | the faulty code as it was given
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    missed = 0
    for _ in range(epochs):
        rng.shuffle(v)
        for v_n, t_n in zip(v, t, strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w = w + error * v_n
            b = error
            missed += abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% lazy: library | asks the lesson's module for the answer
def fit(v, t, epochs=300, seed=0):
    from deeparc.units.perceptron import train

    result = train(v, t, epochs=epochs, rng=np.random.default_rng(seed))
    return result.model.w, result.model.b, result.mistakes


# %% mutant: count not mended | missed is set to 0 before all epochs
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    missed = 0
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for v_n, t_n in zip(v[order], t[order], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w = w + error * v_n
            b = b + error
            missed += abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: bias not mended | the bias forgets
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        order = rng.permutation(len(v))
        for v_n, t_n in zip(v[order], t[order], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w = w + error * v_n
            b = error
            missed += abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: shuffle not mended | examples lose their targets
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        rng.shuffle(v)
        for v_n, t_n in zip(v, t, strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w = w + error * v_n
            b = b + error
            missed += abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: two orders | one permutation for the examples, another for the targets
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v[rng.permutation(len(v))], t[rng.permutation(len(v))], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: bias sign | the bias subtracts its step
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        order = rng.permutation(len(v))
        for v_n, t_n in zip(v[order], t[order], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b - error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: everything reset | weights and bias start anew in each epoch as well
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    mistakes = []
    for _ in range(epochs):
        w, b, missed = np.zeros(v.shape[1]), 0.0, 0
        order = rng.permutation(len(v))
        for v_n, t_n in zip(v[order], t[order], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: count reset for each example | only the last example's mistake remains
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        order = rng.permutation(len(v))
        for v_n, t_n in zip(v[order], t[order], strict=True):
            missed = 0
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: stops after one epoch | break whatever the count
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    w, b, missed = np.zeros(v.shape[1]), 0.0, 0
    order = rng.permutation(len(v))
    for v_n, t_n in zip(v[order], t[order], strict=True):
        error = int(t_n) - int(w @ v_n + b >= 0)
        w, b, missed = w + error * v_n, b + error, missed + abs(error)
    return w, b, [missed]


# %% mutant: both shuffled in place | pairs stay together, but the caller's arrays are rearranged
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed)
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        order = rng.permutation(len(v))
        v[:], t[:] = v[order], t[order]
        for v_n, t_n in zip(v, t, strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: seed ignored | another result each time
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng()
    w, b, mistakes = rng.standard_normal(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        order = rng.permutation(len(v))
        for v_n, t_n in zip(v[order], t[order], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: rows in their order | np.arange, no random order
def fit(v, t, epochs=300, seed=0):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        order = np.arange(len(v))
        for v_n, t_n in zip(v[order], t[order], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: rows backwards | one fixed order, the reversed one
def fit(v, t, epochs=300, seed=0):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v[::-1], t[::-1], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: order drawn once | one random order for all epochs
def fit(v, t, epochs=300, seed=0):
    order = np.random.default_rng(seed).permutation(len(v))
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        for v_n, t_n in zip(v[order], t[order], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% mutant: generator made anew | the seed is set in each epoch, so its order comes again
def fit(v, t, epochs=300, seed=0):
    w, b, mistakes = np.zeros(v.shape[1]), 0.0, []
    for _ in range(epochs):
        missed = 0
        order = np.random.default_rng(seed).permutation(len(v))
        for v_n, t_n in zip(v[order], t[order], strict=True):
            error = int(t_n) - int(w @ v_n + b >= 0)
            w, b, missed = w + error * v_n, b + error, missed + abs(error)
        mistakes.append(missed)
        if missed == 0:
            break
    return w, b, mistakes


# %% lazy: made-up counts | zero weights, random counts
def fit(v, t, epochs=300, seed=0):
    return np.zeros(v.shape[1]), 0.0, np.random.default_rng(seed).integers(1, 4, epochs)


# %% variant: shuffled indices | Python's own generator and an explicit if
import random


def fit(v, t, epochs=300, seed=0):
    generator = random.Random(seed)
    indices = list(range(len(v)))
    w, b = [0.0] * v.shape[1], 0.0
    mistakes = []
    while len(mistakes) < epochs:
        generator.shuffle(indices)
        missed = 0
        for n in indices:
            fires = sum(x * y for x, y in zip(w, v[n])) + b >= 0
            if fires != bool(t[n]):
                sign = -1 if fires else 1
                w = [x + sign * y for x, y in zip(w, v[n])]
                b += sign
                missed += 1
        mistakes.append(missed)
        if not missed:
            return w, b, mistakes
    return w, b, mistakes


# %% variant: one joined table | inputs, the constant 1 and targets shuffled together
def fit(v, t, epochs=300, seed=0):
    rng = np.random.default_rng(seed + 1)
    table = np.column_stack([v, np.ones(len(v)), t])
    z, mistakes = np.zeros(v.shape[1] + 1), np.zeros(0, dtype=int)
    for _ in range(epochs):
        rng.shuffle(table)
        errors = []
        for row in table:
            e = row[-1] - (row[:-1] @ z >= 0)
            z = z + e * row[:-1]
            errors.append(e)
        mistakes = np.append(mistakes, np.count_nonzero(errors))
        if not np.any(errors):
            break
    return z[:-1], z[-1], mistakes
