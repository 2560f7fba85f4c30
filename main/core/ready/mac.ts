import { lastDrill } from '../drill/report.ts';
import { spoiltBy, subjectOf } from '../drill/subject.ts';
import { phrase } from '../parts/part.ts';
import type { Item } from './item.ts';
import { item, type Rules } from './rules.ts';
import { fitOf, weightOf } from './sizes.ts';
import { missingModels, runsHere } from './wishes.ts';

/** The machine itself. */
export function macItems(rules: Rules): Item[] {
  return [diskItem(rules), loginItem(rules), drillItem(rules)];
}

/** Logs, images and a swap file need so much (bytes) beside what is still to be downloaded. */
const diskLeast = 10_000_000_000;

function diskItem(rules: Rules): Item {
  const line = item('disk', 'mac', true, phrase('ready.t.disk'));
  const mac = rules.context.of('mac');
  const free = mac?.diskFree ?? null;
  const at = rules.seenAt('mac');
  if (free === null) return line('unknown', phrase('ready.x.unknown'), { at });
  const { state } = rules;
  // What this machine could not run is not fetched, and what runs elsewhere is kept there.
  const coming = (runsHere(state) ? missingModels(state) : [])
    .filter((name) => fitOf(state, name) !== 'no')
    .reduce((sum, name) => sum + (weightOf(state, name) ?? 0), 0);
  const need = diskLeast + coming;
  return free >= need
    ? line('ok', phrase('ready.v.disk', { free: { bytes: free } }), { at })
    : line('fail', phrase('ready.x.disk', { free: { bytes: free }, need: { bytes: need } }), {
        at,
        fix: { do: 'why', part: 'mac' },
      });
}

/** After a restart of the machine nobody would switch by itself, or give the Wi-Fi back. */
function loginItem({ state }: Rules): Item {
  const line = item('login', 'mac', false, phrase('ready.t.login'));
  const { opensAtLogin, loginSeenAt } = state.parts;
  const at = loginSeenAt === null ? null : Math.round(loginSeenAt + state.epoch);
  if (opensAtLogin === null) return line('not-wanted', phrase('ready.v.noLogin'));
  return opensAtLogin
    ? line('ok', phrase('ready.v.login'), { at })
    : line('fail', phrase('ready.x.login'), { at, fix: { do: 'login' } });
}

/** What touches nothing proves nothing of an outage: only a drill that took something away counts. */
function drillItem({ state, now }: Rules): Item {
  const line = item('drill', 'mac', false, phrase('ready.t.drill'));
  const fix = { do: 'drill' } as const;
  const { drills } = state.ready.proofs;
  const passed = lastDrill(drills, 'pass');
  if (!passed) return line('fail', phrase('ready.x.drill'), { fix });
  const { at, level } = passed;
  const failed = lastDrill(drills, 'fail');
  if (failed && failed.at > at)
    return line('warn', phrase('ready.v.drillFailed', { at: { day: failed.at } }), { at, fix });
  const spoilt = spoiltBy(passed, subjectOf(state), now, state.settings['drill.days']);
  if (spoilt) return line('warn', phrase(`ready.v.drill.${spoilt}`), { at, fix });
  return line('ok', phrase(`ready.v.drilled.${level === 'wifi' ? 'wifi' : 'app'}`, { at: { day: at } }), {
    at,
  });
}
