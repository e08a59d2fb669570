# %% lazy: as it was | the broken function
def polygon(x, y):
    h = x[1] - x[0]
    slopes = np.diff(y) / h
    return -x[1:], np.append(slopes[0], np.diff(slopes)), 0.0


# %% lazy: zeros | zeros
def polygon(x, y):
    return np.zeros(len(x) - 1), np.zeros(len(x) - 1), 0.0


# %% lazy: constant | the first value everywhere
def polygon(x, y):
    return np.zeros(len(x) - 1), np.zeros(len(x) - 1), y[0]


# %% lazy: input returned | x and y
def polygon(x, y):
    return x[:-1], y[:-1], 0.0


# %% lazy: none | forgets to return
def polygon(x, y):
    _ = np.diff(y) / np.diff(x)


# %% lazy: library | asks the lesson's module
def polygon(x, y):
    from deeparc.units.bumps import polygon as lesson

    net = lesson(lambda p: np.interp(p, x, y), x[0], x[-1], len(x) - 1)
    return net.b, net.a, net.c


# %% mutant: constant not mended | starts at 0
def polygon(x, y):
    slopes = np.diff(y) / np.diff(x)
    return -x[:-1], np.append(slopes[:1], np.diff(slopes)), 0.0


# %% mutant: lengths not mended | every piece as long as the first
def polygon(x, y):
    slopes = np.diff(y) / (x[1] - x[0])
    return -x[:-1], np.append(slopes[:1], np.diff(slopes)), float(y[0])


# %% mutant: knots not mended | each unit starts one knot late
def polygon(x, y):
    slopes = np.diff(y) / np.diff(x)
    return -x[1:], np.append(slopes[:1], np.diff(slopes)), float(y[0])


# %% mutant: sign of the bias | units start at minus the knots
def polygon(x, y):
    slopes = np.diff(y) / np.diff(x)
    return x[:-1], np.append(slopes[:1], np.diff(slopes)), float(y[0])


# %% mutant: slopes as weights | no changes
def polygon(x, y):
    return -x[:-1], np.diff(y) / np.diff(x), float(y[0])


# %% mutant: whole numbers | slopes are cut to the type of y
def polygon(x, y):
    slopes = (np.diff(y) / np.diff(x)).astype(y.dtype)
    return -x[:-1], np.append(slopes[:1], np.diff(slopes)), y[0]


# %% mutant: last value | the constant is the value at the end
def polygon(x, y):
    slopes = np.diff(y) / np.diff(x)
    return -x[:-1], np.append(slopes[:1], np.diff(slopes)), float(y[-1])


# %% mutant: mean length | even pieces over the whole interval
def polygon(x, y):
    slopes = np.diff(y) / np.mean(np.diff(x))
    return -x[:-1], np.append(slopes[:1], np.diff(slopes)), float(y[0])


# %% mutant: in place | moves the knots it was given
def polygon(x, y):
    slopes = np.diff(y) / np.diff(x)
    c = float(y[0])
    x *= -1
    return x[:-1], np.append(slopes[:1], np.diff(slopes)), c


# %% variant: loop | slope by slope, lists
def polygon(x, y):
    b, a, before = [], [], 0.0
    for k in range(len(x) - 1):
        slope = (float(y[k + 1]) - float(y[k])) / (float(x[k + 1]) - float(x[k]))
        b.append(-float(x[k]))
        a.append(slope - before)
        before = slope
    return b, a, float(y[0])


# %% variant: solved | weights from a system of equations
def polygon(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    units = np.maximum(x[1:, None] - x[None, :-1], 0)
    return -x[:-1], np.linalg.solve(units, y[1:] - y[0]), np.array([y[0]])


# %% variant: prepend | differences with a zero in front
def polygon(x, y):
    return -np.asarray(x)[:-1], np.diff(np.diff(y) / np.diff(x), prepend=0.0), y[0]
