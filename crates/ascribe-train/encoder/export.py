"""Exports the fitted encoder as ONNX graphs with eight-bit weights and checks what that costs.

    python export.py --labeller labeller.pt --minilm FOLDER --dev DEV.jsonl --out ../../ascribe-encoder/data

Writes

- `words.onnx`: ids, features, first piece of each word → pieces behind the lower layers, words behind all, logits of cues, logits of the
  roles whatever the cue;
- `roles.onnx`: words, inside, distance → logits of the roles for each cue;
- `trees.onnx`: pieces behind the lower layers, piece of each token → logits of tags, score of every token as head of every token with the
  root first, two views of the tokens;
- `relations.onnx`: the two views, head of each token → logits of relations;
- `weights.data`, which holds the large arrays of all so that they can be read where they lie in the program;
- `trees.txt`, which names tags and relations in the order of their columns.

The matrices of `words.onnx` and `trees.onnx` are quantised per column to seven bits (processors without VNNI saturate at eight), their
activations to eight at run time; the others are small and stay as they are. Each row of the table of word pieces has a scale of its
own. Prints how often the exported graphs agree with the fitted weights on DEV.jsonl.
"""

import argparse
import pathlib
import tempfile

import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from fit import articles, cue_spans
from fitting import word_pieces
from model import HEADS, HIDDEN, LABEL, TREE_LAYERS, Labeller, bucket, chunks

WEIGHTS = "weights.data"


def through(layers, x):
    """One chunk through the layers of an encoder."""
    size = HIDDEN // HEADS
    for layer in layers:
        split = lambda y: y.view(-1, HEADS, size).transpose(0, 1)
        q, k, v = split(layer.query(x)), split(layer.key(x)), split(layer.value(x))
        weights = torch.softmax(q @ k.transpose(1, 2) * size**-0.5, -1)
        x = layer.attention_norm(x + layer.out((weights @ v).transpose(0, 1).reshape(-1, HIDDEN)))
        x = layer.norm(x + layer.down(F.gelu(layer.up(x))))
    return x


def in_eight_bits(table):
    """The table of word pieces in eight bits, and the scale of each row."""
    scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
    return torch.round(table / scale).to(torch.int8), scale


class Words(nn.Module):
    """From one chunk's pieces to its words, with the table of word pieces in eight bits."""

    def __init__(self, net):
        super().__init__()
        table, scale = in_eight_bits(net.encoder.words.weight.detach())
        self.register_buffer("table", table)
        self.register_buffer("scale", scale)
        self.net = net

    def forward(self, ids, features, first):
        encoder = self.net.encoder
        pieces = self.table[ids].float() * self.scale[ids]
        x = encoder.norm(pieces + encoder.positions.weight[: ids.shape[0]] + encoder.features(features))
        lower = through(encoder.layers[:TREE_LAYERS], x)
        words = through(encoder.layers[TREE_LAYERS:], lower)[first]
        # Outside, or a cue; source; content: first and further words together.
        joint = self.net.joint(words)
        any_of = lambda *labels: torch.logsumexp(joint[:, list(labels)], 1, keepdim=True)
        return lower, words, self.net.cue(words), torch.cat([any_of(0, 3, 4), any_of(1, 2), any_of(5, 6)], 1)


