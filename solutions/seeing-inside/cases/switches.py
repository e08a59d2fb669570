# %% lazy: zeros | noughts
def max_pool(x, K, s):
    B, C, H, W = x.shape
    y = np.zeros((B, C, (H - K) // s + 1, (W - K) // s + 1))
    return y, y.astype(int)


def unpool(r, places, size):
    return np.zeros((*r.shape[:2], *size))


# %% lazy: ones | constants
def max_pool(x, K, s):
    return np.ones(x.shape), np.ones(x.shape)


def unpool(r, places, size):
    return np.ones((*r.shape[:2], *size))


# %% lazy: input returned | hands back what it got
def max_pool(x, K, s):
    return x, x


def unpool(r, places, size):
    return r


# %% lazy: none | forgets to return
def max_pool(x, K, s):
    x.max()


def unpool(r, places, size):
    r.sum()


# %% lazy: library | asks the library
def max_pool(x, K, s):
    import torch

    y, p = torch.nn.functional.max_pool2d(torch.tensor(x), K, s, return_indices=True)
    return y.numpy(), p.numpy()


def unpool(r, places, size):
    import torch

    from deeparc.vision.deconvnet import unpool as ours

    return ours(torch.tensor(r), torch.tensor(places), size).numpy()


# %% mutant: overwrites | last one wins where places repeat
def max_pool(x, K, s):
    x = np.asarray(x, float)
    B, C, H, W = x.shape
    h, v = (H - K) // s + 1, (W - K) // s + 1
    y, places = np.empty((B, C, h, v)), np.empty((B, C, h, v), int)
    for i in range(h):
        for j in range(v):
            window = x[:, :, s * i : s * i + K, s * j : s * j + K].reshape(B, C, K * K)
            best = window.argmax(axis=2)
            y[:, :, i, j] = window.max(axis=2)
            places[:, :, i, j] = (s * i + best // K) * W + s * j + best % K
    return y, places


def unpool(r, places, size):
    r, places = np.asarray(r, float), np.asarray(places, int)
    B, C = r.shape[:2]
    flat = np.zeros((B, C, size[0] * size[1]))
    b, c = np.indices((B, C))
    flat[b[:, :, None, None], c[:, :, None, None], places] = r
    return flat.reshape(B, C, *size)


# %% mutant: adds once | += with repeated places
def max_pool(x, K, s):
    x = np.asarray(x, float)
    B, C, H, W = x.shape
    h, v = (H - K) // s + 1, (W - K) // s + 1
    y, places = np.empty((B, C, h, v)), np.empty((B, C, h, v), int)
    for i in range(h):
        for j in range(v):
            window = x[:, :, s * i : s * i + K, s * j : s * j + K].reshape(B, C, K * K)
            best = window.argmax(axis=2)
            y[:, :, i, j] = window.max(axis=2)
            places[:, :, i, j] = (s * i + best // K) * W + s * j + best % K
    return y, places


def unpool(r, places, size):
    r, places = np.asarray(r, float), np.asarray(places, int)
    B, C = r.shape[:2]
    flat = np.zeros((B, C, size[0] * size[1]))
    b, c = np.indices((B, C))
    flat[b[:, :, None, None], c[:, :, None, None], places] += r
    return flat.reshape(B, C, *size)


# %% mutant: place in the window | not in the map
def max_pool(x, K, s):
    x = np.asarray(x, float)
    B, C, H, W = x.shape
    h, v = (H - K) // s + 1, (W - K) // s + 1
    y, places = np.empty((B, C, h, v)), np.empty((B, C, h, v), int)
    for i in range(h):
        for j in range(v):
            window = x[:, :, s * i : s * i + K, s * j : s * j + K].reshape(B, C, K * K)
            best = window.argmax(axis=2)
            y[:, :, i, j] = window.max(axis=2)
            places[:, :, i, j] = best
    return y, places


def unpool(r, places, size):
    r, places = np.asarray(r, float), np.asarray(places, int)
    B, C = r.shape[:2]
    flat = np.zeros((B, C, size[0] * size[1]))
    b, c = np.indices((B, C))
    np.add.at(flat, (b[:, :, None, None], c[:, :, None, None], places), r)
    return flat.reshape(B, C, *size)


# %% mutant: height for width | row · H + column
def max_pool(x, K, s):
    x = np.asarray(x, float)
    B, C, H, W = x.shape
    h, v = (H - K) // s + 1, (W - K) // s + 1
    y, places = np.empty((B, C, h, v)), np.empty((B, C, h, v), int)
    for i in range(h):
        for j in range(v):
            window = x[:, :, s * i : s * i + K, s * j : s * j + K].reshape(B, C, K * K)
            best = window.argmax(axis=2)
            y[:, :, i, j] = window.max(axis=2)
            places[:, :, i, j] = (s * i + best // K) * H + s * j + best % K
    return y, places


def unpool(r, places, size):
    r, places = np.asarray(r, float), np.asarray(places, int)
    B, C = r.shape[:2]
    flat = np.zeros((B, C, size[0] * size[1]))
    b, c = np.indices((B, C))
    np.add.at(flat, (b[:, :, None, None], c[:, :, None, None], places), r)
    return flat.reshape(B, C, *size)


# %% mutant: stride forgotten | windows K apart
def max_pool(x, K, s):
    x = np.asarray(x, float)
    B, C, H, W = x.shape
    s = K
    h, v = (H - K) // s + 1, (W - K) // s + 1
    y, places = np.empty((B, C, h, v)), np.empty((B, C, h, v), int)
    for i in range(h):
        for j in range(v):
            window = x[:, :, s * i : s * i + K, s * j : s * j + K].reshape(B, C, K * K)
            best = window.argmax(axis=2)
            y[:, :, i, j] = window.max(axis=2)
            places[:, :, i, j] = (s * i + best // K) * W + s * j + best % K
    return y, places


def unpool(r, places, size):
    r, places = np.asarray(r, float), np.asarray(places, int)
    B, C = r.shape[:2]
    flat = np.zeros((B, C, size[0] * size[1]))
    b, c = np.indices((B, C))
    np.add.at(flat, (b[:, :, None, None], c[:, :, None, None], places), r)
    return flat.reshape(B, C, *size)


# %% mutant: last of equal ones | argmax from behind
def max_pool(x, K, s):
    x = np.asarray(x, float)
    B, C, H, W = x.shape
    h, v = (H - K) // s + 1, (W - K) // s + 1
    y, places = np.empty((B, C, h, v)), np.empty((B, C, h, v), int)
    for i in range(h):
        for j in range(v):
            window = x[:, :, s * i : s * i + K, s * j : s * j + K].reshape(B, C, K * K)
            best = K * K - 1 - window[:, :, ::-1].argmax(axis=2)
            y[:, :, i, j] = window.max(axis=2)
            places[:, :, i, j] = (s * i + best // K) * W + s * j + best % K
    return y, places


def unpool(r, places, size):
    r, places = np.asarray(r, float), np.asarray(places, int)
    B, C = r.shape[:2]
    flat = np.zeros((B, C, size[0] * size[1]))
    b, c = np.indices((B, C))
    np.add.at(flat, (b[:, :, None, None], c[:, :, None, None], places), r)
    return flat.reshape(B, C, *size)


# %% mutant: from zero | maxima never below 0
def max_pool(x, K, s):
    x = np.asarray(x, float)
    B, C, H, W = x.shape
    h, v = (H - K) // s + 1, (W - K) // s + 1
    y, places = np.empty((B, C, h, v)), np.empty((B, C, h, v), int)
    for i in range(h):
        for j in range(v):
            window = x[:, :, s * i : s * i + K, s * j : s * j + K].reshape(B, C, K * K)
            best = window.argmax(axis=2)
            y[:, :, i, j] = np.maximum(window.max(axis=2), 0)
            places[:, :, i, j] = (s * i + best // K) * W + s * j + best % K
    return y, places


def unpool(r, places, size):
    r, places = np.asarray(r, float), np.asarray(places, int)
    B, C = r.shape[:2]
    flat = np.zeros((B, C, size[0] * size[1]))
    b, c = np.indices((B, C))
    np.add.at(flat, (b[:, :, None, None], c[:, :, None, None], places), r)
    return flat.reshape(B, C, *size)


# %% mutant: minimum | smallest of a window
def max_pool(x, K, s):
    x = np.asarray(x, float)
    B, C, H, W = x.shape
    h, v = (H - K) // s + 1, (W - K) // s + 1
    y, places = np.empty((B, C, h, v)), np.empty((B, C, h, v), int)
    for i in range(h):
        for j in range(v):
            window = x[:, :, s * i : s * i + K, s * j : s * j + K].reshape(B, C, K * K)
            best = window.argmin(axis=2)
            y[:, :, i, j] = window.min(axis=2)
            places[:, :, i, j] = (s * i + best // K) * W + s * j + best % K
    return y, places


def unpool(r, places, size):
    r, places = np.asarray(r, float), np.asarray(places, int)
    B, C = r.shape[:2]
    flat = np.zeros((B, C, size[0] * size[1]))
    b, c = np.indices((B, C))
    np.add.at(flat, (b[:, :, None, None], c[:, :, None, None], places), r)
    return flat.reshape(B, C, *size)


# %% mutant: first example | places of the first example for all
def max_pool(x, K, s):
    x = np.asarray(x, float)
    B, C, H, W = x.shape
    h, v = (H - K) // s + 1, (W - K) // s + 1
    y, places = np.empty((B, C, h, v)), np.empty((B, C, h, v), int)
    for i in range(h):
        for j in range(v):
            window = x[:, :, s * i : s * i + K, s * j : s * j + K].reshape(B, C, K * K)
            best = window.argmax(axis=2)
            y[:, :, i, j] = window.max(axis=2)
            places[:, :, i, j] = (s * i + best // K) * W + s * j + best % K
    return y, places


def unpool(r, places, size):
    r, places = np.asarray(r, float), np.asarray(places, int)
    B, C = r.shape[:2]
    flat = np.zeros((B, C, size[0] * size[1]))
    b, c = np.indices((B, C))
    np.add.at(flat, (b[:, :, None, None], c[:, :, None, None], places[:1]), r)
    return flat.reshape(B, C, *size)


# %% variant: lists and loops | number by number
def max_pool(x, K, s):
    B, C, H, W = np.shape(x)
    y, places = [], []
    for b in range(B):
        for c in range(C):
            for i in range(0, H - K + 1, s):
                for j in range(0, W - K + 1, s):
                    best = None
                    for k in range(i, i + K):
                        for l in range(j, j + K):
                            if best is None or x[b][c][k][l] > best[0]:
                                best = (x[b][c][k][l], k * W + l)
                    y.append(best[0])
                    places.append(best[1])
    shape = (B, C, (H - K) // s + 1, (W - K) // s + 1)
    return np.reshape(y, shape), np.reshape(places, shape)


def unpool(r, places, size):
    H, W = size
    out = np.zeros((*np.shape(r)[:2], H, W))
    for b, c, i, j in np.ndindex(*np.shape(r)):
        row, column = divmod(int(places[b][c][i][j]), W)
        out[b, c, row, column] += r[b][c][i][j]
    return out.tolist()


# %% variant: views and bincount | sliding windows
def max_pool(x, K, s):
    _H, W = x.shape[2:]
    windows = np.lib.stride_tricks.sliding_window_view(x, (K, K), axis=(2, 3))[:, :, ::s, ::s]
    flat = windows.reshape(*windows.shape[:4], K * K)
    best = np.argmax(flat, axis=-1)
    h, v = best.shape[2:]
    rows = s * np.arange(h)[:, None] + best // K
    columns = s * np.arange(v)[None, :] + best % K
    return np.take_along_axis(flat, best[..., None], axis=-1)[..., 0], rows * W + columns


def unpool(r, places, size):
    B, C = r.shape[:2]
    n = size[0] * size[1]
    offset = n * np.arange(B * C).reshape(B, C, 1, 1)
    return np.bincount((places + offset).ravel(), r.ravel(), B * C * n).reshape(B, C, *size)
