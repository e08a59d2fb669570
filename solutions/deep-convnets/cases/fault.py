# %% lazy: zeros | zeros everywhere
def mended(x, blocks, dy):
    return np.zeros(dy.shape), np.zeros(x.shape), [(np.zeros(w1.shape), np.zeros(w2.shape)) for w1, w2, _ in blocks]


# %% lazy: constant | ones everywhere
def mended(x, blocks, dy):
    return np.ones(dy.shape), np.ones(x.shape), [(np.ones(w1.shape), np.ones(w2.shape)) for w1, w2, _ in blocks]


# %% lazy: input returned | hands the arrays back
def mended(x, blocks, dy):
    return dy, x, [(w1, w2) for w1, w2, _ in blocks]


# %% lazy: as it was | the faulty function
def mended(x, blocks, dy):
    return three_faults(x, blocks, dy)


# %% lazy: none | forgets to return
def mended(x, blocks, dy):
    three_faults(x, blocks, dy)


# %% mutant: ReLU left | F cannot be negative
def mended(x, blocks, dy):
    inputs = []
    for w1, w2, P in blocks:
        inputs.append(x)
        f = np.maximum(np.maximum(x @ w1.T, 0) @ w2.T, 0)  # first fault: a ReLU here, so that blocks could only add
        x = (x if P is None else x @ P.T) + f
    gradients = []
    for (w1, w2, P), below in zip(blocks[::-1], inputs[::-1]):
        z = below @ w1.T  # second fault: z was the last block's in all blocks
        dw2 = dy.T @ np.maximum(z, 0)
        dz = (dy @ w2) * (z > 0)
        gradients.append((dz.T @ below, dw2))
        dy = dz @ w1 + (dy if P is None else dy @ P)  # third fault: nothing came back through the identity
    return x, dy, gradients[::-1]


# %% mutant: z left | the last block's z
def mended(x, blocks, dy):
    inputs = []
    for w1, w2, P in blocks:
        inputs.append(x)
        f = np.maximum(x @ w1.T, 0) @ w2.T  # first fault: a ReLU here, so that blocks could only add
        x = (x if P is None else x @ P.T) + f
    gradients = []
    for (w1, w2, P), below in zip(blocks[::-1], inputs[::-1]):
        z = (
            inputs[-1] @ blocks[-1][0].T if below.shape[1] == inputs[-1].shape[1] else below @ w1.T
        )  # second fault: z was the last block's in all blocks
        dw2 = dy.T @ np.maximum(z, 0)
        dz = (dy @ w2) * (z > 0)
        gradients.append((dz.T @ below, dw2))
        dy = dz @ w1 + (dy if P is None else dy @ P)  # third fault: nothing came back through the identity
    return x, dy, gradients[::-1]


# %% mutant: identity left | nothing comes back
def mended(x, blocks, dy):
    inputs = []
    for w1, w2, P in blocks:
        inputs.append(x)
        f = np.maximum(x @ w1.T, 0) @ w2.T  # first fault: a ReLU here, so that blocks could only add
        x = (x if P is None else x @ P.T) + f
    gradients = []
    for (w1, w2, P), below in zip(blocks[::-1], inputs[::-1]):
        z = below @ w1.T  # second fault: z was the last block's in all blocks
        dw2 = dy.T @ np.maximum(z, 0)
        dz = (dy @ w2) * (z > 0)
        gradients.append((dz.T @ below, dw2))
        dy = dz @ w1 + (0 if P is None else dy @ P)  # third fault: nothing came back through the identity
    return x, dy, gradients[::-1]


# %% mutant: projection lost | nothing comes back through P
def mended(x, blocks, dy):
    inputs = []
    for w1, w2, P in blocks:
        inputs.append(x)
        f = np.maximum(x @ w1.T, 0) @ w2.T  # first fault: a ReLU here, so that blocks could only add
        x = (x if P is None else x @ P.T) + f
    gradients = []
    for (w1, w2, P), below in zip(blocks[::-1], inputs[::-1]):
        z = below @ w1.T  # second fault: z was the last block's in all blocks
        dw2 = dy.T @ np.maximum(z, 0)
        dz = (dy @ w2) * (z > 0)
        gradients.append((dz.T @ below, dw2))
        dy = dz @ w1 + (dy if P is None else 0)  # third fault: nothing came back through the identity
    return x, dy, gradients[::-1]


# %% mutant: branch lost | only the shortcut
def mended(x, blocks, dy):
    inputs = []
    for w1, w2, P in blocks:
        inputs.append(x)
        f = np.maximum(x @ w1.T, 0) @ w2.T  # first fault: a ReLU here, so that blocks could only add
        x = (x if P is None else x @ P.T) + f
    gradients = []
    for (w1, w2, P), below in zip(blocks[::-1], inputs[::-1]):
        z = below @ w1.T  # second fault: z was the last block's in all blocks
        dw2 = dy.T @ np.maximum(z, 0)
        dz = (dy @ w2) * (z > 0)
        gradients.append((dz.T @ below, dw2))
        dy = 0 * (dz @ w1) + (dy if P is None else dy @ P)  # third fault: nothing came back through the identity
    return x, dy, gradients[::-1]


