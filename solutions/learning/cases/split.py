# %% lazy: zeros | zeros in the place of row numbers
def split(t, origin, share, rng):
    return np.zeros(len(t), int), np.zeros(1, int)


# %% lazy: nothing held out | all rows on one side
def split(t, origin, share, rng):
    return np.arange(len(t)), np.array([], int)


# %% lazy: input returned | hands the arguments back
def split(t, origin, share, rng):
    return t, origin


# %% lazy: none | forgets to return
def split(t, origin, share, rng):
    np.isin(origin, rng.permutation(np.unique(origin))[:3])


# %% mutant: rows | draws rows in each class, whatever they were made from
def split(t, origin, share, rng):
    held = np.zeros(len(t), bool)
    for c in np.unique(t):
        rows = rng.permutation(np.flatnonzero(t == c))
        held[rows[: round(share * len(rows))]] = True
    return np.flatnonzero(~held), np.flatnonzero(held)


# %% mutant: the library's split of rows | copies on both sides
def split(t, origin, share, rng):
    from deeparc.core.data.dataset import stratified_split

    return stratified_split(t, share, int(rng.integers(1000)))


# %% mutant: no classes | draws among all digits together
def split(t, origin, share, rng):
    digits = rng.permutation(np.unique(origin))
    held = np.isin(origin, digits[: round(share * len(digits))])
    return np.flatnonzero(~held), np.flatnonzero(held)


# %% mutant: not random | takes the first digits
def split(t, origin, share, rng):
    drawn = []
    for c in np.unique(t):
        digits = np.unique(origin[t == c])
        drawn.extend(digits[: round(share * len(digits))])
    held = np.isin(origin, drawn)
    return np.flatnonzero(~held), np.flatnonzero(held)


# %% mutant: own chance | a generator of its own
def split(t, origin, share, rng):
    rng = np.random.default_rng()
    drawn = []
    for c in np.unique(t):
        digits = rng.permutation(np.unique(origin[t == c]))
        drawn.extend(digits[: round(share * len(digits))])
    held = np.isin(origin, drawn)
    return np.flatnonzero(~held), np.flatnonzero(held)


# %% mutant: share of rows | draws digits until enough rows are held out
def split(t, origin, share, rng):
    drawn = []
    for c in np.unique(t):
        rows, got = np.sum(t == c), 0
        for digit in rng.permutation(np.unique(origin[t == c])):
            if got >= share * rows:
                break
            drawn.append(digit)
            got += np.sum(origin == digit)
    held = np.isin(origin, drawn)
    return np.flatnonzero(~held), np.flatnonzero(held)


# %% mutant: sides swapped | held out and learned from exchanged
def split(t, origin, share, rng):
    drawn = []
    for c in np.unique(t):
        digits = rng.permutation(np.unique(origin[t == c]))
        drawn.extend(digits[: round(share * len(digits))])
    held = np.isin(origin, drawn)
    return np.flatnonzero(held), np.flatnonzero(~held)


# %% mutant: shuffled | row numbers in any order
def split(t, origin, share, rng):
    drawn = []
    for c in np.unique(t):
        digits = rng.permutation(np.unique(origin[t == c]))
        drawn.extend(digits[: round(share * len(digits))])
    held = np.isin(origin, drawn)
    return rng.permutation(np.flatnonzero(~held)), rng.permutation(np.flatnonzero(held))


# %% variant: sets and loops | lists returned
def split(t, origin, share, rng):
    classes = {}
    for c, o in zip(t, origin):
        classes.setdefault(int(c), set()).add(int(o))
    held = set()
    for digits in classes.values():
        digits = sorted(digits)
        rng.shuffle(digits)
        held |= set(digits[: round(share * len(digits))])
    learn = [n for n, o in enumerate(origin) if int(o) not in held]
    return learn, [n for n, o in enumerate(origin) if int(o) in held]


# %% variant: choice | draws without replacement, a tuple of arrays from where
def split(t, origin, share, rng):
    t, origin = np.asarray(t), np.asarray(origin)
    held = np.zeros(len(t), bool)
    for c in np.unique(t):
        digits = np.unique(origin[t == c])
        for digit in rng.choice(digits, round(share * len(digits)), replace=False):
            held |= origin == digit
    return np.where(~held)[0], np.where(held)[0]
