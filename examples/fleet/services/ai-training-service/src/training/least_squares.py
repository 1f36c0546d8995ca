"""A straight line through the samples; small, but honest about its error."""

Samples = list[tuple[float, float]]


def fit(samples: Samples) -> tuple[float, float]:
    """Slope and intercept; raises ValueError when the samples do not determine a line."""
    count = len(samples)
    if count < 2:
        raise ValueError("a line needs two samples")
    mean_x = sum(x for x, _ in samples) / count
    mean_y = sum(y for _, y in samples) / count
    spread = sum((x - mean_x) ** 2 for x, _ in samples)
    if spread == 0:
        raise ValueError("all samples have the same x")
    slope = sum((x - mean_x) * (y - mean_y) for x, y in samples) / spread
    return slope, mean_y - slope * mean_x


def mean_error(line: tuple[float, float], samples: Samples) -> float:
    slope, intercept = line
    return sum(abs(y - (slope * x + intercept)) for x, y in samples) / len(samples)
