# %% lazy: zeros | zeros
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    return 0, 0, 0, 0


# %% lazy: constant | ones
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    return 1, 1, 1, 1


# %% lazy: input returned | the first four
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    return C, one, three, five


# %% lazy: none | forgets to return
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    one + three + five


# %% mutant: side once | no square
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    places = side
    naive = C * one + 9 * C * three + 25 * C * five  # the maximum has no weights and hands on all C maps
    small = C * (one + reduce3 + reduce5 + pool) + 9 * reduce3 * three + 25 * reduce5 * five
    return one + three + five + C, naive * places, one + three + five + pool, small * places


# %% mutant: one place | no places
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    places = 1
    naive = C * one + 9 * C * three + 25 * C * five  # the maximum has no weights and hands on all C maps
    small = C * (one + reduce3 + reduce5 + pool) + 9 * reduce3 * three + 25 * reduce5 * five
    return one + three + five + C, naive * places, one + three + five + pool, small * places


# %% mutant: K once | 3 and 5 for 9 and 25
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    places = side * side
    naive = C * one + 3 * C * three + 5 * C * five  # the maximum has no weights and hands on all C maps
    small = C * (one + reduce3 + reduce5 + pool) + 3 * reduce3 * three + 5 * reduce5 * five
    return one + three + five + C, naive * places, one + three + five + pool, small * places


# %% mutant: large filters on all maps | reductions without use
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    places = side * side
    naive = C * one + 9 * C * three + 25 * C * five  # the maximum has no weights and hands on all C maps
    small = C * (one + reduce3 + reduce5 + pool) + 9 * C * three + 25 * C * five
    return one + three + five + C, naive * places, one + three + five + pool, small * places


# %% mutant: no reductions counted | only what comes after
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    places = side * side
    naive = C * one + 9 * C * three + 25 * C * five  # the maximum has no weights and hands on all C maps
    small = C * (one + pool) + 9 * reduce3 * three + 25 * reduce5 * five
    return one + three + five + C, naive * places, one + three + five + pool, small * places


# %% mutant: pool forgotten | no 1 × 1 after the maximum
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    places = side * side
    naive = C * one + 9 * C * three + 25 * C * five  # the maximum has no weights and hands on all C maps
    small = C * (one + reduce3 + reduce5) + 9 * reduce3 * three + 25 * reduce5 * five
    return one + three + five + C, naive * places, one + three + five + pool, small * places


# %% mutant: naive pool | naive hands on pool maps
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    places = side * side
    naive = C * one + 9 * C * three + 25 * C * five  # the maximum has no weights and hands on all C maps
    small = C * (one + reduce3 + reduce5 + pool) + 9 * reduce3 * three + 25 * reduce5 * five
    return one + three + five + pool, naive * places, one + three + five + pool, small * places


# %% mutant: reduced maps counted | reduce among the outputs
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    places = side * side
    naive = C * one + 9 * C * three + 25 * C * five  # the maximum has no weights and hands on all C maps
    small = C * (one + reduce3 + reduce5 + pool) + 9 * reduce3 * three + 25 * reduce5 * five
    return one + three + five + C, naive * places, one + reduce3 + three + reduce5 + five + pool, small * places


# %% mutant: swapped | reduced first
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    places = side * side
    naive = C * one + 9 * C * three + 25 * C * five  # the maximum has no weights and hands on all C maps
    small = C * (one + reduce3 + reduce5 + pool) + 9 * reduce3 * three + 25 * reduce5 * five
    return one + three + five + pool, small * places, one + three + five + C, naive * places


# %% variant: branches | a list of convolutions
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    def cost(*convolutions):
        return sum(side**2 * K**2 * a * b for a, K, b in convolutions)

    naive = cost((C, 1, one), (C, 3, three), (C, 5, five))
    reduced = cost((C, 1, one)) + cost((C, 1, reduce3), (reduce3, 3, three))
    reduced += cost((C, 1, reduce5), (reduce5, 5, five)) + cost((C, 1, pool))
    return [sum((one, three, five, C)), naive, sum((one, three, five, pool)), reduced]


# %% variant: arrays | dot products
def inception(C, one, reduce3, three, reduce5, five, pool, side):
    K2, above = np.array([1, 9, 25]), np.array([one, three, five])
    below = np.array([C, reduce3, reduce5])
    naive = C * K2 @ above
    reduced = (K2 * below) @ above + C * (reduce3 + reduce5 + pool)
    return np.array([above.sum() + C, naive * side**2, above.sum() + pool, reduced * side**2])
