"""Papers to learn from and to measure by: the generator, the sample, the annotated set. Not part of the package."""
