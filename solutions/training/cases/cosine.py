# %% lazy: zeros | zero
def rate(k, eta, warm, steps):
    return 0.0


# %% lazy: constant | η always
def rate(k, eta, warm, steps):
    return eta


# %% lazy: input returned | hands the step back
def rate(k, eta, warm, steps):
    return k


# %% lazy: none | returns nothing
def rate(k, eta, warm, steps):
    0.5 * eta * (1 + np.cos(np.pi * k / steps))


# %% lazy: library | asks the library
def rate(k, eta, warm, steps):
    from deeparc.core.schedule import cosine, warm_up

    return warm_up(cosine(eta, steps - warm), warm)(k)


# %% mutant: starts at zero | k/(W + 1)
def rate(k, eta, warm, steps):
    if k < warm:
        return eta * k / (warm + 1)
    return 0.5 * eta * (1 + np.cos(np.pi * (min(k, steps) - warm) / (steps - warm)))


# %% mutant: reaches η too early | (k + 1)/W
def rate(k, eta, warm, steps):
    if k < warm:
        return eta * (k + 1) / warm
    return 0.5 * eta * (1 + np.cos(np.pi * (min(k, steps) - warm) / (steps - warm)))


# %% mutant: cosine from step 0 | the warm-up is not subtracted
def rate(k, eta, warm, steps):
    if k < warm:
        return eta * (k + 1) / (warm + 1)
    return 0.5 * eta * (1 + np.cos(np.pi * min(k, steps) / steps))


# %% mutant: ends too late | the fall has length K
def rate(k, eta, warm, steps):
    if k < warm:
        return eta * (k + 1) / (warm + 1)
    return 0.5 * eta * (1 + np.cos(np.pi * min((k - warm) / steps, 1)))


# %% mutant: rises again | no end
def rate(k, eta, warm, steps):
    if k < warm:
        return eta * (k + 1) / (warm + 1)
    return 0.5 * eta * (1 + np.cos(np.pi * (k - warm) / (steps - warm)))


# %% mutant: half missing | from 2η
def rate(k, eta, warm, steps):
    if k < warm:
        return eta * (k + 1) / (warm + 1)
    return eta * (1 + np.cos(np.pi * (min(k, steps) - warm) / (steps - warm)))


# %% mutant: quarter period | cos(πx/2)
def rate(k, eta, warm, steps):
    if k < warm:
        return eta * (k + 1) / (warm + 1)
    return eta * np.cos(0.5 * np.pi * (min(k, steps) - warm) / (steps - warm))


# %% mutant: straight fall | a line in place of the cosine
def rate(k, eta, warm, steps):
    if k < warm:
        return eta * (k + 1) / (warm + 1)
    return eta * (1 - (min(k, steps) - warm) / (steps - warm))


# %% mutant: no warm-up | cosine only, from W on
def rate(k, eta, warm, steps):
    return 0.5 * eta * (1 + np.cos(np.pi * (min(max(k, warm), steps) - warm) / (steps - warm)))


# %% mutant: stops one early | 0 from K − 1
def rate(k, eta, warm, steps):
    if k < warm:
        return eta * (k + 1) / (warm + 1)
    return 0.0 if k >= steps - 1 else 0.5 * eta * (1 + np.cos(np.pi * (k - warm) / (steps - warm)))


# %% variant: squared cosine | the half-angle formula, an array of one number
def rate(k, eta, warm, steps):
    if k > steps:
        return np.zeros(1)
    if k >= warm:
        return np.array([eta * np.cos(np.pi / 2 * (k - warm) / (steps - warm)) ** 2])
    return np.array([eta / (warm + 1) * (k + 1)])


# %% variant: standard library | math and a table of the warm-up
def rate(k, eta, warm, steps):
    import math

    rising = [eta * (i + 1) / (warm + 1) for i in range(warm)]
    if k < len(rising):
        return rising[k]
    return 0 if k >= steps else eta * math.sin(math.pi / 2 * (steps - k) / (steps - warm)) ** 2
