# %% lazy: zeros | zero everywhere
def my_predictions():
    return dict.fromkeys(
        ("ands", "tree_units", "tree_layers", "most_ands", "one_layer", "bound", "tents", "regions"), 0
    )


# %% lazy: constant | one everywhere
def my_predictions():
    return dict.fromkeys(
        ("ands", "tree_units", "tree_layers", "most_ands", "one_layer", "bound", "tents", "regions"), 1
    )


# %% lazy: constant ten | ten everywhere
def my_predictions():
    return dict.fromkeys(
        ("ands", "tree_units", "tree_layers", "most_ands", "one_layer", "bound", "tents", "regions"), 10
    )


# %% lazy: constant 512 | 512 everywhere
def my_predictions():
    return dict.fromkeys(
        ("ands", "tree_units", "tree_layers", "most_ands", "one_layer", "bound", "tents", "regions"), 512
    )


# %% lazy: none | forgets to return
def my_predictions():
    _ = {"ands": 2048}


# %% lazy: empty | an empty dictionary
def my_predictions():
    return {}


# %% mutant: all rows | counts even rows as well
def my_predictions():
    return {
        "ands": 4096,
        "tree_units": 93,
        "tree_layers": 10,
        "most_ands": 512,
        "one_layer": 99,
        "bound": 60,
        "tents": 10,
        "regions": 16,
    }


# %% mutant: all rows of any function | the table has 1,024 rows
def my_predictions():
    return {
        "ands": 2048,
        "tree_units": 93,
        "tree_layers": 10,
        "most_ands": 1024,
        "one_layer": 99,
        "bound": 60,
        "tents": 10,
        "regions": 16,
    }


# %% mutant: 32 exclusive ors | one too many
def my_predictions():
    return {
        "ands": 2048,
        "tree_units": 96,
        "tree_layers": 10,
        "most_ands": 512,
        "one_layer": 99,
        "bound": 60,
        "tents": 10,
        "regions": 16,
    }


# %% mutant: levels | one layer to a level
def my_predictions():
    return {
        "ands": 2048,
        "tree_units": 93,
        "tree_layers": 5,
        "most_ands": 512,
        "one_layer": 99,
        "bound": 60,
        "tents": 10,
        "regions": 16,
    }


# %% mutant: a unit a piece | off by one
def my_predictions():
    return {
        "ands": 2048,
        "tree_units": 93,
        "tree_layers": 10,
        "most_ands": 512,
        "one_layer": 100,
        "bound": 60,
        "tents": 10,
        "regions": 16,
    }


# %% mutant: product of widths | forgets the + 1
def my_predictions():
    return {
        "ands": 2048,
        "tree_units": 93,
        "tree_layers": 10,
        "most_ands": 512,
        "one_layer": 99,
        "bound": 24,
        "tents": 10,
        "regions": 16,
    }


# %% mutant: sum of widths | adds instead of multiplying
def my_predictions():
    return {
        "ands": 2048,
        "tree_units": 93,
        "tree_layers": 10,
        "most_ands": 512,
        "one_layer": 99,
        "bound": 10,
        "tents": 10,
        "regions": 16,
    }


# %% mutant: nine tents | rounds down
def my_predictions():
    return {
        "ands": 2048,
        "tree_units": 93,
        "tree_layers": 10,
        "most_ands": 512,
        "one_layer": 99,
        "bound": 60,
        "tents": 9,
        "regions": 16,
    }


# %% mutant: powers of two | 2^5 regions
def my_predictions():
    return {
        "ands": 2048,
        "tree_units": 93,
        "tree_layers": 10,
        "most_ands": 512,
        "one_layer": 99,
        "bound": 60,
        "tents": 10,
        "regions": 32,
    }


# %% variant: computed | formulas
def my_predictions():
    from math import ceil, comb, log2

    return {
        "ands": 2**11,
        "tree_units": 3 * (32 - 1),
        "tree_layers": int(2 * log2(32)),
        "most_ands": 2**9,
        "one_layer": 100 - 1,
        "bound": (3 + 1) * (2 + 1) * (4 + 1),
        "tents": ceil(log2(1000)),
        "regions": sum(comb(5, j) for j in range(3)),
    }


# %% variant: arrays | numbers in arrays and as floats
def my_predictions():
    return {
        "regions": np.array([16]),
        "tents": np.int64(10),
        "bound": 60.0,
        "one_layer": np.array(99),
        "most_ands": 512.0,
        "tree_layers": np.array([[10]]),
        "tree_units": 93,
        "ands": np.float32(2048),
    }
