"""Reports: readers of a result. None of them recomputes anything."""
