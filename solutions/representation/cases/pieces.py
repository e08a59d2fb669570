# %% lazy: zero | no pieces
def count_pieces(w, b, a):
    return 0


# %% lazy: one | a single piece always
def count_pieces(w, b, a):
    return 1


# %% lazy: three | the answer to the example
def count_pieces(w, b, a):
    return 3


# %% lazy: input returned | hands the weights back
def count_pieces(w, b, a):
    return w


# %% lazy: none | forgets to return
def count_pieces(w, b, a):
    _ = -b / w


# %% lazy: library | asks the lesson's module
def count_pieces(w, b, a):
    from deeparc.units.parity import most_pieces

    return most_pieces([len(w)])


# %% mutant: most pieces | the bound H + 1
def count_pieces(w, b, a):
    return len(w) + 1


# %% mutant: bends, not pieces | forgets to add one
def count_pieces(w, b, a):
    changes = {}
    for p, q, r in zip(w, b, a):
        if p:
            changes[round(-q / p, 9) + 0.0] = changes.get(round(-q / p, 9) + 0.0, 0) + r * abs(p)
    return sum(abs(x) > 1e-9 for x in changes.values())


# %% mutant: no cancelling | counts the different places
def count_pieces(w, b, a):
    on = (w != 0) & (a != 0)
    return 1 + len(np.unique(np.round(-b[on] / w[on], 9) + 0.0))


# %% mutant: signed change | a w instead of a |w|
def count_pieces(w, b, a):
    changes = {}
    for p, q, r in zip(w, b, a):
        if p:
            changes[round(-q / p, 9) + 0.0] = changes.get(round(-q / p, 9) + 0.0, 0) + r * p
    return 1 + sum(abs(x) > 1e-9 for x in changes.values())


# %% mutant: only to the right | units with negative weights are left out
def count_pieces(w, b, a):
    changes = {}
    for p, q, r in zip(w, b, a):
        if p > 0:
            changes[round(-q / p, 9) + 0.0] = changes.get(round(-q / p, 9) + 0.0, 0) + r * p
    return 1 + sum(abs(x) > 1e-9 for x in changes.values())


# %% mutant: zero weights bend | counts dead units
def count_pieces(w, b, a):
    places = {round(-q / p, 9) + 0.0 if p else float("inf") for p, q, r in zip(w, b, a)}
    return 1 + len(places)


# %% mutant: output ignored | units with a = 0 bend
def count_pieces(w, b, a):
    return 1 + len({round(-q / p, 9) + 0.0 for p, q in zip(w, b) if p})


# %% mutant: last one wins | units at the same place overwrite each other
def count_pieces(w, b, a):
    changes = {}
    for p, q, r in zip(w, b, a):
        if p:
            changes[round(-q / p, 9) + 0.0] = r * abs(p)
    return 1 + sum(abs(x) > 1e-9 for x in changes.values())


# %% mutant: place without weight | bends at −b
def count_pieces(w, b, a):
    changes = {}
    for p, q, r in zip(w, b, a):
        if p:
            changes[-float(q) + 0.0] = changes.get(-float(q) + 0.0, 0) + r * abs(p)
    return 1 + sum(abs(x) > 1e-9 for x in changes.values())


# %% mutant: weight ignored | the change of slope is a
def count_pieces(w, b, a):
    changes = {}
    for p, q, r in zip(w, b, a):
        if p:
            changes[round(-q / p, 9) + 0.0] = changes.get(round(-q / p, 9) + 0.0, 0) + r
    return 1 + sum(abs(x) > 1e-9 for x in changes.values())


# %% variant: by slopes | slopes left of, between and right of all places
def count_pieces(w, b, a):
    w, b, a = (np.asarray(x, float) for x in (w, b, a))
    if not np.any(w):
        return 1
    places = np.unique(np.round(-b[w != 0] / w[w != 0], 9))
    edges = np.concatenate([[places[0] - 1], places, [places[-1] + 1]])
    middles = (edges[1:] + edges[:-1]) / 2
    slopes = [sum(r * p for p, q, r in zip(w, b, a) if p * x + q > 0) for x in middles]
    return int(1 + np.count_nonzero(np.abs(np.diff(slopes)) > 1e-8))


# %% variant: fractions | exact arithmetic
def count_pieces(w, b, a):
    from collections import defaultdict
    from fractions import Fraction

    changes = defaultdict(Fraction)
    for p, q, r in zip(w, b, a):
        p, q, r = (Fraction(float(x)) for x in (p, q, r))
        if p:
            changes[-q / p] += r * abs(p)
    return np.array([1 + sum(x != 0 for x in changes.values())])
