"""How a diff is decided: evidence is gathered, weighed by small models, and assembled into facts."""
