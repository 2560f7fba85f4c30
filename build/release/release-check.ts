/**
 * Whether this may be released: `node build/release/release-check.ts v1.2.3`, or without a tag for a rehearsal. Ends with 1 and
 * says why where it may not.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf } from './release.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
const { version: locked } = JSON.parse(read('package-lock.json')) as { version: string };
const tag = process.argv[2] || null;

const faults = faultsOf({ tag, version, locked, changelog: read('CHANGELOG.md') });
for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log(`${version} may be released.`);
process.exitCode = faults.length === 0 ? 0 : 1;
