# %% lazy: zeros | every number is 0
class Value:
    def __init__(self, data=0.0):
        self.data, self.grad = 0.0, 0.0

    def __add__(self, other):
        return self

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __pow__ = __add__

    def __neg__(self):
        return self

    tanh = exp = relu = __neg__

    def backward(self):
        pass


# %% lazy: constant | every number is 1
class Value:
    def __init__(self, data=0.0):
        self.data, self.grad = 1.0, 1.0

    def __add__(self, other):
        return self

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __pow__ = __add__

    def __neg__(self):
        return self

    tanh = exp = relu = __neg__

    def backward(self):
        pass


# %% lazy: input returned | every operation returns its left side
class Value:
    def __init__(self, data=0.0):
        self.data, self.grad = data, 0.0

    def __add__(self, other):
        return self

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __pow__ = __add__

    def __neg__(self):
        return self

    tanh = exp = relu = __neg__

    def backward(self):
        pass


# %% lazy: values only | right values, gradients stay 0
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        todo, seen = [self], set()
        while todo:
            v = todo.pop()
            if id(v) not in seen:
                seen.add(id(v))
                v.grad = 0.0
                todo.extend(v.parents)


# %% lazy: gradients of 1 | right values, all gradients are 1.5
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        todo, seen = [self], set()
        while todo:
            v = todo.pop()
            if id(v) not in seen:
                seen.add(id(v))
                v.grad = 1.5
                todo.extend(v.parents)


# %% lazy: library | asks the lesson for the class
def Value(data):
    from deeparc.core.autodiff import Value as Theirs

    return Theirs(data)


# %% lazy: torch | asks a library that differentiates
def Value(data):
    import torch

    return torch.tensor(float(data), requires_grad=True)


# %% mutant: overwrites | = in the place of +=
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad = s * v.grad


# %% mutant: not reset | adds to what was there before
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: result not reset | resets the leaves only
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0 if not v.parents else v.grad
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: recursion | a function that calls itself
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if id(v) not in seen:
                seen.add(id(v))
                for p in v.parents:
                    visit(p)
                order.append(v)

        visit(self)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: all paths | passes on along every path, one after the other
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        todo, seen = [self], {id(self)}
        self.grad = 0.0
        while todo:
            v = todo.pop()
            for p in v.parents:
                p.grad = 0.0
                if id(p) not in seen:
                    seen.add(id(p))
                    todo.append(p)
        todo = [(self, 1.0)]
        while todo:
            v, g = todo.pop()
            v.grad += g
            todo.extend((p, s * g) for p, s in zip(v.parents, v.slopes))


