"""How deep a PyTorch module is: its longest path from input to output, in layers."""

import torch
from torch import nn

_WEIGHTS = (nn.Linear, nn.Conv1d, nn.Conv2d, nn.Conv3d)
_POOLS = (nn.MaxPool2d, nn.AvgPool2d, nn.AdaptiveAvgPool2d, nn.AdaptiveMaxPool2d)


def depth(net: nn.Module, *, pooling: bool = False) -> int:
    """Return how many layers with weights, convolutions and linear layers, lie on the longest path.

    The module is traced in evaluation mode, so heads that only training uses are not seen; nothing is computed.

    Args:
        net: the module; its `forward` may not branch on the numbers that flow through it.
        pooling: count layers that pool as well.
    """
    counted = _WEIGHTS + (_POOLS if pooling else ())
    training = net.training
    try:
        graph = torch.fx.symbolic_trace(net.eval()).graph
    finally:
        net.train(training)
    layers = dict(net.named_modules())
    longest: dict[torch.fx.Node, int] = {}
    for node in graph.nodes:  # every node comes after those it takes its inputs from
        here = node.op == "call_module" and isinstance(layers[node.target], counted)
        longest[node] = here + max((longest[below] for below in node.all_input_nodes), default=0)
    return max(longest.values())
