"""What a person can do something about."""


class TrainingError(Exception):
    """Ends the program with its message: what is wrong and what to do."""
