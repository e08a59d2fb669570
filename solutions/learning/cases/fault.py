# %% lazy: zeros | no mistakes with the first column
def measure(v, t, learn, choose, test, counts):
    return 1, np.zeros(1, int), 0.0


# %% lazy: constant | the first columns, half wrong
def measure(v, t, learn, choose, test, counts):
    return counts[0], np.arange(counts[0]), 0.5


# %% lazy: input returned | hands row numbers back
def measure(v, t, learn, choose, test, counts):
    return len(learn), learn, t


# %% lazy: none | returns nothing
def measure(v, t, learn, choose, test, counts):
    pass


# %% lazy: nothing mended | the faulty code as it was given
def measure(v, t, learn, choose, test, counts):
    scaled = (v - v.mean(axis=0)) / v.std(axis=0)
    apart = t - t.mean()
    order = np.argsort(-np.abs(scaled.T @ apart))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        wrong = (scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test]
        if best is None or wrong.mean() < best[0]:
            best = wrong.mean(), count
    count = best[1]
    columns = order[:count]
    w, b = linear(scaled[:, columns], t)
    wrong = (scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test]
    return count, columns, wrong.mean()


# %% mutant: scale not mended | mean and deviation over all rows
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v.mean(axis=0), v.std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(scaled[learn].T @ (t[learn] - t[learn].mean())))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: selection not mended | correlation over all rows
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(scaled.T @ (t - t.mean())))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: selection on two parts | correlation over the rows learn and choose
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(
        -np.abs(scaled[np.append(learn, choose)].T @ (t[np.append(learn, choose)] - t[np.append(learn, choose)].mean()))
    )
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: choice not mended | the number is chosen on the test rows
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(scaled[learn].T @ (t[learn] - t[learn].mean())))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: choice on the rows learned from | the number is chosen on the rows learn
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(scaled[learn].T @ (t[learn] - t[learn].mean())))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(learn, columns)] @ w + b >= 0.5) != t[learn])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: learned anew from all | the last machine has seen the test rows
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(scaled[learn].T @ (t[learn] - t[learn].mean())))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    w, b = linear(scaled[:, columns], t)
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: learned anew from two parts | the last machine has seen the rows choose
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(scaled[learn].T @ (t[learn] - t[learn].mean())))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    both = np.append(learn, choose)
    w, b = linear(scaled[np.ix_(both, columns)], t[both])
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: error of the choice | reports the error on the rows choose
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(scaled[learn].T @ (t[learn] - t[learn].mean())))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    return count, columns, best[0]


# %% mutant: smallest correlation first | the order turned round
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(1 / (scaled[learn].T @ (t[learn] - t[learn].mean()))))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: sign of the correlation | only positive correlations
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(np.maximum(scaled[learn].T @ (t[learn] - t[learn].mean()), 0)))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: last machine | uses the weights of the last number tried
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), v[learn].std(axis=0)
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(scaled[learn].T @ (t[learn] - t[learn].mean())))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    columns, count = order[: counts[-1]], counts[-1]
    w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% mutant: not scaled | centres only
def measure(v, t, learn, choose, test, counts):
    v, t = np.asarray(v, float), np.asarray(t)
    mean, scale = v[learn].mean(axis=0), 1.0
    scaled = (v - mean) / scale
    order = np.argsort(-np.abs(scaled[learn].T @ (t[learn] - t[learn].mean())))
    best = None
    for count in counts:
        columns = order[:count]
        w, b = linear(scaled[np.ix_(learn, columns)], t[learn])
        share = np.mean((scaled[np.ix_(choose, columns)] @ w + b >= 0.5) != t[choose])
        if best is None or share < best[0]:
            best = share, count, columns, w, b
    _, count, columns, w, b = best
    return count, columns, np.mean((scaled[np.ix_(test, columns)] @ w + b >= 0.5) != t[test])


# %% variant: corrcoef | correlations one by one, everything in a dictionary
def measure(v, t, learn, choose, test, counts):
    m, s = np.mean(v[learn], axis=0), np.std(v[learn], axis=0)
    x = {name: (v[rows] - m) / s for name, rows in (("learn", learn), ("choose", choose), ("test", test))}
    size = [abs(np.corrcoef(x["learn"][:, j], t[learn])[0, 1]) for j in range(v.shape[1])]
    order = sorted(range(v.shape[1]), key=lambda j: size[j], reverse=True)

    def errors(count, name, rows):
        w, b = linear(x["learn"][:, order[:count]], t[learn])
        return float(np.mean((x[name][:, order[:count]] @ w + b >= 0.5).astype(int) != t[rows]))

    tried = [errors(count, "choose", choose) for count in counts]
    count = counts[tried.index(min(tried))]
    return count, order[:count], errors(count, "test", test)


# %% variant: inner function | keeps machines in a list
def measure(v, t, learn, choose, test, counts):
    z = (v - v[learn].mean(0)) / v[learn].std(0)
    score = (z[learn] * (t[learn] - t[learn].mean())[:, None]).mean(0)
    rank = np.argsort(np.abs(score))[::-1]
    machines = [(c, rank[:c], *linear(z[learn][:, rank[:c]], t[learn])) for c in counts]

    def wrong(machine, rows):
        _, columns, w, b = machine
        return (((z[rows][:, columns] * w).sum(1) + b >= 0.5) ^ (t[rows] == 1)).mean()

    best = min(machines, key=lambda m: wrong(m, choose))
    return np.array([best[0]]), best[1], wrong(best, test)
