"""Makes the file that Ollama loads, with the user's own llama.cpp."""

import subprocess
import sys
from pathlib import Path

from .errors import TrainingError
from .settings import Settings

_CONVERTER = "convert_lora_to_gguf.py"


def check_llama_cpp(folder: Path) -> Path:
    """The converter in a copy of llama.cpp. Asked before training: nobody wants to learn afterwards that it is missing."""
    converter = folder / _CONVERTER
    if not converter.is_file():
        raise TrainingError(
            f"There is no {_CONVERTER} in {folder}. Give the folder of a copy of llama.cpp's source:\n"
            "  git clone --depth 1 https://github.com/ggml-org/llama.cpp"
        )
    return converter


def conversion_command(settings: Settings, weights: Path, converter: Path) -> list[str]:
    return [
        sys.executable, str(converter), "--base", str(weights), "--outtype", settings.outtype,
        "--outfile", str(settings.gguf_file), str(settings.adapter_dir),
    ]


def convert(settings: Settings, weights: Path, converter: Path) -> None:
    result = subprocess.run(
        conversion_command(settings, weights, converter), capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        last_lines = "\n".join((result.stderr or result.stdout).strip().splitlines()[-5:])
        raise TrainingError(
            f"llama.cpp could not convert the adapter (it is kept in {settings.adapter_dir}):\n{last_lines}\n"
            "Its converter has needs of its own: pip install numpy pyyaml tqdm requests sentencepiece"
        )
    with settings.gguf_file.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise TrainingError(f"llama.cpp wrote something that is not GGUF to {settings.gguf_file}.")
