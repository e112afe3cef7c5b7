"""One training from the export to the file for Ollama."""

import hashlib
import shlex
from pathlib import Path
from typing import Any, Optional

from .checkpoint import Progress
from .errors import TrainingError
from .examples import load_split, tokenize
from .gguf import check_llama_cpp, conversion_command, convert
from .libraries import device_in_words, device_name, require_libraries, versions
from .loop import Work, train_adapter
from .models import find_weights, load_tokenizer, load_with_adapter, uses_unsloth
from .settings import Settings


def say(line: str) -> None:
    print(line, flush=True)


def train(settings: Settings, stop_after: Optional[int] = None) -> tuple[Any, Work, Progress]:
    """Trains and converts; answers with the model, what was trained on, and how it went."""
    examples = load_split(settings)
    converter = check_llama_cpp(settings.llama_cpp) if settings.llama_cpp else None
    require_libraries()
    device = device_name()
    say(f"With {versions()}")
    say(f"On {device_in_words(device)}, {'Unsloth' if uses_unsloth(device) else 'transformers and peft'}")
    if device == "cpu":
        say("There is no GPU here: a model of billions of parameters takes days on a processor.")
    weights = find_weights(settings.base, settings.allow_download)
    tokenizer = load_tokenizer(weights)
    work = _work(settings, examples, tokenizer, device, weights)
    model = load_with_adapter(settings, weights, device)
    settings.out.mkdir(parents=True, exist_ok=True)
    progress = train_adapter(model, work, say, stop_after)
    if progress.step == work.steps:
        _finish(settings, weights, converter, progress)
    return model, work, progress


def _work(settings: Settings, examples: Any, tokenizer: Any, device: str, weights: Path) -> Work:
    (training, too_long), (validation, _) = (
        tokenize(part, tokenizer, settings.max_length) for part in examples
    )
    if not training:
        raise TrainingError(f"No example fits into {settings.max_length} tokens. Raise --max-length.")
    say(f"{len(training)} examples to train on, {len(validation)} for validation, "
        f"{too_long} left out as longer than {settings.max_length} tokens")
    data = hashlib.sha256(settings.data.read_bytes()).hexdigest()
    parts = [data, str(weights), settings.epochs, settings.learning_rate, settings.batch_size, settings.accumulate,
             settings.rank, settings.alpha, settings.max_length, settings.validation, settings.seed]
    return Work(settings, training, validation, tokenizer.pad_token_id, device, " ".join(map(str, parts)))


def _finish(settings: Settings, weights: Path, converter: Optional[Path], progress: Progress) -> None:
    validation = "" if progress.best_validation is None else f", validation loss {progress.best_validation:.4f}"
    say(f"Loss {progress.losses[0]:.4f} at first, {progress.losses[-1]:.4f} at last; "
        f"kept the adapter of epoch {progress.best_epoch}{validation}")
    say(f"Adapter: {settings.adapter_dir}")
    if converter is None:
        command = conversion_command(settings, weights, Path("LLAMA_CPP", "convert_lora_to_gguf.py"))
        say("For Ollama it must become a .gguf, by your copy of llama.cpp (--llama-cpp does it by itself):")
        say(f"  {shlex.join(command)}")
        return
    convert(settings, weights, converter)
    say(f"For Ollama: {settings.gguf_file}")
