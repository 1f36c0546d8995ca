import asyncio
import json
import os

from dotenv import load_dotenv

from ml.feature_store import retry_report
from ml.outliers import outliers


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One JSON line in, one JSON line out."""
    try:
        request = json.loads(await reader.readline())
        if request.get("job") == "outliers":
            reply = {"outliers": outliers(request["values"])}
        elif request.get("job") == "report":
            reply = retry_report()
        else:
            reply = {"error": f"no such job: {request.get('job')}"}
    except (ValueError, KeyError) as error:
        reply = {"error": str(error)}
    writer.write(json.dumps(reply).encode() + b"\n")
    await writer.drain()
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(answer, "0.0.0.0", int(os.environ.get("ML_PORT", "8020")))
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    load_dotenv()
    asyncio.run(main())
