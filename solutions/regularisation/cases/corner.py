# %% lazy: zeros | zeros from both
def slopes(x, a, h, tau):
    return 0.0, 0.0


def minimum(a, h, tau):
    return np.zeros_like(a)


# %% lazy: constant | fixed numbers
def slopes(x, a, h, tau):
    return -1.5, -1.5


def minimum(a, h, tau):
    return np.array([1.5, 0.0, 0.0])


# %% lazy: input returned | hands a back
def slopes(x, a, h, tau):
    return x, a


def minimum(a, h, tau):
    return a


# %% lazy: none | returns nothing
def slopes(x, a, h, tau):
    pass


def minimum(a, h, tau):
    pass


# %% lazy: library | asks the library
def slopes(x, a, h, tau):
    from deeparc.core.penalty import l1

    return h * (x - a) + tau * l1(x)[1], h * (x - a) + tau * l1(x)[1]


def minimum(a, h, tau):
    from deeparc.core.penalty import soft_threshold

    return soft_threshold(np.asarray(a), tau / h)


# %% mutant: curvature forgotten | threshold τ instead of τ/h
def slopes(x, a, h, tau):
    s = h * (x - a)
    return (s - tau, s + tau) if x == 0 else (s + tau * np.sign(x), s + tau * np.sign(x))


def minimum(a, h, tau):
    return np.sign(a) * np.maximum(np.abs(a) - tau, 0)


# %% mutant: curvature multiplied | threshold τh
def slopes(x, a, h, tau):
    s = h * (x - a)
    return (s - tau, s + tau) if x == 0 else (s + tau * np.sign(x), s + tau * np.sign(x))


def minimum(a, h, tau):
    return np.sign(a) * np.maximum(np.abs(a) - tau * h, 0)


# %% mutant: no corner | the sign at 0 is 0
def slopes(x, a, h, tau):
    s = h * (x - a) + tau * np.sign(x)
    return s, s


def minimum(a, h, tau):
    return np.sign(a) * np.maximum(np.abs(a) - tau / h, 0)


# %% mutant: crosses zero | no maximum, so small a change their sign
def slopes(x, a, h, tau):
    s = h * (x - a)
    return (s - tau, s + tau) if x == 0 else (s + tau * np.sign(x), s + tau * np.sign(x))


def minimum(a, h, tau):
    return a - np.sign(a) * tau / h


# %% mutant: one side | negative a are set to 0
def slopes(x, a, h, tau):
    s = h * (x - a)
    return (s - tau, s + tau) if x == 0 else (s + tau * np.sign(x), s + tau * np.sign(x))


def minimum(a, h, tau):
    return np.maximum(np.asarray(a) - tau / h, 0)


# %% mutant: slope of the square doubled | the ½ forgotten
def slopes(x, a, h, tau):
    s = 2 * h * (x - a)
    return (s - tau, s + tau) if x == 0 else (s + tau * np.sign(x), s + tau * np.sign(x))


def minimum(a, h, tau):
    return np.sign(a) * np.maximum(np.abs(a) - tau / (2 * h), 0)


# %% mutant: interval turned | high before low
def slopes(x, a, h, tau):
    s = h * (x - a)
    return (s + tau, s - tau) if x == 0 else (s + tau * np.sign(x), s + tau * np.sign(x))


def minimum(a, h, tau):
    return np.sign(a) * np.maximum(np.abs(a) - tau / h, 0)


# %% mutant: L2 instead | shrinks by a factor
def slopes(x, a, h, tau):
    s = h * (x - a) + tau * x
    return s, s


def minimum(a, h, tau):
    return h * np.asarray(a) / (h + tau)


# %% variant: cases | where with three cases
def slopes(x, a, h, tau):
    low = h * x - h * a + (tau if x > 0 else -tau)
    high = h * x - h * a + (-tau if x < 0 else tau)
    return np.array([low, high])


def minimum(a, h, tau):
    a = np.asarray(a)
    return np.where(a > tau / h, a - tau / h, np.where(a < -tau / h, a + tau / h, 0.0))


# %% variant: candidates | compares the three candidates by the value of φ
def slopes(x, a, h, tau):
    kinds = [1] if x > 0 else [-1] if x < 0 else [-1, 1]
    found = [h * (x - a) + tau * k for k in kinds]
    return min(found), max(found)


def minimum(a, h, tau):
    def one(c):
        candidates = [0.0, max(c - tau / h, 0.0), min(c + tau / h, 0.0)]
        return min(candidates, key=lambda x: h / 2 * (x - c) ** 2 + tau * abs(x))

    a = np.asarray(a, float)
    return np.array([one(float(c)) for c in a.ravel()]).reshape(a.shape)
