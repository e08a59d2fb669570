# %% lazy: zeros | two zeros
def weighted_knob(v, t, c):
    return 0.0, 0.0


# %% lazy: constant | the numbers of the example
def weighted_knob(v, t, c):
    return 0.5, -1 / 6


# %% lazy: input returned | hands measurements and targets back
def weighted_knob(v, t, c):
    return v, t


# %% lazy: none | computes and forgets to return
def weighted_knob(v, t, c):
    np.sum(c * v * t) / np.sum(c * v * v)


# %% lazy: library | asks the lesson's module
def weighted_knob(v, t, c):
    from deeparc.units.least_squares import one_knob

    return one_knob(v, t)


# %% mutant: weights ignored | the page's formula
def weighted_knob(v, t, c):
    v, t = np.asarray(v, float), np.asarray(t, float)
    w = np.sum((v - v.mean()) * (t - t.mean())) / np.sum((v - v.mean()) ** 2)
    return w, t.mean() - w * v.mean()


# %% mutant: plain means | weights in the sums, not in the means
def weighted_knob(v, t, c):
    v, t, c = (np.asarray(a, float) for a in (v, t, c))
    w = np.sum(c * (v - v.mean()) * (t - t.mean())) / np.sum(c * (v - v.mean()) ** 2)
    return w, t.mean() - w * v.mean()


# %% mutant: no offset | the line through the origin
def weighted_knob(v, t, c):
    v, t, c = (np.asarray(a, float) for a in (v, t, c))
    return np.sum(c * v * t) / np.sum(c * v * v), 0.0


# %% mutant: sign of the offset | b has the wrong sign
def weighted_knob(v, t, c):
    v, t, c = (np.asarray(a, float) for a in (v, t, c))
    a, b = np.sum(c * v) / np.sum(c), np.sum(c * t) / np.sum(c)
    w = np.sum(c * (v - a) * (t - b)) / np.sum(c * (v - a) ** 2)
    return w, w * a - b


# %% mutant: weights squared | c² in place of c
def weighted_knob(v, t, c):
    slope, offset = np.polyfit(np.asarray(v, float), np.asarray(t, float), 1, w=np.asarray(c, float))
    return slope, offset


# %% mutant: divided by the target's variance | the other regression
def weighted_knob(v, t, c):
    v, t, c = (np.asarray(a, float) for a in (v, t, c))
    a, b = np.sum(c * v) / np.sum(c), np.sum(c * t) / np.sum(c)
    w = np.sum(c * (v - a) * (t - b)) / np.sum(c * (t - b) ** 2)
    return w, b - w * a


# %% mutant: weights in the numerator only | forgets c below
def weighted_knob(v, t, c):
    v, t, c = (np.asarray(a, float) for a in (v, t, c))
    a, b = np.sum(c * v) / np.sum(c), np.sum(c * t) / np.sum(c)
    w = np.sum(c * (v - a) * (t - b)) / np.sum((v - a) ** 2)
    return w, b - w * a


# %% variant: least squares | by lstsq, with the roots of the weights
def weighted_knob(v, t, c):
    r = np.sqrt(np.asarray(c, float))
    middle = np.average(v, weights=c)
    x = np.column_stack([np.asarray(v, float) - middle, np.ones(len(r))]) * r[:, None]
    w, b = np.linalg.lstsq(x, np.asarray(t, float) * r, rcond=None)[0]
    return [w, b - w * middle]


# %% variant: loops | plain Python
def weighted_knob(v, t, c):
    total = float(sum(c))
    a = sum(float(x) * float(k) for x, k in zip(v, c)) / total
    b = sum(float(x) * float(k) for x, k in zip(t, c)) / total
    up = sum(float(k) * (float(x) - a) * (float(y) - b) for x, y, k in zip(v, t, c))
    down = sum(float(k) * (float(x) - a) ** 2 for x, k in zip(v, c))
    return np.array([up / down]), b - up / down * a
