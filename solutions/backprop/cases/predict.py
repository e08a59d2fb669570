# %% lazy: zeros | zeros everywhere
def my_predictions():
    return {"trace": [0, 0, 0], "hidden": 0, "passes": [0, 0, 0], "doubling": [0, 0], "saddle": [0, 0, 0]}


# %% lazy: constant | ones everywhere
def my_predictions():
    return {"trace": [1, 1, 1], "hidden": 1, "passes": [1, 1, 1], "doubling": [1, 1], "saddle": [1, 1, 1]}


# %% lazy: example copied | the numbers of the example
def my_predictions():
    return {"trace": [1, 2, 3], "hidden": 4, "passes": [5, 6, 7], "doubling": [8, 9], "saddle": [10, 11, 12]}


# %% lazy: none | forgets to return
def my_predictions():
    pass


# %% lazy: empty | an empty dictionary
def my_predictions():
    return {}


# %% mutant: one path of x1 | forgets that x1 is used twice
def my_predictions():
    return {"trace": [-6, 1, 3], "hidden": 0.15, "passes": [100, 1, 5], "doubling": [11, 1024], "saddle": [1, 1, 2]}


# %% mutant: one path of x2 | forgets the product below
def my_predictions():
    return {"trace": [-6, -5, 6], "hidden": 0.15, "passes": [100, 1, 5], "doubling": [11, 1024], "saddle": [1, 1, 2]}


# %% mutant: sign of E | the value has the wrong sign
def my_predictions():
    return {"trace": [6, -5, 3], "hidden": 0.15, "passes": [100, 1, 5], "doubling": [11, 1024], "saddle": [1, 1, 2]}


# %% mutant: slope forgotten | the weighted sum alone
def my_predictions():
    return {"trace": [-6, -5, 3], "hidden": 0.6, "passes": [100, 1, 5], "doubling": [11, 1024], "saddle": [1, 1, 2]}


# %% mutant: sizes of weights | adds the two shares
def my_predictions():
    return {"trace": [-6, -5, 3], "hidden": 0.25, "passes": [100, 1, 5], "doubling": [11, 1024], "saddle": [1, 1, 2]}


# %% mutant: forward once | forward mode in one pass
def my_predictions():
    return {"trace": [-6, -5, 3], "hidden": 0.15, "passes": [1, 100, 5], "doubling": [11, 1024], "saddle": [1, 1, 2]}


# %% mutant: reverse for the Jacobian | one pass for each output
def my_predictions():
    return {"trace": [-6, -5, 3], "hidden": 0.15, "passes": [100, 1, 300], "doubling": [11, 1024], "saddle": [1, 1, 2]}


# %% mutant: x not counted | ten values
def my_predictions():
    return {"trace": [-6, -5, 3], "hidden": 0.15, "passes": [100, 1, 5], "doubling": [10, 1024], "saddle": [1, 1, 2]}


# %% mutant: paths added | two more with each doubling
def my_predictions():
    return {"trace": [-6, -5, 3], "hidden": 0.15, "passes": [100, 1, 5], "doubling": [11, 20], "saddle": [1, 1, 2]}


# %% mutant: two negative | both eigenvalues negative at the saddle
def my_predictions():
    return {"trace": [-6, -5, 3], "hidden": 0.15, "passes": [100, 1, 5], "doubling": [11, 1024], "saddle": [2, 1, 2]}


# %% mutant: largest 1 | the element for the eigenvalue
def my_predictions():
    return {"trace": [-6, -5, 3], "hidden": 0.15, "passes": [100, 1, 5], "doubling": [11, 1024], "saddle": [1, 1, 1]}


# %% variant: arrays | NumPy arrays and a 0-d array
def my_predictions():
    x1, x2 = 3.0, -1.0
    total = x1 * x2 + x1**2
    return {
        "trace": np.array([total * x2, (x2 + 2 * x1) * x2, x1 * x2 + total]),
        "hidden": np.array(0.25 * (2 * 0.4 - 0.2)),
        "passes": np.array([100, 1, 5]),
        "doubling": (11, 2**10),
        "saddle": np.array([1.0, 1.0, 2.0]),
    }


# %% variant: other order | tuples, floats, another order of the entries
def my_predictions():
    answer = {"saddle": (1, 1, 2.0), "doubling": [1 + 10, 1 << 10], "hidden": [0.15]}
    answer["passes"] = (100.0, 1.0, 5.0)
    answer["trace"] = (-6.0, -5.0, 3.0)
    return answer
