# %% lazy: zeros | noughts
def occlusion(f, x, size, stride, fill, most):
    h, w = ((n - size) // stride + 1 for n in x.shape)
    return np.zeros((h, w))


# %% lazy: constant | ones
def occlusion(f, x, size, stride, fill, most):
    h, w = ((n - size) // stride + 1 for n in x.shape)
    return np.ones((h, w))


# %% lazy: input returned | hands 2x + 1 back
def occlusion(f, x, size, stride, fill, most):
    return 2 * x + 1


# %% lazy: none | forgets to return
def occlusion(f, x, size, stride, fill, most):
    f(x[None])


# %% lazy: library | asks the library
def occlusion(f, x, size, stride, fill, most):
    from deeparc.vision.saliency import occlusion as ours

    return ours(f, x, size, stride, fill)


# %% mutant: sign | covered less whole
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, H - size + 1, stride), range(0, W - size + 1, stride)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate(product(rows, columns)):
        covered[k, r : r + size, c : c + size] = fill
    values = np.concatenate([np.asarray(f(covered[k : k + most])) for k in range(0, len(covered), most)])
    return (values - np.asarray(f(x[None]))[0]).reshape(len(rows), len(columns))


# %% mutant: not the fall | f of the covered pictures
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, H - size + 1, stride), range(0, W - size + 1, stride)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate(product(rows, columns)):
        covered[k, r : r + size, c : c + size] = fill
    values = np.concatenate([np.asarray(f(covered[k : k + most])) for k in range(0, len(covered), most)])
    return values.reshape(len(rows), len(columns))


# %% mutant: last place missing | range ends too early
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, max(H - size, 1), stride), range(0, max(W - size, 1), stride)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate(product(rows, columns)):
        covered[k, r : r + size, c : c + size] = fill
    values = np.concatenate([np.asarray(f(covered[k : k + most])) for k in range(0, len(covered), most)])
    return (np.asarray(f(x[None]))[0] - values).reshape(len(rows), len(columns))


# %% mutant: fill forgotten | always 0
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, H - size + 1, stride), range(0, W - size + 1, stride)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate(product(rows, columns)):
        covered[k, r : r + size, c : c + size] = 0
    values = np.concatenate([np.asarray(f(covered[k : k + most])) for k in range(0, len(covered), most)])
    return (np.asarray(f(x[None]))[0] - values).reshape(len(rows), len(columns))


# %% mutant: all at once | ignores most
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, H - size + 1, stride), range(0, W - size + 1, stride)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate(product(rows, columns)):
        covered[k, r : r + size, c : c + size] = fill
    values = np.concatenate([np.asarray(f(covered[k : k + 10**6])) for k in range(0, len(covered), 10**6)])
    return (np.asarray(f(x[None]))[0] - values).reshape(len(rows), len(columns))


# %% mutant: one by one | a call for each picture
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, H - size + 1, stride), range(0, W - size + 1, stride)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate(product(rows, columns)):
        covered[k, r : r + size, c : c + size] = fill
    values = np.concatenate([np.asarray(f(covered[k : k + 1])) for k in range(len(covered))])
    return (np.asarray(f(x[None]))[0] - values).reshape(len(rows), len(columns))


# %% mutant: covers more and more | one picture for all
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, H - size + 1, stride), range(0, W - size + 1, stride)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate(product(rows, columns)):
        covered[k:, r : r + size, c : c + size] = fill
    values = np.concatenate([np.asarray(f(covered[k : k + most])) for k in range(0, len(covered), most)])
    return (np.asarray(f(x[None]))[0] - values).reshape(len(rows), len(columns))


# %% mutant: columns first | map transposed
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, H - size + 1, stride), range(0, W - size + 1, stride)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate((r, c) for c in columns for r in rows):
        covered[k, r : r + size, c : c + size] = fill
    values = np.concatenate([np.asarray(f(covered[k : k + most])) for k in range(0, len(covered), most)])
    return (np.asarray(f(x[None]))[0] - values).reshape(len(rows), len(columns))


# %% mutant: stride one | ignores the stride
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, H - size + 1), range(0, W - size + 1)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate(product(rows, columns)):
        covered[k, r : r + size, c : c + size] = fill
    values = np.concatenate([np.asarray(f(covered[k : k + most])) for k in range(0, len(covered), most)])
    return (np.asarray(f(x[None]))[0] - values).reshape(len(rows), len(columns))


# %% mutant: ratio | share in place of difference
def occlusion(f, x, size, stride, fill, most):
    x = np.asarray(x, float)
    H, W = x.shape
    rows, columns = range(0, H - size + 1, stride), range(0, W - size + 1, stride)
    covered = np.repeat(x[None], len(rows) * len(columns), axis=0)
    for k, (r, c) in enumerate(product(rows, columns)):
        covered[k, r : r + size, c : c + size] = fill
    values = np.concatenate([np.asarray(f(covered[k : k + most])) for k in range(0, len(covered), most)])
    return (1 - values / np.asarray(f(x[None]))[0]).reshape(len(rows), len(columns))


# %% variant: generator of batches | collects pictures until a batch is full
def occlusion(f, x, size, stride, fill, most):
    H, W = x.shape
    h, w = len(range(0, H - size + 1, stride)), len(range(0, W - size + 1, stride))
    out, waiting = [], []
    for i in range(h):
        for j in range(w):
            picture = np.array(x, float)
            picture[i * stride : i * stride + size, j * stride : j * stride + size] = fill
            waiting.append(picture)
            if len(waiting) == most:
                out += list(np.ravel(f(np.stack(waiting))))
                waiting = []
    if waiting:
        out += list(np.ravel(f(np.stack(waiting))))
    whole = float(np.ravel(f(np.array([x])))[0])
    return [[whole - out[i * w + j] for j in range(w)] for i in range(h)]


# %% variant: masks | where in place of assignment
def occlusion(f, x, size, stride, fill, most):
    rows, columns = np.arange(x.shape[0]), np.arange(x.shape[1])
    tops, lefts = rows[: x.shape[0] - size + 1 : stride], columns[: x.shape[1] - size + 1 : stride]
    across = (rows[None] >= tops[:, None]) & (rows[None] < tops[:, None] + size)
    along = (columns[None] >= lefts[:, None]) & (columns[None] < lefts[:, None] + size)
    hidden = (across[:, None, :, None] & along[None, :, None, :]).reshape(-1, *x.shape)
    values = np.empty(len(hidden))
    for start in range(0, len(hidden), most):
        part = slice(start, start + most)
        values[part] = f(np.where(hidden[part], float(fill), x))
    return np.asarray(f(x[np.newaxis])) - values.reshape(len(tops), len(lefts))
