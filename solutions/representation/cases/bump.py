# %% lazy: zeros | zeros
def bump(x, left, right, height, s):
    return np.zeros(len(x))


# %% lazy: constant | the height everywhere
def bump(x, left, right, height, s):
    return np.full(len(x), float(height))


# %% lazy: input returned | x itself
def bump(x, left, right, height, s):
    return x


# %% lazy: none | forgets to return
def bump(x, left, right, height, s):
    _ = height * (np.tanh(s * (x - left)) - np.tanh(s * (x - right)))


# %% lazy: library | asks the lesson's module
def bump(x, left, right, height, s):
    from deeparc.units.bumps import bump as lesson

    return lesson(left, right, height, s).forward(x)


# %% mutant: overflows | the plain exponential
def bump(x, left, right, height, s):
    return height * (1 / (1 + np.exp(-s * (x - left))) - 1 / (1 + np.exp(-s * (x - right))))


# %% mutant: steps | the limit instead of the sigmoid
def bump(x, left, right, height, s):
    return height * ((x >= left) & (x < right)).astype(float)


# %% mutant: sign | the units are exchanged
def bump(x, left, right, height, s):
    return 0.5 * height * (np.tanh(0.5 * s * (x - right)) - np.tanh(0.5 * s * (x - left)))


# %% mutant: no half | tanh of the whole argument
def bump(x, left, right, height, s):
    return 0.5 * height * (np.tanh(s * (x - left)) - np.tanh(s * (x - right)))


# %% mutant: twice | forgets the factor of one half
def bump(x, left, right, height, s):
    return height * (np.tanh(0.5 * s * (x - left)) - np.tanh(0.5 * s * (x - right)))


# %% mutant: bias not scaled | the steepness multiplies x alone
def bump(x, left, right, height, s):
    return 0.5 * height * (np.tanh(0.5 * (s * x - left)) - np.tanh(0.5 * (s * x - right)))


# %% mutant: sum | adds the units
def bump(x, left, right, height, s):
    return 0.5 * height * (np.tanh(0.5 * s * (x - left)) + np.tanh(0.5 * s * (x - right)))


# %% mutant: height forgotten | a bump of height one
def bump(x, left, right, height, s):
    return 0.5 * (np.tanh(0.5 * s * (x - left)) - np.tanh(0.5 * s * (x - right)))


# %% mutant: nan far out | two exponentials over each other
def bump(x, left, right, height, s):
    def unit(z):
        return np.exp(z) / (1 + np.exp(z))

    return height * (unit(s * (x - left)) - unit(s * (x - right)))


# %% variant: two cases | a loop with an if, a list returned
def bump(x, left, right, height, s):
    import math

    def unit(z):
        return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))

    return [height * (unit(s * (a - left)) - unit(s * (a - right))) for a in x]


# %% variant: masks | exponentials of minus the size only
def bump(x, left, right, height, s):
    def unit(z):
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, 1.0, e) / (1.0 + e)

    return height * (unit(s * (np.asarray(x) - left)) - unit(s * (np.asarray(x) - right)))


# %% variant: scipy | the library function
def bump(x, left, right, height, s):
    from scipy.special import expit

    return height * (expit(s * (x - left)) - expit(s * (x - right)))
