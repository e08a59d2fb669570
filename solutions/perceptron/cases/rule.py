# %% lazy: zeros | zero weights and bias
def update(w, b, v, t, eta=1.0):
    return np.zeros(len(w)), 0.0


# %% lazy: constant | the answer to the first example, always
def update(w, b, v, t, eta=1.0):
    return np.array([2.0, -1.0]), 1.5


# %% lazy: input returned | hands the weights and the bias back
def update(w, b, v, t, eta=1.0):
    return w, b


# %% lazy: example returned | hands the example back
def update(w, b, v, t, eta=1.0):
    return v, t


# %% lazy: none | computes and forgets to return
def update(w, b, v, t, eta=1.0):
    error = t - int(w @ v + b >= 0)
    w, b = w + eta * error * v, b + eta * error


# %% lazy: library | asks the lesson's module for the answer
def update(w, b, v, t, eta=1.0):
    import deeparc.units.perceptron as lesson

    model = lesson.update(lesson.Perceptron(w, b), v, t, eta)
    return model.w, model.b


# %% mutant: sign flipped | y − t instead of t − y
def update(w, b, v, t, eta=1.0):
    error = int(w @ v + b >= 0) - t
    return w + eta * error * v, b + eta * error


# %% mutant: bias does not learn | only the weights move
def update(w, b, v, t, eta=1.0):
    error = t - int(w @ v + b >= 0)
    return w + eta * error * v, b


# %% mutant: bias not used | the output leaves the bias out
def update(w, b, v, t, eta=1.0):
    error = t - int(w @ v >= 0)
    return w + eta * error * v, b + eta * error


# %% mutant: strict | an activation of 0 stays silent
def update(w, b, v, t, eta=1.0):
    error = t - int(w @ v + b > 0)
    return w + eta * error * v, b + eta * error


# %% mutant: rate forgotten | steps of 1 whatever eta is
def update(w, b, v, t, eta=1.0):
    error = t - int(w @ v + b >= 0)
    return w + error * v, b + error


# %% mutant: bias without the rate | the bias moves by 1
def update(w, b, v, t, eta=1.0):
    error = t - int(w @ v + b >= 0)
    return w + eta * error * v, b + error


# %% mutant: in place | writes into the caller's weights
def update(w, b, v, t, eta=1.0):
    error = t - int(w @ v + b >= 0)
    w += eta * error * v
    b += eta * error
    return w, b


# %% mutant: activation as output | LMS with 0/1 targets instead of Rosenblatt's rule
def update(w, b, v, t, eta=1.0):
    error = t - (w @ v + b)
    return w + eta * error * v, b + eta * error


# %% mutant: always moves | adds the example by its target, right or wrong
def update(w, b, v, t, eta=1.0):
    return w + eta * (2 * t - 1) * v, b + eta * (2 * t - 1)


# %% mutant: missed positives only | false alarms change nothing
def update(w, b, v, t, eta=1.0):
    error = max(t - int(w @ v + b >= 0), 0)
    return w + eta * error * v, b + eta * error


# %% mutant: bias scaled by the input | the bias moves by the sum of v
def update(w, b, v, t, eta=1.0):
    error = t - int(w @ v + b >= 0)
    return w + eta * error * v, b + eta * error * np.sum(v)


# %% mutant: step of two | sign targets, so each step is twice as long
def update(w, b, v, t, eta=1.0):
    error = (2 * t - 1) - (1 if w @ v + b >= 0 else -1)
    return w + eta * error * v, b + eta * error


# %% variant: cases | plain Python with an if for each case, a list returned
def update(w, b, v, t, eta=1.0):
    fires = b + sum(float(x) * float(y) for x, y in zip(w, v)) >= 0
    if fires and t == 0:
        return [x - eta * y for x, y in zip(w, v)], b - eta
    if not fires and t == 1:
        return [x + eta * y for x, y in zip(w, v)], b + eta
    return list(w), b


# %% variant: augmented | one vector for the weights and the bias
def update(w, b, v, t, eta=1.0):
    long, x = np.append(w, b).astype(float), np.append(v, 1)
    long += eta * (t - np.heaviside(np.einsum("i,i", long, x), 1.0)) * x
    return long[:-1], long[-1]


# %% variant: bias in an array | the bias comes back in an array of one number
def update(w, b, v, t, eta=1.0):
    change = eta * (t - (np.dot(w, v) + b >= 0))
    return w + change * v, np.array([b + change])
