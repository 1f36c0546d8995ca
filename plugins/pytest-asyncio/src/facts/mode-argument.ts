const ARGUMENT = /\n[ \t]*--asyncio-mode[=\s]+["']?\w+["']?[ \t]*(?=\n|$)|[ \t]*--asyncio-mode[=\s]+["']?\w+["']?/;
const FIRST_ELEMENT = /(["'])--asyncio-mode(?:=\w+\1|\1\s*,\s*(["'])\w+\2)\s*,?\s*/;
const LATER_ELEMENT = /,\s*(["'])--asyncio-mode(?:=\w+\1|\1\s*,\s*(["'])\w+\2)/;

/** The mode that `--asyncio-mode` sets in `addopts`, a line of arguments or an array of TOML. It beats the option. */
export function commandLineMode(addopts: string | undefined): string | undefined {
  return /--asyncio-mode["',=\s]+(\w+)/.exec(addopts ?? '')?.[1];
}

/** `addopts` without the mode; empty when it said nothing else. A line or an array element that held it goes with it. */
export function withoutMode(addopts: string): string {
  if (addopts.startsWith('[')) {
    const array = addopts.replace(LATER_ELEMENT.test(addopts) ? LATER_ELEMENT : FIRST_ELEMENT, '');
    return /^\[\s*\]$/.test(array) ? '' : array;
  }
  const rest = addopts.replace(ARGUMENT, '').trim();
  if (rest === '') return '';
  const before = addopts.slice(0, addopts.length - addopts.trimStart().length);
  return before + rest + addopts.slice(addopts.trimEnd().length);
}
