"""Fits the encoder on articles with gold attributions.

    python fit.py --train TRAIN.jsonl --dev DEV.jsonl --minilm FOLDER --out FOLDER

FOLDER of --minilm holds MiniLM-L6's `tokenizer.json` and weights (`model.safetensors` or `pytorch_model.bin`). Articles are
lines of {"text", "attributions": [{"source", "cue", "content": [[start, end], ...]}]}, offsets in code points.
Deterministic for a given number of threads. Writes `labeller.pt`, the last pass's weights, after each evaluation.
"""

import argparse
import json
import pathlib
import random
import time

import torch
import torch.nn.functional as F

from fitting import batches, load_pretrained, optimiser, word_pieces
from model import MASK, Labeller, chunks


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


def padded(batch):
    length = (max(len(c["ids"]) for c in batch) + 7) // 8 * 8
    words = max(len(c["words"]) for c in batch)
    pad = lambda key, size, fill: torch.tensor([c[key] + [fill] * (size - len(c[key])) for c in batch])
    ids = pad("ids", length, 0)
    return ids, pad("features", length, 0), (ids != 0).long(), pad("first", words, 0), pad("cue", words, -100), pad("joint", words, -100)


def losses(net, batch):
    ids, features, mask, first, cue, joint = padded(batch)
    hidden_words = (torch.rand(ids.shape) < 0.05) & (ids > 999)
    ids = torch.where(hidden_words, MASK, ids)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = net.drop(net.encode(ids, features, mask, first))
        cue_logits, joint_logits = net.cue(words), net.joint(words)
        rows, starts, ends, gold = [], [], [], []
        for row, chunk in enumerate(batch):
            for start, end, roles in chunk["pairs"]:
                rows.append(row), starts.append(start), ends.append(end)
                gold.append(roles + [-100] * (words.shape[1] - len(roles)))
        role_logits = net.roles(words, *map(torch.tensor, (rows, starts, ends))) if rows else None
    loss = 2 * F.cross_entropy(cue_logits.float().flatten(0, 1), cue.flatten(), ignore_index=-100)
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
            words = net.encode(ids, features, mask, first)
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
    train = [c for a in articles(o.train) for c in labelled(tokenizer, a)]
    dev = [c for a in articles(o.dev) for c in labelled(tokenizer, a)]
    net = Labeller()
    load_pretrained(net.encoder, o.minilm)
    each = len(batches(train, o.budget, False, 32))
    steps = int(each * o.passes)
    tuner, schedule = optimiser(net, o.rate, 1e-3, steps, 0.06)
    print(f"{len(train)} chunks, {sum(len(c['ids']) for c in train)} pieces, {steps} steps", flush=True)
    step, recent, began = 0, [], time.monotonic()
    net.train()
    while step < steps:
        for batch in batches(train, o.budget, True, 32):
            loss = losses(net, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            tuner.step()
            schedule.step()
            tuner.zero_grad()
            recent.append(loss.item())
            step += 1
            if step % 50 == 0:
                print(f"step {step} loss {sum(recent[-100:]) / len(recent[-100:]):.4f} {time.monotonic() - began:.0f} s", flush=True)
            if step % each == 0 or step == steps:
                torch.save(net.state_dict(), o.out / "labeller.pt")
                check(net, dev)
            if step == steps:
                break


if __name__ == "__main__":
    main()
