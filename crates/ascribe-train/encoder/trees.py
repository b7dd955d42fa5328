"""Fits an encoder with a biaffine parser (Dozat & Manning 2017) on treebanks, and lets it read other text: trees for the
linear parser to learn from.

    python trees.py fit GOLD.conllu... --check DEV.conllu --minilm FOLDER --out FOLDER
    python trees.py read WORDS.conllu --minilm FOLDER --model FOLDER/trees.pt > SILVER.conllu

Both read `CoNLL-U` as `ascribe-train words` writes it. Trees are cut from the arcs' scores by Chu, Liu and Edmonds.
"""

import argparse
import pathlib
import random

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from fitting import batches, fit, load_pretrained, optimiser, word_pieces
from model import CLS, HIDDEN, MASK, SEP, Encoder

ARC, LABEL = 384, 128
LONGEST = 400


def sentences(path):
    found, rows, document = [], [], ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            document = line[14:]
        elif not line:
            if rows:
                found.append({"document": document, "words": [r[1] for r in rows], "tags": [r[4] for r in rows],
                              "heads": [int(r[6]) for r in rows], "relations": [r[7] for r in rows]})
            rows = []
        elif line[0] != "#":
            rows.append(line.split("\t"))
    return found


def prepare(tokenizer, found):
    """Adds `ids`, `features` (twice the capitals) and `first` (piece of each word)."""
    for sentence in found:
        ids, features, first = [CLS], [0], []
        encoded = tokenizer.encode_batch(sentence["words"], add_special_tokens=False)
        for word, encoding in zip(sentence["words"], encoded):
            first.append(len(ids))
            pieces = encoding.ids[:6] or [100]
            capitals = 2 if len(word) > 1 and word.isupper() else int(word[:1].isupper())
            ids += pieces
            features += [2 * capitals] * len(pieces)
        sentence["ids"], sentence["features"], sentence["first"] = ids + [SEP], features + [0], first
    return found


def padded(batch):
    length = (max(len(s["ids"]) for s in batch) + 7) // 8 * 8
    words = max(len(s["first"]) for s in batch)
    pad = lambda key, size, fill: torch.tensor([s[key] + [fill] * (size - len(s[key])) for s in batch])
    ids = pad("ids", length, 0)
    return ids, pad("features", length, 0), (ids != 0).long(), pad("first", words, 0)


class Biaffine(nn.Module):
    def __init__(self, size, out):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(out, size + 1, size + 1))

    def forward(self, head, dependent):
        """B x N x S each; B x out x dependent x head."""
        one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)
        return torch.einsum("bds,ost,bht->bodh", one(dependent), self.weight, one(head))


class Trees(nn.Module):
    def __init__(self, tags, relations):
        super().__init__()
        self.tags, self.relations = tags, relations
        self.encoder = Encoder()
        self.tag = nn.Linear(HIDDEN, len(tags))
        self.root = nn.Parameter(torch.zeros(HIDDEN))
        layer = lambda size: nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(0.2))
        self.head, self.dependent = layer(ARC), layer(ARC)
        self.label_head, self.label_dependent = layer(LABEL), layer(LABEL)
        self.arc, self.label = Biaffine(ARC, 1), Biaffine(LABEL, len(relations))
        self.drop = nn.Dropout(0.2)

    def forward(self, ids, features, mask, first):
        hidden = self.encoder(ids, features, mask[:, None, None, :].bool())
        words = self.drop(hidden.gather(1, first[..., None].expand(-1, -1, HIDDEN)))
        heads = torch.cat([hidden[:, :1] + self.root.to(hidden.dtype), words], 1)
        arcs = self.arc(self.head(heads), self.dependent(words))[:, 0]
        labels = self.label(self.label_head(heads), self.label_dependent(words))
        return self.tag(words), arcs, labels


def losses(net, batch):
    ids, features, mask, first = padded(batch)
    hidden = (torch.rand(ids.shape) < 0.05) & (ids > 999)
    ids = torch.where(hidden, MASK, ids)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, arcs, labels = net(ids, features, mask, first)
    words = first.shape[1]
    pad = lambda key: torch.tensor([s[key] + [-100] * (words - len(s[key])) for s in batch])
    tag, head, relation = pad("tag"), pad("heads"), pad("relation")
    arcs = arcs.float()
    lengths = torch.tensor([len(s["first"]) for s in batch])
    outside = torch.arange(words + 1)[None] > lengths[:, None]
    arcs = arcs.masked_fill(outside[:, None, :], -1e4)
    at = head.clamp(min=0)[:, None, :, None].expand(-1, labels.shape[1], -1, 1)
    labels = labels.float().gather(3, at)[..., 0]
    return (F.cross_entropy(tags.float().transpose(1, 2), tag, ignore_index=-100)
            + F.cross_entropy(arcs.transpose(1, 2), head, ignore_index=-100)
            + F.cross_entropy(labels, relation, ignore_index=-100))


def tree(scores):
    """Heads (0 is the root) of the best tree with one root: Chu & Liu, Edmonds. scores: dependent x head."""
    n = scores.shape[0]
    best = scores.argmax(1)
    if (best == 0).sum() == 1 and not cycle(best):
        return best
    # One root: the one under which the tree's sum is highest, among the likely ones.
    candidates = np.argsort(-scores[:, 0])[:3]
    found = None
    for root in candidates:
        limited = np.full((n + 1, n + 1), -1e9)
        limited[1:, :] = scores
        limited[1:, 0] = -1e6
        limited[root + 1, 0] = scores[root, 0]
        heads = edmonds(limited)[1:]
        total = sum(scores[i, h] if h or i == root else -1e6 for i, h in enumerate(heads))
        if found is None or total > found[0]:
            found = (total, heads)
    return np.array(found[1])


