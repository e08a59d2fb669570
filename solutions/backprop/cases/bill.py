# %% lazy: zeros | all counts 0
def bill(sizes, B):
    return dict.fromkeys(("parameters", "forward", "backward", "differences", "jacobian"), 0)


# %% lazy: constant | all counts 6
def bill(sizes, B):
    return dict.fromkeys(("parameters", "forward", "backward", "differences", "jacobian"), 7)


# %% lazy: input returned | the batch size for everything
def bill(sizes, B):
    return dict.fromkeys(("parameters", "forward", "backward", "differences", "jacobian"), B)


# %% lazy: none | forgets to return
def bill(sizes, B):
    _ = B * sizes[0]


# %% lazy: empty | an empty dictionary
def bill(sizes, B):
    return {}


# %% mutant: no biases | counts the weights only
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = sum(B * p * q for p, q in pairs)
    parameters = sum(p * q for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": 2 * forward - B * sizes[0] * sizes[1],
        "differences": 2 * parameters * forward,
        "jacobian": B * B * sizes[0] * sizes[1],
    }


# %% mutant: biases of the inputs | a bias for each input of a layer
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = sum(B * p * q for p, q in pairs)
    parameters = sum(p * q + p for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": 2 * forward - B * sizes[0] * sizes[1],
        "differences": 2 * parameters * forward,
        "jacobian": B * B * sizes[0] * sizes[1],
    }


# %% mutant: batch forgotten | the counts of one example
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = sum(p * q for p, q in pairs)
    parameters = sum(p * q + q for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": 2 * forward - B * sizes[0] * sizes[1],
        "differences": 2 * parameters * forward,
        "jacobian": B * B * sizes[0] * sizes[1],
    }


# %% mutant: twice in all layers | the lowest layer saves nothing
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = sum(B * p * q for p, q in pairs)
    parameters = sum(p * q + q for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": 2 * forward,
        "differences": 2 * parameters * forward,
        "jacobian": B * B * sizes[0] * sizes[1],
    }


# %% mutant: saves at the top | the highest layer saves a product
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = sum(B * p * q for p, q in pairs)
    parameters = sum(p * q + q for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": 2 * forward - B * sizes[-2] * sizes[-1],
        "differences": 2 * parameters * forward,
        "jacobian": B * B * sizes[-2] * sizes[-1],
    }


# %% mutant: backward like forward | one product a layer
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = sum(B * p * q for p, q in pairs)
    parameters = sum(p * q + q for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": forward,
        "differences": 2 * parameters * forward,
        "jacobian": B * B * sizes[0] * sizes[1],
    }


# %% mutant: one-sided | one evaluation a parameter
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = sum(B * p * q for p, q in pairs)
    parameters = sum(p * q + q for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": 2 * forward - B * sizes[0] * sizes[1],
        "differences": parameters * forward,
        "jacobian": B * B * sizes[0] * sizes[1],
    }


# %% mutant: Jacobian of one example | the batch forgotten in the Jacobian
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = sum(B * p * q for p, q in pairs)
    parameters = sum(p * q + q for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": 2 * forward - B * sizes[0] * sizes[1],
        "differences": 2 * parameters * forward,
        "jacobian": B * sizes[0] * sizes[1],
    }


# %% mutant: first layer only | forward counts the first layer only
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = B * sizes[0] * sizes[1]
    parameters = sum(p * q + q for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": 2 * forward - B * sizes[0] * sizes[1],
        "differences": 2 * parameters * forward,
        "jacobian": B * B * sizes[0] * sizes[1],
    }


# %% mutant: Jacobian of the last layer | of the wrong layer
def bill(sizes, B):
    pairs = [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)]
    forward = sum(B * p * q for p, q in pairs)
    parameters = sum(p * q + q for p, q in pairs)
    return {
        "parameters": parameters,
        "forward": forward,
        "backward": 2 * forward - B * sizes[0] * sizes[1],
        "differences": 2 * parameters * forward,
        "jacobian": B * B * sizes[-2] * sizes[-1],
    }


# %% variant: loop | a loop with shapes
def bill(sizes, B):
    answer = dict.fromkeys(("parameters", "forward", "backward", "differences", "jacobian"), 0)
    for k in range(len(sizes) - 1):
        p, q = sizes[k], sizes[k + 1]
        answer["parameters"] += (p + 1) * q
        answer["forward"] += B * p * q
        answer["backward"] += (1 if k == 0 else 2) * B * p * q
    answer["differences"] = answer["parameters"] * 2 * answer["forward"]
    answer["jacobian"] = (B * sizes[0]) * (B * sizes[1])
    return answer


# %% variant: numpy | dot products, floats and 0-d arrays
def bill(sizes, B):
    n = np.array(sizes, dtype=float)
    products = n[:-1] * n[1:]
    parameters = products.sum() + n[1:].sum()
    forward = B * (n[:-1] @ n[1:])
    return {
        "jacobian": np.array(B**2 * products[0]),
        "differences": 2.0 * parameters * forward,
        "backward": forward + B * products[1:].sum(),
        "forward": np.array([forward]),
        "parameters": parameters,
    }
