# %% lazy: zeros | all zero
def my_predictions():
    return {
        "deviation": 0,
        "examples": 0,
        "optimism": 0,
        "factor": 0,
        "memory": [0.0, 0.0],
        "all": [0.0, 0.0],
        "fits": 0,
        "knob": [0.0, 0.0],
    }


# %% lazy: ones | all one
def my_predictions():
    return {
        "deviation": 1,
        "examples": 1,
        "optimism": 1,
        "factor": 1,
        "memory": [1, 1],
        "all": [1, 1],
        "fits": 1,
        "knob": [1, 1],
    }


# %% lazy: the example | numbers of the form
def my_predictions():
    return {
        "deviation": 0.5,
        "examples": 0.5,
        "optimism": 0.5,
        "factor": 0.5,
        "memory": [0.5, 0.5],
        "all": [0.5, 0.5],
        "fits": 0.5,
        "knob": [0.5, 0.5],
    }


# %% lazy: none | returns nothing
def my_predictions():
    pass


# %% mutant: variance | the variance in place of the deviation
def my_predictions():
    return {
        "deviation": 0.0001,
        "examples": 738,
        "optimism": 0.1,
        "factor": 9,
        "memory": [0.0, 0.9],
        "all": [0.4, 0.4],
        "fits": 151,
        "knob": [3 / 14, -11 / 28],
    }


# %% mutant: rounded down | one example too few
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 737,
        "optimism": 0.1,
        "factor": 9,
        "memory": [0.0, 0.9],
        "all": [0.4, 0.4],
        "fits": 151,
        "knob": [3 / 14, -11 / 28],
    }


# %% mutant: one side | without the factor 2
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 600,
        "optimism": 0.1,
        "factor": 9,
        "memory": [0.0, 0.9],
        "all": [0.4, 0.4],
        "fits": 151,
        "knob": [3 / 14, -11 / 28],
    }


# %% mutant: no root | the bound's square
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 738,
        "optimism": 0.01,
        "factor": 9,
        "memory": [0.0, 0.9],
        "all": [0.4, 0.4],
        "fits": 151,
        "knob": [3 / 14, -11 / 28],
    }


# %% mutant: factor three | linear in N
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 738,
        "optimism": 0.1,
        "factor": 3,
        "memory": [0.0, 0.9],
        "all": [0.4, 0.4],
        "fits": 151,
        "knob": [3 / 14, -11 / 28],
    }


# %% mutant: memory generalises | half right on new digits
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 738,
        "optimism": 0.1,
        "factor": 9,
        "memory": [0.0, 0.5],
        "all": [0.4, 0.4],
        "fits": 151,
        "knob": [3 / 14, -11 / 28],
    }


# %% mutant: nearest neighbour | the vote of all is taken for that of one
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 738,
        "optimism": 0.1,
        "factor": 9,
        "memory": [0.0, 0.9],
        "all": [0.0, 0.0],
        "fits": 151,
        "knob": [3 / 14, -11 / 28],
    }


# %% mutant: last class | the share of the most frequent class
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 738,
        "optimism": 0.1,
        "factor": 9,
        "memory": [0.0, 0.9],
        "all": [0.6, 0.6],
        "fits": 151,
        "knob": [3 / 14, -11 / 28],
    }


# %% mutant: without the last | 150 machines
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 738,
        "optimism": 0.1,
        "factor": 9,
        "memory": [0.0, 0.9],
        "all": [0.4, 0.4],
        "fits": 150,
        "knob": [3 / 14, -11 / 28],
    }


# %% mutant: no offset | the line through the origin
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 738,
        "optimism": 0.1,
        "factor": 9,
        "memory": [0.0, 0.9],
        "all": [0.4, 0.4],
        "fits": 151,
        "knob": [6 / 50, 0.0],
    }


# %% mutant: swapped | b before w
def my_predictions():
    return {
        "deviation": 0.01,
        "examples": 738,
        "optimism": 0.1,
        "factor": 9,
        "memory": [0.0, 0.9],
        "all": [0.4, 0.4],
        "fits": 151,
        "knob": [-11 / 28, 3 / 14],
    }


# %% variant: computed | by the formulas
def my_predictions():
    v, t = np.array([1, 2, 3, 6.0]), np.array([0, 0, 0, 1.0])
    w = np.cov(v, t)[0, 1] / np.var(v, ddof=1)
    return {
        "deviation": np.sqrt(0.1 * 0.9 / 900),
        "examples": np.ceil(np.log(40) / 0.005),
        "optimism": np.array([np.sqrt(np.log(1000) / 690)]),
        "factor": 9.0,
        "memory": (0, 0.9),
        "all": np.array([0.4, 0.4]),
        "fits": 10 * 15 + 1,
        "knob": [w, t.mean() - w * v.mean()],
    }


# %% variant: rounded | three decimals
def my_predictions():
    return {
        "deviation": np.array(0.01),
        "examples": 738,
        "optimism": 0.1001,
        "factor": 9.0,
        "memory": [0.0, 0.9],
        "all": [0.4, 0.4],
        "fits": 151,
        "knob": [0.214, -0.393],
    }
