# %% lazy: zeros | zeros everywhere
def robust(w, b, x, s, epsilon):
    return 0.0, np.zeros(len(w)), 0.0


# %% lazy: constant | the example's answers
def robust(w, b, x, s, epsilon):
    return 1.0, np.ones(len(w)), 1.0


# %% lazy: input returned | hands back what it got
def robust(w, b, x, s, epsilon):
    return b, w, b


# %% lazy: none | forgets to return
def robust(w, b, x, s, epsilon):
    _ = np.abs(w).sum()


# %% lazy: import | takes the library's
def robust(w, b, x, s, epsilon):
    from deeparc.vision.adversarial import robust_logistic

    return robust_logistic(w, b, x, s, epsilon)


# %% mutant: as printed | the sign outside, as in the paper
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) + s * epsilon * np.abs(w).sum()
    q = (0.5 + 0.5 * np.tanh(a / 2)) / len(x)
    return np.logaddexp(0, a).mean(), -(q * s) @ x + epsilon * q.sum() * np.sign(w), -(q * s).sum()


# %% mutant: no attack | the ordinary loss
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) + 0 * np.abs(w).sum()
    q = (0.5 + 0.5 * np.tanh(a / 2)) / len(x)
    return np.logaddexp(0, a).mean(), -(q * s) @ x + epsilon * q.sum() * np.sign(w), -(q * s).sum()


# %% mutant: minus | an attack that helps
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) - epsilon * np.abs(w).sum()
    q = (0.5 + 0.5 * np.tanh(a / 2)) / len(x)
    return np.logaddexp(0, a).mean(), -(q * s) @ x + epsilon * q.sum() * np.sign(w), -(q * s).sum()


# %% mutant: two norm | ‖w‖₂
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) + epsilon * np.sqrt((w**2).sum())
    q = (0.5 + 0.5 * np.tanh(a / 2)) / len(x)
    return np.logaddexp(0, a).mean(), -(q * s) @ x + epsilon * q.sum() * np.sign(w), -(q * s).sum()


# %% mutant: penalty's gradient forgotten | w through x alone
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) + epsilon * np.abs(w).sum()
    q = (0.5 + 0.5 * np.tanh(a / 2)) / len(x)
    return np.logaddexp(0, a).mean(), -(q * s) @ x, -(q * s).sum()


# %% mutant: sum | no mean
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) + epsilon * np.abs(w).sum()
    q = 0.5 + 0.5 * np.tanh(a / 2)
    return np.logaddexp(0, a).sum(), -(q * s) @ x + epsilon * q.sum() * np.sign(w), -(q * s).sum()


# %% mutant: L1 outside | a penalty beside the mean
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) + epsilon * np.abs(w).sum()
    q = (0.5 + 0.5 * np.tanh(a / 2)) / len(x)
    return np.logaddexp(0, a).mean(), -(q * s) @ x + epsilon * np.sign(w), -(q * s).sum()


# %% mutant: overflow | plain exponentials
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) + epsilon * np.abs(w).sum()
    q = (0.5 + 0.5 * np.tanh(a / 2)) / len(x)
    return np.log(1 + np.exp(a)).mean(), -(q * s) @ x + epsilon * q.sum() * np.sign(w), -(q * s).sum()


# %% mutant: db flipped | sign of db
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) + epsilon * np.abs(w).sum()
    q = (0.5 + 0.5 * np.tanh(a / 2)) / len(x)
    return np.logaddexp(0, a).mean(), -(q * s) @ x + epsilon * q.sum() * np.sign(w), (q * s).sum()


# %% mutant: sign of 0 | +1 at w = 0
def robust(w, b, x, s, epsilon):
    a = -s * (x @ w + b) + epsilon * np.abs(w).sum()
    q = (0.5 + 0.5 * np.tanh(a / 2)) / len(x)
    return np.logaddexp(0, a).mean(), -(q * s) @ x + epsilon * q.sum() * np.where(w >= 0, 1, -1), -(q * s).sum()


# %% variant: loop | example by example
def robust(w, b, x, s, epsilon):
    E, dw, db = 0.0, [0.0] * len(w), 0.0
    norm = sum(abs(wn) for wn in w)
    for xm, sm in zip(x, s):
        a = -sm * (sum(p * q for p, q in zip(w, xm)) + b) + epsilon * norm
        sigma = 1 / (1 + np.exp(-a)) if a > -700 else 0.0
        E += (max(a, 0) + np.log1p(np.exp(-abs(a)))) / len(x)
        for n in range(len(w)):
            dw[n] += sigma * (-sm * xm[n] + epsilon * np.sign(w[n])) / len(x)
        db -= sigma * sm / len(x)
    return E, dw, db


# %% variant: attacked pictures | the gradient at the worst pictures
def robust(w, b, x, s, epsilon):
    y = x - epsilon * np.outer(s, np.sign(w))
    m = s * (y @ w + b)
    k = -s * np.exp(-np.logaddexp(0, m)) / len(y)
    return [np.logaddexp(0, -m).sum() / len(y), y.T @ k, np.array(k.sum())]
