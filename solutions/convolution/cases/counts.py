# %% lazy: zeros | no parameters anywhere
def counts(shape, layers):
    return [(0, 0)] * len(layers)


# %% lazy: constant | the numbers of C1, always
def counts(shape, layers):
    return [(156, 122304)] * len(layers)


# %% lazy: input returned | hands the layers back
def counts(shape, layers):
    return layers


# %% lazy: none | forgets to return
def counts(shape, layers):
    [len(layer) for layer in layers]


# %% lazy: library | asks the library's nets
def counts(shape, layers):
    from deeparc.vision import lenet5

    return list(lenet5.counts().values())


# %% mutant: no biases | weights only
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: input maps forgotten | one filter for each output map
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: padding once | pads one side only
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + a[3] - a[1]) // a[2] + 1, (W + a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: stride forgotten | steps of one
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) + 1, (W + 2 * a[3] - a[1]) + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: off by one | a row too few
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2], (W + 2 * a[3] - a[1]) // a[2]
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: bias for each pair | the table's filters have a bias each
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * (a[2] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: all pairs | the table is not looked at
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[1] * (C * a[2] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: local shares | local connections counted as shared
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: pool without bias | K² connections
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * a[0] ** 2))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: pool has no parameters | plain averages
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((0, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: full without bias | weights only
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return result


# %% mutant: full keeps the size | C, H and W are not brought up to date
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
    return result


# %% variant: shapes first | one pass for shapes, one for counts
def counts(shape, layers):
    shapes = [tuple(shape)]
    for layer in layers:
        C, H, W = shapes[-1]
        if layer[0] == "full":
            shapes.append((layer[1], 1, 1))
        elif layer[0] == "subsample":
            shapes.append((C, H // layer[1], W // layer[1]))
        else:
            O, K = layer[-2:] if layer[0] != "conv" else layer[1:3]
            s, p = layer[3:] if layer[0] == "conv" else (1, 0)
            shapes.append((O, *[int(np.floor((n + 2 * p - K) / s)) + 1 for n in (H, W)]))
    out = []
    for layer, (C, H, W), (O, h, v) in zip(layers, shapes, shapes[1:]):
        if layer[0] == "full":
            out.append([O * (C * H * W + 1)] * 2)
        elif layer[0] == "subsample":
            out.append([2 * C, C * h * v * layer[1] ** 2 + C * h * v])
        elif layer[0] == "local":
            out.append([O * h * v * (C * layer[2] ** 2 + 1)] * 2)
        else:
            pairs = layer[1] if layer[0] == "table" else C * O
            K = layer[3] if layer[0] == "table" else layer[2]
            n = pairs * K * K + O
            out.append([n, n * h * v])
    return out


# %% variant: arrays | an array of pairs
def counts(shape, layers):
    C, H, W = shape
    result = []
    for kind, *a in layers:
        if kind == "conv":
            H, W = (H + 2 * a[3] - a[1]) // a[2] + 1, (W + 2 * a[3] - a[1]) // a[2] + 1
            n = a[0] * (C * a[1] ** 2 + 1)
            result.append((n, n * H * W))
            C = a[0]
        elif kind == "table":
            H, W = H - a[2] + 1, W - a[2] + 1
            n = a[0] * a[2] ** 2 + a[1]
            result.append((n, n * H * W))
            C = a[1]
        elif kind == "local":
            H, W = H - a[1] + 1, W - a[1] + 1
            n = a[0] * H * W * (C * a[1] ** 2 + 1)
            result.append((n, n))
            C = a[0]
        elif kind == "subsample":
            H, W = H // a[0], W // a[0]
            result.append((2 * C, C * H * W * (a[0] ** 2 + 1)))
        else:
            n = a[0] * (C * H * W + 1)
            result.append((n, n))
            C, H, W = a[0], 1, 1
    return np.array(result)
