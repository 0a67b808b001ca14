"""Language of a text."""


def detect(text: str) -> tuple[str, float]:
    """Return an ISO 639-1 code and a confidence in 0..1."""
    from langdetect import DetectorFactory, detect_langs

    DetectorFactory.seed = 0
    best = detect_langs(text)[0]
    return str(best.lang), float(best.prob)
