# %% lazy: zeros | zeros
def momentum_step(w, u, gradient, eta, mu):
    return 0 * w, 0 * u


def nesterov_step(w, u, gradient, eta, mu):
    return 0 * w, 0 * u


# %% lazy: constant | ones
def momentum_step(w, u, gradient, eta, mu):
    return np.ones_like(w), np.ones_like(w)


def nesterov_step(w, u, gradient, eta, mu):
    return np.ones_like(w), np.ones_like(w)


# %% lazy: input returned | hands both back
def momentum_step(w, u, gradient, eta, mu):
    return w, u


def nesterov_step(w, u, gradient, eta, mu):
    return w, u


# %% lazy: none | returns nothing
def momentum_step(w, u, gradient, eta, mu):
    u = mu * u - eta * gradient(w)


def nesterov_step(w, u, gradient, eta, mu):
    u = mu * u - eta * gradient(w)


# %% lazy: library | asks the library
def momentum_step(w, u, gradient, eta, mu):
    from deeparc.core.optim import Momentum

    step = Momentum(eta, mu)
    w = w.copy()
    step.step({"w": w}, {"w": gradient(w)})
    return w, u


def nesterov_step(w, u, gradient, eta, mu):
    from deeparc.core.optim import Nesterov

    step = Nesterov(eta, mu)
    w = w.copy()
    step.step({"w": w}, {"w": gradient(w)})
    return w, u


# %% mutant: sign flipped | climbs
def momentum_step(w, u, gradient, eta, mu):
    new = mu * u + eta * gradient(w)
    return w + new, new


def nesterov_step(w, u, gradient, eta, mu):
    new = mu * u + eta * gradient(w + mu * u)
    return w + new, new


# %% mutant: no look ahead | Nesterov is momentum
def momentum_step(w, u, gradient, eta, mu):
    new = mu * u - eta * gradient(w)
    return w + new, new


def nesterov_step(w, u, gradient, eta, mu):
    new = mu * u - eta * gradient(w)
    return w + new, new


# %% mutant: old velocity | the weights move by the velocity before
def momentum_step(w, u, gradient, eta, mu):
    return w + u, mu * u - eta * gradient(w)


def nesterov_step(w, u, gradient, eta, mu):
    return w + u, mu * u - eta * gradient(w + mu * u)


# %% mutant: running mean | the gradient gets the share 1 − μ
def momentum_step(w, u, gradient, eta, mu):
    new = mu * u - (1 - mu) * eta * gradient(w)
    return w + new, new


def nesterov_step(w, u, gradient, eta, mu):
    new = mu * u - (1 - mu) * eta * gradient(w + mu * u)
    return w + new, new


# %% mutant: full look ahead | w + u in place of w + μu
def momentum_step(w, u, gradient, eta, mu):
    new = mu * u - eta * gradient(w)
    return w + new, new


def nesterov_step(w, u, gradient, eta, mu):
    new = mu * u - eta * gradient(w + u)
    return w + new, new


# %% mutant: look behind | w − μu
def momentum_step(w, u, gradient, eta, mu):
    new = mu * u - eta * gradient(w)
    return w + new, new


def nesterov_step(w, u, gradient, eta, mu):
    new = mu * u - eta * gradient(w - mu * u)
    return w + new, new


# %% mutant: in place | writes into the caller's arrays
def momentum_step(w, u, gradient, eta, mu):
    u *= mu
    u -= eta * gradient(w)
    w += u
    return w, u


def nesterov_step(w, u, gradient, eta, mu):
    g = gradient(w + mu * u)
    u *= mu
    u -= eta * g
    w += u
    return w, u


# %% mutant: rate outside | the velocity is not scaled, the step is
def momentum_step(w, u, gradient, eta, mu):
    new = mu * u - gradient(w)
    return w + eta * new, new


def nesterov_step(w, u, gradient, eta, mu):
    new = mu * u - gradient(w + mu * u)
    return w + eta * new, new


# %% mutant: velocity lost | returns the old one
def momentum_step(w, u, gradient, eta, mu):
    return w + mu * u - eta * gradient(w), u


def nesterov_step(w, u, gradient, eta, mu):
    return w + mu * u - eta * gradient(w + mu * u), u


# %% variant: one function | a shared helper, lists returned
def _either(w, u, g, eta, mu):
    new = np.add(np.multiply(mu, u), np.multiply(-eta, g))
    return np.add(w, new).tolist(), new.tolist()


def momentum_step(w, u, gradient, eta, mu):
    return _either(w, u, gradient(np.array(w, dtype=float)), eta, mu)


def nesterov_step(w, u, gradient, eta, mu):
    return _either(w, u, gradient(np.add(w, np.multiply(mu, u))), eta, mu)


# %% variant: moved first | go to the point ahead, then correct
def momentum_step(w, u, gradient, eta, mu):
    g = gradient(w)
    after = w + mu * u - eta * g
    return after, after - w


def nesterov_step(w, u, gradient, eta, mu):
    ahead = w + mu * u
    after = ahead - eta * gradient(ahead)
    return np.stack([after, after - w])
