# %% lazy: zeros | zero outputs, zero weights and threshold
def fire(v, w, theta):
    return np.zeros(len(v), dtype=int)


def gate(outputs):
    return np.zeros(2), 0.0


# %% lazy: ones | the unit always fires, every gate is the same OR
def fire(v, w, theta):
    return np.ones(len(v), dtype=int)


def gate(outputs):
    return np.array([1.0, 1.0]), 0.5


# %% lazy: input returned | hands its arguments back
def fire(v, w, theta):
    return v


def gate(outputs):
    return outputs[:2], outputs[2]


# %% lazy: none | forgets to return
def fire(v, w, theta):
    v @ w >= theta


def gate(outputs):
    pass


# %% lazy: library | asks the lesson's module for the answer
from deeparc.units.threshold import ThresholdUnit, is_threshold_function


def fire(v, w, theta):
    return ThresholdUnit(w, theta).forward(v)


def gate(outputs):
    assert is_threshold_function(outputs)
    return np.array([1.0, 1.0]), 1.5


# %% mutant: strict | > instead of >=
def fire(v, w, theta):
    return (v @ w > theta).astype(int)


def gate(outputs):
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    for w1 in (-1.0, 0.0, 1.0):
        for w2 in (-1.0, 0.0, 1.0):
            for theta in (-1.5, -0.5, 0.5, 1.5):
                if np.array_equal(rows @ [w1, w2] >= theta, outputs == 1):
                    return np.array([w1, w2]), theta


# %% mutant: threshold forgotten | fires when the sum is at least 0
def fire(v, w, theta):
    return (v @ w >= 0).astype(int)


def gate(outputs):
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    for w1 in (-1.0, 0.0, 1.0):
        for w2 in (-1.0, 0.0, 1.0):
            for theta in (-1.5, -0.5, 0.5, 1.5):
                if np.array_equal(rows @ [w1, w2] >= theta, outputs == 1):
                    return np.array([w1, w2]), theta


# %% mutant: positive weights | searches no negative weights, so NAND and NOR are out of reach
def fire(v, w, theta):
    return (v @ w >= theta).astype(int)


def gate(outputs):
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    for w1 in (0.0, 1.0):
        for w2 in (0.0, 1.0):
            for theta in (-0.5, 0.5, 1.5):
                if np.array_equal(rows @ [w1, w2] >= theta, outputs == 1):
                    return np.array([w1, w2]), theta


# %% mutant: sign of the threshold | returns a bias instead of a threshold
def fire(v, w, theta):
    return (v @ w >= theta).astype(int)


def gate(outputs):
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    for w1 in (-1.0, 0.0, 1.0):
        for w2 in (-1.0, 0.0, 1.0):
            for b in (-1.5, -0.5, 0.5, 1.5):
                if np.array_equal(rows @ [w1, w2] + b >= 0, outputs == 1):
                    return np.array([w1, w2]), b


# %% mutant: columns swapped | reads the table as 00, 10, 01, 11
def fire(v, w, theta):
    return (v @ w >= theta).astype(int)


def gate(outputs):
    rows = np.array([[0, 0], [1, 0], [0, 1], [1, 1]])
    for w1 in (-1.0, 0.0, 1.0):
        for w2 in (-1.0, 0.0, 1.0):
            for theta in (-1.5, -0.5, 0.5, 1.5):
                if np.array_equal(rows @ [w1, w2] >= theta, outputs == 1):
                    return np.array([w1, w2]), theta


# %% mutant: first example only | no batch
def fire(v, w, theta):
    return np.array([int(v[0] @ w >= theta)] * len(v))


def gate(outputs):
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    for w1 in (-1.0, 0.0, 1.0):
        for w2 in (-1.0, 0.0, 1.0):
            for theta in (-1.5, -0.5, 0.5, 1.5):
                if np.array_equal(rows @ [w1, w2] >= theta, outputs == 1):
                    return np.array([w1, w2]), theta


# %% mutant: binary inputs only | counts active inputs, so the sizes of v and w are lost
def fire(v, w, theta):
    return (np.sign(v) @ np.sign(w) >= theta).astype(int)


def gate(outputs):
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    for w1 in (-1.0, 0.0, 1.0):
        for w2 in (-1.0, 0.0, 1.0):
            for theta in (-1.5, -0.5, 0.5, 1.5):
                if np.array_equal(rows @ [w1, w2] >= theta, outputs == 1):
                    return np.array([w1, w2]), theta


# %% mutant: constants missing | the tables with only zeros or only ones are not found
def fire(v, w, theta):
    return (v @ w >= theta).astype(int)


def gate(outputs):
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    for w1 in (-1.0, 1.0):
        for w2 in (-1.0, 1.0):
            for theta in (-0.5, 0.5, 1.5):
                if np.array_equal(rows @ [w1, w2] >= theta, outputs == 1):
                    return np.array([w1, w2]), theta


# %% variant: loops and rule | plain Python for the unit, Rosenblatt's rule for the gate, lists returned
def fire(v, w, theta):
    out = []
    for row in v:
        total = 0.0
        for k in range(len(w)):
            total += float(row[k]) * float(w[k])
        out.append(1 if not total < theta else 0)
    return out


def gate(outputs):
    w, theta = [0.0, 0.0], 0.0
    for _ in range(100):
        for k, t in enumerate(outputs):
            x1, x2 = divmod(k, 2)
            e = int(t) - (w[0] * x1 + w[1] * x2 >= theta)
            w[0] += e * x1
            w[1] += e * x2
            theta -= e
    return w, theta


# %% variant: closed form | einsum for the unit; the gate from the differences of the table
def fire(v, w, theta):
    return np.where(np.einsum("bd,d->b", v, w) - theta >= 0, 1, 0)


def gate(outputs):
    # A linear fit of the table's ±1 has the right sign on every row of every table that one unit can compute.
    rows = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    x = np.linalg.lstsq(rows, 2.0 * np.asarray(outputs) - 1, rcond=None)[0]
    return x[:2], -x[2]


# %% variant: table of answers | a boolean array from the unit, the gates written down
def fire(v, w, theta):
    return np.sum(v * w, axis=1) >= theta


def gate(outputs):
    a, b, c, d = (int(y) for y in outputs)
    if a + b + c + d in (0, 4):
        return np.zeros(2), 1 - a
    if a == b and c == d:
        return np.array([c - a, 0]), c - 0.5 if c else -0.5
    if a == c and b == d:
        return np.array([0, b - a]), b - 0.5 if b else -0.5
    lone = [a, b, c, d].count(1) == 1
    k = [a, b, c, d].index(1 if lone else 0)
    w = np.array([2 * (k // 2) - 1, 2 * (k % 2) - 1])
    top = k // 2 + k % 2
    return (w, top - 0.5) if lone else (-w, 0.5 - top)


# %% variant: threshold in an array | the gate from random search, its threshold in an array of one number
def fire(v, w, theta):
    return (np.sum(np.asarray(v) * np.asarray(w)[None, :], axis=1) - theta >= 0) * 1


def gate(outputs):
    rng = np.random.default_rng(0)
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    while True:
        w, theta = rng.uniform(-1, 1, 2), rng.uniform(-1, 1, 1)
        if np.array_equal(fire(rows, w, theta), outputs):
            return w, theta
