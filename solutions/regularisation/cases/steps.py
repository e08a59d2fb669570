# %% lazy: zeros | zeros from each
def l2_step(theta, gradient, eta, lam):
    return np.zeros_like(theta)


l1_step = proximal_step = l2_step


# %% lazy: constant | the same numbers always
def l2_step(theta, gradient, eta, lam):
    return np.array([0.9, -1.8, -0.2, 0.0])


l1_step = proximal_step = l2_step


# %% lazy: input returned | hands θ back
def l2_step(theta, gradient, eta, lam):
    return theta


l1_step = proximal_step = l2_step


# %% lazy: none | returns nothing
def l2_step(theta, gradient, eta, lam):
    pass


l1_step = proximal_step = l2_step


# %% lazy: library | asks the library's modules
def l2_step(theta, gradient, eta, lam):
    from deeparc.core.optim import SGD

    params = {"w": np.array(theta)}
    SGD(eta, l2=lam).step(params, {"w": gradient})
    return params["w"]


def l1_step(theta, gradient, eta, lam):
    from deeparc.core.optim import SGD

    params = {"w": np.array(theta)}
    SGD(eta, l1=lam).step(params, {"w": gradient})
    return params["w"]


def proximal_step(theta, gradient, eta, lam):
    from deeparc.core.penalty import soft_threshold

    return soft_threshold(theta - eta * gradient, eta * lam)


# %% mutant: decay without the rate | 1 − λ
def l2_step(theta, gradient, eta, lam):
    return (1 - lam) * theta - eta * gradient


def l1_step(theta, gradient, eta, lam):
    return theta - eta * lam * np.sign(theta) - eta * gradient


def proximal_step(theta, gradient, eta, lam):
    a = theta - eta * gradient
    return np.sign(a) * np.maximum(np.abs(a) - eta * lam, 0)


# %% mutant: twice the decay | the ½ forgotten
def l2_step(theta, gradient, eta, lam):
    return (1 - 2 * eta * lam) * theta - eta * gradient


def l1_step(theta, gradient, eta, lam):
    return theta - eta * lam * np.sign(theta) - eta * gradient


def proximal_step(theta, gradient, eta, lam):
    a = theta - eta * gradient
    return np.sign(a) * np.maximum(np.abs(a) - eta * lam, 0)


# %% mutant: gradient added | the sign of the gradient flipped
def l2_step(theta, gradient, eta, lam):
    return (1 - eta * lam) * theta + eta * gradient


def l1_step(theta, gradient, eta, lam):
    return theta - eta * lam * np.sign(theta) + eta * gradient


def proximal_step(theta, gradient, eta, lam):
    a = theta + eta * gradient
    return np.sign(a) * np.maximum(np.abs(a) - eta * lam, 0)


# %% mutant: threshold without the rate | λ instead of ηλ
def l2_step(theta, gradient, eta, lam):
    return (1 - eta * lam) * theta - eta * gradient


def l1_step(theta, gradient, eta, lam):
    return theta - eta * lam * np.sign(theta) - eta * gradient


def proximal_step(theta, gradient, eta, lam):
    a = theta - eta * gradient
    return np.sign(a) * np.maximum(np.abs(a) - lam, 0)


# %% mutant: threshold first | the soft threshold before the gradient step
def l2_step(theta, gradient, eta, lam):
    return (1 - eta * lam) * theta - eta * gradient


def l1_step(theta, gradient, eta, lam):
    return theta - eta * lam * np.sign(theta) - eta * gradient


def proximal_step(theta, gradient, eta, lam):
    return np.sign(theta) * np.maximum(np.abs(theta) - eta * lam, 0) - eta * gradient


# %% mutant: hard threshold | keeps or kills, without shrinking
def l2_step(theta, gradient, eta, lam):
    return (1 - eta * lam) * theta - eta * gradient


def l1_step(theta, gradient, eta, lam):
    return theta - eta * lam * np.sign(theta) - eta * gradient


def proximal_step(theta, gradient, eta, lam):
    a = theta - eta * gradient
    return np.where(np.abs(a) > eta * lam, a, 0)


# %% mutant: proximal is subgradient | the L1 step twice
def l2_step(theta, gradient, eta, lam):
    return (1 - eta * lam) * theta - eta * gradient


def l1_step(theta, gradient, eta, lam):
    return theta - eta * lam * np.sign(theta) - eta * gradient


proximal_step = l1_step


# %% mutant: sign of zero is one | moves weights that are 0
def l2_step(theta, gradient, eta, lam):
    return (1 - eta * lam) * theta - eta * gradient


def l1_step(theta, gradient, eta, lam):
    return theta - eta * lam * np.where(theta >= 0, 1, -1) - eta * gradient


def proximal_step(theta, gradient, eta, lam):
    a = theta - eta * gradient
    return np.sign(a) * np.maximum(np.abs(a) - eta * lam, 0)


# %% mutant: in place | writes into θ
def l2_step(theta, gradient, eta, lam):
    theta *= 1 - eta * lam
    theta -= eta * gradient
    return theta


def l1_step(theta, gradient, eta, lam):
    return theta - eta * lam * np.sign(theta) - eta * gradient


def proximal_step(theta, gradient, eta, lam):
    a = theta - eta * gradient
    return np.sign(a) * np.maximum(np.abs(a) - eta * lam, 0)


# %% variant: by the whole gradient | penalised gradients, and a clipped difference
def l2_step(theta, gradient, eta, lam):
    return theta - eta * (gradient + lam * theta)


def l1_step(theta, gradient, eta, lam):
    return theta - eta * (gradient + lam * ((theta > 0).astype(float) - (theta < 0)))


def proximal_step(theta, gradient, eta, lam):
    a = theta - eta * gradient
    return a - np.clip(a, -eta * lam, eta * lam)


# %% variant: element by element | loops
def _each(theta, gradient, rule):
    theta, gradient = np.asarray(theta), np.asarray(gradient)
    out = [rule(float(x), float(g)) for x, g in zip(theta.ravel(), gradient.ravel())]
    return np.array(out).reshape(theta.shape)


def l2_step(theta, gradient, eta, lam):
    return _each(theta, gradient, lambda x, g: x - eta * lam * x - eta * g)


def l1_step(theta, gradient, eta, lam):
    return _each(theta, gradient, lambda x, g: x - eta * g - (eta * lam if x > 0 else -eta * lam if x < 0 else 0))


def proximal_step(theta, gradient, eta, lam):
    def rule(x, g):
        a = x - eta * g
        if a > eta * lam:
            return a - eta * lam
        if a < -eta * lam:
            return a + eta * lam
        return 0.0

    return _each(theta, gradient, rule)
