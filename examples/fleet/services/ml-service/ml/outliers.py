"""Values that do not belong, by distance from the median."""

from statistics import median


def outliers(values: list[float], tolerance: float = 3.5) -> list[int]:
    """Indexes of values further than `tolerance` scaled median deviations from the median."""
    if len(values) < 3:
        return []
    middle = median(values)
    deviation = median(abs(value - middle) for value in values)
    if deviation == 0:
        return [index for index, value in enumerate(values) if value != middle]
    return [index for index, value in enumerate(values) if 0.6745 * abs(value - middle) / deviation > tolerance]
