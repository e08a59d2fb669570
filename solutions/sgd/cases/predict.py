# %% lazy: zeros | all zero
def my_predictions():
    return {name: 0.0 for name in ("start", "only_bias", "odds", "bounce", "batch", "floor")}


# %% lazy: ones | copies the example of the form
def my_predictions():
    return {name: 1.0 for name in ("start", "only_bias", "odds", "bounce", "batch", "floor")}


# %% lazy: halves | all one half
def my_predictions():
    return {name: 0.5 for name in ("start", "only_bias", "odds", "bounce", "batch", "floor")}


# %% lazy: none | returns nothing
def my_predictions():
    pass


# %% lazy: list | the right numbers are not in a dictionary
def my_predictions():
    return [0.693, -0.847, 4.06, -0.216, 4, 0.25]


# %% mutant: class shares | takes the entropy of 0.3 for the loss at the start
def my_predictions():
    return {"start": 0.6109, "only_bias": -0.8473, "odds": 4.0552, "bounce": -0.216, "batch": 4, "floor": 0.25}


# %% mutant: probability | the bias is 0.3
def my_predictions():
    return {"start": 0.6931, "only_bias": 0.3, "odds": 4.0552, "bounce": -0.216, "batch": 4, "floor": 0.25}


# %% mutant: sign of the bias | the log-odds of class 0
def my_predictions():
    return {"start": 0.6931, "only_bias": 0.8473, "odds": 4.0552, "bounce": -0.216, "batch": 4, "floor": 0.25}


# %% mutant: one unit | the odds for one unit of the feature
def my_predictions():
    return {"start": 0.6931, "only_bias": -0.8473, "odds": 2.0138, "bounce": -0.216, "batch": 4, "floor": 0.25}


# %% mutant: no bounce | the size without the sign
def my_predictions():
    return {"start": 0.6931, "only_bias": -0.8473, "odds": 4.0552, "bounce": 0.216, "batch": 4, "floor": 0.25}


# %% mutant: two steps | one step too few
def my_predictions():
    return {"start": 0.6931, "only_bias": -0.8473, "odds": 4.0552, "bounce": 0.36, "batch": 4, "floor": 0.25}


# %% mutant: twice the batch | mistakes the length for its square
def my_predictions():
    return {"start": 0.6931, "only_bias": -0.8473, "odds": 4.0552, "bounce": -0.216, "batch": 2, "floor": 0.25}


# %% mutant: upside down | the floor the wrong way round
def my_predictions():
    return {"start": 0.6931, "only_bias": -0.8473, "odds": 4.0552, "bounce": -0.216, "batch": 4, "floor": 4}


# %% variant: rounded | three digits, a 0-d array among them
def my_predictions():
    return {
        "start": 0.693,
        "only_bias": -0.847,
        "odds": np.array(4.06),
        "bounce": -0.216,
        "batch": 4.0,
        "floor": [0.25],
    }


# %% variant: computed | by simulation
def my_predictions():
    theta = 1.0
    for _ in range(3):
        theta -= 0.4 * 4 * theta
    return {
        "start": -np.log(0.5),
        "only_bias": np.log(300) - np.log(700),
        "odds": np.exp(1.4),
        "bounce": theta,
        "batch": 2**2,
        "floor": 2 / 8,
        "not asked for": 1,
    }
