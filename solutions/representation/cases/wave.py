# %% lazy: zeros | zeros of the right shapes
def wave_layers(k):
    return (
        [(np.zeros((2, 1)), np.zeros(2))]
        + [(np.zeros((2, 2)), np.zeros(2))] * (k - 1)
        + [(np.zeros((1, 2)), np.zeros(1))]
    )


# %% lazy: constant | one half everywhere
def wave_layers(k):
    return (
        [(np.zeros((2, 1)), np.zeros(2))]
        + [(np.zeros((2, 2)), np.zeros(2))] * (k - 1)
        + [(np.zeros((1, 2)), np.full(1, 0.5))]
    )


# %% lazy: identity | hands x on
def wave_layers(k):
    return [(np.eye(1), np.zeros(1))] * (k + 1)


# %% lazy: none | forgets to return
def wave_layers(k):
    _ = np.ones((2, 1))


# %% lazy: library | asks the lesson's module
def wave_layers(k):
    from deeparc.units.parity import triangle_wave

    return [(x.params["w"], x.params["b"]) for x in triangle_wave(k).layers[::2]]


# %% mutant: one tent | whatever k is, padded with layers that pass on
def wave_layers(k):
    return (
        [(np.ones((2, 1)), np.array([0.0, -0.5]))]
        + [(np.array([[2.0, -4.0]]), np.zeros(1)) if i == 0 else (np.eye(1), np.zeros(1)) for i in range(k - 1)]
        + [(np.eye(1), np.zeros(1)) if k > 1 else (np.array([[2.0, -4.0]]), np.zeros(1))]
    )


# %% mutant: bias forgotten | the inner layers have no bias
def wave_layers(k):
    split, join = np.ones((2, 1)), np.array([[2.0, -4.0]])
    return [(split, np.array([0.0, -0.5]))] + [(split @ join, np.zeros(2))] * (k - 1) + [(join, np.zeros(1))]


# %% mutant: slope | 2 and −2 instead of −4
def wave_layers(k):
    split, join, b = np.ones((2, 1)), np.array([[2.0, -2.0]]), np.array([0.0, -0.5])
    return [(split, b)] + [(split @ join, b)] * (k - 1) + [(join, np.zeros(1))]


# %% mutant: transposed | column times row the other way round
def wave_layers(k):
    split, join, b = np.ones((2, 1)), np.array([[2.0, -4.0]]), np.array([0.0, -0.5])
    return [(split, b)] + [((split @ join).T, b)] * (k - 1) + [(join, np.zeros(1))]


# %% mutant: one too many | k + 1 tents
def wave_layers(k):
    split, join, b = np.ones((2, 1)), np.array([[2.0, -4.0]]), np.array([0.0, -0.5])
    return [(split, b)] + [(split @ join, b)] * k + [(join, np.zeros(1))]


# %% mutant: one too few | k − 1 tents, at least one
def wave_layers(k):
    split, join, b = np.ones((2, 1)), np.array([[2.0, -4.0]]), np.array([0.0, -0.5])
    return [(split, b)] + [(split @ join, b)] * max(0, k - 2) + [(join, np.zeros(1))]


# %% mutant: fold in the wrong place | bends at 1/4
def wave_layers(k):
    split, join, b = np.ones((2, 1)), np.array([[2.0, -4.0]]), np.array([0.0, -0.25])
    return [(split, b)] + [(split @ join, b)] * (k - 1) + [(join, np.zeros(1))]


# %% mutant: upside down | the output is one minus the wave
def wave_layers(k):
    split, join, b = np.ones((2, 1)), np.array([[2.0, -4.0]]), np.array([0.0, -0.5])
    return [(split, b)] + [(split @ join, b)] * (k - 1) + [(-join, np.ones(1))]


# %% mutant: three units | right, but wider than needed
def wave_layers(k):
    split, join, b = np.ones((3, 1)), np.array([[2.0, -4.0, 2.0]]), np.array([0.0, -0.5, -1.0])
    return [(split, b)] + [(split @ join, b)] * (k - 1) + [(join, np.zeros(1))]


# %% mutant: wide | one hidden unit for each bend
def wave_layers(k):
    n = 2**k
    b = -np.arange(n) / n
    a = np.full(n, 2.0 * n) * (-1.0) ** np.arange(n)
    a[0] = n
    return [(np.ones((n, 1)), b), (a[None], np.zeros(1))]


# %% variant: lists | numbers typed in
def wave_layers(k):
    layers = [([[1], [1]], [0, -0.5])]
    for _ in range(k - 1):
        layers.append(([[2, -4], [2, -4]], [0, -0.5]))
    return (*layers, ([[2, -4]], [0]))


# %% variant: other units | relu(½ − x) and relu(x − ½): the tent is 1 minus twice their sum
def wave_layers(k):
    split, b = np.array([[-1.0], [1.0]]), np.array([0.5, -0.5])
    join = np.array([[-2.0, -2.0]])
    return [(split, b)] + [(split @ join, split[:, 0] + b)] * (k - 1) + [(join, np.ones(1))]


# %% variant: scaled | other scales within, the same wave
def wave_layers(k):
    split, join, b = np.array([[2.0], [4.0]]), np.array([[1.0, -1.0]]), np.array([0.0, -2.0])
    return [[split, b], *([[split @ join, b]] * (k - 1)), [join, [0.0]]]
