type Random = () => number;

/** Makes a pipeline: most are good Flux, some are spoiled by a character that is lost, doubled or strange. */
export function generatePipeline(random: Random): string {
  const steps = Array.from({ length: Math.floor(random() * 5) }, () => step(random));
  const source = pick(random, ['from(bucket: "db")', 'from(bucket: "‹bucket›")', 'from(bucket: "db/rp")', 'data']);
  const isUsual = random() < 0.7;
  const start = isUsual ? 'from(bucket: "db")' : source;
  const fields = pick(random, [
    'r._field == "temp"',
    'r._field == "temp" or r._field == "hum"',
    'r["_field"] == "‹f›"',
    'r.room == "a"',
  ]);
  const first = `|> range(${range(random)}) |> filter(fn: (r) => r._measurement == "home") |> filter(fn: (r) => ${fields})`;
  return spoil(random, [start, first, ...steps].join(pick(random, [' ', '\n  ', ' // note\n'])));
}

function range(random: Random): string {
  const bound = () =>
    pick(random, [
      '-1h',
      '-‹n›h',
      '0',
      '2024-01-01T00:00:00Z',
      '‹s.isoformat()›Z',
      'now()',
      '-1mo',
      '‹x›',
      'time(v: "2024-01-01")',
      '-1h30m',
    ]);
  return random() < 0.5 ? `start: ${bound()}` : `start: ${bound()}, stop: ${bound()}`;
}

function step(random: Random): string {
  const column = () => pick(random, ['"_time"', '"_value"', '"room"', '"host"', '"temp"', '"no\\"pe"']);
  const fn = () => pick(random, ['mean', 'sum', 'count', 'min', 'max', 'first', 'last', 'spread', 'median']);
  return `|> ${pick(random, [
    () => `filter(fn: (r) => ${predicate(random, 3)})`,
    () =>
      pick(random, [
        'group()',
        `group(columns: [${column()}])`,
        `group(columns: [${column()}, ${column()}], mode: "by")`,
      ]),
    () => `sort(columns: [${column()}], desc: ${pick(random, ['true', 'false', '‹d›'])})`,
    () => pick(random, ['sort()', 'sort(desc: true)', 'limit(n: 3)', 'limit(n: ‹n›, offset: 2)']),
    () => `${fn()}()`,
    () =>
      `aggregateWindow(every: ${pick(random, ['1h', '‹n›m', '1mo', '1d12h'])}, fn: ${fn()}${pick(random, ['', ', createEmpty: false', ', createEmpty: true', ', timeSrc: "_start", createEmpty: false'])})`,
    () => 'pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")',
    () => `${pick(random, ['keep', 'drop'])}(columns: [${column()}, ${column()}])`,
    () => `map(fn: (r) => ({r with _value: r._value ${pick(random, ['*', '+', '/', '^'])} 2.0}))`,
    () => 'yield(name: "x")',
    () => 'derivative(unit: 1s)',
  ])()}`;
}

function predicate(random: Random, depth: number): string {
  const deeper = () => predicate(random, depth - 1);
  if (depth > 0 && random() < 0.4)
    return pick(random, [`${deeper()} and ${deeper()}`, `(${deeper()} or ${deeper()})`, `not ${deeper()}`]);
  const column = pick(random, ['r.room', 'r["host"]', 'r._value', 'r._time', 'r.temp', 'r._field']);
  const operator = pick(random, ['==', '!=', '<', '>=', '=~']);
  const value = pick(random, [
    '"it\'s"',
    '"a\\"b"',
    '"‹v›"',
    '1',
    '2.5',
    '-3',
    'true',
    '/a\\/b|c/',
    '2024-01-01T00:00:00Z',
    '‹v::float›',
    '""',
  ]);
  return pick(random, [
    `${column} ${operator} ${value}`,
    `exists ${column}`,
    `contains(value: ${column}, set: [${value}, ${value}])`,
  ]);
}

function spoil(random: Random, text: string): string {
  if (random() < 0.8) return text;
  const at = Math.floor(random() * text.length);
  const odd = pick(random, [
    '',
    '"',
    '(',
    ')',
    '{',
    '}',
    '\\',
    '/',
    '|>',
    '‹x›',
    '\u0000',
    '\uE000',
    '$',
    "'",
    ';',
    'µ',
    '😀',
    text.charAt(at).repeat(2),
  ]);
  const spoiled = text.slice(0, at) + odd + text.slice(at + 1);
  return spoiled
    .split('‹')
    .every((piece, index) => (index === 0 ? !piece.includes('›') : piece.split('›').length === 2))
    ? spoiled
    : text;
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
