"""The one error that plain functions raise at what a person typed."""


class BadInput(ValueError):  # noqa: N818 - the name says whose fault it is: nobody's program
    """Something typed cannot be taken as it stands.

    The message is a whole sentence for the user: what is wrong and what to do. Forms show it at the field.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
