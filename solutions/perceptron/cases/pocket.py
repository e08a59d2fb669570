# %% lazy: zeros | zero weights, no errors claimed
def pocket(v, t, epochs=10):
    return np.zeros(v.shape[1]), 0.0, 0


# %% lazy: honest zeros | zero weights with their true number of errors
def pocket(v, t, epochs=10):
    return np.zeros(v.shape[1]), 0.0, int(np.sum(t == 0))


# %% lazy: constant | always the same OR
def pocket(v, t, epochs=10):
    w, b = np.ones(v.shape[1]), -0.5
    return w, b, int(np.sum((v @ w + b >= 0) != (t == 1)))


# %% lazy: input returned | hands its arguments back
def pocket(v, t, epochs=10):
    return v, t, epochs


# %% lazy: none | returns nothing
def pocket(v, t, epochs=10):
    pass


# %% lazy: library | asks the lesson's module for the answer
def pocket(v, t, epochs=10):
    from deeparc.units.perceptron import train_pocket

    result = train_pocket(v, t, epochs=epochs)
    return result.model.w, result.model.b, int(np.sum(result.model.forward(v) != t))


# %% mutant: no pocket | the last weights
def pocket(v, t, epochs=10):
    w, b = np.zeros(v.shape[1]), 0.0
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b = w + error * v_n, b + error
    return w, b, int(np.sum((v @ w + b >= 0) != (t == 1)))


# %% mutant: once an epoch | looks at the weights only when an epoch ends
def pocket(v, t, epochs=10):
    w, b = np.zeros(v.shape[1]), 0.0
    best = w, b, int(np.sum(t == 0))
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b = w + error * v_n, b + error
        wrong = int(np.sum((v @ w + b >= 0) != (t == 1)))
        if wrong < best[2]:
            best = w, b, wrong
    return best


# %% mutant: keeps the worst | > instead of <
def pocket(v, t, epochs=10):
    w, b = np.zeros(v.shape[1]), 0.0
    best = w, b, int(np.sum(t == 0))
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b = w + error * v_n, b + error
            wrong = int(np.sum((v @ w + b >= 0) != (t == 1)))
            if wrong > best[2]:
                best = w, b, wrong
    return best


# %% mutant: no copy | the pocket shares its array with the weights that go on learning
def pocket(v, t, epochs=10):
    v = v.astype(float)
    w, b = np.zeros(v.shape[1]), 0.0
    best = w, b, int(np.sum(t == 0))
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w += error * v_n
            b += error
            wrong = int(np.sum((v @ w + b >= 0) != (t == 1)))
            if wrong < best[2]:
                best = w, b, wrong
    return best


# %% mutant: goes back to the pocket | learning restarts from the pocket after each update that does not help
def pocket(v, t, epochs=10):
    best = np.zeros(v.shape[1]), 0.0, int(np.sum(t == 0))
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            w, b, least = best
            error = t_n - int(w @ v_n + b >= 0)
            w, b = w + error * v_n, b + error
            wrong = int(np.sum((v @ w + b >= 0) != (t == 1)))
            if wrong < least:
                best = w, b, wrong
    return best


# %% mutant: start not in the pocket | the first update always goes in
def pocket(v, t, epochs=10):
    w, b = np.zeros(v.shape[1]), 0.0
    best = None
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            if error:
                w, b = w + error * v_n, b + error
                wrong = int(np.sum((v @ w + b >= 0) != (t == 1)))
                if best is None or wrong < best[2]:
                    best = w, b, wrong
    return best


# %% mutant: errors of the last weights | the pocket's weights with the wrong count
def pocket(v, t, epochs=10):
    w, b = np.zeros(v.shape[1]), 0.0
    best = w, b, int(np.sum(t == 0))
    wrong = best[2]
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b = w + error * v_n, b + error
            wrong = int(np.sum((v @ w + b >= 0) != (t == 1)))
            if wrong < best[2]:
                best = w, b, wrong
    return best[0], best[1], wrong


# %% mutant: strict | an activation of 0 stays silent
def pocket(v, t, epochs=10):
    w, b = np.zeros(v.shape[1]), 0.0
    best = w, b, int(np.sum(t == 1))
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b > 0)
            w, b = w + error * v_n, b + error
            wrong = int(np.sum((v @ w + b > 0) != (t == 1)))
            if wrong < best[2]:
                best = w, b, wrong
    return best


# %% mutant: bias does not learn | the boundary stays at the origin
def pocket(v, t, epochs=10):
    w = np.zeros(v.shape[1])
    best = w, 0.0, int(np.sum(t == 0))
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n >= 0)
            w = w + error * v_n
            wrong = int(np.sum((v @ w >= 0) != (t == 1)))
            if wrong < best[2]:
                best = w, 0.0, wrong
    return best


# %% mutant: share instead of count | errors as a fraction
def pocket(v, t, epochs=10):
    w, b = np.zeros(v.shape[1]), 0.0
    best = w, b, np.mean(t == 0)
    for _ in range(epochs):
        for v_n, t_n in zip(v, t):
            error = t_n - int(w @ v_n + b >= 0)
            w, b = w + error * v_n, b + error
            wrong = np.mean((v @ w + b >= 0) != (t == 1))
            if wrong < best[2]:
                best = w, b, wrong
    return best


# %% mutant: one epoch | ignores the number of epochs
def pocket(v, t, epochs=10):
    w, b = np.zeros(v.shape[1]), 0.0
    best = w, b, int(np.sum(t == 0))
    for v_n, t_n in zip(v, t):
        error = t_n - int(w @ v_n + b >= 0)
        w, b = w + error * v_n, b + error
        wrong = int(np.sum((v @ w + b >= 0) != (t == 1)))
        if wrong < best[2]:
            best = w, b, wrong
    return best


# %% variant: whole path first | records every pair, then takes the best of them
def pocket(v, t, epochs=10):
    x = np.column_stack([v, np.ones(len(v))])
    path = [np.zeros(x.shape[1])]
    for n in list(range(len(x))) * epochs:
        z = path[-1]
        path.append(z + (float(t[n]) - np.heaviside(x[n] @ z, 1.0)) * x[n])
    errors = np.count_nonzero((np.array(path) @ x.T >= 0) != np.equal(t, 1), axis=1)
    k = len(errors) - 1 - np.argmin(errors[::-1])  # the latest of the best
    return path[k][:-1], path[k][-1], errors[k]


# %% variant: plain Python | lists, a counting function, an early exit at no errors
def pocket(v, t, epochs=10):
    rows, targets = v.tolist(), [int(x) for x in t]

    def fires(w, b, row):
        return 1 if b + sum(p * q for p, q in zip(w, row)) >= 0 else 0

    def errors(w, b):
        return sum(fires(w, b, row) != target for row, target in zip(rows, targets))

    w, b = [0.0] * len(rows[0]), 0
    kept, count = (list(w), b), errors(w, b)
    for _ in range(epochs):
        for row, target in zip(rows, targets):
            y = fires(w, b, row)
            if y == target:
                continue
            for d in range(len(w)):
                w[d] += (target - y) * row[d]
            b += target - y
            if errors(w, b) <= count:
                kept, count = (list(w), b), errors(w, b)
        if count == 0:
            break
    return kept[0], kept[1], count
