# %% lazy: zeros | noughts
def project(layers, x, s, rule="deconvnet"):
    return np.zeros(x.shape)


# %% lazy: constant | ones
def project(layers, x, s, rule="deconvnet"):
    return np.ones(x.shape)


# %% lazy: input returned | hands x back
def project(layers, x, s, rule="deconvnet"):
    return x


# %% lazy: signal returned | hands s back
def project(layers, x, s, rule="deconvnet"):
    return s


# %% lazy: none | forgets to return
def project(layers, x, s, rule="deconvnet"):
    s + 0


# %% lazy: library | asks PyTorch
def project(layers, x, s, rule="deconvnet"):
    import torch

    from deeparc.vision.deconvnet import Deconvnet

    return Deconvnet([torch.nn.ReLU()]).project(torch.tensor(s), rule=rule)


# %% mutant: rule ignored: gradient | the mask of z always
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ s
        elif kind == "relu":
            if True:
                s = s * (z > 0)
            if False:
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), groups.argmax(axis=1)] = s
            s = back.ravel()
    return s


# %% mutant: rule ignored: deconvnet | the sign of s always
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ s
        elif kind == "relu":
            if False:
                s = s * (z > 0)
            if True:
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), groups.argmax(axis=1)] = s
            s = back.ravel()
    return s


# %% mutant: guided is the deconvnet | mask forgotten in guided
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ s
        elif kind == "relu":
            if rule == "gradient":
                s = s * (z > 0)
            if rule in ("deconvnet", "guided"):
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), groups.argmax(axis=1)] = s
            s = back.ravel()
    return s


# %% mutant: bias on the way back | subtracts b
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ (s - rest[1])
        elif kind == "relu":
            if rule in ("gradient", "guided"):
                s = s * (z > 0)
            if rule in ("deconvnet", "guided"):
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), groups.argmax(axis=1)] = s
            s = back.ravel()
    return s


# %% mutant: no switches | spread over the window
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ s
        elif kind == "relu":
            if rule in ("gradient", "guided"):
                s = s * (z > 0)
            if rule in ("deconvnet", "guided"):
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[...] = s[:, None] / rest[0]
            s = back.ravel()
    return s


# %% mutant: to the first place | no argmax
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ s
        elif kind == "relu":
            if rule in ("gradient", "guided"):
                s = s * (z > 0)
            if rule in ("deconvnet", "guided"):
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), 0] = s
            s = back.ravel()
    return s


# %% mutant: the pool's own input | switches of the smallest
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ s
        elif kind == "relu":
            if rule in ("gradient", "guided"):
                s = s * (z > 0)
            if rule in ("deconvnet", "guided"):
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), groups.argmin(axis=1)] = s
            s = back.ravel()
    return s


# %% mutant: top only | rectifies at the highest ReLU alone
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    first = True
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ s
        elif kind == "relu":
            if rule in ("gradient", "guided"):
                s = s * (z > 0)
            if rule in ("deconvnet", "guided") and first:
                s = np.maximum(s, 0)
                first = False
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), groups.argmax(axis=1)] = s
            s = back.ravel()
    return s


# %% mutant: after the pool | the ReLU's mask from its output's rank
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ s
        elif kind == "relu":
            if rule in ("gradient", "guided"):
                s = s * (z > z.mean())
            if rule in ("deconvnet", "guided"):
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), groups.argmax(axis=1)] = s
            s = back.ravel()
    return s


# %% mutant: pseudo-inverse | inverse in place of the transpose
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.linalg.pinv(np.asarray(rest[0], float)) @ s
        elif kind == "relu":
            if rule in ("gradient", "guided"):
                s = s * (z > 0)
            if rule in ("deconvnet", "guided"):
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), groups.argmax(axis=1)] = s
            s = back.ravel()
    return s


# %% mutant: last of equal maxima | argmax from behind
def project(layers, x, s, rule="deconvnet"):
    inputs, x = [], np.asarray(x, float)
    for kind, *rest in layers:
        inputs.append(x)
        if kind == "linear":
            x = np.asarray(rest[0], float) @ x + np.asarray(rest[1], float)
        elif kind == "relu":
            x = np.maximum(x, 0)
        else:
            x = x.reshape(-1, rest[0]).max(axis=1)
    s = np.asarray(s, float)
    for (kind, *rest), z in zip(layers[::-1], inputs[::-1]):
        if kind == "linear":
            s = np.asarray(rest[0], float).T @ s
        elif kind == "relu":
            if rule in ("gradient", "guided"):
                s = s * (z > 0)
            if rule in ("deconvnet", "guided"):
                s = np.maximum(s, 0)
        else:
            groups = z.reshape(-1, rest[0])
            back = np.zeros(groups.shape)
            back[np.arange(len(groups)), rest[0] - 1 - groups[:, ::-1].argmax(axis=1)] = s
            s = back.ravel()
    return s


# %% variant: recursion | down on the way up
def project(layers, x, s, rule="deconvnet"):
    def below(k, x):
        """Return the signal at the input of layer k."""
        if k == len(layers):
            return np.array(s, float)
        kind = layers[k][0]
        if kind == "linear":
            _, W, b = layers[k]
            return below(k + 1, np.dot(W, x) + b) @ np.asarray(W)
        if kind == "relu":
            r = below(k + 1, np.where(x > 0, x, 0))
            if rule != "deconvnet":
                r = np.where(x > 0, r, 0)
            return r if rule == "gradient" else np.where(r > 0, r, 0)
        K = layers[k][1]
        blocks = [list(x[i : i + K]) for i in range(0, len(x), K)]
        r = below(k + 1, np.array([max(block) for block in blocks]))
        out = []
        for block, value in zip(blocks, r):
            part = [0.0] * K
            part[block.index(max(block))] = float(value)
            out += part
        return np.array(out)

    return below(0, np.array(x, float))


# %% variant: closures | a stack of functions
def project(layers, x, s, rule="deconvnet"):
    back, x = [], np.array(x, dtype=float)
    for layer in layers:
        if layer[0] == "linear":
            W = np.array(layer[1], dtype=float)
            back.append(lambda r, W=W: np.einsum("ij,i->j", W, r))
            x = np.einsum("ij,j->i", W, x) + layer[2]
        elif layer[0] == "relu":
            on = np.ones(len(x), bool) if rule == "deconvnet" else x > 0
            back.append(lambda r, on=on: np.where(on & ((r > 0) | (rule == "gradient")), r, 0.0))
            x = x.clip(min=0)
        else:
            K, n = layer[1], len(x)
            won = np.array([i + int(np.argmax(x[i : i + K])) for i in range(0, n, K)])

            def unpool(r, won=won, n=n):
                wide = np.zeros(n)
                wide[won] = r
                return wide

            back.append(unpool)
            x = x[won]
    r = np.array(s, dtype=float)
    while back:
        r = back.pop()(r)
    return r.tolist()
