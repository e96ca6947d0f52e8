"""The catalogue record: what one document becomes (the record contract, schema version 1).

Adding a key is a minor version, changing one a major version of ``schema``. A value that was not found is ``None``
or an empty list; a value that was found is a :class:`Finding` with its evidence.
"""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

T = TypeVar("T")
Confidence = Annotated[float, Field(ge=0.0, le=1.0)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordRegion(_Value):
    """A place on a page: ``box`` in points, origin top left; None where the source is a text dump."""

    page: Annotated[int, Field(ge=1)]
    box: tuple[float, float, float, float] | None = None


class Finding(_Value, Generic[T]):
    """A value, the words it was read from, and how sure we are.

    ``quote`` is the text as transcribed, never repaired; ``start``/``end`` count characters of the document's text.
    """

    value: T
    quote: str
    regions: tuple[RecordRegion, ...]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    method: str
    confidence: Confidence

    @model_validator(mode="after")
    def _has_evidence(self) -> Finding[T]:
        if self.end - self.start != len(self.quote):
            raise ValueError("the quote is not as long as its span")
        if not self.regions:
            raise ValueError("a value without a place on a page cannot be built")
        return self


class SourceRef(_Value):
    """Which file, which pages, which of its papers. Identity is ``sha256``, never the path."""

    path: str
    sha256: str
    media_type: str
    pages: tuple[int, int]
    part: int
    parts: int


class Number(_Value):
    """``230-CV/BTGTU`` is serial 230, symbol CV/BTGTU; a blank or unreadable serial is None."""

    serial: str | None
    symbol: str | None


class Body(_Value):
    """An organ by its full name in sentence case; ``id`` in the authority file or None."""

    name: str
    id: str | None = None


class Signatory(_Value):
    """Who signed, in which office, by which authority (T/M, K/T, T/L, Q.)."""

    name: str | None
    office: str | None
    authority: Literal["T/M", "K/T", "T/L", "Q."] | None
    on_behalf_of: str | None = None


# Named here, not inside a class, so that pickle finds them (workers send records back).
TextFinding = Finding[str]
NumberFinding = Finding[Number]
BodyFinding = Finding[Body]
SignatoryFinding = Finding[Signatory]


class Stamp(_Value):
    """An incoming stamp (dấu ĐẾN), field by field: never the document's own number or date."""

    body: TextFinding | None
    serial: TextFinding | None
    date: TextFinding | None
    routed_to: TextFinding | None = None
    file_code: TextFinding | None = None


class Copy(_Value):
    """A certified-copy block after the document (bản sao), field by field."""

    kind: TextFinding
    number: NumberFinding | None
    date: TextFinding | None
    body: TextFinding | None
    signatory: SignatoryFinding | None


class Citation(_Value):
    """A document that this one names; one entry however often it is mentioned."""

    document_type: str | None
    number: Number | None
    date: str | None
    issuing_body: str | None
    title: str | None
    alias: str | None
    relation: Literal["basis", "amends", "replaces", "repeals", "attached", "mentions"]
    mentions: tuple[TextFinding, ...]
    resolved: str | None = None


class RecordDue(_Value):
    """Last acceptable day (``end``) of an interval, or an offset from an anchor event; ISO 8601."""

    start: str | None
    end: str | None
    bound: Literal["before", "on_or_before"]
    anchor: str | None
    offset: str | None
    approximate: bool
    quote: str


DueFinding = Finding[RecordDue]


class RecordParticipant(_Value):
    """A body in one of the eight roles of the contract."""

    body: TextFinding
    id: str | None
    role: Literal["lead", "cooperate", "advise", "direct", "monitor", "report_to", "via", "approve"]


class RecordAssignment(_Value):
    """Who must do what, with whom, by when, reporting to whom."""

    participants: tuple[RecordParticipant, ...]
    task: TextFinding
    due: DueFinding | None
    recurrence: TextFinding | None
    product: TextFinding | None
    section: str | None


class RecordSection(_Value):
    """A numbered part of the body."""

    label: str
    heading: str
    level: int
    start: int
    end: int


class Conflict(_Value):
    """Two pieces of evidence that do not agree."""

    field: str
    values: tuple[str, ...]
    why: str


class Review(_Value):
    """Must a person look, and why."""

    needed: bool
    reasons: tuple[str, ...]


class Record(_Value):
    """One catalogue record."""

    schema_version: Literal["1"] = Field(default="1", alias="schema", serialization_alias="schema")
    source: SourceRef
    family: TextFinding | None
    document_type: TextFinding | None
    number: NumberFinding | None
    date_of_issue: TextFinding | None
    place_of_issue: TextFinding | None
    issuing_body: BodyFinding | None
    parent_body: BodyFinding | None
    acting_body: TextFinding | None
    subject: TextFinding | None
    secrecy: TextFinding | None
    urgency: TextFinding | None
    addressees: tuple[TextFinding, ...]
    recipients: tuple[TextFinding, ...]
    archived_at: TextFinding | None
    signatories: tuple[SignatoryFinding, ...]
    received: tuple[Stamp, ...]
    copies: tuple[Copy, ...]
    annotations: tuple[TextFinding, ...]
    citations: tuple[Citation, ...]
    assignments: tuple[RecordAssignment, ...]
    sections: tuple[RecordSection, ...]
    residue: tuple[TextFinding, ...]
    conflicts: tuple[Conflict, ...]
    review: Review

    def as_json(self) -> str:
        """One line of JSON, keys in the contract's order, Vietnamese as it is."""
        return self.model_dump_json(by_alias=True)
