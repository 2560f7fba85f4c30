import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import type { Rehearsal } from '../../core/claw/run.ts';
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

type Verdict = { readonly valid: Rehearsal['valid']; readonly issue: string };

const absoluteInclude = /\$include["']?\s*:\s*(?:\[[^\]]*)?["']\//;

/**
 * OpenClaw's own word on a config that is not there yet: on a copy in a private folder of ours, with what it includes. Where
 * its command is not at hand, or its container has another, nobody can say.
 */
export async function validateDraft(
  tools: Pick<Tools, 'files' | 'programs' | 'machine'>,
  paths: Paths,
  { config, texts }: Pick<Drafted, 'config' | 'texts'>,
  isContainer: boolean,
  signal: AbortSignal,
): Promise<Verdict> {
  const unknown: Verdict = { valid: 'unknown', issue: '' };
  if (isContainer || tools.programs.find('openclaw') === null) return unknown;
  // The copy would still name the file at its own place, where OpenClaw does not look from there.
  if ([...texts.values()].some((text) => absoluteInclude.test(text))) return unknown;
  const root = join(paths.folder, 'check');
  const spots = [...texts].map(([path, text]) => ({
    path: join(root, relative(dirname(config), path)),
    text,
  }));
  try {
    for (const { path, text } of spots) {
      const folder = await tools.files.privateFolder(dirname(path));
      const written = folder.ok ? await tools.files.write(path, text) : folder;
      if (!written.ok) return unknown;
    }
    const copy = join(root, relative(dirname(config), config));
    const said = await checkConfig(tools, { path: copy, changedAt: 0, version: null }, signal);
    return { valid: said.valid, issue: said.issue ?? '' };
  } finally {
    for (const { path } of spots) await tools.files.remove(path);
  }
}
