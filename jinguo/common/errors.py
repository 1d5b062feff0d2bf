"""The one error that plain functions raise at what a person typed."""


class BadInput(ValueError):
    """Something typed cannot be taken as it stands.

    The message is a whole sentence for the user: what is wrong and what to do. Forms show it at the field.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
