"""The encoder that labels attributions and reads trees: MiniLM-L6 with a head for cues, a head for the arguments of each cue, and one
for trees on its lower layers.

A text is cut into paragraphs, a paragraph into words and word pieces as BERT does it. Paragraphs are packed into chunks of
at most `CHUNK` pieces. The first piece of a word stands for the word. One head says of every word whether it begins or
continues a cue; the other scores every word of the chunk as source, content or neither, once for each cue.
"""

import re

import torch
import torch.nn.functional as F
from torch import nn

HIDDEN, LAYERS, HEADS, PAIR = 384, 6, 12, 256
TREE_LAYERS, ARC, LABEL = 3, 384, 192
CHUNK = 254
CLS, SEP, UNKNOWN, MASK = 101, 102, 100, 103
DISTANCES = 39
TAPS = 7


def features(text, words):
    """For each word (start, end): twice its capitals (0 none, 1 first, 2 all) plus whether it stands in quotation marks.

    Single marks count where no double ones are open; one that has a letter or digit behind it, or nothing to close, is an apostrophe.
    """
    found, opened, last = [], None, 0
    for start, end in words:
        if "\n" in text[last:start]:
            opened = None
        word = text[start:end]
        if word == "“":
            opened = "double"
        elif word == "”":
            opened = None
        elif word == '"':
            opened = None if opened == "double" else "double"
        elif word in "‘’'" and opened != "double":
            if opened == "single":
                if not text[end : end + 1].isalnum():
                    opened = None
            elif word != "’" and not text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
                opened = "single"
        capitals = 2 if len(word) > 1 and word.isupper() else int(word[:1].isupper())
        found.append(2 * capitals + (opened is not None))
        last = end
    return found


def paragraphs(text):
    """The lines of a text that hold anything, as (start, end)."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def pieces(tokenizer, text):
    """Per paragraph a list of words: ((start, end) in code points, ids)."""
    found = []
    spans = paragraphs(text)
    encoded = tokenizer.encode_batch([text[s:e] for s, e in spans], add_special_tokens=False)
    for (start, _), encoding in zip(spans, encoded):
        words = []
        for piece, word, (a, b) in zip(encoding.ids, encoding.word_ids, encoding.offsets):
            if words and words[-1][2] == word:
                words[-1][0][1] = start + b
                words[-1][1].append(piece)
            else:
                words.append([[start + a, start + b], [piece], word])
        found.append([(tuple(span), ids[:8]) for span, ids, _ in words])
    return found


def chunks(tokenizer, text):
    """Cuts a text into chunks: dicts of `ids`, `features`, `first` (index of each word's first piece), `words` (spans)."""
    units = []
    for words in pieces(tokenizer, text):
        # A paragraph that does not fit is cut where a sentence seems to end, else anywhere.
        while sum(len(ids) for _, ids in words) + 1 > CHUNK:
            size, fits = 1, 0
            while size + len(words[fits][1]) <= CHUNK:
                size += len(words[fits][1])
                fits += 1
            ends = [at for at in range(1, fits) if text[slice(*words[at - 1][0])] in (".", "!", "?", "”", '"')]
            cut = ends[-1] if ends and ends[-1] > fits // 2 else fits
            units.append(words[:cut])
            words = words[cut:]
        if words:
            units.append(words)
    found, pack, size = [], [], 0
    for unit in units:
        length = sum(len(ids) for _, ids in unit) + 1
        if pack and size + length > CHUNK:
            found.append(pack)
            pack, size = [], 0
        pack.append(unit)
        size += length
    if pack:
        found.append(pack)
    out = []
    for pack in found:
        spans = [span for unit in pack for span, _ in unit]
        marks = iter(features(text, spans))
        chunk = {"ids": [CLS], "features": [0], "first": [], "words": spans}
        for unit in pack:
            for _, ids in unit:
                chunk["first"].append(len(chunk["ids"]))
                chunk["ids"] += ids
                chunk["features"] += [next(marks)] * len(ids)
            chunk["ids"].append(SEP)
            chunk["features"].append(0)
        out.append(chunk)
    return out


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        split = lambda y: y.view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.attention_norm(x + self.out(a.transpose(1, 2).reshape(batch, length, HIDDEN)))
        return self.norm(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.features = nn.Embedding(6, HIDDEN)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids, features, mask, first=0, last=LAYERS):
        """Through the layers from `first` to `last`; `ids` are what the first of them sees, if it is not the lowest."""
        x = ids
        if first == 0:
            place = torch.arange(ids.shape[1], device=ids.device)
            x = self.norm(self.words(ids) + self.positions(place)[None] + self.features(features))
        for layer in self.layers[first:last]:
            x = layer(x, mask)
        return x

    def load_bert(self, state):
        """Takes over weights named as BERT's; the embedding of the first token type goes into the positions."""
        get = lambda name: state[next(k for k in state if k.endswith(name))]
        self.words.weight.data = get("embeddings.word_embeddings.weight").clone()
        kind = get("embeddings.token_type_embeddings.weight")[0]
        self.positions.weight.data = get("embeddings.position_embeddings.weight") + kind
        pairs = [(self.norm, "embeddings.LayerNorm")]
        for number, layer in enumerate(self.layers):
            base = f"encoder.layer.{number}."
            pairs += [
                (layer.query, base + "attention.self.query"), (layer.key, base + "attention.self.key"),
                (layer.value, base + "attention.self.value"), (layer.out, base + "attention.output.dense"),
                (layer.attention_norm, base + "attention.output.LayerNorm"),
                (layer.up, base + "intermediate.dense"), (layer.down, base + "output.dense"),
                (layer.norm, base + "output.LayerNorm"),
            ]
        for module, name in pairs:
            module.weight.data = get(name + ".weight").clone()
            module.bias.data = get(name + ".bias").clone()


def bucket(distance):
    """Signed distance in words to one of `DISTANCES` buckets: exact to 8, then half powers of two."""
    far = distance.abs().clamp(min=1)
    step = torch.where(far <= 8, far, (8 + 2.0 * torch.log2(far.float() / 8)).long().clamp(max=18))
    return torch.where(distance == 0, torch.zeros_like(step), torch.where(distance > 0, step, step + 19))


class Biaffine(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(size + 1, size + 1))

    def forward(self, dependent, head):
        one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)
        return (one(dependent) @ self.weight) @ one(head).transpose(-1, -2)


