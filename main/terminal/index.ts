#!/usr/bin/env node
import { isTooOld } from './node-needed.ts';

if (isTooOld(process.versions.node)) await import('./too-old.ts');
else process.exitCode = await (await import('./enter.ts')).enter(process.argv.slice(2));
