# %% lazy: zeros | noughts
def my_predictions():
    return {
        "same": 0,
        "sides": [0] * 3,
        "parameters": 0,
        "products": 0,
        "field": 0,
        "adjoint": [0] * 3,
        "shift": 0,
        "rbf": [0] * 4,
    }


# %% lazy: constant | the example of the form
def my_predictions():
    return {
        "same": 1,
        "sides": [64, 64, 64],
        "parameters": 16,
        "products": 1,
        "field": 1,
        "adjoint": [1, 1, 1],
        "shift": 1,
        "rbf": [1, 1, 1, 1],
    }


# %% lazy: none | forgets to return
def my_predictions():
    print({"same": 3})


# %% lazy: empty | an empty dictionary
def my_predictions():
    return {}


# %% mutant: turned adjoint | the filter met turned round
def my_predictions():
    return {
        "same": 3,
        "sides": [32, 15, 15],
        "parameters": 1216,
        "products": 460800,
        "field": 16,
        "adjoint": [2, -1, -1],
        "shift": 8,
        "rbf": [2 / 3, -1 / 3, -1 / 6, 1 / 6],
    }


# %% mutant: no biases | weights only
def my_predictions():
    return {
        "same": 3,
        "sides": [32, 15, 15],
        "parameters": 1200,
        "products": 460800,
        "field": 16,
        "adjoint": [1, 1, -2],
        "shift": 8,
        "rbf": [2 / 3, -1 / 3, -1 / 6, 1 / 6],
    }


# %% mutant: one map | the input maps forgotten
def my_predictions():
    return {
        "same": 3,
        "sides": [32, 15, 15],
        "parameters": 1216,
        "products": 28800,
        "field": 16,
        "adjoint": [1, 1, -2],
        "shift": 8,
        "rbf": [2 / 3, -1 / 3, -1 / 6, 1 / 6],
    }


# %% mutant: pooling padded | 16 instead of 15
def my_predictions():
    return {
        "same": 3,
        "sides": [32, 16, 16],
        "parameters": 1216,
        "products": 460800,
        "field": 16,
        "adjoint": [1, 1, -2],
        "shift": 8,
        "rbf": [2 / 3, -1 / 3, -1 / 6, 1 / 6],
    }


# %% mutant: wrong padding | K − 1 in all
def my_predictions():
    return {
        "same": 6,
        "sides": [32, 15, 15],
        "parameters": 1216,
        "products": 460800,
        "field": 16,
        "adjoint": [1, 1, -2],
        "shift": 8,
        "rbf": [2 / 3, -1 / 3, -1 / 6, 1 / 6],
    }


# %% mutant: C3's field | before the last squares
def my_predictions():
    return {
        "same": 3,
        "sides": [32, 15, 15],
        "parameters": 1216,
        "products": 460800,
        "field": 14,
        "adjoint": [1, 1, -2],
        "shift": 8,
        "rbf": [2 / 3, -1 / 3, -1 / 6, 1 / 6],
    }


# %% mutant: sum of squares | 2 + 2 + 2
def my_predictions():
    return {
        "same": 3,
        "sides": [32, 15, 15],
        "parameters": 1216,
        "products": 460800,
        "field": 16,
        "adjoint": [1, 1, -2],
        "shift": 6,
        "rbf": [2 / 3, -1 / 3, -1 / 6, 1 / 6],
    }


# %% mutant: signs of logits | p minus the target
def my_predictions():
    return {
        "same": 3,
        "sides": [32, 15, 15],
        "parameters": 1216,
        "products": 460800,
        "field": 16,
        "adjoint": [1, 1, -2],
        "shift": 8,
        "rbf": [-2 / 3, 1 / 3, 1 / 6, 1 / 6],
    }


# %% mutant: no rubbish | softmax of three
def my_predictions():
    return {
        "same": 3,
        "sides": [32, 15, 15],
        "parameters": 1216,
        "products": 460800,
        "field": 16,
        "adjoint": [1, 1, -2],
        "shift": 8,
        "rbf": [0.6, -0.4, -0.2, 0.2],
    }


# %% variant: arrays | arrays and floats
def my_predictions():
    p = np.array([0.5, 0.5, 0.25, 0.25]) / 1.5
    gradient = np.append(np.array([1, 0, 0]) - p[:3], p[3])
    sides = [(64 + 6 - 7) // 2 + 1]
    sides += [(sides[0] - 3) // 2 + 1]
    return dict(
        same=np.array(3),
        sides=np.array(sides + sides[1:]),
        parameters=np.array([1216.0]),
        products=32 * 100 * 144,
        field=16.0,
        adjoint=np.convolve([1, 2], [1, -1]),
        shift=2**3,
        rbf=gradient,
    )


# %% variant: rounded | decimals
def my_predictions():
    return {
        "same": 3,
        "sides": (32, 15, 15),
        "parameters": 1216,
        "products": 460800,
        "field": 16,
        "adjoint": [1, 1, -2],
        "shift": 8,
        "rbf": (0.667, -0.333, -0.167, 0.167),
    }
