"""N versions of an article as one matrix: facts × versions, consistent by construction."""
