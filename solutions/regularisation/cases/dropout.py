# %% lazy: zeros | zeros everywhere
def draw_mask(shape, p, rng):
    return np.zeros(shape)


def dropout(a, mask, p, form, train):
    return np.zeros_like(a)


def dropout_backward(dy, mask, p, form, train):
    return np.zeros_like(dy)


# %% lazy: constant | ones everywhere
def draw_mask(shape, p, rng):
    return np.ones(shape)


def dropout(a, mask, p, form, train):
    return np.ones_like(a)


def dropout_backward(dy, mask, p, form, train):
    return np.ones_like(dy)


# %% lazy: input returned | hands the input back
def draw_mask(shape, p, rng):
    return shape


def dropout(a, mask, p, form, train):
    return a


def dropout_backward(dy, mask, p, form, train):
    return dy


# %% lazy: none | returns nothing
def draw_mask(shape, p, rng):
    pass


def dropout(a, mask, p, form, train):
    pass


def dropout_backward(dy, mask, p, form, train):
    pass


# %% lazy: library | asks the layer
def draw_mask(shape, p, rng):
    from deeparc.layers.dropout import Dropout

    return Dropout(p, rng, form="classic").forward(np.ones(shape), train=True)


def dropout(a, mask, p, form, train):
    from deeparc.layers.dropout import Dropout

    layer = Dropout(p, np.random.default_rng(0), form=form)
    y = layer.forward(a, train=train)
    return a * mask / (1 - p) if train and form == "inverted" else a * mask if train else y


def dropout_backward(dy, mask, p, form, train):
    return dropout(dy, mask, p, form, train)


# %% mutant: p keeps | drops with probability 1 − p
def draw_mask(shape, p, rng):
    return (rng.random(shape) < p).astype(float)


def dropout(a, mask, p, form, train):
    factor = (mask / (1 - p) if form == "inverted" else mask) if train else (1 if form == "inverted" else 1 - p)
    return factor * a


dropout_backward = dropout


# %% mutant: scaled by p | divides and multiplies by p
def draw_mask(shape, p, rng):
    return (rng.random(shape) >= p).astype(float)


def dropout(a, mask, p, form, train):
    factor = (mask / max(p, 1e-9) if form == "inverted" else mask) if train else (1 if form == "inverted" else p)
    return factor * a


dropout_backward = dropout


# %% mutant: dropped in use | the mask is used always
def draw_mask(shape, p, rng):
    return (rng.random(shape) >= p).astype(float)


def dropout(a, mask, p, form, train):
    return mask / (1 - p) * a if form == "inverted" else mask * a


dropout_backward = dropout


# %% mutant: one mask for the batch | every example gets the same
def draw_mask(shape, p, rng):
    return np.broadcast_to((rng.random(shape[1:]) >= p).astype(float), shape).copy()


def dropout(a, mask, p, form, train):
    factor = (mask / (1 - p) if form == "inverted" else mask) if train else (1 if form == "inverted" else 1 - p)
    return factor * a


dropout_backward = dropout


# %% mutant: exact count | drops exactly the share p of each batch's columns
def draw_mask(shape, p, rng):
    width = shape[-1]
    keep = np.zeros(width)
    keep[rng.permutation(width)[: round((1 - p) * width)]] = 1
    return np.broadcast_to(keep, shape).copy()


def dropout(a, mask, p, form, train):
    factor = (mask / (1 - p) if form == "inverted" else mask) if train else (1 if form == "inverted" else 1 - p)
    return factor * a


dropout_backward = dropout


# %% mutant: no mask backwards | the gradient passes everywhere
def draw_mask(shape, p, rng):
    return (rng.random(shape) >= p).astype(float)


def dropout(a, mask, p, form, train):
    factor = (mask / (1 - p) if form == "inverted" else mask) if train else (1 if form == "inverted" else 1 - p)
    return factor * a


def dropout_backward(dy, mask, p, form, train):
    return dy


# %% mutant: no scale backwards | the mask alone
def draw_mask(shape, p, rng):
    return (rng.random(shape) >= p).astype(float)


def dropout(a, mask, p, form, train):
    factor = (mask / (1 - p) if form == "inverted" else mask) if train else (1 if form == "inverted" else 1 - p)
    return factor * a


def dropout_backward(dy, mask, p, form, train):
    return mask * dy if train else dy


# %% mutant: forms exchanged | classic is inverted
def draw_mask(shape, p, rng):
    return (rng.random(shape) >= p).astype(float)


def dropout(a, mask, p, form, train):
    factor = (mask / (1 - p) if form == "classic" else mask) if train else (1 if form == "classic" else 1 - p)
    return factor * a


dropout_backward = dropout


# %% mutant: own generator | the generator given is not used
def draw_mask(shape, p, rng):
    return (np.random.default_rng(0).random(shape) >= p).astype(float)


def dropout(a, mask, p, form, train):
    factor = (mask / (1 - p) if form == "inverted" else mask) if train else (1 if form == "inverted" else 1 - p)
    return factor * a


dropout_backward = dropout


# %% mutant: in place | writes into the activations
def draw_mask(shape, p, rng):
    return (rng.random(shape) >= p).astype(float)


def dropout(a, mask, p, form, train):
    factor = (mask / (1 - p) if form == "inverted" else mask) if train else (1 if form == "inverted" else 1 - p)
    a *= factor
    return a


def dropout_backward(dy, mask, p, form, train):
    factor = (mask / (1 - p) if form == "inverted" else mask) if train else (1 if form == "inverted" else 1 - p)
    return factor * dy


# %% variant: binomial | another draw, where instead of a product
def draw_mask(shape, p, rng):
    return rng.binomial(1, 1 - p, shape)


def dropout(a, mask, p, form, train):
    keep = 1 - p
    if form == "classic":
        return np.where(mask, a, 0.0) if train else a * keep
    return np.where(mask, a / keep, 0.0) if train else a.copy()


def dropout_backward(dy, mask, p, form, train):
    scale = (1 / (1 - p) if train else 1.0) if form == "inverted" else (1.0 if train else 1 - p)
    return np.asarray(mask) * dy * scale if train else dy * scale


# %% variant: loops | number by number, booleans as a mask
def draw_mask(shape, p, rng):
    flat = [rng.uniform() > p or p == 0 for _ in range(int(np.prod(shape)))]
    return np.array(flat).reshape(shape)


def dropout(a, mask, p, form, train):
    out = []
    for n, row in enumerate(a):
        if not train:
            out.append([x * (1 - p) if form == "classic" else x for x in row])
        else:
            out.append([(x if form == "classic" else x / (1 - p)) if mask[n][j] else 0.0 for j, x in enumerate(row)])
    return out


def dropout_backward(dy, mask, p, form, train):
    return dropout(dy, mask, p, form, train)