# %% mutant: mask lost | no ReLU backward
def mended(x, blocks, dy):
    inputs = []
    for w1, w2, P in blocks:
        inputs.append(x)
        f = np.maximum(x @ w1.T, 0) @ w2.T  # first fault: a ReLU here, so that blocks could only add
        x = (x if P is None else x @ P.T) + f
    gradients = []
    for (w1, w2, P), below in zip(blocks[::-1], inputs[::-1]):
        z = below @ w1.T  # second fault: z was the last block's in all blocks
        dw2 = dy.T @ np.maximum(z, 0)
        dz = dy @ w2
        gradients.append((dz.T @ below, dw2))
        dy = dz @ w1 + (dy if P is None else dy @ P)  # third fault: nothing came back through the identity
    return x, dy, gradients[::-1]


# %% mutant: order | gradients from the top
def mended(x, blocks, dy):
    inputs = []
    for w1, w2, P in blocks:
        inputs.append(x)
        f = np.maximum(x @ w1.T, 0) @ w2.T  # first fault: a ReLU here, so that blocks could only add
        x = (x if P is None else x @ P.T) + f
    gradients = []
    for (w1, w2, P), below in zip(blocks[::-1], inputs[::-1]):
        z = below @ w1.T  # second fault: z was the last block's in all blocks
        dw2 = dy.T @ np.maximum(z, 0)
        dz = (dy @ w2) * (z > 0)
        gradients.append((dz.T @ below, dw2))
        dy = dz @ w1 + (dy if P is None else dy @ P)  # third fault: nothing came back through the identity
    return x, dy, gradients


# %% mutant: late dy | dw2 from the gradient below
def mended(x, blocks, dy):
    inputs = []
    for w1, w2, P in blocks:
        inputs.append(x)
        f = np.maximum(x @ w1.T, 0) @ w2.T  # first fault: a ReLU here, so that blocks could only add
        x = (x if P is None else x @ P.T) + f
    gradients = []
    for (w1, w2, P), below in zip(blocks[::-1], inputs[::-1]):
        z = below @ w1.T  # second fault: z was the last block's in all blocks
        dz = (dy @ w2) * (z > 0)
        dy = dz @ w1 + (dy if P is None else dy @ P)
        gradients.append(
            (dz.T @ below, (dy if P is None else dy @ P.T).T @ np.maximum(z, 0))
        )  # third fault: nothing came back through the identity
    return x, dy, gradients[::-1]


# %% mutant: ReLU after the sum | the other kind of block
def mended(x, blocks, dy):
    inputs = []
    for w1, w2, P in blocks:
        inputs.append(x)
        f = np.maximum(x @ w1.T, 0) @ w2.T  # first fault: a ReLU here, so that blocks could only add
        x = np.maximum((x if P is None else x @ P.T) + f, 0)
    gradients = []
    for (w1, w2, P), below in zip(blocks[::-1], inputs[::-1]):
        z = below @ w1.T  # second fault: z was the last block's in all blocks
        dw2 = dy.T @ np.maximum(z, 0)
        dz = (dy @ w2) * (z > 0)
        gradients.append((dz.T @ below, dw2))
        dy = dz @ w1 + (dy if P is None else dy @ P)  # third fault: nothing came back through the identity
    return x, dy, gradients[::-1]


# %% variant: recursion | one block, then the rest
def mended(x, blocks, dy):
    if not blocks:
        return np.array(x), np.array(dy), []
    (w1, w2, P), rest = blocks[0], blocks[1:]
    z = np.dot(x, np.transpose(w1))
    a = z * (z > 0)
    side = x if P is None else np.dot(x, np.transpose(P))
    y, above, gradients = mended(side + np.dot(a, np.transpose(w2)), rest, dy)
    dz = np.where(z > 0, np.dot(above, w2), 0)
    dx = np.dot(dz, w1) + (above if P is None else np.dot(above, P))
    return y, dx, [[dz.T @ x, above.T @ a], *gradients]


# %% variant: matrices | identities written out, all states kept
def mended(x, blocks, dy):
    steps, h = [], np.array(x, float)
    for w1, w2, P in blocks:
        Q = np.eye(h.shape[1]) if P is None else P
        z = np.einsum("bd,hd->bh", h, w1)
        steps.append((w1, w2, Q, h, z))
        h = np.einsum("bd,ed->be", h, Q) + np.einsum("bh,eh->be", np.maximum(z, 0), w2)
    g, out = np.array(dy, float), []
    while steps:
        w1, w2, Q, below, z = steps.pop()
        dz = np.heaviside(z, 0) * np.einsum("be,eh->bh", g, w2)
        out.insert(0, (np.einsum("bh,bd->hd", dz, below), np.einsum("be,bh->eh", g, np.maximum(z, 0))))
        g = np.einsum("be,ed->bd", g, Q) + np.einsum("bh,hd->bd", dz, w1)
    return [h, g, out]
