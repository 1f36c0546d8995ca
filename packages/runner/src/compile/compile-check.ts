import { spawnSync } from 'node:child_process';

/** What the Python compiler says of one file before and after. */
export interface CompileVerdict {
  readonly path: string;
  /** `unavailable`: the file did not compile before, so nothing can be said. */
  readonly verdict: 'ok' | 'failed' | 'unavailable';
  /** The compiler's message for `failed`. */
  readonly message?: string;
}

/** The verdicts of one batch, and the interpreter they come from. */
export type CompileCheck =
  | {
      readonly kind: 'checked';
      readonly python: string;
      readonly version: string;
      readonly verdicts: readonly CompileVerdict[];
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface CompileInput {
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

// Reads length-prefixed pairs of sources, compiles each in memory and never imports or runs them.
const PROGRAM = `
import sys, json, struct, warnings
warnings.simplefilter("ignore")
def verdict(source, path):
    try:
        compile(source, path, "exec", dont_inherit=True)
        return None
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"
data = sys.stdin.buffer
out = []
while True:
    head = data.read(8)
    if len(head) < 8:
        break
    before, after = struct.unpack("<II", head)
    old, new = data.read(before), data.read(after)
    was = verdict(old, "before")
    out.append(["unavailable", was] if was is not None else ["ok", None] if (now := verdict(new, "after")) is None else ["failed", now])
json.dump({"version": sys.version.split()[0], "verdicts": out}, sys.stdout)
`;

/** Compiles every file before and after under one interpreter, in one process, without importing anything. */
export function checkCompiles(files: readonly CompileInput[], python: string | undefined): CompileCheck {
  if (python === undefined) return { kind: 'unavailable', reason: 'no Python interpreter was found' };
  const result = spawnSync(python, ['-I', '-S', '-c', PROGRAM], {
    input: encodeBatch(files),
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
  if (result.status !== 0) {
    return {
      kind: 'unavailable',
      reason: `${python} ended with ${result.status ?? result.error?.message ?? result.signal}`,
    };
  }
  // The program above is the only writer of this document.
  const answer = JSON.parse(result.stdout.toString('utf8')) as {
    version: string;
    verdicts: readonly [CompileVerdict['verdict'], string | null][];
  };
  const verdicts = files.map(({ path }, index): CompileVerdict => {
    const [verdict, message] = answer.verdicts[index] ?? ['unavailable', null];
    return { path, verdict, ...(message === null ? {} : { message }) };
  });
  return { kind: 'checked', python, version: answer.version, verdicts };
}

function encodeBatch(files: readonly CompileInput[]): Buffer {
  return Buffer.concat(
    files.flatMap(({ before, after }) => {
      const head = Buffer.alloc(8);
      head.writeUInt32LE(before.byteLength, 0);
      head.writeUInt32LE(after.byteLength, 4);
      return [head, before, after];
    }),
  );
}

/** The Python interpreter to check with: `wanted`, or the newest usual name that starts. */
export function findPython(wanted?: string): string | undefined {
  const names = wanted === undefined ? ['python3', 'python'] : [wanted];
  return names.find(
    (name) =>
      spawnSync(name, ['-I', '-S', '-c', 'import sys; sys.exit(sys.version_info < (3, 8))'], { stdio: 'ignore' })
        .status === 0,
  );
}
