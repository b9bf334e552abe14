"""An engagement: work for a client with a beginning and an aim, to which its evaluations belong."""

from pydantic import Field

from csm_tui.domain.record import Entity, FilledLine, FormLayout, LongText, Scope, as_named
from csm_tui.domain.values.phases import FIRST_ENGAGEMENT


class Engagement(Entity):
    """What is done for a client under one name. It is part of the book, as the client is."""

    TABLE = "engagements"
    NOUN = "engagement"
    PLURAL = "engagements"
    SCOPE = Scope.BOOK
    OWNERS = {"client": "clients"}
    JSON = as_named("name", "aim")
    FORM = FormLayout("engagement", ("name", "aim"), "name", lambda _: {"name": FIRST_ENGAGEMENT})

    client: str
    name: FilledLine = Field(description="A name that no other engagement of the client has")
    aim: LongText = Field("", description="What the client wants to reach with it")

    @property
    def label(self) -> str:
        return self.name

    @property
    def unique(self) -> str:
        return f"{self.client} {self.name}"
