"""The manual's pages. Whoever cannot sign in needs them most: they ask for no account and hold no record."""

from django.http import Http404, HttpRequest, HttpResponse

from jinguo.ui.manual.chapters import chapters
from jinguo.ui.pages import page


def contents(request: HttpRequest) -> HttpResponse:
    """All chapters."""
    return page(request, "ui/manual/contents.html", {"base": _base(request), "chapters": chapters().values()})


def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    found = chapters().get(slug)
    if found is None:
        raise Http404
    slugs = list(chapters())
    after = slugs[slugs.index(slug) + 1 :][:1]
    context = {"base": _base(request), "chapter": found, "next": chapters()[after[0]] if after else None}
    return page(request, "ui/manual/chapter.html", context)


def _base(request: HttpRequest) -> str:
    return "ui/shell.html" if request.user.is_authenticated else "ui/manual/outside.html"
