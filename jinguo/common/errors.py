"""The errors that say in a sentence what is to be done: by whom typed, or by whom keeps the machine."""


class BadInput(ValueError):
    """Something typed cannot be taken as it stands.

    The message is a whole sentence for the user: what is wrong and what to do. Forms show it at the field.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class MachineError(Exception):
    """A file that the product needs can't be used. The message is a sentence for whoever keeps the server."""