# %% mutant: breadth first | visits in the order of distance from the result
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, queue = [], set(), [self]
        while queue:
            v = queue.pop(0)
            if id(v) not in seen:
                seen.add(id(v))
                order.append(v)
                queue.extend(v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in order:
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: before the parents | writes each Value before its parents
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [self]
        while stack:
            v = stack.pop()
            if id(v) not in seen:
                seen.add(id(v))
                order.append(v)
                stack.extend(v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in order:
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: product slopes exchanged | each factor gets itself
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (self.data, other.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: rsub as sub | 3 − x is x − 3
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self + other * -1

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: no numbers on the left | no __radd__ and __rmul__
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: power without c | x^(c−1) alone
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: tanh slope of z | 1 − z²
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - self.data**2,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: exp slope 1 | e^x with slope x
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (self.data,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: relu slope 1 at 0 | the other side at 0
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data >= 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% mutant: leaves only | clears the grad of what lies between
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad
            v.grad = v.grad if not v.parents else 0.0


# %% mutant: changes in place | a + b writes into a
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        self.data = self.data + other.data
        return Value(self.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, c):
        return Value(self.data**c, (self,), (c * self.data ** (c - 1) if c else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, ready = stack.pop()
            if ready:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((p, False) for p in v.parents)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% variant: global tape | a list in the order of creation, pulled back by closures
class Value:
    count = 0

    def __init__(self, data):
        self.data = float(data)
        self.grad = 0.0
        self.inputs = []
        self.number = Value.count
        Value.count += 1

    def _new(self, data, *inputs):
        out = Value(data)
        out.inputs = list(inputs)
        return out

    def __add__(self, o):
        if not isinstance(o, Value):
            return self._new(self.data + o, (self, lambda g: g))
        return self._new(self.data + o.data, (self, lambda g: g), (o, lambda g: g))

    def __mul__(self, o):
        if not isinstance(o, Value):
            return self._new(self.data * o, (self, lambda g: g * o))
        return self._new(self.data * o.data, (self, lambda g: g * o.data), (o, lambda g: g * self.data))

    def __sub__(self, o):
        return self + (-o)

    def __rsub__(self, o):
        return (-self) + o

    def __neg__(self):
        return self._new(-self.data, (self, lambda g: -g))

    def __radd__(self, o):
        return self + o

    def __rmul__(self, o):
        return self * o

    def __pow__(self, c):
        return self._new(self.data**c, (self, lambda g: g * c * self.data ** (c - 1) if c != 0 else 0.0))

    def tanh(self):
        out = np.tanh(self.data)
        return self._new(out, (self, lambda g: g * (1 - out**2)))

    def exp(self):
        out = np.exp(self.data)
        return self._new(out, (self, lambda g: g * out))

    def relu(self):
        return self._new(self.data if self.data > 0 else 0.0, (self, lambda g: g if self.data > 0 else 0.0))

    def backward(self):
        # Values are numbered as they are made, so falling numbers are a topological order.
        below, todo = {self.number: self}, [self]
        while todo:
            for parent, _ in todo.pop().inputs:
                if parent.number not in below:
                    below[parent.number] = parent
                    todo.append(parent)
        for value in below.values():
            value.grad = 0.0
        self.grad = 1.0
        for number in sorted(below, reverse=True):
            value = below[number]
            for parent, pull in value.inputs:
                parent.grad = parent.grad + pull(value.grad)


# %% variant: counting users | Kahn’s order: a Value is ready when all its users are done
class Value:
    def __init__(self, data, made_from=None):
        self.data, self.grad = np.float64(data), np.float64(0)
        self.made_from = made_from or {}

    @classmethod
    def lift(cls, x):
        return x if isinstance(x, cls) else cls(x)

    @classmethod
    def combine(cls, data, *pairs):
        slopes = {}
        for value, slope in pairs:
            old = slopes.get(id(value), (value, 0.0))[1]
            slopes[id(value)] = (value, old + slope)
        return cls(data, slopes)

    def __add__(self, other):
        other = Value.lift(other)
        return Value.combine(self.data + other.data, (self, 1.0), (other, 1.0))

    def __sub__(self, other):
        other = Value.lift(other)
        return Value.combine(self.data - other.data, (self, 1.0), (other, -1.0))

    def __mul__(self, other):
        other = Value.lift(other)
        return Value.combine(self.data * other.data, (self, other.data), (other, self.data))

    def __radd__(self, other):
        return Value.lift(other) + self

    def __rsub__(self, other):
        return Value.lift(other) - self

    def __rmul__(self, other):
        return Value.lift(other) * self

    def __neg__(self):
        return Value.combine(-self.data, (self, -1.0))

    def __pow__(self, c):
        slope = 0.0 if c == 0 else 1.0 if c == 1 else c * self.data ** (c - 1)
        return Value.combine(self.data**c, (self, slope))

    def tanh(self):
        y = np.tanh(self.data)
        return Value.combine(y, (self, (1 - y) * (1 + y)))

    def exp(self):
        y = np.exp(self.data)
        return Value.combine(y, (self, y))

    def relu(self):
        on = self.data > 0
        return Value.combine(self.data * on, (self, 1.0 * on))

    def backward(self):
        users, todo, known = {id(self): 0}, [self], [self]
        while todo:
            for value, _ in todo.pop().made_from.values():
                if id(value) not in users:
                    users[id(value)] = 0
                    todo.append(value)
                    known.append(value)
                users[id(value)] += 1
        for value in known:
            value.grad = 0.0
        self.grad = 1.0
        ready = [self]
        while ready:
            value = ready.pop()
            for parent, slope in value.made_from.values():
                parent.grad += slope * value.grad
                users[id(parent)] -= 1
                if users[id(parent)] == 0:
                    ready.append(parent)
