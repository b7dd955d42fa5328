"""Fits the encoder on articles with gold attributions, and on trees.

    python fit.py --train TRAIN.jsonl=TREES.conllu --dev DEV.jsonl --parser FOLDER/trees.pt --minilm FOLDER --out FOLDER \
        --trees TEXTS.jsonl=TREES.conllu ... --check TEXTS.jsonl=TREES.conllu ...

Begins with the encoder of the large parser of `trees.py`. FOLDER of --minilm holds MiniLM-L6's `tokenizer.json`. Articles are
lines of {"id", "text", "attributions": [{"source", "cue", "content": [[start, end], ...]}]}, offsets in code points; texts and trees are
as in `chunk_trees.py`. Of one chunk in `SINGLE` double quotation marks are made single ones, which the articles hardly have.
Deterministic for a given number of threads. Writes `labeller.pt`, the last pass's weights, after each evaluation.
"""

import argparse
import json
import pathlib
import random

import torch
import torch.nn.functional as F

import chunk_trees
from fitting import batches, fit, optimiser, word_pieces
from model import MASK, Labeller, chunks

SINGLE = 10


def articles(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def labelled(tokenizer, article):
    """The article's chunks with `cue` (0 none, 1 first, 2 further), `joint` and `pairs` (first, last word of the cue, roles)."""
    found = chunks(tokenizer, article["text"])
    for chunk in found:
        words = chunk["words"]
        touched = lambda spans: {i for i, (s, e) in enumerate(words) if any(a < e and s < b for a, b in spans)}
        chunk["cue"], chunk["joint"], chunk["pairs"] = [0] * len(words), [0] * len(words), []
        for attribution in article["attributions"]:
            parts = {role: touched(attribution[role]) for role in ("source", "cue", "content")}
            for role, code in (("content", 5), ("source", 1), ("cue", 3)):
                for i in parts[role]:
                    chunk["joint"][i] = code + (i - 1 in parts[role])
            for number, i in enumerate(sorted(parts["cue"])):
                chunk["cue"][i] = 2 if number else 1
            if parts["cue"]:
                roles = [0] * len(words)
                for i in parts["content"]:
                    roles[i] = 2
                for i in parts["source"]:
                    roles[i] = 1
                chunk["pairs"].append((min(parts["cue"]), max(parts["cue"]), roles))
    return found


def padded_pieces(batch):
    length = (max(len(c["ids"]) for c in batch) + 7) // 8 * 8
    pad = lambda key: torch.tensor([c[key] + [0] * (length - len(c[key])) for c in batch])
    ids = pad("ids")
    return ids, pad("features"), (ids != 0).long()


def padded(batch):
    words = max(len(c["words"]) for c in batch)
    pad = lambda key, fill: torch.tensor([c[key] + [fill] * (words - len(c[key])) for c in batch])
    return *padded_pieces(batch), pad("first", 0), pad("cue", -100), pad("joint", -100)


def some_hidden(ids):
    return torch.where((torch.rand(ids.shape) < 0.05) & (ids > 999), MASK, ids)


def with_single_marks(chunk, marks):
    """The chunk with the single marks that `marks` has for double ones."""
    return {**chunk, "ids": [marks.get(piece, piece) for piece in chunk["ids"]]}




def tree_losses(net, batch):
    ids, features, mask = padded_pieces(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return chunk_trees.losses(net.trees, net.lower(some_hidden(ids), features, mask), batch)


def losses(net, batch):
    ids, features, mask, first, cue, joint = padded(batch)
    ids = some_hidden(ids)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        lower = net.lower(ids, features, mask)
        trees = chunk_trees.losses(net.trees, lower, batch)
        words = net.drop(net.upper(lower, mask, first))
        cue_logits, joint_logits = net.cue(words), net.joint(words)
        rows, starts, ends, gold = [], [], [], []
        for row, chunk in enumerate(batch):
            for start, end, roles in chunk["pairs"]:
                rows.append(row), starts.append(start), ends.append(end)
                gold.append(roles + [-100] * (words.shape[1] - len(roles)))
        role_logits = net.roles(words, *map(torch.tensor, (rows, starts, ends))) if rows else None
    loss = trees + 2 * F.cross_entropy(cue_logits.float().flatten(0, 1), cue.flatten(), ignore_index=-100)
    loss = loss + 0.5 * F.cross_entropy(joint_logits.float().flatten(0, 1), joint.flatten(), ignore_index=-100)
    if rows:
        loss = loss + 3 * F.cross_entropy(role_logits.float().flatten(0, 1), torch.tensor(gold).flatten(), ignore_index=-100)
    return loss


def cue_spans(tags):
    spans, start = [], None
    for i, tag in enumerate([*tags, 0]):
        if start is not None and tag != 2:
            spans.append((start, i - 1))
            start = None
        if tag == 1 or (tag == 2 and start is None):
            start = i
    return spans


@torch.no_grad()
def check(net, found):
    """Counts on development chunks: F1 of cues (any shared word) and of word roles around gold cues."""
    net.eval()
    right = guessed = gold = 0
    same, said, real = [0, 0], [0, 0], [0, 0]
    for batch in batches(found, 4096, False, 32):
        ids, features, mask, first, _, _ = padded(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            words = net.upper(net.lower(ids, features, mask), mask, first)
            tags = net.cue(words).argmax(-1)
            for row, chunk in enumerate(batch):
                spans = cue_spans(tags[row, : len(chunk["words"])].tolist())
                wanted = {(s, e) for s, e, _ in chunk["pairs"]}
                right += sum(any(a <= e and s <= b for a, b in wanted) for s, e in spans)
                guessed += len(spans)
                gold += len(wanted)
                if chunk["pairs"]:
                    starts, ends = (torch.tensor([p[i] for p in chunk["pairs"]]) for i in (0, 1))
                    logits = net.roles(words[row : row + 1], torch.zeros_like(starts), starts, ends)
                    best = logits[:, : len(chunk["words"])].argmax(-1)
                    roles = torch.tensor([p[2] for p in chunk["pairs"]])
                    for i in (0, 1):
                        same[i] += int(((best == i + 1) & (roles == i + 1)).sum())
                        said[i] += int((best == i + 1).sum())
                        real[i] += int((roles == i + 1).sum())
    f1 = lambda a, b, c: 200 * a / max(b + c, 1)
    print(f"dev cue {f1(right, guessed, gold):.1f} source words {f1(same[0], said[0], real[0]):.1f} "
          f"content words {f1(same[1], said[1], real[1]):.1f} (gold cues)", flush=True)
    net.train()


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--train", required=True)
    p.add_argument("--dev", required=True)
    p.add_argument("--trees", action="append", default=[])
    p.add_argument("--check", action="append", default=[])
    p.add_argument("--parser", required=True, type=pathlib.Path)
    p.add_argument("--minilm", required=True, type=pathlib.Path)
    p.add_argument("--out", required=True, type=pathlib.Path)
    p.add_argument("--passes", type=float, default=6)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--budget", type=int, default=2048, help="word pieces a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    o.out.mkdir(parents=True, exist_ok=True)
    tokenizer = word_pieces(o.minilm)
    saved = torch.load(o.parser)
    names = [{name: i for i, name in enumerate(saved[key])} for key in ("tags", "relations")]

    def with_trees(texts, trees, cut):
        found = chunk_trees.documents(texts, trees)
        out = []
        for article in articles(texts):
            made = cut(article)
            chunk_trees.add_trees(made, found[article["id"]], *names)
            out += made
        return out

    pieces_of = lambda article: chunks(tokenizer, article["text"])
    train = with_trees(*o.train.split("="), lambda article: labelled(tokenizer, article))
    treebank = [c for part in o.trees for c in with_trees(*part.split("="), pieces_of) if c["place"]]
    checked = [(part, with_trees(*part.split("="), pieces_of)) for part in o.check]
    dev = [c for a in articles(o.dev) for c in labelled(tokenizer, a)]
    net = Labeller(*map(len, names))
    net.take_over(saved["state"])
    marks = {tokenizer.token_to_id(a): tokenizer.token_to_id(b) for a, b in ("“‘", "”’", "\"'")}

    def mixed():
        """A pass's batches in random order, each with what counts its losses."""
        some_single = [with_single_marks(c, marks) if random.randrange(SINGLE) == 0 else c for c in train]
        out = [(losses, batch) for batch in batches(some_single, o.budget, True, 32)]
        out += [(tree_losses, batch) for batch in batches(treebank, o.budget, True, 32)]
        random.shuffle(out)
        return out

    each = len(mixed())
    steps = int(each * o.passes)
    tuner, schedule = optimiser(net, o.rate, 1e-3, steps, 0.06)
    print(f"{len(train)} chunks, {sum(len(c['ids']) for c in train)} pieces; {len(treebank)} chunks with trees alone, "
          f"{sum(len(c['ids']) for c in treebank)}; {steps} steps", flush=True)

    def evaluate():
        torch.save({"tags": saved["tags"], "relations": saved["relations"], "state": net.state_dict()}, o.out / "labeller.pt")
        check(net, dev)
        for name, found in checked:
            chunk_trees.check(net, name, found)

    fit(net, mixed, steps, each, tuner, schedule, evaluate, losses)


if __name__ == "__main__":
    main()
