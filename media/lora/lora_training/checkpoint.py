"""Saves and loads what training needs to go on; a kill at any moment leaves the old one or the new one whole."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

from .errors import TrainingError


@dataclass
class Progress:
    """How far training came."""

    step: int = 0
    losses: list[float] = field(default_factory=list)
    best_validation: Optional[float] = None
    best_epoch: int = 0


def save_adapter(model: Any, folder: Path) -> None:
    _replace(folder, lambda fresh: model.save_pretrained(str(fresh)))


def load_adapter(model: Any, folder: Path) -> None:
    """Puts saved weights into an adapter that is already on the model."""
    from peft import load_peft_weights, set_peft_model_state_dict

    set_peft_model_state_dict(model, load_peft_weights(str(folder), device="cpu"))


def save_checkpoint(folder: Path, model: Any, optimizer: Any, progress: Progress, made_with: str) -> None:
    import torch

    def write(fresh: Path) -> None:
        model.save_pretrained(str(fresh / "adapter"))
        state = {"optimizer": optimizer.state_dict(), "progress": vars(progress), "made_with": made_with}
        torch.save(state, fresh / "state.pt")

    _replace(folder, write)


def load_checkpoint(folder: Path, model: Any, optimizer: Any, made_with: str) -> Progress:
    import torch

    state_file = _settled(folder) / "state.pt"
    if not state_file.exists():
        raise TrainingError(f"There is no checkpoint in {folder} to go on from. Run without --resume.")
    state = torch.load(state_file, map_location="cpu", weights_only=True)
    if state["made_with"] != made_with:
        raise TrainingError(
            f"The checkpoint in {folder} was made with other data or settings. Run with those, or without --resume."
        )
    load_adapter(model, state_file.parent / "adapter")
    optimizer.load_state_dict(state["optimizer"])
    return Progress(**state["progress"])


def _replace(folder: Path, write: Any) -> None:
    fresh, old = (folder.with_name(f"{folder.name}.{suffix}") for suffix in ("new", "old"))
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    write(fresh)
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _settled(folder: Path) -> Path:
    """The folder, or what it was moved to where a kill came between the two renames."""
    old = folder.with_name(f"{folder.name}.old")
    return old if not folder.exists() and old.exists() else folder
