// Runs another entry point with Node's compile cache: `node src/start.js ./main.ts`.
// Plain JavaScript, so that a start with a filled cache strips no types at all, which takes 45 MB and half of
// the time. The cache lies under var/ and may be deleted.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const [, , entry] = process.argv;
if (entry === undefined) throw new Error('Usage: node src/start.js ./main.ts');
enableCompileCache(join(import.meta.dirname, '..', 'var', 'compile-cache'));
// The entry point sees its own arguments only.
process.argv.splice(1, 2, join(import.meta.dirname, entry));
await import(entry);
