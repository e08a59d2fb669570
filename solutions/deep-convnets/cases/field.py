# %% lazy: zeros | zeros
def what_units_see(n, layers):
    return [(0, 0, 0)] * len(layers)


# %% lazy: constant | ones
def what_units_see(n, layers):
    return [(1, 1, 1)] * len(layers)


# %% lazy: input returned | the layers
def what_units_see(n, layers):
    return layers


# %% lazy: none | forgets to return
def what_units_see(n, layers):
    [(n, 1, 1)]


# %% mutant: new jump | the stride counted before the field
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = (side + 2 * p - K) // s + 1
        jump *= s
        field += (K - 1) * jump
        result.append((side, jump, field))
    return result


# %% mutant: K gaps | K in place of K − 1
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = (side + 2 * p - K) // s + 1
        field += K * jump  # K units below: K − 1 gaps, each of the jump below
        jump *= s  # neighbours here are s places apart below
        result.append((side, jump, field))
    return result


# %% mutant: no jump | fields without strides
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = (side + 2 * p - K) // s + 1
        field += K - 1  # K units below: K − 1 gaps, each of the jump below
        jump *= s  # neighbours here are s places apart below
        result.append((side, jump, field))
    return result


# %% mutant: strides added | j + s − 1
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = (side + 2 * p - K) // s + 1
        field += (K - 1) * jump  # K units below: K − 1 gaps, each of the jump below
        jump += s - 1  # neighbours here are s places apart below
        result.append((side, jump, field))
    return result


# %% mutant: no padding | side without padding
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = (side - K) // s + 1
        field += (K - 1) * jump  # K units below: K − 1 gaps, each of the jump below
        jump *= s  # neighbours here are s places apart below
        result.append((side, jump, field))
    return result


# %% mutant: padding once | one side only
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = (side + p - K) // s + 1
        field += (K - 1) * jump  # K units below: K − 1 gaps, each of the jump below
        jump *= s  # neighbours here are s places apart below
        result.append((side, jump, field))
    return result


# %% mutant: rounded up | ceiling
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = -(-(side + 2 * p - K) // s) + 1
        field += (K - 1) * jump  # K units below: K − 1 gaps, each of the jump below
        jump *= s  # neighbours here are s places apart below
        result.append((side, jump, field))
    return result


# %% mutant: no plus one | off by one
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = (side + 2 * p - K) // s
        field += (K - 1) * jump  # K units below: K − 1 gaps, each of the jump below
        jump *= s  # neighbours here are s places apart below
        result.append((side, jump, field))
    return result


# %% mutant: stride times field | r·s
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = (side + 2 * p - K) // s + 1
        field = (field - 1) * s + K  # K units below: K − 1 gaps, each of the jump below
        jump *= s  # neighbours here are s places apart below
        result.append((side, jump, field))
    return result


# %% mutant: only the last | one triple
def what_units_see(n, layers):
    side, jump, field = n, 1, 1
    result = []
    for K, s, p in layers:
        side = (side + 2 * p - K) // s + 1
        field += (K - 1) * jump  # K units below: K − 1 gaps, each of the jump below
        jump *= s  # neighbours here are s places apart below
        result.append((side, jump, field))
    return result[-1:]


# %% variant: from the top | follows one unit down for every layer
def what_units_see(n, layers):
    from math import prod

    answer = []
    for depth in range(1, len(layers) + 1):
        below = layers[:depth]
        for K, s, p in below[-1:]:
            n = int((n + 2 * p - K) / s + 1)
        seen = 1
        for K, s, _ in reversed(below):
            seen = (seen - 1) * s + K
        answer.append([n, prod(s for _, s, _ in below), seen])
    return answer


# %% variant: arrays | NumPy, cumulative
def what_units_see(n, layers):
    K, s, p = np.array(layers).T
    jumps = np.cumprod(s)
    before = np.concatenate([[1], jumps[:-1]])
    fields = 1 + np.cumsum((K - 1) * before)
    sides = []
    for k, t, q in zip(K, s, p):
        n = np.floor_divide(n + 2 * q - k, t) + 1
        sides.append(n)
    return np.stack([sides, jumps, fields], axis=1)
