"""What must be installed, and on what device it runs."""

import importlib.util
import platform
from importlib.metadata import PackageNotFoundError, version

from .errors import TrainingError

_REQUIRED = ("torch", "transformers", "peft")
_REPORTED = (*_REQUIRED, "tokenizers", "safetensors", "unsloth", "bitsandbytes")


def require_libraries() -> None:
    missing = [name for name in _REQUIRED if not is_installed(name)]
    if missing:
        raise TrainingError(
            f"Not installed: {', '.join(missing)}. Make an environment for it:\n"
            "  python3 -m venv .venv && . .venv/bin/activate\n"
            "  pip install torch transformers peft accelerate\n"
            "On a machine with an NVIDIA GPU, pip install unsloth brings all of them and is used where it is installed."
        )


def is_installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def versions() -> str:
    found = [f"python {platform.python_version()}"]
    for name in _REPORTED:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def device_name() -> str:
    """`cuda` for an NVIDIA or AMD GPU, `mps` for Apple's, else `cpu`."""
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def device_in_words(device: str) -> str:
    import torch

    if device != "cuda":
        return device
    gib = torch.cuda.get_device_properties(0).total_memory / 2**30
    return f"cuda ({torch.cuda.get_device_name(0)}, {gib:.0f} GiB, CUDA {torch.version.cuda})"
