"""Which weights on Hugging Face stand behind a model of Ollama: an adapter only fits the model it was trained on."""

import re
from pathlib import Path

from .errors import TrainingError


def _sized(tag: str, repository: str, sizes: str) -> dict[str, str]:
    return {f"{tag}:{size.lower()}": repository.format(size) for size in sizes.split()}


BASES: dict[str, str] = {
    **_sized("qwen2.5-coder", "Qwen/Qwen2.5-Coder-{}-Instruct", "0.5B 1.5B 3B 7B 14B 32B"),
    **_sized("qwen2.5", "Qwen/Qwen2.5-{}-Instruct", "0.5B 1.5B 3B 7B 14B 32B 72B"),
    **_sized("qwen3", "Qwen/Qwen3-{}", "0.6B 1.7B 8B 14B 32B"),
    **_sized("llama3.1", "meta-llama/Llama-3.1-{}-Instruct", "8B 70B"),
    **_sized("llama3.2", "meta-llama/Llama-3.2-{}-Instruct", "1B 3B"),
    **_sized("codellama", "codellama/CodeLlama-{}-Instruct-hf", "7b 13b 34b"),
    **_sized("deepseek-coder", "deepseek-ai/deepseek-coder-{}-instruct", "1.3b 6.7b 33b"),
    **_sized("gemma2", "google/gemma-2-{}-it", "2b 9b 27b"),
    **_sized("codegemma", "google/codegemma-{}-it", "7b"),
    **_sized("mistral", "mistralai/Mistral-{}-Instruct-v0.3", "7B"),
    **_sized("phi4", "microsoft/phi-4", "14b"),
}

# What Ollama gives to somebody who names no size.
_DEFAULT_SIZES = {
    "qwen2.5-coder": "7b", "qwen2.5": "7b", "qwen3": "8b", "llama3.1": "8b", "llama3.2": "3b", "codellama": "7b",
    "deepseek-coder": "1.3b", "gemma2": "9b", "codegemma": "7b", "mistral": "7b", "phi4": "14b",
}


def table_of_bases() -> str:
    width = max(len(tag) for tag in BASES)
    return "\n".join(f"  {tag:<{width}}  {repository}" for tag, repository in BASES.items())


def resolve_base(base: str) -> str:
    """The folder or Hugging Face id that `base` stands for.

    A folder and an id (owner/name) stand for themselves; anything else is taken for a tag of Ollama.
    """
    if Path(base).is_dir():
        return base
    if re.fullmatch(r"[\w.-]+/[\w.-]+", base):
        return base
    name, _, size = base.lower().partition(":")
    size = re.sub(r"-(instruct|it|chat)(-.*)?$", "", size)
    if size in ("", "latest"):
        size = _DEFAULT_SIZES.get(name, "")
    known = BASES.get(f"{name}:{size}")
    if known is None:
        raise TrainingError(
            f'"{base}" is neither a folder, nor a Hugging Face id (owner/name), nor an Ollama tag whose weights are '
            f"known here. Known tags:\n{table_of_bases()}\nFor another model, give the Hugging Face id of exactly "
            "the weights that your Ollama model was made from."
        )
    return known
