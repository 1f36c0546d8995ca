"""Asks the model to put a wish into a form that `draft` understands."""

from tenacity import retry, stop_after_attempt, wait_incrementing


class ModelOverloaded(Exception):
    pass


class LanguageModel:
    def __init__(self, complete):
        self._complete = complete

    @retry(stop=stop_after_attempt(4), wait=wait_incrementing(start=0, increment=0.001))
    def rephrase(self, wish: str) -> str:
        answer = self._complete(f"Say as 'turn on|off THING at|when TRIGGER': {wish}")
        if not answer:
            raise ModelOverloaded("an empty answer")
        return answer.strip()


def rephrase_or_keep(model: LanguageModel, wish: str) -> str:
    """The model's words, or the wish as it is when the model has a bad day."""
    try:
        return model.rephrase(wish)
    except Exception:
        return wish
