import asyncio
import sys

from dotenv import load_dotenv

from query.asker import Asker


async def no_model(question: str) -> None:
    return None


async def main(questions: list[str]) -> int:
    answers = await Asker(no_model).ask_all(questions)
    for question, answer in zip(questions, answers):
        print(f"{question} -> {answer or 'not understood'}")
    return 0 if all(answers) else 1


if __name__ == "__main__":
    load_dotenv()
    sys.exit(asyncio.run(main(sys.argv[1:])))
