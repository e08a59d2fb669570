# %% lazy: zeros | noughts
def jittered_step(x, gradient, move, eta):
    return np.zeros(x.shape)


# %% lazy: constant | ones
def jittered_step(x, gradient, move, eta):
    return np.ones(x.shape)


# %% lazy: input returned | hands x back
def jittered_step(x, gradient, move, eta):
    return x


# %% lazy: none | forgets to return
def jittered_step(x, gradient, move, eta):
    gradient(x)


# %% lazy: library | asks the library
def jittered_step(x, gradient, move, eta):
    import torch

    from deeparc.vision.activation import maximise

    return maximise(gradient, torch.tensor(x)[None], steps=1, eta=eta).x[0].numpy()


# %% mutant: not moved back | the gradient stays where it was
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.asarray(gradient(moved), float)
    size = np.abs(g).mean()
    return x + eta * g / size if size > 0 else x.copy()


# %% mutant: moved twice | the same way again
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (m, n), axis=(1, 2))
    size = np.abs(g).mean()
    return x + eta * g / size if size > 0 else x.copy()


# %% mutant: picture not moved | the gradient of x
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(x), float), (-m, -n), axis=(1, 2))
    size = np.abs(g).mean()
    return x + eta * g / size if size > 0 else x.copy()


# %% mutant: step from the moved picture | x stays moved
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (-m, -n), axis=(1, 2))
    size = np.abs(g).mean()
    return moved + eta * g / size if size > 0 else x.copy()


# %% mutant: not normalised | η times g
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (-m, -n), axis=(1, 2))
    size = np.abs(g).mean()
    return x + eta * g if size > 0 else x.copy()


# %% mutant: Euclidean norm | in place of the mean magnitude
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (-m, -n), axis=(1, 2))
    size = np.linalg.norm(g)
    return x + eta * g / size if size > 0 else x.copy()


# %% mutant: sum of magnitudes | in place of the mean
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (-m, -n), axis=(1, 2))
    size = np.abs(g).sum()
    return x + eta * g / size if size > 0 else x.copy()


# %% mutant: mean without bars | positive and negative cancel
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (-m, -n), axis=(1, 2))
    size = abs(g.mean())
    return x + eta * g / size if size > 0 else x.copy()


# %% mutant: small number added | wrong for small gradients
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (-m, -n), axis=(1, 2))
    size = np.abs(g).mean()
    return x + eta * g / (size + 1e-8)


# %% mutant: 0/0 | no care for flat places
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (-m, -n), axis=(1, 2))
    size = np.abs(g).mean()
    return x + eta * g / size


# %% mutant: downhill | minus
def jittered_step(x, gradient, move, eta):
    x, (m, n) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (-m, -n), axis=(1, 2))
    size = np.abs(g).mean()
    return x - eta * g / size if size > 0 else x.copy()


# %% mutant: rows and columns exchanged | m along the rows
def jittered_step(x, gradient, move, eta):
    x, (n, m) = np.asarray(x, float), move
    moved = np.roll(x, (m, n), axis=(1, 2))
    g = np.roll(np.asarray(gradient(moved), float), (-m, -n), axis=(1, 2))
    size = np.abs(g).mean()
    return x + eta * g / size if size > 0 else x.copy()


# %% variant: indices | take with modulo
def jittered_step(x, gradient, move, eta):
    _C, H, W = x.shape
    m, n = move
    rows, columns = np.arange(H), np.arange(W)
    there = np.take(np.take(x, (rows - m) % H, axis=1), (columns - n) % W, axis=2)
    g = np.array(gradient(there), dtype=float)
    g = np.take(np.take(g, (rows + m) % H, axis=1), (columns + n) % W, axis=2)
    total = float(np.sum(np.abs(g)))
    if total == 0:
        return np.array(x)
    return x + g * (eta * g.size / total)


# %% variant: plane by plane | lists of planes
def jittered_step(x, gradient, move, eta):
    moved = np.stack([np.roll(np.roll(plane, move[0], 0), move[1], 1) for plane in x])
    g = gradient(moved)
    g = [np.roll(np.roll(np.asarray(plane), -move[0], 0), -move[1], 1) for plane in g]
    size = sum(np.abs(plane).sum() for plane in g) / x.size
    return [plane + (eta / size * step if size else 0.0) for plane, step in zip(x, g)]
