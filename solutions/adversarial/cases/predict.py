# %% lazy: zeros | noughts
def my_predictions():
    return {"worst": 0, "random": 0, "larger": 0, "distances": [0] * 3, "steps": 0, "halves": 0, "sure": 0}


# %% lazy: constant | the example of the form
def my_predictions():
    return {"worst": 1, "random": 1, "larger": 1, "distances": [1, 1, 1], "steps": 1, "halves": 1, "sure": 1}


# %% lazy: none | forgets to return
def my_predictions():
    print({"worst": 5})


# %% lazy: empty | an empty dictionary
def my_predictions():
    return {}


# %% mutant: mean weight | the weights cancel
def my_predictions():
    return {
        "worst": 0.0,
        "random": 0.1,
        "larger": 20.0,
        "distances": [6 / 7, 6 / 5, 6 / 4],
        "steps": 51,
        "halves": 0.5,
        "sure": 0.5,
    }


# %% mutant: no root | variance in place of its root
def my_predictions():
    return {
        "worst": 5.0,
        "random": 0.01,
        "larger": 20.0,
        "distances": [6 / 7, 6 / 5, 6 / 4],
        "steps": 51,
        "halves": 0.5,
        "sure": 0.5,
    }


# %% mutant: twice | twice the pixels
def my_predictions():
    return {
        "worst": 5.0,
        "random": 0.1,
        "larger": 10.0,
        "distances": [6 / 7, 6 / 5, 6 / 4],
        "steps": 51,
        "halves": 0.5,
        "sure": 0.5,
    }


# %% mutant: same norm | norms not dual
def my_predictions():
    return {
        "worst": 5.0,
        "random": 0.1,
        "larger": 20.0,
        "distances": [6 / 4, 6 / 5, 6 / 7],
        "steps": 51,
        "halves": 0.5,
        "sure": 0.5,
    }


# %% mutant: 256 | 256 steps
def my_predictions():
    return {
        "worst": 5.0,
        "random": 0.1,
        "larger": 20.0,
        "distances": [6 / 7, 6 / 5, 6 / 4],
        "steps": 51.2,
        "halves": 0.5,
        "sure": 0.5,
    }


# %% mutant: one | from black to white
def my_predictions():
    return {
        "worst": 5.0,
        "random": 0.1,
        "larger": 20.0,
        "distances": [6 / 7, 6 / 5, 6 / 4],
        "steps": 51,
        "halves": 1.0,
        "sure": 0.5,
    }


# %% mutant: all on | all pixels at 1
def my_predictions():
    return {
        "worst": 5.0,
        "random": 0.1,
        "larger": 20.0,
        "distances": [6 / 7, 6 / 5, 6 / 4],
        "steps": 51,
        "halves": 0.5,
        "sure": 0.0067,
    }


# %% mutant: bias | b forgotten
def my_predictions():
    return {
        "worst": 5.0,
        "random": 0.1,
        "larger": 20.0,
        "distances": [6 / 7, 6 / 5, 6 / 4],
        "steps": 51,
        "halves": 0.5,
        "sure": 0.9,
    }


# %% variant: computed | arrays
def my_predictions():
    w = 0.2 * np.repeat([1, -1], 1250)
    v = np.array([3.0, -4.0, 0.0])
    return dict(
        worst=0.01 * np.abs(w).sum(),
        random=np.array([0.01 * np.linalg.norm(w)]),
        larger=0.01 * 0.2 * 2500 * 4,
        distances=6 / np.array([np.linalg.norm(v, q) for q in (1, 2, np.inf)]),
        steps=0.2 * 255,
        halves=np.array(0.5),
        sure=1 / (1 + np.exp(-(2 * np.log(3) - np.log(9)))),
    )


# %% variant: rounded | decimals, a tuple
def my_predictions():
    return {
        "sure": 0.5,
        "halves": 1 / 2,
        "steps": 51.0,
        "distances": (0.857, 1.2, 1.5),
        "larger": 20,
        "random": 0.1,
        "worst": 5,
    }
