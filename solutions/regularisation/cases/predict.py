# %% lazy: zeros | 0 for everything
def my_predictions():
    return {
        "l1_minima": [0] * 3,
        "l2_minima": [0] * 3,
        "last_lambda": 0,
        "path": [0, 0],
        "gap": 0,
        "stopping": 0,
        "networks": 0,
        "kept": 0,
    }


# %% lazy: constant | 1 for everything
def my_predictions():
    return {
        "l1_minima": [1] * 3,
        "l2_minima": [1] * 3,
        "last_lambda": 1,
        "path": [1, 1],
        "gap": 1,
        "stopping": 1,
        "networks": 1,
        "kept": 1,
    }


# %% lazy: example | the numbers of the example
def my_predictions():
    return {
        "l1_minima": [1, 1, 1],
        "l2_minima": [1, 1, 1],
        "last_lambda": 7,
        "path": [1, 1],
        "gap": 7,
        "stopping": 7,
        "networks": 7,
        "kept": 7,
    }


# %% lazy: none | returns nothing
def my_predictions():
    pass


# %% lazy: list | no dictionary
def my_predictions():
    return [2, 0.5, 0]


# %% mutant: below zero | the minimum for λ = 10 at −3
def my_predictions():
    return {
        "l1_minima": [2, 0.5, -3],
        "l2_minima": [2, 1, 0.5],
        "last_lambda": 4,
        "path": [-0.03, 0.02],
        "gap": 1.2,
        "stopping": 0.2,
        "networks": 256,
        "kept": 6.4,
    }


# %% mutant: half forgotten | as if there were a ½ before the square
def my_predictions():
    return {
        "l1_minima": [2, 0, 0],
        "l2_minima": [2, 1, 0.5],
        "last_lambda": 2,
        "path": [-0.03, 0.02],
        "gap": 1.2,
        "stopping": 0.2,
        "networks": 256,
        "kept": 6.4,
    }


# %% mutant: L2 like L1 | subtracts in the place of dividing
def my_predictions():
    return {
        "l1_minima": [2, 0.5, 0],
        "l2_minima": [2, 1, 0],
        "last_lambda": 4,
        "path": [-0.03, 0.02],
        "gap": 1.2,
        "stopping": 0.2,
        "networks": 256,
        "kept": 6.4,
    }


# %% mutant: the path stops at zero | as the proximal step does
def my_predictions():
    return {
        "l1_minima": [2, 0.5, 0],
        "l2_minima": [2, 1, 0.5],
        "last_lambda": 4,
        "path": [0, 0],
        "gap": 1.2,
        "stopping": 0.2,
        "networks": 256,
        "kept": 6.4,
    }


# %% mutant: degree for weights | P = 5
def my_predictions():
    return {
        "l1_minima": [2, 0.5, 0],
        "l2_minima": [2, 1, 0.5],
        "last_lambda": 4,
        "path": [-0.03, 0.02],
        "gap": 1.0,
        "stopping": 0.2,
        "networks": 256,
        "kept": 6.4,
    }


# %% mutant: steps times rate | λ = ηk
def my_predictions():
    return {
        "l1_minima": [2, 0.5, 0],
        "l2_minima": [2, 1, 0.5],
        "last_lambda": 4,
        "path": [-0.03, 0.02],
        "gap": 1.2,
        "stopping": 5,
        "networks": 256,
        "kept": 6.4,
    }


# %% mutant: all units dropped | inputs and outputs counted too
def my_predictions():
    return {
        "l1_minima": [2, 0.5, 0],
        "l2_minima": [2, 1, 0.5],
        "last_lambda": 4,
        "path": [-0.03, 0.02],
        "gap": 1.2,
        "stopping": 0.2,
        "networks": 2**16,
        "kept": 6.4,
    }


# %% mutant: p keeps | p taken for the probability to keep
def my_predictions():
    return {
        "l1_minima": [2, 0.5, 0],
        "l2_minima": [2, 1, 0.5],
        "last_lambda": 4,
        "path": [-0.03, 0.02],
        "gap": 1.2,
        "stopping": 0.2,
        "networks": 256,
        "kept": 1.6,
    }


# %% variant: arrays | computed, in arrays
def my_predictions():
    w, path = 0.12, []
    for _ in range(6):
        w -= 0.05 * np.sign(w)
        path.append(w)
    return {
        "l1_minima": np.maximum(2 - np.array([0, 3, 10]) / 2, 0),
        "l2_minima": 4 / (2 + np.array([0.0, 2, 6])),
        "last_lambda": np.array([4.0]),
        "path": np.array(path[-2:]),
        "gap": np.float64(2 * 2**2 * 6 / 40),
        "stopping": 1 / (0.01 * 500),
        "networks": np.int64(2) ** 8,
        "kept": 0.8 * 8,
    }


# %% variant: tuples | plain tuples
def my_predictions():
    return dict(
        l1_minima=(2.0, 0.5, 0.0),
        l2_minima=(2, 1, 0.5),
        last_lambda=4.0,
        path=(-0.03, 0.02),
        gap=1.2,
        stopping=0.2,
        networks=256.0,
        kept=6.4,
    )
