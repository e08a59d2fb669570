# %% lazy: zeros | zeros
def count_net(shape, layers):
    return [(0, 0)] * len(layers)


# %% lazy: constant | ones
def count_net(shape, layers):
    return [(1, 1)] * len(layers)


# %% lazy: none | forgets to return
def count_net(shape, layers):
    sum(shape)


# %% lazy: input returned | the layers
def count_net(shape, layers):
    return layers


# %% lazy: library | asks the library
def count_net(shape, layers):
    from deeparc.core.count import count

    return count(layers, shape)


# %% mutant: no biases | weights only
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, g = numbers
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            weights = M * (C // g) * K * K  # each of the M filters sees one group
            result.append((weights, weights * H * W))
            C = M
        elif kind == "full":
            (n,) = numbers
            result.append((n * C * H * W, n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            else:
                H = W = 1
    return result


# %% mutant: biases multiplied | biases among the products
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, g = numbers
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            weights = M * (C // g) * K * K  # each of the M filters sees one group
            result.append((weights + M, (weights + M) * H * W))
            C = M
        elif kind == "full":
            (n,) = numbers
            result.append((n * (C * H * W + 1), n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            else:
                H = W = 1
    return result


# %% mutant: groups forgotten | as if g = 1
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, _ = numbers
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            weights = M * C * K * K  # each of the M filters sees one group
            result.append((weights + M, weights * H * W))
            C = M
        elif kind == "full":
            (n,) = numbers
            result.append((n * (C * H * W + 1), n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            else:
                H = W = 1
    return result


# %% mutant: groups twice | M/g filters
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, g = numbers
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            weights = (M // g) * (C // g) * K * K  # each of the M filters sees one group
            result.append((weights + M, weights * H * W))
            C = M
        elif kind == "full":
            (n,) = numbers
            result.append((n * (C * H * W + 1), n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            else:
                H = W = 1
    return result


# %% mutant: input size | products at the places of the input
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, g = numbers
            weights = M * (C // g) * K * K
            result.append((weights + M, weights * H * W))
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            C = M
        elif kind == "full":
            (n,) = numbers
            result.append((n * (C * H * W + 1), n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            else:
                H = W = 1
    return result


# %% mutant: square | rows for columns
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, g = numbers
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            weights = M * (C // g) * K * K  # each of the M filters sees one group
            result.append((weights + M, weights * H * H))
            C = M
        elif kind == "full":
            (n,) = numbers
            result.append((n * (C * H * W + 1), n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            else:
                H = W = 1
    return result


# %% mutant: K once | a filter has K weights
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, g = numbers
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            weights = M * (C // g) * K  # each of the M filters sees one group
            result.append((weights + M, weights * H * W))
            C = M
        elif kind == "full":
            (n,) = numbers
            result.append((n * (C * H * W + 1), n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            else:
                H = W = 1
    return result


# %% mutant: maps forgotten | C stays
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, g = numbers
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            weights = M * (C // g) * K * K  # each of the M filters sees one group
            result.append((weights + M, weights * H * W))
        elif kind == "full":
            (n,) = numbers
            result.append((n * (C * H * W + 1), n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            else:
                H = W = 1
    return result


# %% mutant: mean keeps places | no reduction
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, g = numbers
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            weights = M * (C // g) * K * K  # each of the M filters sees one group
            result.append((weights + M, weights * H * W))
            C = M
        elif kind == "full":
            (n,) = numbers
            result.append((n * (C * H * W + 1), n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            else:
                pass
    return result


# %% mutant: pool padding forgotten | no padding in pools
def count_net(shape, layers):
    C, H, W = shape
    result = []
    for kind, *numbers in layers:
        if kind == "conv":
            M, K, s, p, g = numbers
            H, W = (H + 2 * p - K) // s + 1, (W + 2 * p - K) // s + 1
            weights = M * (C // g) * K * K  # each of the M filters sees one group
            result.append((weights + M, weights * H * W))
            C = M
        elif kind == "full":
            (n,) = numbers
            result.append((n * (C * H * W + 1), n * C * H * W))
            C, H, W = n, 1, 1
        else:
            result.append((0, 0))
            if kind == "pool":
                K, s, p = numbers
                H, W = (H - K) // s + 1, (W - K) // s + 1
            else:
                H = W = 1
    return result


# %% variant: recursion | one layer at a time
def count_net(shape, layers):
    if not layers:
        return []
    (c, *sides), (kind, *numbers) = shape, layers[0]

    def smaller(K, s, p):
        return [(a + 2 * p - K) // s + 1 for a in sides]

    if kind == "full":
        n = numbers[0]
        here, above = [n * c * sides[0] * sides[1] + n, n * c * sides[0] * sides[1]], (n, 1, 1)
    elif kind == "conv":
        M, K, s, p, g = numbers
        h, v = smaller(K, s, p)
        here, above = [M + M * c * K**2 // g, M * c * K**2 // g * h * v], (M, h, v)
    elif kind == "pool":
        here, above = [0, 0], (c, *smaller(*numbers))
    else:
        here, above = [0, 0], (c, 1, 1)
    return [here, *count_net(above, layers[1:])]


# %% variant: by group | a loop over the groups, an array at the end
def count_net(shape, layers):
    table = np.zeros((len(layers), 2), dtype=np.int64)
    size = np.array(shape)
    for row, layer in zip(table, layers):
        match layer:
            case ("conv", M, K, s, p, g):
                out = (size[1:] + 2 * p - K) // s + 1
                for _ in range(g):
                    w = (M // g) * (size[0] // g) * K**2
                    row += np.array([w + M // g, w * out.prod()])
                size = np.array([M, *out])
            case ("pool", K, s, p):
                size[1:] = (size[1:] + 2 * p - K) // s + 1
            case ("mean",):
                size[1:] = 1
            case ("full", n):
                row[:] = n * (size.prod() + 1), n * size.prod()
                size = np.array([n, 1, 1])
    return table
