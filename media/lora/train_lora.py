#!/usr/bin/env python3
"""Trains a LoRA adapter on training data that Learning Loop exported.

Unsloth does the work where it is installed and there is a GPU, transformers and peft do elsewhere. Nothing is
downloaded unless --allow-download says so. LORA_TRAINING_GUIDE.md walks through it.
"""

import argparse
import os
import sys
from pathlib import Path

from lora_training.bases import table_of_bases
from lora_training.errors import TrainingError
from lora_training.settings import Settings

EXAMPLE = Path(__file__).resolve().parent / "example" / "coder_sft.jsonl"

EPILOG = f"""Bases by their Ollama tag (a Hugging Face id or a folder works, too):
{table_of_bases()}"""


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, metavar="FILE", help="an export: coder_sft.jsonl and the like (--smoke has an example)")
    parser.add_argument("--base", metavar="MODEL", help="Ollama tag, Hugging Face id or folder of the base model")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where results go (default: lora, beside the export)")
    parser.add_argument("--epochs", type=positive_int, default=3, help="times through the data (default 3)")
    parser.add_argument("--learning-rate", type=positive_float, default=2e-4, help="default 2e-4")
    parser.add_argument("--batch-size", type=positive_int, default=2, help="examples at once on the GPU (default 2)")
    parser.add_argument("--accumulate", type=positive_int, default=4, help="batches a step (default 4)")
    parser.add_argument("--rank", type=positive_int, default=16, help="size of the adapter (default 16)")
    parser.add_argument("--alpha", type=positive_int, default=16, help="strength of the adapter (default 16)")
    parser.add_argument("--max-length", type=positive_int, default=4096, metavar="TOKENS",
                        help="longer examples are left out (default 4096)")
    parser.add_argument("--validation", type=share, default=0.1, metavar="SHARE",
                        help="held back for validation where the export was not split (default 0.1; 0 for none)")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same order (default 1)")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    parser.add_argument("--four-bit", action="store_true",
                        help="hold the base in 4 bits: a quarter of the memory, but Ollama advises against it")
    parser.add_argument("--allow-download", action="store_true",
                        help="fetch the base from Hugging Face when it is not on this machine")
    parser.add_argument("--llama-cpp", type=Path, metavar="DIR", help="your llama.cpp: makes the .gguf for Ollama")
    parser.add_argument("--outtype", default="f16", choices=["f32", "f16", "bf16", "q8_0"],
                        help="numbers in the .gguf (default f16)")
    parser.add_argument("--smoke", action="store_true",
                        help="try everything out on a tiny random model, without a network: proves the plumbing only")
    args = parser.parse_args(arguments)
    if args.data is None and args.smoke:
        args.data = EXAMPLE
    if args.data is None:
        parser.error("--data is missing. Export first: node dist/make-sft.cjs . --min-reward=0.7")
    if args.base is None and not args.smoke:
        parser.error("--base is missing. Give the model that you serve, e.g. --base qwen2.5-coder:7b")
    return args


def positive_int(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return value


def positive_float(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return value


def share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 0.5:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 0.5")
    return value


def default_out(data: Path) -> Path:
    folder = data.resolve().parent
    return (folder.parent if folder.name == "sft" else folder) / "lora"


def main(arguments: list[str]) -> int:
    args = parse(arguments)
    if not args.allow_download:
        # Read by huggingface_hub when it is imported, so set before anything else is.
        os.environ["HF_HUB_OFFLINE"] = "1"
    settings = Settings(
        data=args.data, base=args.base or "", out=args.out or default_out(args.data), epochs=args.epochs,
        learning_rate=args.learning_rate, batch_size=args.batch_size, accumulate=args.accumulate, rank=args.rank,
        alpha=args.alpha, max_length=args.max_length, validation=args.validation, seed=args.seed,
        resume=args.resume, four_bit=args.four_bit, allow_download=args.allow_download,
        llama_cpp=args.llama_cpp, outtype=args.outtype,
    )
    try:
        # Imported late: these need torch, and --help and wrong flags must not.
        if args.smoke:
            from lora_training.smoke import smoke

            smoke(settings)
        else:
            from lora_training.run import train

            train(settings)
    except TrainingError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command with --resume to go on.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
