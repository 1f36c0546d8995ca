/** A small generator of numbers in [0, 1) that gives the same row for the same seed. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words that lead into the rules. */
const WORDS = [
  'from tenacity import retry\n',
  '@retry(',
  'async def test_x(event_loop):\n',
  'import asyncio_mqtt as m\n',
  'm.Client(client_id=',
  'with ',
  'client.write_api()',
  'InfluxDBClient(',
  '@pytest.fixture\n',
  'pytest.mark.asyncio(',
  'lambda x: ',
  '"""',
  "f'{",
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '\\\n',
  '\t',
  ';',
  '\r\n',
  '#',
  'é',
  '🐍',
  '\u0000',
  '**',
  ':=',
  'async ',
  'await ',
  'match x:\n case ',
];

/** Bytes with one to five small damages: a piece removed, doubled, moved, or a word put in. */
export function mutateSource(bytes, random) {
  let text = bytes.toString('utf8');
  const times = 1 + Math.floor(random() * 5);
  for (let time = 0; time < times; time += 1) text = mutateOnce(text, random);
  return Buffer.from(text, 'utf8');
}

function mutateOnce(text, random) {
  const at = Math.floor(random() * (text.length + 1));
  const length = Math.floor(random() * 60);
  const piece = text.slice(at, at + length);
  const rest = text.slice(at + length);
  switch (Math.floor(random() * 4)) {
    case 0:
      return text.slice(0, at) + rest;
    case 1:
      return text.slice(0, at) + piece + piece + rest;
    case 2: {
      const other = Math.floor(random() * (text.length + 1));
      return text.slice(0, other) + piece + text.slice(other);
    }
    default:
      return text.slice(0, at) + WORDS[Math.floor(random() * WORDS.length)] + text.slice(at);
  }
}
