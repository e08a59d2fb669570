# %% lazy: zeros | noughts
def relu_back(s, z, rule):
    return np.zeros(s.shape)


# %% lazy: constant | ones
def relu_back(s, z, rule):
    return np.ones(s.shape)


# %% lazy: input returned | hands s back
def relu_back(s, z, rule):
    return s


# %% lazy: net input returned | hands z back
def relu_back(s, z, rule):
    return z


# %% lazy: none | forgets to return
def relu_back(s, z, rule):
    s * (z > 0)


# %% lazy: library | asks the library
def relu_back(s, z, rule):
    from deeparc.vision.saliency import RULES

    return s * (z > 0) if rule in RULES else s


# %% mutant: always the gradient | one rule for all
def relu_back(s, z, rule):
    return s * (z > 0)


# %% mutant: always the deconvnet | one rule for all
def relu_back(s, z, rule):
    return np.maximum(s, 0)


# %% mutant: always guided | one rule for all
def relu_back(s, z, rule):
    return np.maximum(s, 0) * (z > 0)


# %% mutant: exchanged | gradient and deconvnet
def relu_back(s, z, rule):
    s, z = np.asarray(s, float), np.asarray(z, float)
    if rule in ("deconvnet", "guided"):
        s = s * (z > 0)
    if rule in ("gradient", "guided"):
        s = np.maximum(s, 0)
    return s


# %% mutant: forward value | the ReLU of z in place of its mask
def relu_back(s, z, rule):
    s, z = np.asarray(s, float), np.asarray(z, float)
    if rule in ("gradient", "guided"):
        s = s * np.maximum(z, 0)
    if rule in ("deconvnet", "guided"):
        s = np.maximum(s, 0)
    return s


# %% mutant: at 0 too | z ≥ 0
def relu_back(s, z, rule):
    s, z = np.asarray(s, float), np.asarray(z, float)
    if rule in ("gradient", "guided"):
        s = s * (z >= 0)
    if rule in ("deconvnet", "guided"):
        s = np.maximum(s, 0)
    return s


# %% mutant: magnitudes | |s|
def relu_back(s, z, rule):
    s, z = np.asarray(s, float), np.asarray(z, float)
    if rule in ("gradient", "guided"):
        s = s * (z > 0)
    if rule in ("deconvnet", "guided"):
        s = np.abs(s)
    return s


# %% mutant: either | guided as or
def relu_back(s, z, rule):
    if rule == "gradient":
        return s * (z > 0)
    if rule == "deconvnet":
        return s * (s > 0)
    return s * ((s > 0) | (z > 0))


# %% mutant: in place | changes s
def relu_back(s, z, rule):
    if rule != "gradient":
        s[s < 0] = 0
    if rule != "deconvnet":
        s[z <= 0] = 0
    return s


# %% variant: where | conditions as masks
def relu_back(s, z, rule):
    on, speaks_for = np.greater(z, 0), np.greater(s, 0)
    passes = {"gradient": on, "deconvnet": speaks_for, "guided": on & speaks_for}[rule]
    return np.where(passes, s, 0.0)


# %% variant: one by one | lists
def relu_back(s, z, rule):
    out = []
    for a, b in zip(np.ravel(s).tolist(), np.ravel(z).tolist()):
        keep = True
        if rule != "deconvnet" and not b > 0:
            keep = False
        if rule != "gradient" and not a > 0:
            keep = False
        out.append(a if keep else 0.0)
    return np.array(out).reshape(np.shape(s))
