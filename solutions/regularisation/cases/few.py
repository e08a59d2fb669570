# %% lazy: zeros | always a 0
def read_digits(x, t, x_new, seed):
    return np.zeros(len(x_new), int)


# %% lazy: constant | always the first class
def read_digits(x, t, x_new, seed):
    return np.full(len(x_new), t[0])


# %% lazy: input returned | hands the classes of the training digits back
def read_digits(x, t, x_new, seed):
    return np.resize(t, len(x_new))


# %% lazy: none | returns nothing
def read_digits(x, t, x_new, seed):
    pass


# %% lazy: guesses | at random
def read_digits(x, t, x_new, seed):
    return np.random.default_rng(seed).integers(0, 10, len(x_new))


# %% lazy: library | asks the library for a net
def read_digits(x, t, x_new, seed):
    from deeparc.experiments import regularisation

    return regularisation.train(seed)


# %% mutant: nearest neighbour | no copies
def read_digits(x, t, x_new, seed):
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(1).fit(x.reshape(len(x), -1), t).predict(x_new.reshape(len(x_new), -1))


# %% mutant: machine without copies | a support-vector machine on the 300 digits
def read_digits(x, t, x_new, seed):
    from sklearn.svm import SVC

    return SVC(C=10, gamma=0.02).fit(x.reshape(len(x), -1), t).predict(x_new.reshape(len(x_new), -1))


# %% mutant: linear | softmax regression
def read_digits(x, t, x_new, seed):
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=0.1, max_iter=300).fit(x.reshape(len(x), -1), t).predict(x_new.reshape(len(x_new), -1))


# %% mutant: mirrored copies | an augmentation that changes the class
def read_digits(x, t, x_new, seed):
    from sklearn.svm import SVC

    many = np.concatenate([x, x[:, :, ::-1]])
    return SVC(C=10, gamma=0.02).fit(many.reshape(len(many), -1), np.tile(t, 2)).predict(x_new.reshape(len(x_new), -1))


# %% mutant: classes out of step | repeat instead of tile
def read_digits(x, t, x_new, seed):
    from sklearn.svm import SVC

    wide = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    many = np.concatenate([wide[:, 1 + d : 29 + d, 1 + r : 29 + r] for d, r in ((0, 0), (1, 0))])
    machine = SVC(C=10, gamma=0.02).fit(many.reshape(len(many), -1), np.repeat(t, 2))
    return machine.predict(x_new.reshape(len(x_new), -1))


# %% mutant: forgetful | another answer each time
def read_digits(x, t, x_new, seed):
    from sklearn.svm import SVC

    wide = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    moves = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
    many = np.concatenate([wide[:, 1 + d : 29 + d, 1 + r : 29 + r] for d, r in moves])
    machine = SVC(C=10, gamma=0.02).fit(many.reshape(len(many), -1), np.tile(t, 5))
    said = machine.predict(x_new.reshape(len(x_new), -1))
    read_digits.calls = getattr(read_digits, "calls", 0) + 1
    said[0] = (said[0] + read_digits.calls) % 10
    return said


# %% variant: net | a ReLU net in NumPy with new shifts in each epoch
def read_digits(x, t, x_new, seed):
    rng = np.random.default_rng(seed)
    H, eta, hot = 200, 0.1, np.eye(10, dtype=np.float32)[t]
    w1 = (rng.standard_normal((784, H)) * np.sqrt(2 / 784)).astype(np.float32)
    w2 = (rng.standard_normal((H, 10)) * np.sqrt(2 / H)).astype(np.float32)
    b1, b2 = np.zeros(H, np.float32), np.zeros(10, np.float32)
    wide = np.pad(x, ((0, 0), (2, 2), (2, 2)))
    for _ in range(150):
        places = rng.integers(0, 5, (len(x), 2))
        seen = np.stack([wide[n, r : r + 28, c : c + 28] for n, (r, c) in enumerate(places)]).reshape(len(x), -1)
        order = rng.permutation(len(x))
        for start in range(0, len(x), 25):
            k = order[start : start + 25]
            v = seen[k]
            a = np.maximum(v @ w1 + b1, 0)
            z = a @ w2 + b2
            y = np.exp(z - z.max(axis=1, keepdims=True))
            y /= y.sum(axis=1, keepdims=True)
            d2 = (y - hot[k]) / len(k)
            d1 = (d2 @ w2.T) * (a > 0)
            w2 -= eta * a.T @ d2
            b2 -= eta * d2.sum(axis=0)
            w1 -= eta * v.T @ d1
            b1 -= eta * d1.sum(axis=0)
    return np.argmax(np.maximum(x_new.reshape(len(x_new), -1) @ w1 + b1, 0) @ w2 + b2, axis=1)


# %% variant: machine as a list | five copies by roll, plain integers out
def read_digits(x, t, x_new, seed):
    from sklearn.svm import SVC

    copies = [x] + [np.roll(x, s, axis=a) for s in (-1, 1) for a in (1, 2)]
    machine = SVC(C=5, gamma=0.02).fit(np.vstack([c.reshape(len(c), -1) for c in copies]), list(t) * 5)
    return [int(k) for k in machine.predict(x_new.reshape(len(x_new), -1))]
