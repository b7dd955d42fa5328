"""Fits the small encoder that reads trees on what the large one of `trees.py` has read, and on treebanks.

    python small_trees.py --minilm FOLDER --trees FOLDER/trees.pt --out FOLDER \\
        --train TEXTS.jsonl=TREES.conllu=TIMES ... --check TEXTS.jsonl=TREES.conllu ...

Texts are lines of {"id", "text"}; trees are `CoNLL-U` in our tokens, document by document in the same order, as `ascribe-train words`
writes them and `trees.py read` fills them in. It is the lower half of the large one, with a biaffine parser (Dozat & Manning 2017) on
top, and reads whole chunks as the labeller does. Writes `small.pt` every 500 steps and at the end.
"""

import argparse
import json
import pathlib
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from fitting import optimiser, word_pieces
from model import HIDDEN, MASK, Encoder, chunks
from trees import sentences, tree

LAYERS, ARC, LABEL = 3, 384, 192
MARKS = {",", ".", ":", "HYPH", "NFP", "``", "''", "-LRB-", "-RRB-"}


def documents(texts, trees):
    """(text, sentences with `spans`) of each document; what cannot be found in the text is left out."""
    by_document = {}
    for sentence in sentences(trees):
        by_document.setdefault(sentence["document"], []).append(sentence)
    with open(texts, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text, at, found = article["text"], 0, []
            for sentence in by_document.get(article["id"], []):
                spans, place = [], at
                for word in sentence["words"]:
                    start = None
                    for character in word:
                        if character.isspace():
                            continue
                        while place < len(text) and text[place] != character and text[place].isspace():
                            place += 1
                        if place >= len(text) or text[place] != character:
                            start = -1
                            break
                        start = place if start is None else start
                        place += 1
                    if start is None or start < 0:
                        spans = None
                        break
                    spans.append((start, place))
                if spans is None:
                    # A sentence that was left out of the trees: look for the first words of this one further on.
                    head = sentence["words"][0]
                    further = text.find(head, at + 1)
                    while further >= 0:
                        place, spans = further, []
                        for word in sentence["words"]:
                            while place < len(text) and text[place].isspace():
                                place += 1
                            if not text.startswith(word, place):
                                spans = None
                                break
                            spans.append((place, place + len(word)))
                            place += len(word)
                        if spans is not None:
                            break
                        further = text.find(head, further + 1)
                    if spans is None:
                        continue
                at = spans[-1][1]
                found.append({**sentence, "spans": spans})
            yield text, found


def examples(tokenizer, texts, trees, tags, relations):
    """One example a chunk: `ids` and `features` of its pieces, `place` (piece of each token), `sentence`, `tag`, `head` (0 is the root), `relation`."""
    out = []
    for text, found in documents(texts, trees):
        number = 0
        for chunk in chunks(tokenizer, text):
            words, first = chunk["words"], chunk["first"]
            low, high = words[0][0], words[-1][1]
            place, belongs, tag, head, relation = [], [], [], [], []
            while number < len(found) and found[number]["spans"][0][0] < low:
                number += 1
            starts = [word[0] for word in words]
            here = 0
            while number < len(found) and found[number]["spans"][-1][1] <= high:
                sentence, base = found[number], len(place)
                for start, end in sentence["spans"]:
                    at = int(np.searchsorted(starts, start))
                    if at == len(words) or words[at][0] >= end:
                        at -= 1
                    place.append(first[max(at, 0)])
                marks = [name in MARKS for name in sentence["tags"]]
                for i, (name, above) in enumerate(zip(sentence["tags"], sentence["heads"])):
                    tag.append(tags.get(name, -100))
                    known = not marks[i] and (above == 0 or not marks[above - 1])
                    head.append((base + above if above else 0) if known else -100)
                    relation.append(relations.get(sentence["relations"][i], -100) if known else -100)
                    belongs.append(-1 - here if marks[i] else here)
                here += 1
                number += 1
            if not place:
                continue
            out.append({"ids": chunk["ids"], "features": chunk["features"], "place": place, "sentence": belongs, "tag": tag, "head": head,
                        "relation": relation})
    return out


class Biaffine(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(size + 1, size + 1))

    def forward(self, dependent, head):
        one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)
        return (one(dependent) @ self.weight) @ one(head).transpose(-1, -2)


