"""Views of a diff: each reads the result and computes nothing anew."""
