"""Prints invented papers and ages them: ``layout`` -> ``typeset`` -> ``pdf`` (digital) or ``scan`` (pixels)."""
