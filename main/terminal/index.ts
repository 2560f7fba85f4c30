#!/usr/bin/env node
import { completing } from './completing-word.ts';

// Nothing that this process makes may be read by others, whatever the shell's umask is.
process.umask(0o077);

// A shell asks while somebody types: for that nothing is loaded but what it takes.
if (process.argv[2] === completing) await import('./completing.ts');
else await import('./run.ts');
