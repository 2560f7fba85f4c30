import type { Fact } from '../core/event.ts';
import type { Action } from '../core/plan.ts';
import { ok, type Result } from '../core/problem.ts';
import { appendDiary } from './diary.ts';
import { look } from './network/look.ts';
import { monitor } from './network/monitor.ts';
import { probe } from './network/probe.ts';
import type { Paths } from './paths.ts';
import { saveJournal, saveSettings } from './stores.ts';
import type { Tools } from './tools/tools.ts';

export interface Doing {
  readonly tools: Tools;
  readonly paths: Paths;
  /** A look that owns nothing writes nothing. */
  readonly isKeeping: boolean;
  readonly tell: (fact: Fact) => void;
}

/** One action → one call. Decides nothing. */
export async function perform(
  action: Action,
  { tools, paths, isKeeping, tell }: Doing,
  signal: AbortSignal,
): Promise<Result<null>> {
  switch (action.do) {
    case 'network.monitor':
      return monitor(tools, () => tell({ type: 'network.changed' }), signal);
    case 'network.look': {
      const { seq, isDeep } = action;
      const facts = await look(tools, isDeep, signal);
      if (!signal.aborted) tell({ type: 'network.looked', seq, isDeep, facts });
      return ok(null);
    }
    case 'ask': {
      const heard = await probe(action.ask, tools, signal);
      if (!signal.aborted) tell({ type: 'ask.heard', id: action.ask.id, heard });
      return ok(null);
    }
    case 'settings.save': {
      const saved = isKeeping ? await saveSettings(tools, paths, action.settings) : ok(null);
      if (saved.ok) tell({ type: 'settings.saved', settings: action.settings });
      return saved;
    }
    case 'journal.write': {
      const written = isKeeping ? await saveJournal(tools, paths, action.journal) : ok(null);
      if (written.ok) tell({ type: 'journal.written', journal: action.journal });
      return written;
    }
    case 'diary.append': {
      const { records } = action;
      const added = isKeeping ? await appendDiary(tools, paths, records) : ok(null);
      if (added.ok) tell({ type: 'diary.appended', records });
      return added;
    }
  }
}
