import { createRequire } from 'node:module';
import { VERSION } from './version.ts';

// The version is answered before anything else is loaded; everything else lies in a second bundle beside this one.
const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === '--version' || first === '-V')) process.stdout.write(`${VERSION}\n`);
else createRequire(import.meta.url)('./command.cjs').runCommand(process.argv.slice(2));
