"""Trees as the labeller's encoder learns them: chunk by chunk, from what the large parser of `trees.py` has read and from treebanks.

Texts are lines of {"id", "text"}; trees are `CoNLL-U` in our tokens, document by document, as `ascribe-train words` writes them and
`trees.py read` fills them in.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F

from model import LABEL, TREE_LAYERS
from trees import sentences, tree

MARKS = {",", ".", ":", "HYPH", "NFP", "``", "''", "-LRB-", "-RRB-"}


def documents(texts, trees):
    """Of each document its sentences with `spans`, by its name; a sentence that cannot be found in the text is left out."""
    by_document, all_found = {}, {}
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
            all_found[article["id"]] = found
    return all_found


def add_trees(chunks, found, tags, relations):
    """Adds to each of a text's chunks `place` (piece of each token), `sentence`, `tag`, `head` (0 is the root) and `relation`."""
    number = 0
    for chunk in chunks:
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
        chunk.update(place=place, sentence=belongs, tag=tag, head=head, relation=relation)


def padded(batch):
    tokens = max(1, max(len(e["place"]) for e in batch))
    pad = lambda key, fill: torch.tensor([e[key] + [fill] * (tokens - len(e[key])) for e in batch])
    sentence = pad("sentence", -10**6)
    # A word's head is the root or a word of its sentence that is no mark.
    allowed = sentence[:, :, None] == sentence[:, None, :]
    own = torch.eye(tokens, dtype=torch.bool)[None]
    allowed = torch.cat([torch.ones(len(batch), tokens, 1, dtype=torch.bool), allowed & ~own], 2)
    return pad("place", 0), pad("tag", -100), pad("head", -100), pad("relation", -100), allowed


def losses(head, hidden, batch):
    """`hidden`: the pieces behind the lower layers; called where numbers may be of sixteen bits."""
    place, tag, gold, relation, allowed = padded(batch)
    tags, arcs, label_head, label_dependent = head(hidden, place)
    above = label_head.gather(1, gold.clamp(min=0)[..., None].expand(-1, -1, LABEL))
    labels = head.label(head.drop(F.gelu(above + label_dependent)))
    arcs = arcs.float().masked_fill(~allowed, -1e4)
    mean = lambda scores, wanted: F.cross_entropy(scores, wanted, ignore_index=-100, reduction="sum") / (wanted >= 0).sum().clamp(min=1)
    return (mean(tags.float().flatten(0, 1), tag.flatten()) + mean(arcs.flatten(0, 1), gold.flatten())
            + mean(labels.float().flatten(0, 1), relation.flatten()))


@torch.no_grad()
def check(net, name, found):
    net.eval()
    tag_right = tag_all = right = named = total = 0
    for e in found:
        if not e["place"]:
            continue
        place, tag, head, relation, allowed = padded([e])
        hidden = net.encoder(torch.tensor([e["ids"]]), torch.tensor([e["features"]]), None, last=TREE_LAYERS)
        tags, arcs, label_head, label_dependent = net.trees(hidden, place)
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
            labels = net.trees.label(F.gelu(label_head[0, heads] + label_dependent[0, words])).argmax(-1).numpy()
            gold = head[0, words].numpy()
            known = gold >= 0
            right += int(((gold == heads) & known).sum())
            named += int(((gold == heads) & known & (labels == relation[0, words].numpy())).sum())
            total += int(known.sum())
    print(f"{name}: tags {100 * tag_right / tag_all:.2f}, UAS {100 * right / total:.2f}, LAS {100 * named / total:.2f} ({total} words)", flush=True)
    net.train()
