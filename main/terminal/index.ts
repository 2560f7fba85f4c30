#!/usr/bin/env node
import { completing } from './completing-word.ts';
import { isTooOld } from './node-needed.ts';

// Nothing that this process makes may be read by others, whatever the shell's umask is.
process.umask(0o077);

// A shell asks while somebody types: for that nothing is loaded but what it takes.
if (isTooOld(process.versions.node)) await import('./too-old.ts');
else if (process.argv[2] === completing) await import('./completing.ts');
else await import('./run.ts');
