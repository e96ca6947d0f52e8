"""A small made-up bundle with its right answers, to try the pipeline on."""
