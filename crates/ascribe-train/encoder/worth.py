"""Fits the head that says how much a sentence deserves to be checked.

    python worth.py --train TRAIN.jsonl --dev DEV.jsonl --minilm FOLDER --encoder ../../ascribe-encoder/data \\
        --program 'ascribe list --all --engine fast --input ndjson --format ndjson -'

Sentences are lines of {"text", "label"}, 1 worth checking. The head, a hidden layer of `UNITS` units, sees of every number that
the exported encoder's lower layers give a word the mean, the highest and the lowest of the sentence; the encoder stays as it is. PROGRAM
gives the scores of the linear model of claims, which knows single words: the log-odds of both are mixed, in the share that ranks
DEV best, and moved so that one half is the lowest point whose F1 on DEV is within `SLACK` of the best, since a claim that is
missed costs an editor more than one that is looked at in vain. Writes `worth.data`: the share of the linear model, the bias
of the mixture, then the two layers, all as 32-bit numbers, low byte first.
"""

import argparse
import json
import pathlib
import shlex
import subprocess

import numpy
import onnxruntime
import torch
import torch.nn.functional as F
from torch import nn

from fit import articles
from fitting import word_pieces
from model import HIDDEN, chunks

UNITS, PASSES, BATCH, RATE = 64, 10, 128, 1e-3
SLACK = 0.02
SURE = 8.0


def pooled(session, tokenizer, text):
    """Mean, highest and lowest of each number over the words of `text`."""
    words = []
    for chunk in chunks(tokenizer, text):
        inputs = {name: numpy.array(chunk[name], dtype="int64") for name in ("ids", "features", "first")}
        words.append(session.run(["lower"], inputs)[0][chunk["first"]])
    if not words:
        return numpy.zeros(3 * HIDDEN, "float32")
    words = numpy.concatenate(words)
    return numpy.concatenate([words.mean(0), words.max(0), words.min(0)])


def fitted(seen, labels):
    """The head, fitted on rows of numbers of mean 0 and deviation 1."""
    net = nn.Sequential(nn.Dropout(0.3), nn.Linear(seen.shape[1], UNITS), nn.GELU(), nn.Dropout(0.5), nn.Linear(UNITS, 1))
    steps = PASSES * (len(labels) // BATCH + 1)
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.0, 1 - step / steps))
    for _ in range(PASSES):
        for batch in torch.randperm(len(labels)).split(BATCH):
            loss = F.binary_cross_entropy_with_logits(net(seen[batch])[:, 0], labels[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return net.eval()


def linear(program, sentences):
    """The log-odds that PROGRAM gives to the best claim of each sentence."""
    feed = "".join(json.dumps({"id": str(i), "text": it["text"]}) + "\n" for i, it in enumerate(sentences))
    done = subprocess.run(shlex.split(program), input=feed.encode(), capture_output=True, check=True)
    found = numpy.full(len(sentences), -SURE)
    for line in done.stdout.splitlines():
        record = json.loads(line)
        best = max((claim["checkworthiness"]["score"] for claim in record["claims"]), default=0.0)
        best = numpy.clip(best, 1e-9, 1 - 1e-9)
        found[int(record["document"]["name"])] = numpy.clip(numpy.log(best / (1 - best)), -SURE, SURE)
    return found


def average_precision(scores, labels):
    hits = labels[numpy.argsort(-scores, kind="stable")]
    return float((numpy.cumsum(hits) / numpy.arange(1, len(hits) + 1))[hits == 1].mean())


def f1(scores, labels, point):
    chosen = scores >= point
    return 2 * float((chosen & (labels == 1)).sum()) / max(int(chosen.sum() + labels.sum()), 1)


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--train", required=True)
    p.add_argument("--dev", required=True)
    p.add_argument("--minilm", required=True, type=pathlib.Path)
    p.add_argument("--encoder", required=True, type=pathlib.Path, help="folder of words.onnx, where worth.data goes")
    p.add_argument("--program", required=True)
    p.add_argument("--seed", type=int, default=1)
    o = p.parse_args()
    torch.manual_seed(o.seed)
    tokenizer = word_pieces(o.minilm)
    session = onnxruntime.InferenceSession(str(o.encoder / "words.onnx"))
    train, dev = articles(o.train), articles(o.dev)
    seen = [numpy.stack([pooled(session, tokenizer, it["text"]) for it in part]) for part in (train, dev)]
    labels = [numpy.array([it["label"] for it in part]) for part in (train, dev)]
    centre, spread = seen[0].mean(0), seen[0].std(0) + 1e-6
    rows = [torch.tensor((part - centre) / spread) for part in seen]
    net = fitted(rows[0], torch.tensor(labels[0]).float())
    with torch.no_grad():
        head = net(rows[1])[:, 0].numpy()
    of_claims = linear(o.program, dev)
    mixed = lambda share: share * of_claims + (1 - share) * head
    share = max((step / 20 for step in range(21)), key=lambda share: average_precision(mixed(share), labels[1]))
    scores = mixed(share)
    points = [step / 50 for step in range(-150, 151)]
    best = max(f1(scores, labels[1], point) for point in points)
    point = min(point for point in points if f1(scores, labels[1], point) >= best - SLACK)
    print(f"share of the linear model {share:.2f}, dev average precision {average_precision(scores, labels[1]):.3f}, "
          f"F1 {f1(scores, labels[1], point):.3f} at {point:.2f}, best {best:.3f}")
    first, last = net[1], net[4]
    weight = first.weight.detach().numpy() / spread
    bias = first.bias.detach().numpy() - weight @ centre
    rest = 1 - share
    out = [[share, -point], weight, bias, rest * last.weight.detach().numpy(), rest * last.bias.detach().numpy()]
    data = numpy.concatenate([numpy.ravel(part) for part in out]).astype("<f4")
    (o.encoder / "worth.data").write_bytes(data.tobytes())


if __name__ == "__main__":
    main()
