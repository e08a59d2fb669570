# %% lazy: zeros | zeros everywhere
def worst(w, b, x, s, epsilon):
    return np.zeros(len(w)), 0.0


# %% lazy: constant | ones everywhere
def worst(w, b, x, s, epsilon):
    return np.ones(len(w)), 1.0


# %% lazy: input returned | hands the arrays back
def worst(w, b, x, s, epsilon):
    return x, b


# %% lazy: none | forgets to return
def worst(w, b, x, s, epsilon):
    _ = np.sign(w)


# %% lazy: import | takes the library's
def worst(w, b, x, s, epsilon):
    from deeparc.vision.attacks import project

    y = project(x - epsilon * s * np.sign(w), x, epsilon)
    return y - x, s * (w @ y + b)


# %% mutant: no bounds | pixels leave [0, 1]
def worst(w, b, x, s, epsilon):
    r = (x - epsilon * s * np.sign(w)) - x
    return r, s * (w @ (x + r) + b)


# %% mutant: sign flipped | the best case
def worst(w, b, x, s, epsilon):
    r = np.clip(x + epsilon * s * np.sign(w), 0, 1) - x
    return r, s * (w @ (x + r) + b)


# %% mutant: class forgotten | as if s were 1
def worst(w, b, x, s, epsilon):
    r = np.clip(x - epsilon * np.sign(w), 0, 1) - x
    return r, s * (w @ (x + r) + b)


# %% mutant: margin of z | s left out of the margin
def worst(w, b, x, s, epsilon):
    r = np.clip(x - epsilon * s * np.sign(w), 0, 1) - x
    return r, w @ (x + r) + b


# %% mutant: bias forgotten | no b
def worst(w, b, x, s, epsilon):
    r = np.clip(x - epsilon * s * np.sign(w), 0, 1) - x
    return r, s * (w @ (x + r))


# %% mutant: gradient step | along w and not its sign
def worst(w, b, x, s, epsilon):
    r = np.clip(x - epsilon * s * w, 0, 1) - x
    return r, s * (w @ (x + r) + b)


# %% mutant: only above | no bound at 1
def worst(w, b, x, s, epsilon):
    r = np.clip(x - epsilon * s * np.sign(w), 0, None) - x
    return r, s * (w @ (x + r) + b)


# %% mutant: picture | x + r in place of r
def worst(w, b, x, s, epsilon):
    r = np.clip(x - epsilon * s * np.sign(w), 0, 1)
    return r, s * (w @ (x + r) + b)


# %% mutant: margin before | of the picture as it was
def worst(w, b, x, s, epsilon):
    r = np.clip(x - epsilon * s * np.sign(w), 0, 1) - x
    return r, s * (w @ x + b)


# %% mutant: L1 formula | the margin without bounds
def worst(w, b, x, s, epsilon):
    r = np.clip(x - epsilon * s * np.sign(w), 0, 1) - x
    return r, s * (w @ x + b) - epsilon * np.abs(w).sum()


# %% variant: loop | pixel by pixel, lists
def worst(w, b, x, s, epsilon):
    r, margin = [], s * b
    for wn, xn in zip(w, x):
        low, high = max(0.0, xn - epsilon), min(1.0, xn + epsilon)
        y = xn if wn == 0 else low if s * wn > 0 else high
        r.append(float(y - xn))
        margin += s * wn * y
    return r, float(margin)


# %% variant: where | both ends compared
def worst(w, b, x, s, epsilon):
    low, high = np.maximum(-epsilon, -x), np.minimum(epsilon, 1 - x)
    r = np.where(s * w * low < s * w * high, low, np.where(w == 0, 0, high))
    return [r, np.array([s * (np.dot(w, x) + b + np.dot(w, r))])]