class Small(nn.Module):
    def __init__(self, tags, relations):
        super().__init__()
        self.encoder = Encoder()
        self.encoder.layers = self.encoder.layers[:LAYERS]
        self.tag = nn.Linear(HIDDEN, tags)
        self.root = nn.Parameter(torch.zeros(HIDDEN))
        self.head, self.dependent = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc = Biaffine(ARC)
        self.label_head, self.label_dependent = nn.Linear(HIDDEN, LABEL), nn.Linear(HIDDEN, LABEL)
        self.label = nn.Linear(LABEL, relations)
        self.drop = nn.Dropout(0.15)

    def take_over(self, state):
        """The lower layers, and what it can of the heads, from the parser of `trees.py`."""
        own = self.state_dict()
        for name in own:
            if name.startswith("encoder."):
                own[name] = state[name]
        for name, source in (("tag", "tag"), ("head", "head.0"), ("dependent", "dependent.0")):
            for part in ("weight", "bias"):
                own[f"{name}.{part}"] = state[f"{source}.{part}"]
        own["root"], own["arc.weight"] = state["root"], state["arc.weight"][0]
        self.load_state_dict(own)

    def forward(self, ids, features, mask, place):
        """B x P pieces, B x N tokens; tag logits, arc scores (dependent x head, the root first), and the two views for relations."""
        x = self.encoder(ids, features, mask[:, None, None, :].bool())
        words = self.drop(x.gather(1, place[..., None].expand(-1, -1, HIDDEN)))
        heads = torch.cat([x[:, :1] + self.root.to(x.dtype), words], 1)
        arcs = self.arc(self.drop(F.gelu(self.dependent(words))), self.drop(F.gelu(self.head(heads))))
        return self.tag(words), arcs, self.label_head(heads), self.label_dependent(words)


def padded(batch):
    pieces = max(len(e["ids"]) for e in batch)
    tokens = max(len(e["place"]) for e in batch)
    fill_up = lambda key, size, fill: torch.tensor([e[key] + [fill] * (size - len(e[key])) for e in batch])
    pad = lambda key, fill: fill_up(key, tokens, fill)
    ids = fill_up("ids", pieces, 0)
    sentence = pad("sentence", -10**6)
    # A word's head is the root or a word of its sentence that is no mark.
    allowed = sentence[:, :, None] == sentence[:, None, :]
    own = torch.eye(tokens, dtype=torch.bool)[None]
    allowed = torch.cat([torch.ones(len(batch), tokens, 1, dtype=torch.bool), allowed & ~own], 2)
    return ids, fill_up("features", pieces, 0), (ids != 0).long(), pad("place", 0), pad("tag", -100), pad("head", -100), pad("relation", -100), allowed


def losses(net, batch):
    ids, features, mask, place, tag, head, relation, allowed = padded(batch)
    hidden = (torch.rand(ids.shape) < 0.04) & (ids > 999)
    ids = torch.where(hidden, MASK, ids)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, arcs, label_head, label_dependent = net(ids, features, mask, place)
        above = label_head.gather(1, head.clamp(min=0)[..., None].expand(-1, -1, LABEL))
        labels = net.label(net.drop(F.gelu(above + label_dependent)))
    arcs = arcs.float().masked_fill(~allowed, -1e4)
    return (F.cross_entropy(tags.float().flatten(0, 1), tag.flatten(), ignore_index=-100)
            + F.cross_entropy(arcs.flatten(0, 1), head.flatten(), ignore_index=-100)
            + F.cross_entropy(labels.float().flatten(0, 1), relation.flatten(), ignore_index=-100))


