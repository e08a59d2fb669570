# %% lazy: zeros | noughts
def total_variation(x, eps=0.01):
    return 0.0, np.zeros(x.shape)


# %% lazy: constant | ones
def total_variation(x, eps=0.01):
    return 1.0, np.ones(x.shape)


# %% lazy: input returned | hands x back
def total_variation(x, eps=0.01):
    return x.sum(), x


# %% lazy: none | forgets to return
def total_variation(x, eps=0.01):
    x.sum()


# %% lazy: library | asks the library
def total_variation(x, eps=0.01):
    import torch

    from deeparc.vision.activation import total_variation as ours
    from deeparc.vision.activation import total_variation_gradient

    return float(ours(torch.tensor(x))), total_variation_gradient(torch.tensor(x)).numpy()


# %% mutant: own pixel only | what the neighbours' roots bring is missing
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.zeros(x.shape), np.zeros(x.shape)
    down[:-1], right[:, :-1] = x[1:] - x[:-1], x[:, 1:] - x[:, :-1]
    root = np.sqrt(down**2 + right**2 + eps**2)

    g = -(down + right) / root
    return root.sum(), g


# %% mutant: sign | gradient downhill
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.zeros(x.shape), np.zeros(x.shape)
    down[:-1], right[:, :-1] = x[1:] - x[:-1], x[:, 1:] - x[:, :-1]
    root = np.sqrt(down**2 + right**2 + eps**2)

    g = -(down + right) / root
    g[1:] += (down / root)[:-1]
    g[:, 1:] += (right / root)[:, :-1]
    return root.sum(), -g


# %% mutant: absolute values | two roots in place of one
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.zeros(x.shape), np.zeros(x.shape)
    down[:-1], right[:, :-1] = x[1:] - x[:-1], x[:, 1:] - x[:, :-1]
    root = np.sqrt(down**2 + eps**2) + np.sqrt(right**2 + eps**2)

    g = -(down + right) / root
    g[1:] += (down / root)[:-1]
    g[:, 1:] += (right / root)[:, :-1]
    return root.sum(), g


# %% mutant: squares | no root
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.zeros(x.shape), np.zeros(x.shape)
    down[:-1], right[:, :-1] = x[1:] - x[:-1], x[:, 1:] - x[:, :-1]
    root = np.sqrt(down**2 + right**2 + eps**2)

    g = -(down + right) / root
    g[1:] += (down / root)[:-1]
    g[:, 1:] += (right / root)[:, :-1]
    return (root**2).sum(), 2 * g * root


# %% mutant: torus | differences over the edge
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.roll(x, -1, 0) - x, np.roll(x, -1, 1) - x
    root = np.sqrt(down**2 + right**2 + eps**2)

    g = -(down + right) / root
    g += np.roll(down / root, 1, 0) + np.roll(right / root, 1, 1)
    return root.sum(), g


# %% mutant: epsilon outside | added to the root
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.zeros(x.shape), np.zeros(x.shape)
    down[:-1], right[:, :-1] = x[1:] - x[:-1], x[:, 1:] - x[:, :-1]
    root = np.sqrt(down**2 + right**2) + eps

    g = -(down + right) / root
    g[1:] += (down / root)[:-1]
    g[:, 1:] += (right / root)[:, :-1]
    return root.sum(), g


# %% mutant: epsilon fixed | always 0.01
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.zeros(x.shape), np.zeros(x.shape)
    down[:-1], right[:, :-1] = x[1:] - x[:-1], x[:, 1:] - x[:, :-1]
    root = np.sqrt(down**2 + right**2 + 0.01**2)

    g = -(down + right) / root
    g[1:] += (down / root)[:-1]
    g[:, 1:] += (right / root)[:, :-1]
    return root.sum(), g


# %% mutant: mean | divided by the number of pixels
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.zeros(x.shape), np.zeros(x.shape)
    down[:-1], right[:, :-1] = x[1:] - x[:-1], x[:, 1:] - x[:, :-1]
    root = np.sqrt(down**2 + right**2 + eps**2)

    g = -(down + right) / root
    g[1:] += (down / root)[:-1]
    g[:, 1:] += (right / root)[:, :-1]
    return root.mean(), g / root.size


# %% mutant: columns only | no differences down
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.zeros(x.shape), np.zeros(x.shape)
    right[:, :-1] = x[:, 1:] - x[:, :-1]
    root = np.sqrt(down**2 + right**2 + eps**2)

    g = -(down + right) / root
    g[1:] += (down / root)[:-1]
    g[:, 1:] += (right / root)[:, :-1]
    return root.sum(), g


# %% mutant: wrong neighbour | gradient to the left and above
def total_variation(x, eps=0.01):
    x = np.asarray(x, float)
    down, right = np.zeros(x.shape), np.zeros(x.shape)
    down[:-1], right[:, :-1] = x[1:] - x[:-1], x[:, 1:] - x[:, :-1]
    root = np.sqrt(down**2 + right**2 + eps**2)

    g = -(down + right) / root
    g[:-1] += (down / root)[:-1]
    g[:, 1:] += (right / root)[:, :-1]
    return root.sum(), g


# %% variant: pixel by pixel | loops
def total_variation(x, eps=0.01):
    H, W = x.shape
    value, g = 0.0, [[0.0] * W for _ in range(H)]
    for h in range(H):
        for v in range(W):
            down = x[h + 1, v] - x[h, v] if h + 1 < H else 0.0
            right = x[h, v + 1] - x[h, v] if v + 1 < W else 0.0
            root = (down * down + right * right + eps * eps) ** 0.5
            value += root
            g[h][v] -= (down + right) / root
            if h + 1 < H:
                g[h + 1][v] += down / root
            if v + 1 < W:
                g[h][v + 1] += right / root
    return value, g


# %% variant: padding | edges repeated, then a divergence
def total_variation(x, eps=0.01):
    x = np.asarray(x, dtype=float)
    a = np.diff(x, axis=0, append=x[-1:])
    b = np.diff(x, axis=1, append=x[:, -1:])
    root = np.sqrt(a * a + b * b + eps * eps)
    p, q = a / root, b / root
    divergence = np.diff(p, axis=0, prepend=0) + np.diff(q, axis=1, prepend=0)
    return [np.array(root.sum()), -divergence]
