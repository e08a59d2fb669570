# %% lazy: zeros | zeros
def my_predictions():
    return {
        "glorot": 0,
        "relu_20": 0,
        "loss_at_start": 0,
        "longer": 0,
        "fewer": 0,
        "adam_first": 0,
        "bn_pair": [0, 0],
        "cosine": 0,
    }


# %% lazy: constant | ones
def my_predictions():
    return {
        "glorot": 1.0,
        "relu_20": 1.0,
        "loss_at_start": 1.0,
        "longer": 1.0,
        "fewer": 1.0,
        "adam_first": 1.0,
        "bn_pair": [1.0, 1.0],
        "cosine": 1.0,
    }


# %% lazy: example | the example of the text
def my_predictions():
    return {
        "glorot": 1.0,
        "relu_20": 1.0,
        "loss_at_start": 1.0,
        "longer": 1.0,
        "fewer": 1.0,
        "adam_first": 1.0,
        "bn_pair": [0.0, 2.0],
        "cosine": 1.0,
    }


# %% lazy: none | returns nothing
def my_predictions():
    pass


# %% lazy: input returned | returns no dictionary
def my_predictions():
    return [2 / 400, 0.5**20, 3.258, 20, 200, 0.01, [-1, 1], 0.1707]


# %% mutant: Adam's sign | moves up the slope
def my_predictions():
    return {
        "glorot": 2 / 400,
        "relu_20": 0.5**20,
        "loss_at_start": 3.258,
        "longer": 20,
        "fewer": 200,
        "adam_first": -0.01,
        "bn_pair": [-1, 1],
        "cosine": 0.1707,
    }


# %% mutant: Adam as descent | the gradient is not divided by its size
def my_predictions():
    return {
        "glorot": 2 / 400,
        "relu_20": 0.5**20,
        "loss_at_start": 3.258,
        "longer": 20,
        "fewer": 200,
        "adam_first": 4.0,
        "bn_pair": [-1, 1],
        "cosine": 0.1707,
    }


# %% mutant: no half | ReLU passes everything
def my_predictions():
    return {
        "glorot": 2 / 400,
        "relu_20": 1.0,
        "loss_at_start": 3.258,
        "longer": 20,
        "fewer": 200,
        "adam_first": 0.01,
        "bn_pair": [-1, 1],
        "cosine": 0.1707,
    }


# %% mutant: root of the half | one half for two layers
def my_predictions():
    return {
        "glorot": 2 / 400,
        "relu_20": 0.5**10,
        "loss_at_start": 3.258,
        "longer": 20,
        "fewer": 200,
        "adam_first": 0.01,
        "bn_pair": [-1, 1],
        "cosine": 0.1707,
    }


# %% mutant: κ itself | not its root
def my_predictions():
    return {
        "glorot": 2 / 400,
        "relu_20": 0.5**20,
        "loss_at_start": 3.258,
        "longer": 20,
        "fewer": 40000,
        "adam_first": 0.01,
        "bn_pair": [-1, 1],
        "cosine": 0.1707,
    }


# %% mutant: unbiased deviation | divides by B − 1
def my_predictions():
    return {
        "glorot": 2 / 400,
        "relu_20": 0.5**20,
        "loss_at_start": 3.258,
        "longer": 20,
        "fewer": 200,
        "adam_first": 0.01,
        "bn_pair": [-0.7071, 0.7071],
        "cosine": 0.1707,
    }


# %% mutant: straight line | no cosine
def my_predictions():
    return {
        "glorot": 2 / 400,
        "relu_20": 0.5**20,
        "loss_at_start": 3.258,
        "longer": 20,
        "fewer": 200,
        "adam_first": 0.01,
        "bn_pair": [-1, 1],
        "cosine": 0.15,
    }


# %% mutant: binary logarithm | bits in place of nats
def my_predictions():
    return {
        "glorot": 2 / 400,
        "relu_20": 0.5**20,
        "loss_at_start": 4.70,
        "longer": 20,
        "fewer": 200,
        "adam_first": 0.01,
        "bn_pair": [-1, 1],
        "cosine": 0.1707,
    }


# %% mutant: one over the sum | 2 forgotten in Glorot's rule
def my_predictions():
    return {
        "glorot": 1 / 400,
        "relu_20": 0.5**20,
        "loss_at_start": 3.258,
        "longer": 20,
        "fewer": 200,
        "adam_first": 0.01,
        "bn_pair": [-1, 1],
        "cosine": 0.1707,
    }


# %% mutant: μ itself | in place of 1/(1 − μ)
def my_predictions():
    return {
        "glorot": 2 / 400,
        "relu_20": 0.5**20,
        "loss_at_start": 3.258,
        "longer": 0.95,
        "fewer": 200,
        "adam_first": 0.01,
        "bn_pair": [-1, 1],
        "cosine": 0.1707,
    }


# %% variant: rounded | two digits
def my_predictions():
    return {
        "glorot": 0.005,
        "relu_20": 9.5e-7,
        "loss_at_start": 3.26,
        "longer": 20.0,
        "fewer": 200.0,
        "adam_first": 0.01,
        "bn_pair": (-1.0, 1.0),
        "cosine": 0.17,
    }


# %% variant: computed | arrays of one number
def my_predictions():
    step = np.array([1 / (1 - 0.95)])
    pair = np.array([3.0, 7.0])
    return dict(
        glorot=np.array(2 / (300 + 100)),
        relu_20=np.prod(np.full(20, 0.5)),
        loss_at_start=np.log(26.0),
        longer=step,
        fewer=np.sqrt([40_000]),
        adam_first=np.float32(0.01),
        bn_pair=(pair - pair.mean()) / pair.std(),
        cosine=0.1 * (1 + np.cos(np.pi / 4)),
    )
