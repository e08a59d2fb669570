# %% lazy: zeros | zeros everywhere
def attack(net, x, t, epsilon):
    return np.zeros(x.shape)


# %% lazy: constant | grey
def attack(net, x, t, epsilon):
    return np.full(x.shape, 0.5)


# %% lazy: input returned | nothing changed
def attack(net, x, t, epsilon):
    return x


# %% lazy: none | forgets to return
def attack(net, x, t, epsilon):
    _ = x + epsilon


# %% lazy: noise | random signs
def attack(net, x, t, epsilon):
    return np.clip(x + epsilon * np.random.default_rng(0).choice([-1, 1], x.shape), 0, 1)


# %% mutant: one step | the fast gradient sign
def attack(net, x, t, epsilon):
    low, high = np.maximum(x - epsilon, 0), np.minimum(x + epsilon, 1)
    at = np.array(x, float)
    for k in range(1):
        _, g = loss_and_gradient(net, at, t)
        a = epsilon
        at = np.clip(at + a * np.sign(g), low, high)
    return at


# %% mutant: downhill | the wrong way
def attack(net, x, t, epsilon):
    low, high = np.maximum(x - epsilon, 0), np.minimum(x + epsilon, 1)
    at = np.array(x, float)
    for k in range(60):
        _, g = loss_and_gradient(net, at, t)
        a = epsilon / 5 if k < 40 else epsilon / 40
        at = np.clip(at - a * np.sign(g), low, high)
    return at


# %% mutant: gradient of x | never computed anew
def attack(net, x, t, epsilon):
    low, high = np.maximum(x - epsilon, 0), np.minimum(x + epsilon, 1)
    at = np.array(x, float)
    for k in range(60):
        _, g = loss_and_gradient(net, x, t)
        a = epsilon / 5 if k < 40 else epsilon / 40
        at = np.clip(at + a * np.sign(g), low, high)
    return at


# %% mutant: too short | steps that do not reach the border
def attack(net, x, t, epsilon):
    low, high = np.maximum(x - epsilon, 0), np.minimum(x + epsilon, 1)
    at = np.array(x, float)
    for k in range(60):
        _, g = loss_and_gradient(net, at, t)
        a = epsilon / 400
        at = np.clip(at + a * np.sign(g), low, high)
    return at


# %% mutant: no ball | drifts away
def attack(net, x, t, epsilon):
    low, high = 0, 1
    at = np.array(x, float)
    for k in range(60):
        _, g = loss_and_gradient(net, at, t)
        a = epsilon / 5 if k < 40 else epsilon / 40
        at = np.clip(at + a * np.sign(g), low, high)
    return at


# %% mutant: no bounds | pixels leave [0, 1]
def attack(net, x, t, epsilon):
    low, high = x - epsilon, x + epsilon
    at = np.array(x, float)
    for k in range(60):
        _, g = loss_and_gradient(net, at, t)
        a = epsilon / 5 if k < 40 else epsilon / 40
        at = np.clip(at + a * np.sign(g), low, high)
    return at


# %% mutant: ball about itself | the centre moves along
def attack(net, x, t, epsilon):
    _low, _high = np.maximum(x - epsilon, 0), np.minimum(x + epsilon, 1)
    at = np.array(x, float)
    for k in range(60):
        _, g = loss_and_gradient(net, at, t)
        a = epsilon / 5 if k < 40 else epsilon / 40
        at = np.clip(at + a * np.sign(g), np.maximum(at - epsilon, 0), np.minimum(at + epsilon, 1))
    return at


# %% mutant: gradient itself | no sign, and a step that is much too short
def attack(net, x, t, epsilon):
    low, high = np.maximum(x - epsilon, 0), np.minimum(x + epsilon, 1)
    at = np.array(x, float)
    for k in range(60):
        _, g = loss_and_gradient(net, at, t)
        a = epsilon / 5 if k < 40 else epsilon / 40
        at = np.clip(at + a * 0.05 * g, low, high)
    return at


# %% variant: restarts | the best of random starts for each picture
def attack(net, x, t, epsilon):
    rng = np.random.default_rng(0)
    best, highest = x.copy(), np.full(len(x), -np.inf)
    for start in range(4):
        at = np.clip(x + rng.uniform(-epsilon, epsilon, x.shape) * (start > 0), 0, 1)
        for k in range(50):
            g = loss_and_gradient(net, at, t)[1]
            at = np.clip(at + epsilon * 0.3 * 0.93**k * np.sign(g), x - epsilon, x + epsilon).clip(0, 1)
        loss = loss_and_gradient(net, at, t)[0]
        better = loss > highest
        best[better], highest[better] = at[better], loss[better]
    return best


# %% variant: momentum | sign of a running mean, lists
def attack(net, x, t, epsilon):
    r, v = np.zeros(x.shape), np.zeros(x.shape)
    for k in range(80):
        g = loss_and_gradient(net, x + r, t)[1]
        v = 0.5 * v + g / (np.abs(g).sum(axis=1, keepdims=True) + 1e-30)
        r = np.clip(r + epsilon * max(0.2 * 0.96**k, 0.01) * np.sign(v), -epsilon, epsilon)
        r = np.clip(x + r, 0, 1) - x
    return (x + r).tolist()
