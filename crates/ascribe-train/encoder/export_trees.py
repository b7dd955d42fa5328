"""Exports the small encoder that reads trees: `trees.onnx`, `relations.onnx`, `trees.data` and `trees.txt`.

    python export_trees.py --small FOLDER/small.pt --out ../../ascribe-encoder/data

`trees.onnx` (ids, features, piece of each token → logits of tags, score of every token as head of every token with the root first, two
views of the tokens), `relations.onnx` (the two views, head of each token → logits of relations). The matrices are quantised as those
of `words.onnx` are, whose table of word pieces is read where it lies: neither encoder moves it. `trees.txt` names tags and relations
in the order of their columns.
"""

import argparse
import pathlib

import onnx
import torch
import torch.nn.functional as F
from torch import nn

from export import exported, in_eight_bits, outside, through
from model import CHUNK
from small_trees import LABEL, Small

TABLE = ("table", "scale")


class Trees(nn.Module):
    def __init__(self, net):
        super().__init__()
        table, scale = in_eight_bits(net.encoder.words.weight.detach())
        self.register_buffer("table", table)
        self.register_buffer("scale", scale)
        self.register_buffer("positions", net.encoder.positions.weight.detach()[: CHUNK + 2].clone())
        self.net = net

    def forward(self, ids, features, place):
        net, encoder = self.net, self.net.encoder
        pieces = self.table[ids].float() * self.scale[ids]
        x = encoder.norm(pieces + self.positions[: ids.shape[0]] + encoder.features(features))
        x = through(encoder.layers, x)
        words = x[place]
        heads = torch.cat([x[:1] + net.root, words])
        one = lambda x: torch.cat([x, torch.ones_like(x[:, :1])], 1)
        dependents = one(F.gelu(net.dependent(words))) @ net.arc.weight
        return net.tag(words), dependents @ one(F.gelu(net.head(heads))).T, net.label_head(heads), net.label_dependent(words)


class Relations(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, heads, dependents, chosen):
        return self.net.label(F.gelu(heads[chosen] + dependents))


def share_table(model, words):
    """Lets `model` read the table of word pieces where `words` has it; the two must be the same."""
    own = {tensor.name: tensor for tensor in model.graph.initializer}
    theirs = {tensor.name: tensor for tensor in words.graph.initializer}
    for name in TABLE:
        ours, shared = own[name], theirs[name]
        assert ours.dims == shared.dims and ours.data_type == shared.data_type
        ours.CopyFrom(shared)


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--small", type=pathlib.Path, required=True)
    p.add_argument("--out", type=pathlib.Path, required=True)
    o = p.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(o.small)
    net = Small(len(saved["tags"]), len(saved["relations"]))
    net.load_state_dict(saved["state"])
    net.eval()
    count = lambda *names: {name: {0: "count"} for name in names}
    ids, views = torch.randint(1000, 30000, (24,)), (torch.randn(21, LABEL), torch.randn(20, LABEL))
    trees = exported(
        Trees(net), (ids, torch.zeros(24, dtype=torch.long), torch.arange(20)), ["ids", "features", "place"],
        ["tags", "arcs", "heads", "dependents"],
        {"ids": {0: "pieces"}, "features": {0: "pieces"}, "heads": {0: "more"}, "arcs": {0: "count", 1: "more"},
         **count("place", "tags", "dependents")},
        o.out / "trees.onnx", quantise=True)
    relations = exported(
        Relations(net), (*views, torch.arange(20)), ["heads", "dependents", "chosen"], ["relations"],
        {"heads": {0: "more"}, **count("dependents", "chosen", "relations")}, o.out / "relations.onnx", quantise=False)
    share_table(trees, onnx.load(o.out / "words.onnx", load_external_data=False))
    outside([trees, relations], o.out / "trees.data")
    for name, model in (("trees", trees), ("relations", relations)):
        (o.out / f"{name}.onnx").write_bytes(model.SerializeToString())
    (o.out / "trees.txt").write_text(" ".join(saved["tags"]) + "\n" + " ".join(saved["relations"]) + "\n")
    for name in ("trees.onnx", "relations.onnx", "trees.data"):
        print(f"{name} {(o.out / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
