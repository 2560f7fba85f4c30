import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import type { Rehearsal } from '../../core/claw/run.ts';
import { checkNames } from '../../core/uninstall/places.ts';
import { checkConfig } from '../parts/claw-check.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';
import type { Drafted } from './prepare.ts';

/** What tells an offline config from all others. */
export function printOfDraft({ files }: Pick<Drafted, 'files'>): string {
  const hash = createHash('sha256');
  for (const { path, after } of files) hash.update(`${path}\n${after.length}\n${after}\n`);
  return hash.digest('hex');
}

/** OpenClaw's word on a config; `issue`: which key it complains of. */
export type Verdict = Pick<Rehearsal, 'valid' | 'issue'>;
export const unknown: Verdict = { valid: 'unknown', issue: '' };

const absoluteInclude = /\$include["']?\s*:\s*(?:\[[^\]]*)?["']\//;

/** A check takes 30 s at most. What is there after so long (ms) is what a kill has left. */
const keptAtMost = 3_600_000;

/** Two may go on at once: one that was called off may still be ending when the next begins. */
let checks = 0;

/**
 * OpenClaw's own word on a config that is not there yet: on a copy in a private folder of ours, with what it includes. Where
 * its command is not at hand, or its container has another, nobody can say; nor where it says no and not why, which it does of
 * a file that it could not read.
 */
export async function validateDraft(
  tools: Pick<Tools, 'files' | 'programs' | 'machine' | 'clock'>,
  paths: Paths,
  { config, texts }: Pick<Drafted, 'config' | 'texts'>,
  isContainer: boolean,
  signal: AbortSignal,
): Promise<Verdict> {
  if (isContainer || tools.programs.find('openclaw') === null) return unknown;
  // The copy would still name the file at its own place, where OpenClaw does not look from there.
  if ([...texts.values()].some((text) => absoluteInclude.test(text))) return unknown;
  const root = await newFolder(tools, join(paths.folder, 'check'));
  const placeOf = (path: string) => join(root, relative(dirname(config), path));
  try {
    for (const [path, text] of texts) {
      const folder = await tools.files.privateFolder(dirname(placeOf(path)));
      const written = folder.ok ? await tools.files.write(placeOf(path), text) : folder;
      if (!written.ok) return unknown;
    }
    const about = { path: placeOf(config), changedAt: 0, version: null };
    const { valid, issue } = await checkConfig(tools, about, signal);
    return { valid, issue: issue ?? '' };
  } finally {
    await tools.files.removeFolder(root);
  }
}

/** A name for a folder of its own; those that a kill has left go. */
async function newFolder({ files, clock }: Pick<Tools, 'files' | 'clock'>, all: string): Promise<string> {
  const now = Math.round(clock.wall());
  for (const name of (await files.list(all, 1_000)) ?? []) {
    // Where a person has named our folder there may be one of theirs by that name, with their things in it.
    if (!checkNames.test(name)) continue;
    const age = Math.abs(now - Number(name.split('-', 1)[0]));
    if (!(age < keptAtMost)) await files.removeFolder(join(all, name));
  }
  checks += 1;
  return join(all, `${now}-${checks}`);
}
