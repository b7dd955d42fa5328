"""Writes how the reference cuts text into word pieces, for the test of ascribe-encoder's own cut.

    python reference.py --minilm FOLDER ../../ascribe-encoder/tests/pieces.jsonl

Rewrites each line of the file, {"text", "words"}: `words` holds the pieces of each word, at most eight.
"""

import argparse
import json
import pathlib

from tokenizers import Tokenizer

from model import pieces


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("file", type=pathlib.Path)
    p.add_argument("--minilm", type=pathlib.Path, required=True)
    o = p.parse_args()
    tokenizer = Tokenizer.from_file(str(o.minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    texts = [json.loads(line)["text"] for line in o.file.read_text(encoding="utf-8").splitlines()]
    with o.file.open("w", encoding="utf-8") as out:
        for text in texts:
            words = [ids for paragraph in pieces(tokenizer, text) for _, ids in paragraph]
            out.write(json.dumps({"text": text, "words": words}, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
