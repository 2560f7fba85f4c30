import { leakSay } from '../../main/core/claw/say.ts';
import { type LeakGroup, leakGroups, leaksNow, leakTone } from '../../main/core/claw/say-leaks.ts';
import type { ToldSwitch } from '../../main/core/claw/told.ts';
import { ago } from '../../main/core/times.ts';
import type { Say } from '../../main/core/words.ts';
import { Group } from './controls.tsx';
import { Lead } from './lead.tsx';
import { Page } from './page.tsx';
import { RowSign, Tick } from './sign.tsx';

interface LeaksProps {
  readonly told: ToldSwitch | null;
  readonly now: number;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

/** Every way by which a call could leave by OpenClaw's config: where it is, why, and what could be done about it. */
export function LeaksPage({ told, now, say, from, back }: LeaksProps) {
  const { report, at } = told ? leaksNow(told) : { report: null, at: null };
  const checked = at === null ? '' : say('app.checked', { ago: ago(say, now - at) });
  const after = told?.side === 'online' ? (told.ahead?.after ?? null) : null;
  return (
    <Page title={say('leak.page')} from={from} back={back}>
      {report ? (
        <>
          <Lead
            tone={leakTone(report)}
            share={1}
            label={say(`leak.short.${leakTone(report)}`)}
            head={leakSay(report, say)}
            sub={checked}
          />
          {report.leaks.length === 0 && <p class="note calm">{say('leak.ways')}</p>}
          {leakGroups(report, after, say).map((group) => (
            <Ways key={group.id} {...group} />
          ))}
          {report.more > 0 && <p class="tail">{say('list.more', { n: report.more })}</p>}
          {after && report.leaks.length > 0 && (
            <Group title={say('leak.then')}>
              <li class="item solo lead">{leakSay(after, say)}</li>
            </Group>
          )}
        </>
      ) : (
        <Lead tone="mute" share={0} label={say('leak.short.mute')} head={say('switch.working')} sub="" />
      )}
    </Page>
  );
}

function Ways({ title, lines }: LeakGroup) {
  return (
    <Group title={title}>
      {lines.map(({ where, mark, say: why, todo }) => (
        <li key={`${where} ${why}`} class="item signed top">
          {mark === 'none' ? <RowSign mark="ask" /> : <Tick mark={mark} />}
          <span>
            <span class="mono">{where}</span>
            <small>{why}</small>
            <small class="todo">{todo}</small>
          </span>
        </li>
      ))}
    </Group>
  );
}
