import { logLines } from '../core/log/lines.ts';
import type { EngineId, Snapshot } from '../core/snapshot.ts';
import type { Engine } from './engine.ts';
import type { Tools } from './tools/tools.ts';

/** Who began, and from which commit it was built; empty where nobody knows. */
export interface Began extends EngineId {
  readonly commit: string;
}

/** Writes down what an engine comes to know, for as long as it runs in this process; returns the undo. */
export function keepLog(
  { log, platform }: Pick<Tools, 'log' | 'platform'>,
  engine: Pick<Engine, 'watch'>,
  { owner, pid, version, commit }: Began,
): () => void {
  let last: Snapshot | null = null;
  log.owns(true);
  log.write('info', 'engine', `begins ${version} ${commit || 'unbuilt'} ${platform} ${owner} ${pid}`);
  const undo = engine.watch((next) => {
    for (const { level, area, text } of logLines(last, next)) log.write(level, area, text);
    last = next;
  });
  return () => {
    undo();
    log.write('info', 'engine', `ends ${owner} ${pid}`);
    log.owns(false);
  };
}
