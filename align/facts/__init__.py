"""The facts of one article: claims, and the typed values, names and attributions in them."""
