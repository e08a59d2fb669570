# %% lazy: zeros | all weights zero
def draw(rule, n_in, n_out, rng, uniform=False):
    return np.zeros((n_out, n_in))


# %% lazy: constant | all weights the deviation
def draw(rule, n_in, n_out, rng, uniform=False):
    return np.full((n_out, n_in), n_in**-0.5)


# %% lazy: none | returns nothing
def draw(rule, n_in, n_out, rng, uniform=False):
    rng.normal(size=(n_out, n_in))


# %% lazy: input returned | hands its sizes back
def draw(rule, n_in, n_out, rng, uniform=False):
    return n_out, n_in


# %% lazy: library | asks the library
def draw(rule, n_in, n_out, rng, uniform=False):
    from deeparc.core import initialise

    form = getattr(initialise, f"{rule}_{'uniform' if uniform else 'normal'}")
    return form(rng, (n_out, n_in), fan_in=n_in, fan_out=n_out)


# %% mutant: variance as deviation | the root is forgotten
def draw(rule, n_in, n_out, rng, uniform=False):
    variance = {"lecun": 1 / n_in, "glorot": 2 / (n_in + n_out), "he": 2 / n_in}[rule]
    if uniform:
        c = np.sqrt(3 * variance)
        return rng.uniform(-c, c, (n_out, n_in))
    return rng.normal(0, variance, (n_out, n_in))


# %% mutant: fan-out | counts the units in the place of the inputs
def draw(rule, n_in, n_out, rng, uniform=False):
    variance = {"lecun": 1 / n_out, "glorot": 2 / (n_in + n_out), "he": 2 / n_out}[rule]
    if uniform:
        c = np.sqrt(3 * variance)
        return rng.uniform(-c, c, (n_out, n_in))
    return rng.normal(0, np.sqrt(variance), (n_out, n_in))


# %% mutant: never uniform | ignores the last argument
def draw(rule, n_in, n_out, rng, uniform=False):
    variance = {"lecun": 1 / n_in, "glorot": 2 / (n_in + n_out), "he": 2 / n_in}[rule]
    return rng.normal(0, np.sqrt(variance), (n_out, n_in))


# %% mutant: narrow uniform | c is the deviation
def draw(rule, n_in, n_out, rng, uniform=False):
    variance = {"lecun": 1 / n_in, "glorot": 2 / (n_in + n_out), "he": 2 / n_in}[rule]
    if uniform:
        c = np.sqrt(variance)
        return rng.uniform(-c, c, (n_out, n_in))
    return rng.normal(0, np.sqrt(variance), (n_out, n_in))


# %% mutant: not centred | uniform from 0 on
def draw(rule, n_in, n_out, rng, uniform=False):
    variance = {"lecun": 1 / n_in, "glorot": 2 / (n_in + n_out), "he": 2 / n_in}[rule]
    if uniform:
        return rng.uniform(0, np.sqrt(3 * variance), (n_out, n_in))
    return rng.normal(0, np.sqrt(variance), (n_out, n_in))


# %% mutant: transposed | one row for each input
def draw(rule, n_in, n_out, rng, uniform=False):
    variance = {"lecun": 1 / n_in, "glorot": 2 / (n_in + n_out), "he": 2 / n_in}[rule]
    if uniform:
        c = np.sqrt(3 * variance)
        return rng.uniform(-c, c, (n_in, n_out))
    return rng.normal(0, np.sqrt(variance), (n_in, n_out))


# %% mutant: own generator | always the same weights
def draw(rule, n_in, n_out, rng, uniform=False):
    rng = np.random.default_rng(0)
    variance = {"lecun": 1 / n_in, "glorot": 2 / (n_in + n_out), "he": 2 / n_in}[rule]
    if uniform:
        c = np.sqrt(3 * variance)
        return rng.uniform(-c, c, (n_out, n_in))
    return rng.normal(0, np.sqrt(variance), (n_out, n_in))


# %% mutant: glorot without the two | 1/(n_in + n_out)
def draw(rule, n_in, n_out, rng, uniform=False):
    variance = {"lecun": 1 / n_in, "glorot": 1 / (n_in + n_out), "he": 2 / n_in}[rule]
    if uniform:
        c = np.sqrt(3 * variance)
        return rng.uniform(-c, c, (n_out, n_in))
    return rng.normal(0, np.sqrt(variance), (n_out, n_in))


# %% mutant: he is lecun | ReLU's factor of two forgotten
def draw(rule, n_in, n_out, rng, uniform=False):
    variance = 2 / (n_in + n_out) if rule == "glorot" else 1 / n_in
    if uniform:
        c = np.sqrt(3 * variance)
        return rng.uniform(-c, c, (n_out, n_in))
    return rng.normal(0, np.sqrt(variance), (n_out, n_in))


# %% variant: scaled | standard numbers stretched, a list of rows
def draw(rule, n_in, n_out, rng, uniform=False):
    fan = (n_in + n_out) / 2 if rule == "glorot" else n_in
    numbers = rng.random((n_out, n_in)) * 12**0.5 - 3**0.5 if uniform else rng.standard_normal((n_out, n_in))
    return (numbers * ((2 if rule == "he" else 1) / fan) ** 0.5).tolist()


# %% variant: flat | drawn in a row, then shaped, in float32
def draw(rule, n_in, n_out, rng, uniform=False):
    if rule == "glorot":
        variance = 2.0 / (n_in + n_out)
    elif rule == "he":
        variance = 2.0 / n_in
    else:
        variance = 1.0 / n_in
    c = (3 * variance) ** 0.5
    flat = (
        rng.uniform(low=-c, high=c, size=n_in * n_out)
        if uniform
        else rng.normal(scale=variance**0.5, size=n_in * n_out)
    )
    return flat.reshape(n_out, n_in).astype(np.float32)
