# %% lazy: zeros | one hidden unit, all numbers zero
def two_layers(outputs):
    n = len(outputs).bit_length() - 1
    return np.zeros((1, n)), np.zeros(1), np.zeros(1), 0.0


# %% lazy: always on | a constant network that fires for every row
def two_layers(outputs):
    n = len(outputs).bit_length() - 1
    return np.ones((1, n)), np.array([0.5]), np.ones(1), -1.0


# %% lazy: constant exclusive or | the same textbook network whatever the table
def two_layers(outputs):
    return np.array([[1.0, 1.0], [-1.0, -1.0]]), np.array([0.5, -1.5]), np.array([1.0, 1.0]), 1.5


# %% lazy: input returned | hands the table back
def two_layers(outputs):
    return outputs, outputs, outputs, outputs


# %% lazy: none | builds nothing
def two_layers(outputs):
    return None


# %% lazy: library | asks the lesson's module for the answer
def two_layers(outputs):
    from deeparc.units.threshold import from_truth_table

    hidden, (last,) = from_truth_table(outputs).layers
    return np.array([u.w for u in hidden]), np.array([u.threshold for u in hidden]), last.w, last.threshold


# %% mutant: no inhibition | zeros of a row do not count against its unit
def two_layers(outputs):
    n = int(np.log2(len(outputs)))
    rows = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1
    chosen = rows[outputs == 1]
    if len(chosen) == 0:
        return np.ones((1, n)), np.array([0.5]), np.zeros(1), 1.0
    return 1.0 * chosen, chosen.sum(axis=1), np.ones(len(chosen)), 0.5


# %% mutant: AND at the end | the last unit waits for all hidden units
def two_layers(outputs):
    n = int(np.log2(len(outputs)))
    rows = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1
    chosen = rows[outputs == 1]
    if len(chosen) == 0:
        return np.ones((1, n)), np.array([0.5]), np.zeros(1), 1.0
    return 2.0 * chosen - 1, chosen.sum(axis=1), np.ones(len(chosen)), len(chosen)


# %% mutant: transposed | hidden weights of shape (n, H)
def two_layers(outputs):
    n = int(np.log2(len(outputs)))
    rows = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1
    chosen = rows[outputs == 1]
    if len(chosen) == 0:
        return np.ones((n, 1)), np.array([0.5]), np.zeros(1), 1.0
    return (2.0 * chosen - 1).T, chosen.sum(axis=1), np.ones(len(chosen)), 0.5


# %% mutant: digits reversed | the first input taken as the least significant digit
def two_layers(outputs):
    n = int(np.log2(len(outputs)))
    rows = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    chosen = rows[outputs == 1]
    if len(chosen) == 0:
        return np.ones((1, n)), np.array([0.5]), np.zeros(1), 1.0
    return 2.0 * chosen - 1, chosen.sum(axis=1), np.ones(len(chosen)), 0.5


# %% mutant: empty layer | a table without ones gives no hidden unit at all
def two_layers(outputs):
    n = int(np.log2(len(outputs)))
    rows = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1
    chosen = rows[outputs == 1]
    return 2.0 * chosen - 1, chosen.sum(axis=1), np.ones(len(chosen)), 0.5


# %% mutant: threshold n | each unit waits for all n inputs
def two_layers(outputs):
    n = int(np.log2(len(outputs)))
    rows = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1
    chosen = rows[outputs == 1]
    if len(chosen) == 0:
        return np.ones((1, n)), np.array([0.5]), np.zeros(1), 1.0
    return 2.0 * chosen - 1, np.full(len(chosen), n), np.ones(len(chosen)), 0.5


# %% mutant: threshold one too low | neighbours of a row set off its unit too
def two_layers(outputs):
    n = int(np.log2(len(outputs)))
    rows = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1
    chosen = rows[outputs == 1]
    if len(chosen) == 0:
        return np.ones((1, n)), np.array([0.5]), np.zeros(1), 1.0
    return 2.0 * chosen - 1, chosen.sum(axis=1) - 1, np.ones(len(chosen)), 0.5


# %% mutant: two inputs only | the number of inputs is fixed at 2
def two_layers(outputs):
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    chosen = rows[np.asarray(outputs) == 1]
    if len(chosen) == 0:
        return np.ones((1, 2)), np.array([0.5]), np.zeros(1), 1.0
    return 2.0 * chosen - 1, chosen.sum(axis=1), np.ones(len(chosen)), 0.5


# %% mutant: complement | recognises the rows whose output is 0
def two_layers(outputs):
    n = int(np.log2(len(outputs)))
    rows = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1
    chosen = rows[outputs == 0]
    if len(chosen) == 0:
        return np.ones((1, n)), np.array([0.5]), np.zeros(1), 1.0
    return 2.0 * chosen - 1, chosen.sum(axis=1), np.ones(len(chosen)), 0.5


# %% mutant: first input ignored | each hidden unit sees the inputs after the first only
def two_layers(outputs):
    n = int(np.log2(len(outputs)))
    rows = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1
    chosen = rows[outputs == 1]
    if len(chosen) == 0:
        return np.ones((1, n)), np.array([0.5]), np.zeros(1), 1.0
    w1 = 2.0 * chosen - 1
    w1[:, 0] = 0
    return w1, chosen[:, 1:].sum(axis=1), np.ones(len(chosen)), 0.5


# %% variant: every row | a unit for each row, the table itself as output weights
def two_layers(outputs):
    n = len(outputs).bit_length() - 1
    rows = np.array(np.meshgrid(*[[0, 1]] * n, indexing="ij")).reshape(n, -1).T
    return 4 * rows - 2, 2 * rows.sum(axis=1) - 1, np.array(outputs) * 3, 1


# %% variant: the rarer rows | units for the zeros where they are fewer, lists returned
def two_layers(outputs):
    table = [int(y) for y in outputs]
    n = len(table).bit_length() - 1
    rare = int(sum(table) * 2 <= len(table))
    w1, theta1 = [], []
    for k, y in enumerate(table):
        if y == rare:
            digits = [int(d) for d in format(k, f"0{n}b")]
            w1.append([1.0 if d else -1.0 for d in digits])
            theta1.append(sum(digits) - 0.5)
    if not w1:
        w1, theta1 = [[1.0] * n], [n + 1.0]
    return w1, theta1, [1.0 if rare else -1.0] * len(w1), 0.5 if rare else -0.5


# %% variant: thresholds along a line | hidden units count past the row number, outputs follow the changes
def two_layers(outputs):
    table = np.asarray(outputs).astype(int)
    n = table.size.bit_length() - 1
    places = 2.0 ** np.arange(n - 1, -1, -1)  # v · places is the row's number k
    steps = np.diff(table, prepend=0)  # unit k fires from row k on and adds the change there
    return np.tile(places, (table.size, 1)), np.arange(table.size) - 0.5, steps, 0.5
