"""How well records agree with gold: :func:`pipeline.evaluation.score.score`."""
