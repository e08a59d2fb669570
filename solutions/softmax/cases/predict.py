# %% lazy: zeros | all zero
def my_predictions():
    return {name: 0.0 for name in ("start", "shifted", "message", "numbers", "too_right", "honest")}


# %% lazy: ones | copies the example of the form
def my_predictions():
    return {name: 1.0 for name in ("start", "shifted", "message", "numbers", "too_right", "honest")}


# %% lazy: hundred | all 100
def my_predictions():
    return {name: 100 for name in ("start", "shifted", "message", "numbers", "too_right", "honest")}


# %% lazy: none | returns nothing
def my_predictions():
    pass


# %% mutant: ten classes | ln 10
def my_predictions():
    return {"start": 2.3026, "shifted": 0.7311, "message": -0.7, "numbers": 26650, "too_right": 4, "honest": 1.3863}


# %% mutant: share of logits | 1001/2001
def my_predictions():
    return {"start": 4.6052, "shifted": 0.50025, "message": -0.7, "numbers": 26650, "too_right": 4, "honest": 1.3863}


# %% mutant: first step only | −1/y of the true class
def my_predictions():
    return {"start": 4.6052, "shifted": 0.7311, "message": -3.333, "numbers": 26650, "too_right": 4, "honest": 1.3863}


# %% mutant: sign of the message | target minus output
def my_predictions():
    return {"start": 4.6052, "shifted": 0.7311, "message": 0.7, "numbers": 26650, "too_right": 4, "honest": 1.3863}


# %% mutant: no biases | weights only
def my_predictions():
    return {"start": 4.6052, "shifted": 0.7311, "message": -0.7, "numbers": 26624, "too_right": 4, "honest": 1.3863}


# %% mutant: without the half | 9 − 1
def my_predictions():
    return {"start": 4.6052, "shifted": 0.7311, "message": -0.7, "numbers": 26650, "too_right": 8, "honest": 1.3863}


# %% mutant: square's minimiser | 2p − 1
def my_predictions():
    return {"start": 4.6052, "shifted": 0.7311, "message": -0.7, "numbers": 26650, "too_right": 4, "honest": 0.6}


# %% mutant: probability | p itself
def my_predictions():
    return {"start": 4.6052, "shifted": 0.7311, "message": -0.7, "numbers": 26650, "too_right": 4, "honest": 0.8}


# %% variant: rounded | three digits
def my_predictions():
    return {"start": 4.61, "shifted": 0.731, "message": -0.7, "numbers": 26650, "too_right": [4.0], "honest": 1.386}


# %% variant: computed | from the definitions
def my_predictions():
    e = np.exp(np.array([1.0, 0.0]))
    return {
        "start": -np.log(1 / 100),
        "shifted": (e / e.sum())[0],
        "message": np.array([0.2, 0.3, 0.5])[1] - 1,
        "numbers": 26 * (32**2 + 1),
        "too_right": 0.5 * (-3) ** 2 - 0.5,
        "honest": np.log(4),
    }
