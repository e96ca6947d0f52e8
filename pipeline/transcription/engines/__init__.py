"""OCR engines, one file each, found by looking into this folder.

The contract of a file: ``version() -> str`` · ``available(settings) -> str | None`` (None when it can be used, else
the reason and what to type) · ``recognise(image, settings) -> tuple[Line, ...]``, boxes in points on the straightened
page, in the engine's own order (:mod:`pipeline.transcription.reading_order` puts them right). ``recognise`` raises
:class:`EngineMissing`, :class:`ModelMissing` or :class:`TimeLimit`.
"""
