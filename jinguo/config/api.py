"""The API of the product: records of every register, and figures. Its own description is at openapi.json."""

from ninja import NinjaAPI

api = NinjaAPI(title="Jinguo", version="1", docs_url=None, urls_namespace="api")