def cycle(heads):
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for start in range(1, len(heads) + 1):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node - 1]
        if state[node] == 1:
            return path[path.index(node):]
        for node in path:
            state[node] = 2
    return None


def edmonds(scores):
    """scores: dependent x head with node 0 the root; heads of all nodes."""
    n = scores.shape[0]
    scores = scores.copy()
    np.fill_diagonal(scores, -1e9)
    best = scores.argmax(1)
    ring = cycle(best[1:])
    if ring is None:
        return best.tolist()
    inside = set(ring)
    rest = [v for v in range(n) if v not in inside]
    number = {v: i for i, v in enumerate(rest)}
    m = len(rest)
    smaller = np.full((m + 1, m + 1), -1e9)
    smaller[:m, :m] = scores[np.ix_(rest, rest)]
    cost = {v: scores[v, best[v]] for v in ring}
    into, out = {}, {}
    for u in rest:
        v = max(ring, key=lambda v: scores[v, u] - cost[v])
        into[u] = v
        smaller[m, number[u]] = scores[v, u] - cost[v]
        if u:
            w = max(ring, key=lambda w: scores[u, w])
            out[u] = w
            smaller[number[u], m] = scores[u, w]
    heads = edmonds(smaller)
    result = best.copy()
    for u in rest[1:]:
        h = heads[number[u]]
        result[u] = out[u] if h == m else rest[h]
    u = rest[heads[m]]
    result[into[u]] = u
    return result.tolist()


@torch.no_grad()
def read(net, found, budget=4096):
    """Adds `found`: (tags, heads, relations) to each sentence."""
    net.eval()
    for batch in batches(found, budget, False, 4):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tags, arcs, labels = net(*padded(batch))
        tags, arcs, labels = tags.float().argmax(-1).numpy(), arcs.float().log_softmax(-1), labels.float().numpy()
        for row, sentence in enumerate(batch):
            n = len(sentence["first"])
            scores = arcs[row, :n, : n + 1].numpy().astype(np.float64)
            scores[np.arange(n), np.arange(1, n + 1)] = -1e9
            heads = tree(scores)
            relation = labels[row][:, np.arange(n), heads].argmax(0)
            sentence["found"] = (tags[row, :n], heads, relation)
    net.train()


def check(net, path, tokenizer):
    found = [s for s in sentences(path)]
    prepare(tokenizer, found)
    read(net, found)
    for only in ("", "news"):
        tag = head = named = words = plain = 0
        for s in found:
            if only not in s["document"]:
                continue
            tags, heads, relations = s["found"]
            for i in range(len(s["words"])):
                tag += net.tags[tags[i]] == s["tags"][i]
                if s["relations"][i] == "punct":
                    continue
                words += 1
                plain += 1
                head += heads[i] == s["heads"][i]
                named += heads[i] == s["heads"][i] and net.relations[relations[i]] == s["relations"][i]
        total = sum(len(s["words"]) for s in found if only in s["document"])
        print(f"{path} {only}: tags {100 * tag / max(1, total):.2f}, without marks UAS {100 * head / max(1, words):.2f} "
              f"LAS {100 * named / max(1, words):.2f}", flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("what", choices=["fit", "read"])
    p.add_argument("files", nargs="+")
    p.add_argument("--check", action="append", default=[])
    p.add_argument("--minilm", required=True, type=pathlib.Path)
    p.add_argument("--model", type=pathlib.Path)
    p.add_argument("--out", type=pathlib.Path)
    p.add_argument("--passes", type=float, default=5)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--budget", type=int, default=1024, help="word pieces a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    tokenizer = word_pieces(o.minilm)
    if o.what == "read":
        saved = torch.load(o.model)
        net = Trees(saved["tags"], saved["relations"])
        net.load_state_dict(saved["state"])
        for path in o.files:
            found = [s for s in sentences(path) if len(s["words"]) <= 120]
            prepare(tokenizer, found)
            found = [s for s in found if len(s["ids"]) <= LONGEST]
            read(net, found)
            document = None
            for s in found:
                if s["document"] != document:
                    document = s["document"]
                    print(f"# newdoc id = {document}")
                for i, (word, tag, head, relation) in enumerate(zip(s["words"], *s["found"]), 1):
                    print(f"{i}\t{word}\t_\t_\t{net.tags[tag]}\t_\t{head}\t{net.relations[relation]}\t_\t_")
                print()
        return
    train = [s for path in o.files for s in sentences(path)]
    prepare(tokenizer, train)
    train = [s for s in train if len(s["ids"]) <= LONGEST]
    tags = sorted({t for s in train for t in s["tags"]})
    relations = sorted({r for s in train for r in s["relations"]})
    for s in train:
        s["tag"] = [tags.index(t) for t in s["tags"]]
        s["relation"] = [relations.index(r) for r in s["relations"]]
    net = Trees(tags, relations)
    load_pretrained(net.encoder, o.minilm)
    each = len(batches(train, o.budget, False, 4))
    steps = int(each * o.passes)
    tuner, schedule = optimiser(net, o.rate, 1e-3, steps, 0.06)
    print(f"{len(train)} sentences, {sum(len(s['ids']) for s in train)} pieces, {steps} steps", flush=True)
    o.out.mkdir(parents=True, exist_ok=True)

    def evaluate():
        torch.save({"tags": tags, "relations": relations, "state": net.state_dict()}, o.out / "trees.pt")
        for path in o.check:
            check(net, path, tokenizer)

    passes = lambda: [(losses, batch) for batch in batches(train, o.budget, True, 4)]
    fit(net, passes, steps, each, tuner, schedule, evaluate, losses)


if __name__ == "__main__":
    main()
