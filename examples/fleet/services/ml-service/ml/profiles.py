"""Groups days whose hourly profiles look alike."""

Profile = list[float]


def distance(one: Profile, other: Profile) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other))


def mean(profiles: list[Profile]) -> Profile:
    return [sum(column) / len(profiles) for column in zip(*profiles)]


def cluster(profiles: list[Profile], count: int, rounds: int = 20) -> list[int]:
    """A group number for every profile; the first profiles are the first centres."""
    if not 0 < count <= len(profiles):
        raise ValueError(f"cannot make {count} groups of {len(profiles)} profiles")
    centres = profiles[:count]
    groups: list[int] = []
    for _ in range(rounds):
        nearest = [min(range(count), key=lambda index: distance(profile, centres[index])) for profile in profiles]
        if nearest == groups:
            break
        groups = nearest
        for index in range(count):
            members = [profile for profile, group in zip(profiles, groups) if group == index]
            centres[index] = mean(members) if members else centres[index]
    return groups
