# %% lazy: zeros | black
def climb(score, D, budget, rng):
    return np.zeros(D)


# %% lazy: constant | grey
def climb(score, D, budget, rng):
    return np.full(D, 0.5)


# %% lazy: noise | the start
def climb(score, D, budget, rng):
    return rng.random(D)


# %% lazy: none | forgets to return
def climb(score, D, budget, rng):
    score(rng.random(D))


# %% mutant: downhill | keeps what is worse
def climb(score, D, budget, rng):
    best = rng.random(D)
    highest = score(best)
    for _ in range(budget - 1):
        child = best.copy()
        child[rng.integers(D)] = rng.integers(2)
        value = score(child)
        if value < highest:
            best, highest = child, value
    return best


# %% mutant: forgetful | keeps every child
def climb(score, D, budget, rng):
    best = rng.random(D)
    score(best)
    for _ in range(budget - 1):
        child = best.copy()
        child[rng.integers(D)] = rng.integers(2)
        value = score(child)
        if True:
            best, _highest = child, value
    return best


# %% mutant: best of noise | no climbing
def climb(score, D, budget, rng):
    best = rng.random(D)
    highest = score(best)
    for _ in range(budget - 1):
        child = rng.random(D)
        value = score(child)
        if value > highest:
            best, highest = child, value
    return best


# %% mutant: over budget | one question more for each step
def climb(score, D, budget, rng):
    best = rng.random(D)
    highest = score(best)
    for _ in range(budget - 1):
        child = best.copy()
        child[rng.integers(D)] = rng.integers(2)
        score(best)
        value = score(child)
        if value > highest:
            best, highest = child, value
    return best


# %% mutant: start returned | the last child
def climb(score, D, budget, rng):
    best = rng.random(D)
    highest = score(best)
    for _ in range(budget - 1):
        child = best.copy()
        child[rng.integers(D)] = rng.integers(2)
        value = score(child)
        if value > highest:
            best, highest = child, value
    return rng.random(D)


# %% mutant: tiny steps | changes that gain nothing
def climb(score, D, budget, rng):
    best = rng.random(D)
    highest = score(best)
    for _ in range(budget - 1):
        child = best.copy()
        child = np.clip(child + 0.001 * rng.standard_normal(D), 0, 1)
        value = score(child)
        if value > highest:
            best, highest = child, value
    return best


# %% mutant: never updated | the highest stays that of the start, so children that are worse come in
def climb(score, D, budget, rng):
    best = rng.random(D)
    highest = score(best)
    for _ in range(budget - 1):
        child = best.copy()
        child[rng.integers(D)] = rng.integers(2)
        value = score(child)
        if value > highest:
            best = child
    return best


# %% mutant: gives up | stops at the first failure
def climb(score, D, budget, rng):
    best = rng.random(D)
    highest = score(best)
    for _ in range(budget - 1):
        child = best.copy()
        child[rng.integers(D)] = rng.integers(2)
        value = score(child)
        if value <= highest:
            break
        if value > highest:
            best, highest = child, value
    return best


# %% variant: sweep | each pixel to both ends, in turn
def climb(score, D, budget, rng):
    x, asked = rng.random(D).tolist(), 1
    top = score(x)
    while asked + 2 <= budget and asked < 4 * D:
        n = (asked // 2) % D
        for end in (0.0, 1.0):
            y = [*x[:n], end, *x[n + 1 :]]
            p = score(np.array(y))
            asked += 1
            if p > top:
                x, top = y, p
    return x


# %% variant: generations | several children, a few pixels each
def climb(score, D, budget, rng):
    parent = rng.random(D)
    top = score(parent)
    for _ in range((budget - 1) // 5):
        children = [np.where(rng.random(D) < 1.5 / D, rng.integers(0, 2, D), parent) for _ in range(5)]
        scores = [score(child) for child in children]
        k = int(np.argmax(scores))
        if scores[k] > top:
            parent, top = children[k], scores[k]
    return parent
