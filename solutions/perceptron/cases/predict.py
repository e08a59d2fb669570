# %% lazy: zeros | all zero
def my_predictions():
    return {
        "outputs": [0] * 4,
        "first_pass": [0] * 4,
        "first_pass_eta_10": [0] * 4,
        "tables": 0,
        "best_on_xor": 0,
        "tables_bias_minus_1": 0,
        "tables_with_product": 0,
    }


# %% lazy: ones | all one
def my_predictions():
    names = ("tables", "best_on_xor", "tables_bias_minus_1", "tables_with_product")
    lists = ("outputs", "first_pass", "first_pass_eta_10")
    return {name: [1] * 4 for name in lists} | {name: 1 for name in names}


# %% lazy: sixteen | every number is 16
def my_predictions():
    names = ("tables", "best_on_xor", "tables_bias_minus_1", "tables_with_product")
    lists = ("outputs", "first_pass", "first_pass_eta_10")
    return {name: [16] * 4 for name in lists} | {name: 16 for name in names}


# %% lazy: the example | copies the example of the form
def my_predictions():
    return {
        "outputs": [1, 1, 1, 1],
        "first_pass": [4, 3, 2, 1],
        "first_pass_eta_10": [4, 3, 2, 1],
        "tables": 5,
        "best_on_xor": 5,
        "tables_bias_minus_1": 5,
        "tables_with_product": 5,
    }


# %% lazy: none | returns nothing
def my_predictions():
    pass


# %% lazy: library | runs the lesson's module
from deeparc.units.perceptron import train


def my_predictions():
    t = train(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 0, 1]), epochs=1)
    return {"outputs": [0, 1, 0, 1], "first_pass": [t.mistakes[0], *t.model.w, t.model.b]}


# %% mutant: silent at 0 | takes H(0) = 0
def my_predictions():
    return {
        "outputs": [0, 0, 0, 1],
        "first_pass": [1, 1, 1, 1],
        "first_pass_eta_10": [1, 10, 10, 10],
        "tables": 14,
        "best_on_xor": 3,
        "tables_bias_minus_1": 7,
        "tables_with_product": 16,
    }


# %% mutant: eta changes the path | thinks that a larger rate meets fewer mistakes
def my_predictions():
    return {
        "outputs": [0, 1, 0, 1],
        "first_pass": [2, 1, 1, 0],
        "first_pass_eta_10": [1, 10, 10, 0],
        "tables": 14,
        "best_on_xor": 3,
        "tables_bias_minus_1": 7,
        "tables_with_product": 16,
    }


# %% mutant: bias left out | the pass has no bias to move
def my_predictions():
    return {
        "outputs": [0, 1, 0, 1],
        "first_pass": [3, 0, 0, 0],
        "first_pass_eta_10": [3, 0, 0, 0],
        "tables": 14,
        "best_on_xor": 3,
        "tables_bias_minus_1": 7,
        "tables_with_product": 16,
    }


# %% mutant: constants not counted | forgets "always" and "never"
def my_predictions():
    return {
        "outputs": [0, 1, 0, 1],
        "first_pass": [2, 1, 1, 0],
        "first_pass_eta_10": [2, 10, 10, 0],
        "tables": 12,
        "best_on_xor": 3,
        "tables_bias_minus_1": 7,
        "tables_with_product": 16,
    }


# %% mutant: half right on exclusive or | thinks that one neuron is no better than chance there
def my_predictions():
    return {
        "outputs": [0, 1, 0, 1],
        "first_pass": [2, 1, 1, 0],
        "first_pass_eta_10": [2, 10, 10, 0],
        "tables": 14,
        "best_on_xor": 2,
        "tables_bias_minus_1": 7,
        "tables_with_product": 16,
    }


# %% mutant: six | takes the count for a bias of 0
def my_predictions():
    return {
        "outputs": [0, 1, 0, 1],
        "first_pass": [2, 1, 1, 0],
        "first_pass_eta_10": [2, 10, 10, 0],
        "tables": 14,
        "best_on_xor": 3,
        "tables_bias_minus_1": 6,
        "tables_with_product": 16,
    }


# %% mutant: points misread | inputs taken in the other order in the first question
def my_predictions():
    return {
        "outputs": [0, 1, 1, 0],
        "first_pass": [2, 1, 1, 0],
        "first_pass_eta_10": [2, 10, 10, 0],
        "tables": 14,
        "best_on_xor": 3,
        "tables_bias_minus_1": 7,
        "tables_with_product": 16,
    }


# %% variant: arrays | arrays, tuples and floats instead of lists and integers
def my_predictions():
    return {
        "outputs": np.array([False, True, False, True]),
        "first_pass": (2.0, 1.0, 1.0, 0.0),
        "first_pass_eta_10": np.array([2, 10, 10, 0]),
        "tables": np.int64(14),
        "best_on_xor": 3.0,
        "tables_bias_minus_1": np.float64(7),
        "tables_with_product": 16,
    }


# %% variant: worked out | computes each number instead of writing it down
def my_predictions():
    corners = [(0, 0), (0, 1), (1, 0), (1, 1)]

    def one_pass(eta):
        w1 = w2 = b = wrong = 0
        for v1, v2 in corners:
            e = (v1 and v2) - int(w1 * v1 + w2 * v2 + b >= 0)
            w1, w2, b, wrong = w1 + eta * e * v1, w2 + eta * e * v2, b + eta * e, wrong + (e != 0)
        return [wrong, w1, w2, b]

    rng = np.random.default_rng(0)
    w = rng.normal(size=(20000, 4))

    def tables(columns):
        v = np.array([(a, c, a * c, 1) for a, c in corners])[:, columns]
        return {tuple(y) for y in (w[:, columns] @ v.T >= 0).tolist()}

    able = tables([0, 1, 3])
    best = max(sum(int(y) == (a ^ c) for y, (a, c) in zip(table, corners, strict=True)) for table in able)
    return dict(
        outputs=[int(2 * a - c >= 1) for a, c in ((0, 0), (1, 1), (0, 1), (2, 1))],
        first_pass=one_pass(1),
        first_pass_eta_10=one_pass(10),
        tables=len(able),
        best_on_xor=best,
        tables_bias_minus_1=len({tuple(y) for y in (w[:, :2] @ np.array(corners).T >= 1).tolist()}),
        tables_with_product=len(tables([0, 1, 2, 3])),
    )
