# %% lazy: zeros | zeros
def train_with_patience(w, train_epoch, validate, patience, epochs):
    return np.zeros_like(w), 0, 0


# %% lazy: constant | always epoch 1
def train_with_patience(w, train_epoch, validate, patience, epochs):
    return np.ones_like(w), 1, 1


# %% lazy: input returned | untrained
def train_with_patience(w, train_epoch, validate, patience, epochs):
    return w, patience, epochs


# %% lazy: none | returns nothing
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w = train_epoch(w.copy())


# %% lazy: library | asks for the callback
def train_with_patience(w, train_epoch, validate, patience, epochs):
    from deeparc.core.callbacks import EarlyStopping

    stopping = EarlyStopping("loss", patience)
    return w, stopping.best_epoch, epochs


# %% mutant: equal is better | an equal loss counts as a new best
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w, best, best_epoch, best_w, ran = w.copy(), np.inf, 0, None, 0
    while ran < epochs:
        w = train_epoch(w)
        ran += 1
        loss = validate(w)
        if loss <= best:
            best, best_epoch, best_w = loss, ran, w.copy()
        elif ran - best_epoch >= patience:
            break
    return best_w, best_epoch, ran


# %% mutant: one too patient | stops an epoch late
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w, best, best_epoch, best_w, ran = w.copy(), np.inf, 0, None, 0
    while ran < epochs:
        w = train_epoch(w)
        ran += 1
        loss = validate(w)
        if best_w is None or loss < best:
            best, best_epoch, best_w = loss, ran, w.copy()
        elif ran - best_epoch > patience:
            break
    return best_w, best_epoch, ran


# %% mutant: one too impatient | stops an epoch early
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w, best, best_epoch, best_w, ran = w.copy(), np.inf, 0, None, 0
    while ran < epochs:
        w = train_epoch(w)
        ran += 1
        loss = validate(w)
        if best_w is None or loss < best:
            best, best_epoch, best_w = loss, ran, w.copy()
        if ran - best_epoch >= patience - 1 and ran > best_epoch:
            break
    return best_w, best_epoch, ran


# %% mutant: last weights | the best weights are not brought back
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w, best, best_epoch, ran = w.copy(), np.inf, 0, 0
    while ran < epochs:
        w = train_epoch(w)
        ran += 1
        loss = validate(w)
        if ran == 1 or loss < best:
            best, best_epoch = loss, ran
        elif ran - best_epoch >= patience:
            break
    return w, best_epoch, ran


# %% mutant: no copy | the stored weights are overwritten
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w, best, best_epoch, best_w, ran = w.copy(), np.inf, 0, None, 0
    while ran < epochs:
        w = train_epoch(w)
        ran += 1
        loss = validate(w)
        if best_w is None or loss < best:
            best, best_epoch, best_w = loss, ran, w
        elif ran - best_epoch >= patience:
            break
    return best_w, best_epoch, ran


# %% mutant: caller's array | trains in the array it was given
def train_with_patience(w, train_epoch, validate, patience, epochs):
    best, best_epoch, best_w, ran = np.inf, 0, None, 0
    while ran < epochs:
        w = train_epoch(w)
        ran += 1
        loss = validate(w)
        if best_w is None or loss < best:
            best, best_epoch, best_w = loss, ran, w.copy()
        elif ran - best_epoch >= patience:
            break
    return best_w, best_epoch, ran


# %% mutant: any rise counts | counts epochs that are worse than the one before
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w, best, best_epoch, best_w, ran, bad, before = w.copy(), np.inf, 0, None, 0, 0, np.inf
    while ran < epochs:
        w = train_epoch(w)
        ran += 1
        loss = validate(w)
        bad = 0 if loss < before else bad + 1
        before = loss
        if best_w is None or loss < best:
            best, best_epoch, best_w = loss, ran, w.copy()
        if bad >= patience:
            break
    return best_w, best_epoch, ran


# %% mutant: all epochs | never stops early
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w, best, best_epoch, best_w = w.copy(), np.inf, 0, None
    for ran in range(1, epochs + 1):
        w = train_epoch(w)
        loss = validate(w)
        if best_w is None or loss < best:
            best, best_epoch, best_w = loss, ran, w.copy()
    return best_w, best_epoch, ran


# %% mutant: counts from zero | the first epoch is 0
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w, best, best_epoch, best_w, ran = w.copy(), np.inf, 0, None, 0
    while ran < epochs:
        w = train_epoch(w)
        ran += 1
        loss = validate(w)
        if best_w is None or loss < best:
            best, best_epoch, best_w = loss, ran, w.copy()
        elif ran - best_epoch >= patience:
            break
    return best_w, best_epoch - 1, ran


# %% variant: waiting | counts the epochs without a new best
def train_with_patience(w, train_epoch, validate, patience, epochs):
    import copy

    w = copy.deepcopy(w)
    kept, waited = [], 0
    for epoch in range(1, epochs + 1):
        w = train_epoch(w)
        loss = float(validate(w))
        if not kept or loss < kept[0]:
            kept, waited = [loss, epoch, copy.deepcopy(w)], 0
        else:
            waited += 1
        if waited == patience:
            break
    return kept[2], kept[1], epoch


# %% variant: all kept | stores every epoch, as lists
def train_with_patience(w, train_epoch, validate, patience, epochs):
    w, losses, weights = np.array(w, copy=True), [], []
    while len(losses) < epochs and (not losses or len(losses) - 1 - losses.index(min(losses)) < patience):
        w = train_epoch(np.array(w, copy=True))
        losses.append(validate(w))
        weights.append(np.array(w).tolist())
    best = losses.index(min(losses))
    return weights[best], np.array([best + 1]), len(losses)
