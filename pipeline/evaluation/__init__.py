"""How well records agree with gold.

:func:`pipeline.evaluation.score.score` counts fields, :func:`pipeline.evaluation.measures.evaluate` everything else,
:func:`pipeline.evaluation.checking.check_folder` proves the gold. Nothing here reads papers: records come from outside.
"""
