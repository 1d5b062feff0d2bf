"""First-time passwords: made by the machine, told once, changed at the first sign-in."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from jinguo.orgs.models import User

# Without 0 O 1 l I: a first-time password is read aloud over the telephone.
LETTERS = ("abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789")
GROUPS = 3


@dataclass(frozen=True)
class Slip:
    """What is handed to the owner of an account, once: the only place where a password stands in clear."""

    account: User
    password: str


class FirstTimeHasher(PBKDF2PasswordHasher):
    """Fewer rounds than for a password that people choose.

    54 random bits can't be guessed offline either way, and a county opens hundreds of accounts in one go. Django
    hashes anew with the usual rounds as soon as the password is used.
    """

    algorithm = "first_time"
    iterations = 10_000


def first_time_password() -> str:
    """Three groups of four letters and digits, such as wK7p-h3Rn-Tq9x."""
    pools = [*LETTERS, "".join(LETTERS)]
    return "-".join("".join(secrets.choice(pool) for pool in pools) for _group in range(GROUPS))