class Roles(nn.Module):
    """From hidden words and cues to the logits of every word's role: `inside` holds 1 / length at the words of a cue."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, words, inside, distance):
        net = self.net
        cue = inside @ words
        token = net.token(words)[None]
        x = token + net.of_cue(cue)[:, None] + net.distance(distance) + token * net.product(cue)[:, None]
        x = F.gelu(x)
        x = x + F.gelu(net.around(x.transpose(1, 2))).transpose(1, 2)
        return net.role(x)


class Trees(nn.Module):
    """From pieces behind the lower layers to what a tree is made of."""

    def __init__(self, net):
        super().__init__()
        self.net = net.trees

    def forward(self, lower, place):
        net, words = self.net, lower[place]
        heads = torch.cat([lower[:1] + net.root, words])
        one = lambda x: torch.cat([x, torch.ones_like(x[:, :1])], 1)
        dependents = one(F.gelu(net.dependent(words))) @ net.arc.weight
        return net.tag(words), dependents @ one(F.gelu(net.head(heads))).T, net.label_head(heads), net.label_dependent(words)


class Relations(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net.trees

    def forward(self, heads, dependents, chosen):
        return self.net.label(F.gelu(heads[chosen] + dependents))


def exported(module, inputs, names, outputs, axes, path, quantise):
    """Exports `module` and returns the model, with its matrices quantised if `quantise` says so."""
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder) / "plain.onnx"
        torch.onnx.export(module, inputs, plain, input_names=names, output_names=outputs, dynamic_axes=axes,
                          opset_version=17, do_constant_folding=True, dynamo=False)
        if not quantise:
            return onnx.load(plain)
        quantize_dynamic(plain, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
                         weight_type=QuantType.QInt8)
    return onnx.load(path)


def outside(models, file):
    """Moves arrays of 1 KiB and more into one file, each aligned to 64 bytes."""
    data = bytearray()
    for model in models:
        for tensor in model.graph.initializer:
            if tensor.external_data:
                continue
            raw = onnx.numpy_helper.to_array(tensor).tobytes()
            if len(raw) < 1024:
                continue
            data += bytes(-len(data) % 64)
            at = len(data)
            data += raw
            for field in ("raw_data", "float_data", "int32_data", "int64_data"):
                tensor.ClearField(field)
            tensor.data_location = onnx.TensorProto.EXTERNAL
            for key, value in (("location", file.name), ("offset", at), ("length", len(raw))):
                tensor.external_data.add(key=key, value=str(value))
    file.write_bytes(data)


def cue_inputs(count, spans):
    place = torch.arange(count)[None]
    starts, ends = (torch.tensor([span[i] for span in spans])[:, None] for i in (0, 1))
    inside = ((place >= starts) & (place <= ends)).float()
    distance = torch.where(inside > 0, 0, torch.where(place < starts, place - starts, place - ends))
    return inside / inside.sum(1, keepdim=True), bucket(distance)


@torch.no_grad()
def check(net, tokenizer, dev, folder):
    """Counts words whose best cue label and best role (around the fitted weights' cues) stay the same."""
    session = {name: onnxruntime.InferenceSession(folder / f"{name}.onnx") for name in ("words", "roles")}
    words_module, roles_module = Words(net), Roles(net)
    same, total, role_same, role_total, said, kept = 0, 0, 0, 0, 0, 0
    for article in dev:
        for chunk in chunks(tokenizer, article["text"]):
            ids, features, first = (torch.tensor(chunk[key]) for key in ("ids", "features", "first"))
            _, hidden, cues, _ = words_module(ids, features, first)
            feed = {"ids": ids.numpy(), "features": features.numpy(), "first": first.numpy()}
            _, small_hidden, small_cues, _ = session["words"].run(None, feed)
            tags, small_tags = cues.argmax(-1).tolist(), small_cues.argmax(-1).tolist()
            same += sum(a == b for a, b in zip(tags, small_tags))
            total += len(tags)
            spans = cue_spans(tags)
            said += len(spans)
            kept += len(set(spans) & set(cue_spans(small_tags)))
            if spans:
                inside, distance = cue_inputs(len(tags), spans)
                roles = roles_module(hidden, inside, distance).argmax(-1).numpy()
                feed = {"words": small_hidden, "inside": inside.numpy(), "distance": distance.numpy()}
                small = session["roles"].run(None, feed)[0].argmax(-1)
                interesting = (roles > 0) | (small > 0)
                role_same += int(((roles == small) & interesting).sum())
                role_total += int(interesting.sum())
    print(f"eight bits: cue labels {100 * same / total:.2f} % the same, {kept} of {said} cues kept, "
          f"roles {100 * role_same / max(role_total, 1):.1f} % the same where either has one")


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--labeller", type=pathlib.Path, required=True)
    p.add_argument("--minilm", type=pathlib.Path, required=True)
    p.add_argument("--dev", type=pathlib.Path)
    p.add_argument("--out", type=pathlib.Path, required=True)
    o = p.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(o.labeller)
    net = Labeller(len(saved["tags"]), len(saved["relations"]))
    net.load_state_dict(saved["state"])
    net.eval()
    o.out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 30000, (24,))
    spans = [(2, 3), (7, 7)]
    hidden = torch.randn(20, HIDDEN)
    count = lambda *names: {name: {0: "count"} for name in names}
    pairs = lambda *names: {name: {0: "given", 1: "count"} for name in names}
    models = {
        "words": exported(
            Words(net), (ids, torch.zeros(24, dtype=torch.long), torch.arange(20)), ["ids", "features", "first"],
            ["lower", "words", "cues", "priors"],
            {**{name: {0: "pieces"} for name in ("ids", "features", "lower")}, **count("first", "words", "cues", "priors")},
            o.out / "words.onnx", quantise=True),
        "roles": exported(
            Roles(net), (hidden, *cue_inputs(20, spans)), ["words", "inside", "distance"], ["roles"],
            {**count("words"), **pairs("inside", "distance", "roles")}, o.out / "roles.onnx", quantise=False),
        "trees": exported(
            Trees(net), (torch.randn(24, HIDDEN), torch.arange(20)), ["lower", "place"], ["tags", "arcs", "heads", "dependents"],
            {"lower": {0: "pieces"}, "heads": {0: "more"}, "arcs": {0: "count", 1: "more"}, **count("place", "tags", "dependents")},
            o.out / "trees.onnx", quantise=True),
        "relations": exported(
            Relations(net), (torch.randn(21, LABEL), torch.randn(20, LABEL), torch.arange(20)), ["heads", "dependents", "chosen"],
            ["relations"], {"heads": {0: "more"}, **count("dependents", "chosen", "relations")}, o.out / "relations.onnx", quantise=False),
    }
    outside(models.values(), o.out / WEIGHTS)
    for name, model in models.items():
        (o.out / f"{name}.onnx").write_bytes(model.SerializeToString())
    (o.out / "trees.txt").write_text(" ".join(saved["tags"]) + "\n" + " ".join(saved["relations"]) + "\n")
    for file in [*(o.out / f"{name}.onnx" for name in models), o.out / WEIGHTS]:
        print(f"{file.name} {file.stat().st_size:,} bytes")
    if o.dev:
        check(net, word_pieces(o.minilm), articles(o.dev), o.out)


if __name__ == "__main__":
    main()
