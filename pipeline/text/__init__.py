"""Vietnamese script: Unicode forms, tone placement, folding, glued words, numerals, dates.

Every repair is a view with an index map back to the text it was made from; the text itself is never edited.
"""

from pipeline.text.script import View, fold, strip_marks, view

__all__ = ["View", "fold", "strip_marks", "view"]
