# %% lazy: zeros | a score of zero for all
def learn_spiral(v, t, seed):
    return lambda new: np.zeros(len(new))


# %% lazy: constant | class 1 for all
def learn_spiral(v, t, seed):
    return lambda new: np.ones(len(new))


# %% lazy: input returned | the first coordinate
def learn_spiral(v, t, seed):
    return lambda new: new[:, 0]


# %% lazy: none | trains and forgets to return
def learn_spiral(v, t, seed):
    _ = 2 * t - 1


# %% lazy: scores, no function | the training targets
def learn_spiral(v, t, seed):
    return 2.0 * t - 1


# %% lazy: library | asks the lesson's kernel machine
def learn_spiral(v, t, seed):
    from deeparc.units.kernel_svm import gaussian, train

    return train(v, t, kernel=gaussian(1.0), c=10.0).decision


# %% mutant: linear | no hidden layer
def learn_spiral(v, t, seed):
    x = np.column_stack([v, np.ones(len(v))])
    w = np.linalg.lstsq(x, 2.0 * t - 1, rcond=None)[0]
    return lambda new: new @ w[:2] + w[2]


# %% mutant: too small | four hidden units
def learn_spiral(v, t, seed):
    from deeparc.core.loss import logistic
    from deeparc.core.optim import Adam
    from deeparc.core.train import fit
    from deeparc.layers.activations import Tanh
    from deeparc.units.mlp import mlp

    rng = np.random.default_rng(seed)
    net = mlp((2, 4, 1), rng, activation=Tanh)
    x, s = (v / 5).astype(np.float32), (2 * t - 1)[:, None].astype(np.float32)
    fit(net, x, s, loss=logistic, optimiser=Adam(0.02), epochs=500, batch_size=len(x), rng=rng)
    return lambda new: net.forward((new / 5).astype(np.float32))[:, 0]


# %% mutant: too short | twenty steps
def learn_spiral(v, t, seed):
    from deeparc.core.initialise import he_normal
    from deeparc.core.loss import logistic
    from deeparc.core.optim import Adam
    from deeparc.core.train import fit
    from deeparc.layers.activations import ReLU
    from deeparc.units.mlp import mlp

    rng = np.random.default_rng(seed)
    net = mlp((2, 32, 32, 1), rng, activation=ReLU, initialise=he_normal)
    x, s = (v / 5).astype(np.float32), (2 * t - 1)[:, None].astype(np.float32)
    fit(net, x, s, loss=logistic, optimiser=Adam(0.01), epochs=20, batch_size=len(x), rng=rng)
    return lambda new: net.forward((new / 5).astype(np.float32))[:, 0]


# %% mutant: new points not scaled | divides by 5 in training only
def learn_spiral(v, t, seed):
    from deeparc.core.initialise import he_normal
    from deeparc.core.loss import logistic
    from deeparc.core.optim import Adam
    from deeparc.core.train import fit
    from deeparc.layers.activations import ReLU
    from deeparc.units.mlp import mlp

    rng = np.random.default_rng(seed)
    net = mlp((2, 32, 32, 1), rng, activation=ReLU, initialise=he_normal)
    x, s = (v / 5).astype(np.float32), (2 * t - 1)[:, None].astype(np.float32)
    fit(net, x, s, loss=logistic, optimiser=Adam(0.01), epochs=500, batch_size=len(x), rng=rng)
    return lambda new: net.forward(new.astype(np.float32))[:, 0]


# %% mutant: probabilities | scores from 0 to 1, always positive
def learn_spiral(v, t, seed):
    def f(new):
        near = np.argmin(((new[:, None] - v[None]) ** 2).sum(-1), axis=1)
        return np.where(t[near] == 1, 0.9, 0.1)

    return f


# %% mutant: sign flipped | positive for class 0
def learn_spiral(v, t, seed):
    return lambda new: 1.0 - 2 * t[np.argmin(((new[:, None] - v[None]) ** 2).sum(-1), axis=1)]


# %% mutant: standardises each batch | a single point becomes the origin
def learn_spiral(v, t, seed):
    scale = v.std(axis=0)

    def f(new):
        moved = (new - new.mean(axis=0)) / (new.std(axis=0) + 1e-9) * scale + v.mean(axis=0)
        return 2.0 * t[np.argmin(((moved[:, None] - v[None]) ** 2).sum(-1), axis=1)] - 1

    return f


# %% mutant: classes, no signs | 0 and 1
def learn_spiral(v, t, seed):
    return lambda new: t[np.argmin(((new[:, None] - v[None]) ** 2).sum(-1), axis=1)]


# %% variant: kernels by least squares | a bell on each training point
def learn_spiral(v, t, seed):
    def bells(new):
        return np.exp(-((new[:, None] - v[None]) ** 2).sum(-1))

    w = np.linalg.solve(bells(v) + 0.1 * np.eye(len(v)), 2.0 * t - 1)
    return lambda new: bells(np.asarray(new)) @ w


# %% variant: smaller batches | another net and mini-batches
def learn_spiral(v, t, seed):
    from deeparc.core.initialise import he_normal
    from deeparc.core.loss import logistic
    from deeparc.core.optim import Adam
    from deeparc.core.train import fit
    from deeparc.layers.activations import ReLU
    from deeparc.units.mlp import mlp

    rng = np.random.default_rng([seed, 1])
    net = mlp((2, 64, 64, 1), rng, activation=ReLU, initialise=he_normal, dtype="float64")
    fit(net, v / 4, 2.0 * t[:, None] - 1, loss=logistic, optimiser=Adam(0.005), epochs=120, batch_size=50, rng=rng)
    return lambda new: net.forward(new / 4).reshape(-1).tolist()
