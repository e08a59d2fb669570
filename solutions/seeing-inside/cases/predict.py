# %% lazy: zeros | noughts
def my_predictions():
    return {
        "rules": [0] * 3,
        "field": 0,
        "alias": 0,
        "colour": 0,
        "passes": 0,
        "octaves": [0] * 3,
        "variation": 0,
        "picture": [0] * 2,
    }


# %% lazy: constant | ones
def my_predictions():
    return {
        "rules": [1] * 3,
        "field": 1,
        "alias": 1,
        "colour": 1,
        "passes": 1,
        "octaves": [1] * 3,
        "variation": 1,
        "picture": [1] * 2,
    }


# %% lazy: none | forgets to return
def my_predictions():
    print({"field": 26})


# %% lazy: empty | an empty dictionary
def my_predictions():
    return {}


# %% lazy: the example | the form with its numbers
def my_predictions():
    return {"rules": [0, 0, 0], "field": 1, "picture": [0, 0]}


# %% mutant: rules exchanged | gradient and deconvnet
def my_predictions():
    return {
        "rules": [5, 1, 2],
        "field": 26,
        "alias": 0.1,
        "colour": 0.5,
        "passes": 64,
        "octaves": [56, 112, 224],
        "variation": 6 + 2**0.5,
        "picture": [1.5, 2],
    }


# %% mutant: field of 24 | squares do not double
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 24,
        "alias": 0.1,
        "colour": 0.5,
        "passes": 64,
        "octaves": [56, 112, 224],
        "variation": 6 + 2**0.5,
        "picture": [1.5, 2],
    }


# %% mutant: field from below | strides of filters forgotten
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 13,
        "alias": 0.1,
        "colour": 0.5,
        "passes": 64,
        "octaves": [56, 112, 224],
        "variation": 6 + 2**0.5,
        "picture": [1.5, 2],
    }


# %% mutant: alias kept | 0.2 = half of 0.4
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 26,
        "alias": 0.2,
        "colour": 0.5,
        "passes": 64,
        "octaves": [56, 112, 224],
        "variation": 6 + 2**0.5,
        "picture": [1.5, 2],
    }


# %% mutant: three colours | two thirds
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 26,
        "alias": 0.1,
        "colour": 2 / 3,
        "passes": 64,
        "octaves": [56, 112, 224],
        "variation": 6 + 2**0.5,
        "picture": [1.5, 2],
    }


# %% mutant: 49 places | the last one forgotten
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 26,
        "alias": 0.1,
        "colour": 0.5,
        "passes": 49,
        "octaves": [56, 112, 224],
        "variation": 6 + 2**0.5,
        "picture": [1.5, 2],
    }


# %% mutant: one row | 8 in place of 8²
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 26,
        "alias": 0.1,
        "colour": 0.5,
        "passes": 8,
        "octaves": [56, 112, 224],
        "variation": 6 + 2**0.5,
        "picture": [1.5, 2],
    }


# %% mutant: ratio of 1.4 | octaves of the page
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 26,
        "alias": 0.1,
        "colour": 0.5,
        "passes": 64,
        "octaves": [114, 160, 224],
        "variation": 6 + 2**0.5,
        "picture": [1.5, 2],
    }


# %% mutant: largest first | order of the octaves
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 26,
        "alias": 0.1,
        "colour": 0.5,
        "passes": 64,
        "octaves": [224, 112, 56],
        "variation": 6 + 2**0.5,
        "picture": [1.5, 2],
    }


# %% mutant: eight edges | sum of absolute differences
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 26,
        "alias": 0.1,
        "colour": 0.5,
        "passes": 64,
        "octaves": [56, 112, 224],
        "variation": 8,
        "picture": [1.5, 2],
    }


# %% mutant: lambda forgotten | w itself
def my_predictions():
    return {
        "rules": [1, 5, 2],
        "field": 26,
        "alias": 0.1,
        "colour": 0.5,
        "passes": 64,
        "octaves": [56, 112, 224],
        "variation": 6 + 2**0.5,
        "picture": [3, 4],
    }


# %% variant: arrays | NumPy throughout
def my_predictions():
    s, z = np.array([2, -1, 3]), np.array([1, 2, -1])
    x = np.zeros((4, 4))
    x[1:3, 1:3] = 1
    down, right = np.diff(x, axis=0, append=x[-1:]), np.diff(x, axis=1, append=x[:, -1:])
    return {
        "rules": np.array([s[z > 0].sum(), s[s > 0].sum(), s[(s > 0) & (z > 0)].sum()]),
        "field": np.int64(((3 * 2) + 4) * 2 + 6),
        "alias": np.array(0.5 - 0.4),
        "colour": np.array([1 - 1 / 2]),
        "passes": np.float64(len(range(0, 224 - 56 + 1, 24)) ** 2),
        "octaves": 224 / 2 ** np.arange(3)[::-1],
        "variation": np.hypot(down, right).sum(),
        "picture": np.array([3, 4]) / 2,
    }


# %% variant: tuples | rounded by hand
def my_predictions():
    answer = dict(rules=(1.0, 5.0, 2.0), field=26.0, alias=0.1, colour=0.5)
    answer["passes"] = 8 * 8
    answer["octaves"] = (56, 112, 224)
    answer["variation"] = 7.414
    answer["picture"] = (3 / 2, 4 / 2)
    return answer
