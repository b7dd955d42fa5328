"""What fitting the encoders has in common: the list of word pieces, pretrained weights, batches, the optimiser."""

import random
import time

import torch
from tokenizers import Tokenizer


def word_pieces(minilm):
    tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_pretrained(encoder, minilm):
    tensors = minilm / "model.safetensors"
    if tensors.exists():
        from safetensors.torch import load_file
        encoder.load_bert(load_file(tensors))
    else:
        encoder.load_bert(torch.load(minilm / "pytorch_model.bin"))


def batches(found, budget, shuffle, alike):
    """Lists of `found`, together no more than `budget` word pieces with padding; lengths that differ by less than `alike` count as one."""
    order = list(range(len(found)))
    if shuffle:
        random.shuffle(order)
    order.sort(key=lambda i: len(found[i]["ids"]) // alike)
    out, batch, longest = [], [], 0
    for i in order:
        longest = max(longest, len(found[i]["ids"]))
        if batch and longest * (len(batch) + 1) > budget:
            out.append(batch)
            batch, longest = [], len(found[i]["ids"])
        batch.append(i)
    out.append(batch)
    if shuffle:
        random.shuffle(out)
    return [[found[i] for i in batch] for batch in out]


def optimiser(net, rate, head_rate, steps, warm):
    """AdamW over all but the table of word pieces, and its schedule: up over the share `warm` of the steps, then down to nothing."""
    net.encoder.words.weight.requires_grad = False
    inner = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    made = torch.optim.AdamW([{"params": inner, "lr": rate}, {"params": heads, "lr": head_rate}], weight_decay=0.01)
    warm = max(1, int(warm * steps))
    return made, torch.optim.lr_scheduler.LambdaLR(
        made, lambda s: min((s + 1) / warm, max(0.01, (steps - s) / (steps - warm))))


def fit(net, passes, steps, each, tuner, schedule, evaluate, shown):
    """Takes `steps` steps; `passes()` gives a pass's batches, each with what counts its losses, of which `shown` are printed.

    Calls `evaluate` every `each` steps and at the end.
    """
    step, recent, began = 0, [], time.monotonic()
    net.train()
    while step < steps:
        for count, batch in passes():
            loss = count(net, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            tuner.step()
            schedule.step()
            tuner.zero_grad()
            if count is shown:
                recent.append(loss.item())
            step += 1
            if step % 50 == 0:
                print(f"step {step} loss {sum(recent[-100:]) / len(recent[-100:]):.4f} {time.monotonic() - began:.0f} s", flush=True)
            if step % each == 0 or step == steps:
                evaluate()
            if step == steps:
                break
