import { useEffect, useRef } from 'preact/hooks';
import { type FoundRow, foundRows, isLooking } from '../../main/core/first/say.ts';
import type { SettingKey } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import type { Frame } from '../../preload/contract.ts';
import { Consent } from './consent.tsx';
import { Group, PageRow } from './controls.tsx';
import { FirstPermits } from './first-permits.tsx';
import { FirstTell } from './first-tell.tsx';
import { Problems } from './problems.tsx';
import { Mark, RowSign } from './sign.tsx';
import type { FirstHold } from './use-first.ts';

interface FirstRunProps {
  readonly frame: Frame;
  readonly hold: FirstHold;
  readonly problems: readonly string[];
  readonly now: number;
  readonly say: Say;
  /** Leads to the setting that tells where something is. */
  readonly choose: (key: SettingKey) => void;
  readonly asks: () => void;
}

/** What is on this machine, two questions, two permissions. Nobody beyond it is asked before "Start watching". */
export function FirstRun({ frame, hold, problems, now, say, choose, asks }: FirstRunProps) {
  const { snapshot, lang, local } = frame;
  const { first, settings, switch: told } = snapshot;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const isAsked = local !== null && local !== 'unasked' && local !== 'nobody';
  return (
    <>
      <section class="verdict is-busy">
        <Mark glyph="online" />
        <div role="status">
          <h1 ref={head} tabIndex={-1}>
            {say(first && isLooking(first) ? 'first.headLooking' : 'first.head')}
          </h1>
          <p>{say(isAsked ? 'first.subLocal' : 'first.sub')}</p>
        </div>
      </section>
      <div class="scroll">
        <Problems problems={problems} />
        <div class="page tight first">
          {first && (
            <Group title={say('first.found')}>
              {foundRows(first, say, lang, now).map((row) => (
                <Found key={row.id} {...{ row, say, choose }} />
              ))}
            </Group>
          )}
          <FirstTell {...{ settings, first, hold, say }} />
          <FirstPermits notices={snapshot.notifications} {...{ local, hold, say }} />
          <ul class="card">
            <PageRow label={say('first.whom')} value="" press={asks} />
          </ul>
          {told?.isThere && told.ahead && (
            <Group title={say('switch.title')}>
              <Consent
                {...{ told, settings, say }}
                set={(key, on) => void window.offline.send({ type: 'setting.set', key, value: on })}
              />
            </Group>
          )}
        </div>
      </div>
      <footer class="foot act first">
        {hold.refusal === null ? (
          <span class="later">{say('first.later')}</span>
        ) : (
          <span class="later no" role="alert">
            {hold.refusal}
          </span>
        )}
        <span class="grow" />
        <button type="button" class="btn main big" onClick={() => void hold.start(false)}>
          {say('first.go')}
        </button>
      </footer>
    </>
  );
}

type FoundProps = Pick<FirstRunProps, 'say' | 'choose'> & { readonly row: FoundRow };

function Found({ row: { name, mark, value, choose: key }, say, choose }: FoundProps) {
  return (
    <li class="item found">
      <RowSign mark={mark} />
      <b>{name}</b>
      <span class="val">{value}</span>
      {key && (
        <button
          type="button"
          class="btn"
          aria-label={say('first.choose', { name })}
          onClick={() => choose(key)}
        >
          {say('ready.do.choose')}
        </button>
      )}
    </li>
  );
}
