import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClawAsk } from '../../main/core/claw/ask.ts';
import { draft } from '../../main/engine/claw/prepare.ts';
import { giveBack, keepDraft, writeTaken } from '../../main/engine/claw/write.ts';
import type { Paths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { ask } from './claw-ask.ts';

export { ask };

export const tools = { ...realTools({ programRoot: '/nowhere', isLogging: false }), env: {} };

/** A home with an OpenClaw config in it, and a folder of our own. */
export function newPlace(text: string, more: Readonly<Record<string, string>> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'om-claw-'));
  const claw = join(home, '.openclaw');
  const folder = join(home, 'own');
  mkdirSync(claw, { mode: 0o700 });
  mkdirSync(folder, { mode: 0o700 });
  const path = join(claw, 'openclaw.json');
  const put = (name: string, content: string) => {
    writeFileSync(join(claw, name), content);
    chmodSync(join(claw, name), 0o600);
  };
  put('openclaw.json', text);
  for (const [name, content] of Object.entries(more)) put(name, content);
  const paths: Paths = {
    folder,
    settings: join(folder, 'settings.json'),
    journal: join(folder, 'journal.json'),
    proofs: join(folder, 'proofs.json'),
    diary: join(folder, 'diary.jsonl'),
    snapshots: join(folder, 'snapshots'),
    drillDebt: join(folder, 'drill-debt.json'),
    drillFolder: join(folder, 'drill'),
    logs: join(folder, 'logs'),
  };
  const read = (name = 'openclaw.json') => readFileSync(join(claw, name), 'utf8');

  /** To offline, in the order of the transaction. */
  async function offline(wish: Partial<ClawAsk> = {}) {
    const asked = ask(path, wish);
    const drafted = await draft(tools, paths, asked);
    if (!drafted.ok) return drafted;
    const id = await keepDraft(tools, paths, drafted.value);
    if (!id.ok || id.value === null) return id;
    const written = await writeTaken(tools, paths, id.value, asked.isInPlace);
    return written.ok ? id : written;
  }
  const online = (id: string, isInPlace = false) => giveBack(tools, paths, id, isInPlace);
  const end = () => rmSync(home, { recursive: true, force: true });
  return { home, claw, path, paths, read, put, offline, online, end };
}

export type Place = ReturnType<typeof newPlace>;
