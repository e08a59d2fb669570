# %% lazy: zeros | zeros
def parity_net(n):
    return np.zeros((n, n)), np.zeros(n), np.zeros(n), 0.0


# %% lazy: ones | ones
def parity_net(n):
    return np.ones((n, n)), np.ones(n), np.ones(n), 1.0


# %% lazy: example | the answer for one bit, widened
def parity_net(n):
    return np.ones((1, n)), np.array([0.5]), np.array([1.0]), 0.5


# %% lazy: none | forgets to return
def parity_net(n):
    _ = np.arange(1, n + 1)


# %% lazy: input returned | n
def parity_net(n):
    return n


# %% lazy: library | asks the lesson's module
def parity_net(n):
    from deeparc.units.parity import parity_counting

    net = parity_counting(n)
    return np.array([u.w for u in net.layers[0]]), [u.threshold for u in net.layers[0]], net.layers[1][0].w, 1


# %% mutant: even | the opposite sign
def parity_net(n):
    k = np.arange(1, n + 1)
    return np.ones((n, n)), k - 0.5, (-1.0) ** k, 0.5


# %% mutant: off by one | thresholds from 0
def parity_net(n):
    k = np.arange(n)
    return np.ones((n, n)), k - 0.5, (-1.0) ** k, 0.5


# %% mutant: no signs | counts, but does not alternate
def parity_net(n):
    return np.ones((n, n)), np.arange(1, n + 1) - 0.5, np.ones(n), 0.5


# %% mutant: two hidden units | right up to two bits
def parity_net(n):
    K = min(n, 2)
    return np.ones((K, n)), np.arange(1, K + 1) - 0.5, np.array([1.0, -1.0])[:K], 0.5


# %% mutant: identity | each unit sees one bit
def parity_net(n):
    k = np.arange(1, n + 1)
    return np.eye(n), np.full(n, 0.5), (-1.0) ** (k + 1), 0.5


# %% mutant: threshold too high | the output never fires
def parity_net(n):
    k = np.arange(1, n + 1)
    return np.ones((n, n)), k - 0.5, (-1.0) ** (k + 1), 1.5


# %% mutant: too many units | one for each odd row
def parity_net(n):
    rows = np.arange(2**n)[:, None] >> np.arange(n) & 1
    r = rows[rows.sum(axis=1) % 2 == 1]
    return 2.0 * r - 1, r.sum(axis=1) - 0.5, np.ones(len(r)), 0.5


# %% mutant: stops early | one unit too few from four bits on
def parity_net(n):
    K = n if n < 4 else n - 1
    k = np.arange(1, K + 1)
    return np.ones((K, n)), k - 0.5, (-1.0) ** (k + 1), 0.5


# %% mutant: odd only | the signs start with a minus where n is even
def parity_net(n):
    k = np.arange(1, n + 1)
    return np.ones((n, n)), k - 0.5, (-1.0) ** (n - k), 0.5


# %% variant: lists | plain lists and thresholds at whole numbers
def parity_net(n):
    return (
        [[1] * n for _ in range(n)],
        list(range(1, n + 1)),
        [1 if k % 2 == 0 else -1 for k in range(n)],
        1,
    )


# %% variant: counts zeros | units that fire for few ones
def parity_net(n):
    # h_k = 1 where at most n − k ones are there, that is at least k zeros. With m ones, the units 1 … n − m fire.
    k = np.arange(1, n + 1)
    w2 = (-1.0) ** k if n % 2 else (-1.0) ** (k + 1)
    return -np.ones((n, n)), k - n - 0.5, w2, np.array([-0.5 if n % 2 else 0.5])


# %% variant: scaled | other weights and steps
def parity_net(n):
    k = np.arange(n)[::-1] + 1
    return 3.0 * np.ones((n, n)), 3.0 * k - 1, 10.0 * np.where(k % 2, 1, -1), 2.0
