"""The order of the stages, nothing else."""

from __future__ import annotations

from pipeline.description import describe, withhold
from pipeline.extraction import extract
from pipeline.linking import link, reconcile
from pipeline.schema import Source
from pipeline.schema.record import Record
from pipeline.settings import Settings
from pipeline.structure import segment, split
from pipeline.transcription import transcribe


def catalogue(source: Source, settings: Settings) -> tuple[Record, ...]:
    """Read one file and describe every document in it."""
    transcription = transcribe(source, settings.transcription)
    documents = (link(extract(segment(part))) for part in split(transcription))
    # What is withheld is gone before the records of the bundle see one another.
    return reconcile(tuple(withhold(describe(document), settings.secrecy_policy) for document in documents))
