# %% lazy: zeros | says one half to everything
def learn(v, t, rng):
    return np.zeros(v.shape[1]), 0.0


# %% lazy: ones | all features speak for malignant
def learn(v, t, rng):
    return np.ones(v.shape[1]), 10.0


# %% lazy: base rate | the share of class 1, and no features
def learn(v, t, rng):
    p = np.mean(t)
    return np.zeros(v.shape[1]), np.log(p / (1 - p))


# %% lazy: none | returns nothing
def learn(v, t, rng):
    pass


# %% lazy: library | asks the lesson's module
def learn(v, t, rng):
    from deeparc.units.logistic import train

    m = train(v, t, eta=0.01, epochs=10, rng=rng).model
    return m.w, m.b


# %% lazy: scikit-learn | asks another library for the answer
def learn(v, t, rng):
    from sklearn.linear_model import LogisticRegression

    m = LogisticRegression(C=0.1).fit(v, t)
    return m.coef_[0], m.intercept_[0]


# %% mutant: perceptron | right on most, and very sure
def learn(v, t, rng):
    w, b = np.zeros(v.shape[1]), 0.0
    for _ in range(20):
        for n in rng.permutation(len(v)):
            e = t[n] - (v[n] @ w + b >= 0)
            w, b = w + e * v[n], b + e
    return w, b


# %% mutant: too long | large steps for many epochs, until it is sure of everything
def learn(v, t, rng):
    w, b = np.zeros(v.shape[1]), 0.0
    for _ in range(2000):
        e = (0.5 + 0.5 * np.tanh(0.5 * (v @ w + b)) - t) / len(v)
        w, b = w - 20 * e @ v, b - 20 * np.sum(e)
    return w, b


# %% mutant: too short | one full-batch step
def learn(v, t, rng):
    e = (0.5 - t) / len(v)
    return -0.1 * e @ v, -0.1 * np.sum(e)


# %% mutant: uphill | the printed gradient
def learn(v, t, rng):
    w, b = np.zeros(v.shape[1]), 0.0
    for _ in range(10):
        for n in rng.permutation(len(v)):
            e = 0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]
            w, b = w + 0.01 * e * v[n], b + 0.01 * e
    return w, b


# %% mutant: one feature | looks at the first only
def learn(v, t, rng):
    w, b = 0.0, 0.0
    for _ in range(200):
        e = (0.5 + 0.5 * np.tanh(0.5 * (v[:, 0] * w + b)) - t) / len(v)
        w, b = w - e @ v[:, 0], b - np.sum(e)
    return np.append(w, np.zeros(v.shape[1] - 1)), b


# %% mutant: learned by heart | the weights of these tumours, whatever is given
def learn(v, t, rng):
    d = breast_cancer(seed=0)
    w, b = np.zeros(30), 0.0
    for _ in range(10):
        for n in range(len(d.v_train)):
            e = 0.5 + 0.5 * np.tanh(0.5 * (d.v_train[n] @ w + b)) - d.t_train[n]
            w, b = w - 0.01 * e * d.v_train[n], b - 0.01 * e
    return w, b


# %% mutant: centroids | the plane half-way between the means, scaled up
def learn(v, t, rng):
    a, c = v[t == 1].mean(axis=0), v[t == 0].mean(axis=0)
    return 3 * (a - c), -1.5 * (a @ a - c @ c)


# %% variant: online | the deck's rule
def learn(v, t, rng):
    w, b = np.zeros(v.shape[1]), 0.0
    for _ in range(10):
        for n in rng.permutation(len(v)):
            e = 0.5 + 0.5 * np.tanh(0.5 * (v[n] @ w + b)) - t[n]
            w, b = w - 0.01 * e * v[n], b - 0.01 * e
    return w, b


# %% variant: shrinking weights | full batches with a penalty
def learn(v, t, rng):
    w, b = np.zeros(v.shape[1]), 0.0
    for _ in range(400):
        e = (0.5 + 0.5 * np.tanh(0.5 * (v @ w + b)) - t) / len(v)
        w, b = (1 - 0.3 * 0.01) * w - 0.3 * e @ v, b - 0.3 * np.sum(e)
    return list(w), np.array([b])
