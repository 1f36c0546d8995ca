import { readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { applyEdits, findOverlap, type TextEdit } from '@moult/text';
import { createEdit } from '../../src/edits/create-edit.ts';
import { isEditRefusal } from '../../src/edits/refuse-edit.ts';
import { settleImports } from '../../src/edits/settle-imports.ts';
import { namesOf } from '../../src/edits/edited-names.ts';
import { parseSource } from '../../src/syntax/parse-source.ts';
import type { ImportIntent } from '../../src/edits/import-intent.ts';

let seed = Number(process.env['SEED'] ?? 1);
const rnd = (n: number) => { seed = (seed + 0x6d2b79f5) | 0; let t = Math.imul(seed ^ (seed >>> 15), 1 | seed); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) % n; };
const pick = <T,>(xs: readonly T[]): T | undefined => xs[rnd(Math.max(1, xs.length))];
const dirs = ['/usr/lib/python3.11', '/usr/lib/python3.11/asyncio', '/usr/lib/python3.11/email', '/usr/lib/python3.11/unittest', '/usr/lib/python3.11/multiprocessing', '/usr/lib/python3.11/concurrent/futures', '/usr/lib/python3.11/importlib', '/usr/lib/python3.11/http'];
const files = dirs.flatMap((d) => readdirSync(d).filter((f) => f.endsWith('.py')).map((f) => `${d}/${f}`));
test('fuzz settle', () => {
  const problems: string[] = [];
  let n = 0, refused = 0, twice = 0;
  mkdirSync('/tmp/fuzz/set', { recursive: true });
  const end = Date.now() + Number(process.env['FUZZ_MS'] ?? 60000);
  while (Date.now() < end && problems.length < 12) {
    const f = pick(files)!;
    const src = readFileSync(f, 'utf8');
    if (src.length > 80000) continue;
    const tree = parseSource(src);
    if (tree.errors.length > 0) continue;
    const names = namesOf(tree);
    const one = pick(names.imported.filter((i) => i.level === 0 && i.local && i.member !== '*' && i.module !== '__future__'));
    if (!one?.identifier) continue;
    const path = one.member === undefined ? one.module : `${one.module}.${one.member}`;
    const style = rnd(3);
    const to = one.member === undefined ? (style === 0 ? 'zzmod' : 'zzpkg.zzsub') : style === 0 ? `zzmod.${one.member}` : 'zzmod.ZzNew';
    if (one.form === 'import' && one.module.includes('.') ) continue;
    const intents: ImportIntent[] = [];
    const edits: TextEdit[] = [];
    const uses = names.uses.usesOf(one.identifier).filter((u) => !/import/.test(u.parent?.kind ?? '') && !/import/.test(u.parent?.parent?.kind ?? ''));
    const skip = rnd(4) === 0 ? rnd(5) : -1;
    let left = 0, rejected = false;
    for (const [k, u] of [...uses.entries()]) {
      let node = u;
      const par = u.parent;
      if (par?.kind === 'attribute' && u.fieldName === 'object') node = par;
      const target = node === u ? to : `${to}.${node.field('attribute')!.text}`;
      if (k === skip) { left++; continue; }
      const { edit, collect } = createEdit({ file: { path: f }, site: { kind: 'file', node: u }, owner: 'fuzz' });
      try {
        edit.rename(node, target);
        const c = collect();
        if (findOverlap([...edits, ...c.edits])) { left++; continue; }
        edits.push(...c.edits); intents.push(...c.intents);
      } catch (e) { if (isEditRefusal(e)) { refused++; rejected = true; left++; continue; } problems.push(`${f} ${String(e)}`); }
    }
    intents.push({ kind: 'rename', from: path, to });
    const other = rnd(2) === 0 ? pick(names.imported.filter((i) => i.level === 0 && i.local && i.member !== '*')) : undefined;
    if (other) intents.push({ kind: 'may-drop', name: other.module });
    const mid = applyEdits(src, edits);
    const midTree = parseSource(mid);
    const s = settleImports({ tree: midTree, intents, path: f });
    const after = applyEdits(mid, s.edits);
    const again = parseSource(after);
    n++;
    const after2 = applyEdits(after, settleImports({ tree: again, intents, path: f }).edits);
    const bound = namesOf(again);
    const newLocals = new Set(['zzmod', 'zzpkg', 'zzsub', 'ZzNew', one.local!]);
    const unbound = again.nodes('identifier').filter((x) => newLocals.has(x.text) && bound.uses.named(x.text).includes(x) && bound.uses.variableOf(x) === undefined);
    const wasUnbound = tree.nodes('identifier').filter((x) => newLocals.has(x.text) && names.uses.named(x.text).includes(x) && names.uses.variableOf(x) === undefined).length;
    if (again.errors.length > 0 || after2 !== after || unbound.length > wasUnbound) {
      writeFileSync(`/tmp/fuzz/set/${n}.before.py`, src); writeFileSync(`/tmp/fuzz/set/${n}.after.py`, after);
      problems.push(`${n} ${f} ${path} -> ${to} ${JSON.stringify(intents).slice(0, 300)} err=${again.errors.length} idem=${after2 === after} unbound=${unbound.map((u) => u.line + u.text)} left=${left} rejected=${rejected}`);
    } else if (n % 3 === 0) writeFileSync(`/tmp/fuzz/set/ok${n}.py`, after);
  }
  console.log(n, refused, twice, '\n' + problems.join('\n'));
}, 600000);
