"""What may be told of a paper marked MẬT, TỐI MẬT or TUYỆT MẬT.

The Party's rules on digitising (HD 40-HD/VPTW, CV 14748-CV/VPTW) leave such papers to an approval that a program does
not have; so the default withholds everything but the mark.
"""

from __future__ import annotations

from typing import Final, Literal

from pipeline.schema.record import Record, Review

Policy = Literal["process", "metadata-only", "quarantine"]

_CONTENT: Final = ("annotations", "citations", "assignments", "sections", "residue", "conflicts")
_KEPT: Final = frozenset({"schema_version", "source", "secrecy", "review"})


def withhold(record: Record, policy: Policy) -> Record:
    """The record as the policy allows it; one without a mark of secrecy stays as it is.

    ``metadata-only`` keeps the heading and the ending and drops what the paper says; ``quarantine`` keeps where the
    paper stands and its mark, and nothing else of it.
    """
    if record.secrecy is None or policy == "process":
        return record
    empty: dict[str, object] = {
        name: () if isinstance(getattr(record, name), tuple) else None
        for name in type(record).model_fields
        if (name not in _KEPT if policy == "quarantine" else name in _CONTENT)
    }
    reason = f"marked {record.secrecy.value.upper()}: {policy}"
    reasons = (reason,) if policy == "quarantine" else (reason, *record.review.reasons)
    return record.model_copy(update={**empty, "review": Review(needed=True, reasons=reasons)})