@torch.no_grad()
def check(net, name, found):
    net.eval()
    tag_right = tag_all = right = named = total = 0
    for e in found:
        ids, features, mask, place, tag, head, relation, allowed = padded([e])
        tags, arcs, label_head, label_dependent = net(ids, features, mask, place)
        tag_right += int((tags[0].argmax(-1) == tag[0]).sum())
        tag_all += tag.shape[1]
        scores = arcs[0].masked_fill(~allowed[0], -1e4).log_softmax(-1).numpy().astype(np.float64)
        sentence = np.array(e["sentence"])
        for number in range(sentence.max() + 1):
            words = np.flatnonzero(sentence == number)
            if not len(words):
                continue
            small = scores[np.ix_(words, np.concatenate([[0], words + 1]))]
            heads = tree(small)
            heads = np.where(heads == 0, 0, words[np.maximum(heads, 1) - 1] + 1)
            labels = net.label(F.gelu(label_head[0, heads] + label_dependent[0, words])).argmax(-1).numpy()
            gold = head[0, words].numpy()
            known = gold >= 0
            right += int(((gold == heads) & known).sum())
            named += int(((gold == heads) & known & (labels == relation[0, words].numpy())).sum())
            total += int(known.sum())
    print(f"{name}: tags {100 * tag_right / tag_all:.2f}, UAS {100 * right / total:.2f}, LAS {100 * named / total:.2f} ({total} words)", flush=True)
    net.train()


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--minilm", required=True, type=pathlib.Path)
    p.add_argument("--trees", required=True, type=pathlib.Path)
    p.add_argument("--out", required=True, type=pathlib.Path)
    p.add_argument("--train", action="append", required=True)
    p.add_argument("--check", action="append", default=[])
    p.add_argument("--passes", type=float, default=2)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--batch", type=int, default=8, help="chunks a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    tokenizer = word_pieces(o.minilm)
    saved = torch.load(o.trees)
    tags = {name: i for i, name in enumerate(saved["tags"])}
    relations = {name: i for i, name in enumerate(saved["relations"])}
    train = []
    for part in o.train:
        texts, trees, times = part.split("=")
        found = examples(tokenizer, texts, trees, tags, relations)
        print(f"{trees}: {len(found)} chunks, {sum(len(e['place']) for e in found)} tokens", flush=True)
        share = float(times)
        train += found * int(share) + found[: int(len(found) * (share % 1))]
    dev = []
    for part in o.check:
        texts, trees = part.split("=")
        dev.append((trees, examples(tokenizer, texts, trees, tags, relations)))
    net = Small(len(tags), len(relations))
    net.take_over(saved["state"])
    each = -(-len(train) // o.batch)
    steps = int(each * o.passes)
    tuner, schedule = optimiser(net, o.rate, 4 * o.rate, steps, 0.04)
    print(f"{len(train)} chunks, {steps} steps", flush=True)
    o.out.mkdir(parents=True, exist_ok=True)
    step, recent, began = 0, [], time.monotonic()
    while step < steps:
        random.shuffle(train)
        for at in range(0, len(train), o.batch):
            loss = losses(net, train[at : at + o.batch])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            tuner.step()
            schedule.step()
            tuner.zero_grad()
            recent.append(loss.item())
            step += 1
            if step % 50 == 0:
                print(f"step {step} loss {sum(recent[-100:]) / len(recent[-100:]):.4f} {time.monotonic() - began:.0f} s", flush=True)
            if step % 500 == 0 or step == steps:
                torch.save({"tags": saved["tags"], "relations": saved["relations"], "state": net.state_dict()}, o.out / "small.pt")
                for name, found in dev:
                    check(net, name, found)
            if step == steps:
                break


if __name__ == "__main__":
    main()
