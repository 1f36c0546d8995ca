from automation.language_model import LanguageModel, rephrase_or_keep


class Completions:
    def __init__(self, *answers):
        self.answers = list(answers)
        self.prompts = []

    def __call__(self, prompt):
        self.prompts.append(prompt)
        return self.answers.pop(0) if self.answers else ""


def test_an_empty_answer_is_asked_again():
    completions = Completions("", "", " turn on porch at 8:00 ")

    assert rephrase_or_keep(LanguageModel(completions), "light at eight") == "turn on porch at 8:00"
    assert len(completions.prompts) == 3


def test_a_bad_day_keeps_the_wish():
    completions = Completions()

    assert rephrase_or_keep(LanguageModel(completions), "light at eight") == "light at eight"
    assert len(completions.prompts) == 4
