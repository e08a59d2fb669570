# %% lazy: zeros | zeros of the right shapes
def collapse(weights, biases):
    return np.zeros((len(biases[-1]), weights[0].shape[1])), np.zeros(len(biases[-1]))


# %% lazy: ones | ones of the right shapes
def collapse(weights, biases):
    return np.ones((len(biases[-1]), weights[0].shape[1])), np.ones(len(biases[-1]))


# %% lazy: input returned | the first layer as it is
def collapse(weights, biases):
    return weights[0], biases[0]


# %% lazy: none | forgets to return
def collapse(weights, biases):
    W = weights[0]
    for w in weights[1:]:
        W = w @ W


# %% lazy: last layer | the last layer as it is
def collapse(weights, biases):
    return weights[-1], biases[-1]


# %% mutant: wrong order | multiplies from the right
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for w, c in zip(weights[1:], biases[1:]):
        W, b = W @ w, w @ b + c
    return W, b


# %% mutant: last bias only | the biases below are forgotten
def collapse(weights, biases):
    W = weights[0]
    for w in weights[1:]:
        W = w @ W
    return W, biases[-1]


# %% mutant: biases added | the biases are not sent through the weights
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for w, c in zip(weights[1:], biases[1:]):
        W = w @ W
        b = c + b if len(b) == len(c) else c
    return W, b


# %% mutant: last bias forgotten | the bias of each new layer is left out
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for w in weights[1:]:
        W, b = w @ W, w @ b
    return W, b


# %% mutant: two layers only | stops after the second
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for w, c in zip(weights[1:2], biases[1:2]):
        W, b = w @ W, w @ b + c
    return W, b


# %% mutant: transposed | returns the transpose
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for w, c in zip(weights[1:], biases[1:]):
        W, b = w @ W, w @ b + c
    return W.T, b


# %% mutant: from two layers on | fails for a single layer
def collapse(weights, biases):
    W, b = weights[1] @ weights[0], weights[1] @ biases[0] + biases[1]
    for w, c in zip(weights[2:], biases[2:]):
        W, b = w @ W, w @ b + c
    return W, b


# %% mutant: in place | overwrites the bias it is given
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    b += 0.0
    for w, c in zip(weights[1:], biases[1:]):
        c += w @ b
        W, b = w @ W, c
    return W, b


# %% variant: by probing | sends zero and the unit vectors through the stack
def collapse(weights, biases):
    def net(v):
        for w, b in zip(weights, biases):
            v = [sum(float(x) * float(y) for x, y in zip(row, v)) + float(c) for row, c in zip(w, b)]
        return np.array(v)

    D = np.shape(weights[0])[1]
    zero = net([0] * D)
    return np.column_stack([net(np.eye(D)[k]) - zero for k in range(D)]).tolist(), zero.tolist()


# %% variant: homogeneous | matrices with the bias as one more column
def collapse(weights, biases):
    total = np.eye(np.shape(weights[0])[1] + 1)
    for w, b in zip(weights, biases):
        m, n = np.shape(w)
        step = np.zeros((m + 1, n + 1))
        step[:m, :n], step[:m, n], step[m, n] = w, b, 1
        total = step @ total
    return total[:-1, :-1], total[:-1, -1]


# %% variant: from the top | goes from the last layer down
def collapse(weights, biases):
    W, b = np.eye(len(biases[-1])), 0.0
    for w, c in zip(weights[::-1], biases[::-1]):
        b = b + W @ c
        W = W @ w
    return W, b