class Trees(nn.Module):
    """A biaffine parser (Dozat & Manning 2017) over the words of chunks."""

    def __init__(self, tags, relations):
        super().__init__()
        self.tag = nn.Linear(HIDDEN, tags)
        self.root = nn.Parameter(torch.zeros(HIDDEN))
        self.head, self.dependent = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc = Biaffine(ARC)
        self.label_head, self.label_dependent = nn.Linear(HIDDEN, LABEL), nn.Linear(HIDDEN, LABEL)
        self.label = nn.Linear(LABEL, relations)
        self.drop = nn.Dropout(0.15)

    def forward(self, hidden, place):
        """B x P pieces, B x N tokens; tag logits, arc scores (dependent x head, the root first), and the two views for relations."""
        words = self.drop(hidden.gather(1, place[..., None].expand(-1, -1, HIDDEN)))
        heads = torch.cat([hidden[:, :1] + self.root.to(hidden.dtype), words], 1)
        arcs = self.arc(self.drop(F.gelu(self.dependent(words))), self.drop(F.gelu(self.head(heads))))
        return self.tag(words), arcs, self.label_head(heads), self.label_dependent(words)


class Labeller(nn.Module):
    """Heads for cues and roles on the encoder, and for trees on its lower layers, with so many tags and relations."""

    def __init__(self, tags, relations):
        super().__init__()
        self.encoder = Encoder()
        self.trees = Trees(tags, relations)
        self.cue = nn.Linear(HIDDEN, 3)
        self.joint = nn.Linear(HIDDEN, 7)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.token, self.of_cue, self.product = nn.Linear(HIDDEN, PAIR), nn.Linear(HIDDEN, PAIR), nn.Linear(HIDDEN, PAIR)
        self.around = nn.Conv1d(PAIR, PAIR, TAPS, padding=TAPS // 2, groups=PAIR)
        nn.init.zeros_(self.around.weight)
        nn.init.zeros_(self.around.bias)
        self.role = nn.Linear(PAIR, 3)
        self.drop = nn.Dropout(0.1)

    def take_over(self, state):
        """The encoder, and what it can of the heads for trees, from the parser of `trees.py`."""
        own = self.state_dict()
        for name in own:
            if name.startswith("encoder."):
                own[name] = state[name]
        for name, source in (("tag", "tag"), ("head", "head.0"), ("dependent", "dependent.0")):
            for part in ("weight", "bias"):
                own[f"trees.{name}.{part}"] = state[f"{source}.{part}"]
        own["trees.root"], own["trees.arc.weight"] = state["root"], state["arc.weight"][0]
        self.load_state_dict(own)

    def lower(self, ids, features, mask):
        """The pieces behind the lower layers, which trees are read from."""
        return self.encoder(ids, features, mask[:, None, None, :].bool(), last=TREE_LAYERS)

    def upper(self, hidden, mask, first):
        """The words behind all layers."""
        hidden = self.encoder(hidden, None, mask[:, None, None, :].bool(), first=TREE_LAYERS)
        return hidden.gather(1, first[..., None].expand(-1, -1, HIDDEN))

    def roles(self, words, rows, starts, ends):
        """words: B x N x H. Cue k is words starts[k]..=ends[k] of row rows[k]. Returns logits K x N x 3."""
        count = words.shape[1]
        place = torch.arange(count, device=words.device)[None]
        inside = (place >= starts[:, None]) & (place <= ends[:, None])
        weight = inside.to(words.dtype)[..., None]
        cue = (words[rows] * weight).sum(1) / weight.sum(1)
        distance = torch.where(inside, 0, torch.where(place < starts[:, None], place - starts[:, None], place - ends[:, None]))
        token = self.token(words)[rows]
        x = token + self.of_cue(cue)[:, None] + self.distance(bucket(distance)) + token * self.product(cue)[:, None]
        x = F.gelu(x)
        x = x + F.gelu(self.around(x.transpose(1, 2))).transpose(1, 2)
        return self.role(self.drop(x))
