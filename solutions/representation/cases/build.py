# %% lazy: zeros | no units and zero
def build(f, low, high, K, epsilon):
    return np.zeros(0), np.zeros(0), 0.0


# %% lazy: constant | the middle value everywhere
def build(f, low, high, K, epsilon):
    return np.zeros(0), np.zeros(0), float(f(np.array([(low + high) / 2]))[0])


# %% lazy: input returned | the ends
def build(f, low, high, K, epsilon):
    return np.array([low]), np.array([high]), epsilon


# %% lazy: none | forgets to return
def build(f, low, high, K, epsilon):
    _ = int(np.ceil(K * (high - low) / (2 * epsilon)))


# %% lazy: library | asks the lesson's module
def build(f, low, high, K, epsilon):
    from deeparc.units.bumps import staircase

    net = staircase(f, low, high, max(2, int(np.ceil(K * (high - low) / (2 * epsilon)))))
    return -net.b, net.a, net.c


# %% mutant: left ends | takes f at the left end of each cell
def build(f, low, high, K, epsilon):
    n = max(1, int(np.ceil(K * (high - low) / (2 * epsilon))))
    h = (high - low) / n
    y = f(low + h * np.arange(n))
    return low + h * np.arange(1, n), np.diff(y), float(y[0])


# %% mutant: too many | cells of half the width
def build(f, low, high, K, epsilon):
    n = max(1, int(np.ceil(K * (high - low) / epsilon)))
    h = (high - low) / n
    y = f(low + h * (np.arange(n) + 0.5))
    return low + h * np.arange(1, n), np.diff(y), float(y[0])


# %% mutant: too few | rounds down
def build(f, low, high, K, epsilon):
    n = max(1, int(np.floor(K * (high - low) / (2 * epsilon))))
    h = (high - low) / n
    y = f(low + h * (np.arange(n) + 0.5))
    return low + h * np.arange(1, n), np.diff(y), float(y[0])


# %% mutant: half the cells | forgets that the error is K h/2 and takes 2 K h
def build(f, low, high, K, epsilon):
    n = max(1, int(np.ceil(K * (high - low) / (4 * epsilon))))
    h = (high - low) / n
    y = f(low + h * (np.arange(n) + 0.5))
    return low + h * np.arange(1, n), np.diff(y), float(y[0])


# %% mutant: low forgotten | works only where the interval starts at 0
def build(f, low, high, K, epsilon):
    n = max(1, int(np.ceil(K * (high - low) / (2 * epsilon))))
    h = (high - low) / n
    y = f(h * (np.arange(n) + 0.5))
    return h * np.arange(1, n), np.diff(y), float(y[0])


# %% mutant: values as weights | no differences
def build(f, low, high, K, epsilon):
    n = max(1, int(np.ceil(K * (high - low) / (2 * epsilon))))
    h = (high - low) / n
    y = f(low + h * (np.arange(n) + 0.5))
    return low + h * np.arange(1, n), y[1:], float(y[0])


# %% mutant: bias forgotten | starts at 0
def build(f, low, high, K, epsilon):
    n = max(1, int(np.ceil(K * (high - low) / (2 * epsilon))))
    h = (high - low) / n
    y = f(low + h * (np.arange(n) + 0.5))
    return low + h * np.arange(1, n), np.diff(y), 0.0


# %% mutant: edges at the middles | jumps half a cell late
def build(f, low, high, K, epsilon):
    n = max(1, int(np.ceil(K * (high - low) / (2 * epsilon))))
    h = (high - low) / n
    m = low + h * (np.arange(n) + 0.5)
    y = f(m)
    return m[1:], np.diff(y), float(y[0])


# %% mutant: no cell | fails where a constant is enough
def build(f, low, high, K, epsilon):
    n = int(np.floor(K * (high - low) / (2 * epsilon))) + (K * (high - low) / (2 * epsilon) > 1)
    h = (high - low) / n
    y = f(low + h * (np.arange(n) + 0.5))
    return low + h * np.arange(1, n), np.diff(y), float(y[0])


# %% mutant: length forgotten | the cells of an interval of length one
def build(f, low, high, K, epsilon):
    n = max(1, int(np.ceil(K / (2 * epsilon))))
    h = (high - low) / n
    y = f(low + h * (np.arange(n) + 0.5))
    return low + h * np.arange(1, n), np.diff(y), float(y[0])


# %% variant: a loop | cell after cell, lists returned
def build(f, low, high, K, epsilon):
    n = 1
    while K * (high - low) / n / 2 > epsilon:
        n += 1
    h = (high - low) / n
    edges, a, c, level = [], [], None, None
    for k in range(n):
        value = float(f(np.array([low + h * (k + 0.5)]))[0])
        if c is None:
            c = value
        else:
            edges.append(low + h * k)
            a.append(value - level)
        level = value
    return edges, a, c


# %% variant: one unit for the bias | the first unit is on everywhere
def build(f, low, high, K, epsilon):
    n = max(1, int(np.ceil(K * (high - low) / (2 * epsilon))))
    edges = np.linspace(low, high, n + 1)
    y = np.asarray(f((edges[1:] + edges[:-1]) / 2))
    return np.append(low - 1.0, edges[1:-1]), np.diff(y, prepend=0.0), np.array([0.0])
