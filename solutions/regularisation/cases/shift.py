# %% lazy: zeros | blank images
def translate(x, down, right):
    return np.zeros_like(x)


def random_shifts(x, rng, most):
    return np.zeros_like(x)


# %% lazy: constant | ones
def translate(x, down, right):
    return np.ones_like(x)


def random_shifts(x, rng, most):
    return np.ones_like(x)


# %% lazy: input returned | images as they are
def translate(x, down, right):
    return x


def random_shifts(x, rng, most):
    return x


# %% lazy: none | returns nothing
def translate(x, down, right):
    pass


def random_shifts(x, rng, most):
    pass


# %% lazy: library | asks the library
def translate(x, down, right):
    from deeparc.core import augment

    return augment.translate(x[:, None], down, right)[:, 0]


def random_shifts(x, rng, most):
    from deeparc.core import augment

    return augment.random_shift(x[:, None], rng, most)[:, 0]


# %% mutant: wraps around | roll
def translate(x, down, right):
    return np.roll(x, (down, right), axis=(1, 2))


def random_shifts(x, rng, most):
    return np.stack([np.roll(i, s, axis=(0, 1)) for i, s in zip(x, rng.integers(-most, most + 1, (len(x), 2)))])


# %% mutant: signs flipped | positive is up and left
def translate(x, down, right):
    down, right = -down, -right
    H, W = x.shape[1:]
    out = np.zeros_like(x)
    out[:, max(down, 0) : H + min(down, 0), max(right, 0) : W + min(right, 0)] = x[
        :, max(-down, 0) : H + min(-down, 0), max(-right, 0) : W + min(-right, 0)
    ]
    return out


def random_shifts(x, rng, most):
    return np.concatenate([translate(i[None], *s) for i, s in zip(x, rng.integers(-most, most + 1, (len(x), 2)))])


# %% mutant: axes exchanged | down moves to the right
def translate(x, down, right):
    down, right = right, down
    H, W = x.shape[1:]
    out = np.zeros_like(x)
    out[:, max(down, 0) : H + min(down, 0), max(right, 0) : W + min(right, 0)] = x[
        :, max(-down, 0) : H + min(-down, 0), max(-right, 0) : W + min(-right, 0)
    ]
    return out


def random_shifts(x, rng, most):
    return np.concatenate([translate(i[None], *s) for i, s in zip(x, rng.integers(-most, most + 1, (len(x), 2)))])


# %% mutant: edge repeated | the border is copied in the place of zeros
def translate(x, down, right):
    H, W = x.shape[1:]
    rows = np.clip(np.arange(H) - down, 0, H - 1)
    columns = np.clip(np.arange(W) - right, 0, W - 1)
    return x[:, rows][:, :, columns]


def random_shifts(x, rng, most):
    return np.concatenate([translate(i[None], *s) for i, s in zip(x, rng.integers(-most, most + 1, (len(x), 2)))])


# %% mutant: one shift for all | the whole batch moves together
def translate(x, down, right):
    H, W = x.shape[1:]
    out = np.zeros_like(x)
    out[:, max(down, 0) : H + min(down, 0), max(right, 0) : W + min(right, 0)] = x[
        :, max(-down, 0) : H + min(-down, 0), max(-right, 0) : W + min(-right, 0)
    ]
    return out


def random_shifts(x, rng, most):
    return translate(x, *rng.integers(-most, most + 1, 2))


# %% mutant: upper end left out | never moves by +most
def translate(x, down, right):
    H, W = x.shape[1:]
    out = np.zeros_like(x)
    out[:, max(down, 0) : H + min(down, 0), max(right, 0) : W + min(right, 0)] = x[
        :, max(-down, 0) : H + min(-down, 0), max(-right, 0) : W + min(-right, 0)
    ]
    return out


def random_shifts(x, rng, most):
    return np.concatenate([translate(i[None], *s) for i, s in zip(x, rng.integers(-most, most, (len(x), 2)))])


# %% mutant: diagonal | the same number for both ways
def translate(x, down, right):
    H, W = x.shape[1:]
    out = np.zeros_like(x)
    out[:, max(down, 0) : H + min(down, 0), max(right, 0) : W + min(right, 0)] = x[
        :, max(-down, 0) : H + min(-down, 0), max(-right, 0) : W + min(-right, 0)
    ]
    return out


def random_shifts(x, rng, most):
    return np.concatenate([translate(i[None], s, s) for i, s in zip(x, rng.integers(-most, most + 1, len(x)))])


# %% mutant: zero shift blank | x[:, :-0] is empty
def translate(x, down, right):
    out = np.zeros_like(x)
    if down >= 0 and right >= 0:
        moved = x[:, : -down if down else 0, : -right if right else 0]
        out[:, down : down + moved.shape[1], right : right + moved.shape[2]] = moved
        return out
    H, W = x.shape[1:]
    out[:, max(down, 0) : H + min(down, 0), max(right, 0) : W + min(right, 0)] = x[
        :, max(-down, 0) : H + min(-down, 0), max(-right, 0) : W + min(-right, 0)
    ]
    return out


def random_shifts(x, rng, most):
    return np.concatenate([translate(i[None], *s) for i, s in zip(x, rng.integers(-most, most + 1, (len(x), 2)))])


# %% mutant: own generator | rng is not used
def translate(x, down, right):
    H, W = x.shape[1:]
    out = np.zeros_like(x)
    out[:, max(down, 0) : H + min(down, 0), max(right, 0) : W + min(right, 0)] = x[
        :, max(-down, 0) : H + min(-down, 0), max(-right, 0) : W + min(-right, 0)
    ]
    return out


def random_shifts(x, rng, most):
    rng = np.random.default_rng(0)
    return np.concatenate([translate(i[None], *s) for i, s in zip(x, rng.integers(-most, most + 1, (len(x), 2)))])


# %% variant: padding | a window on padded images
def translate(x, down, right):
    _, H, W = x.shape
    wide = np.pad(x, ((0, 0), (H, H), (W, W)))
    return wide[:, H - down : 2 * H - down, W - right : 2 * W - right].copy()


def random_shifts(x, rng, most):
    wide = np.pad(x, ((0, 0), (most, most), (most, most)))
    rows = rng.integers(0, 2 * most, len(x), endpoint=True)
    columns = rng.integers(0, 2 * most, len(x), endpoint=True)
    return np.array([wide[n, r : r + x.shape[1], c : c + x.shape[2]] for n, (r, c) in enumerate(zip(rows, columns))])


# %% variant: roll and clear | roll, then blank what wrapped around
def translate(x, down, right):
    out = np.roll(np.array(x), (int(down), int(right)), axis=(1, 2))
    if down > 0:
        out[:, :down] = 0
    elif down < 0:
        out[:, down:] = 0
    if right > 0:
        out[:, :, :right] = 0
    elif right < 0:
        out[:, :, right:] = 0
    return out


def random_shifts(x, rng, most):
    choices = np.arange(-most, most + 1)
    return np.stack([translate(image[None], rng.choice(choices), rng.choice(choices))[0] for image in x])
