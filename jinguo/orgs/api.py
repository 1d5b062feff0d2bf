"""How programs sign in: name and password for a token, the token with every request."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.security import HttpBearer

from jinguo.orgs.accounts import issue_token, token_owner
from jinguo.orgs.models import User

router = Router(tags=["sign-in"])


class TokenAuth(HttpBearer):
    """`Authorization: Bearer <token>`; the request's user is the token's."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = token_owner(token)
        if user:
            request.user = user
        return user


class Credentials(Schema):
    username: str
    password: str


class Token(Schema):
    token: str
    expires: datetime


class Refusal(Schema):
    errors: dict[str, list[str]]


@router.post("/sign-in", response={200: Token, 401: Refusal, 403: Refusal, 429: Refusal}, auth=None)
def sign_in(request: HttpRequest, body: Credentials) -> Status[Token | Refusal]:
    """A token for twelve hours. Five failures lock the account for half an hour (429)."""
    user = authenticate(request, username=body.username.lower(), password=body.password)
    if not isinstance(user, User):
        return Status(401, _refusal(_("账号或密码不对，请再试一次。")))
    if user.must_change_password:
        return Status(403, _refusal(_("请先在网页上登录，把第一次用的密码换成自己的。")))
    token, expires = issue_token(user=user)
    return Status(200, Token(token=token, expires=expires))


def _refusal(sentence: str) -> Refusal:
    return Refusal(errors={NON_FIELD_ERRORS: [sentence]})
