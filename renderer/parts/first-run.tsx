import type { ToldSwitch } from '../../main/core/claw/told.ts';
import type { SettingKey, Settings } from '../../main/core/settings.ts';
import { parseDnsTarget, parsePageTarget, parseTlsTarget } from '../../main/core/targets.ts';
import type { Say } from '../../main/core/words.ts';
import { Consent } from './consent.tsx';
import { Group } from './controls.tsx';
import { Problems } from './problems.tsx';
import { Mark } from './sign.tsx';

interface FirstRunProps {
  readonly settings: Settings;
  readonly told: ToldSwitch | null;
  readonly problems: readonly string[];
  readonly say: Say;
}

/** Before anything is sent: whom it would ask, how often, what they learn. Nothing leaves before "Start watching". */
export function FirstRun({ settings, told, problems, say }: FirstRunProps) {
  const send = (key: SettingKey, value: unknown) => window.offline.send({ type: 'setting.set', key, value });
  const never = async () => {
    const sent = await send('probe.enabled', false);
    if (sent.ok) await send('watching', true);
  };
  return (
    <>
      <section class="verdict is-busy">
        <Mark glyph="online" />
        <div role="status">
          <h1>{say('first.head')}</h1>
          <p>{say('first.sub')}</p>
        </div>
      </section>
      <div class="scroll">
        <Problems problems={problems} />
        <div class="page tight">
          <Group title={say('first.asks')}>
            <Whom
              name={say('set.dns')}
              who={settings['probe.dns'].map((text) => parseDnsTarget(text)?.address ?? '')}
            />
            <Whom
              name={say('set.tls')}
              who={settings['probe.tls'].map((text) => parseTlsTarget(text)?.name ?? '')}
            />
            <Whom
              name={say('set.pages')}
              who={settings['probe.pages'].map((text) => parsePageTarget(text)?.host ?? '')}
            />
          </Group>
          <Group title={say('first.often')}>
            <li class="item solo">{say('first.oftenSay')}</li>
          </Group>
          <Group title={say('first.learn')} note={say('first.else')}>
            <li class="item solo">{say('first.learnSay')}</li>
          </Group>
          {told?.isThere && told.ahead && (
            <Group title={say('switch.title')}>
              <Consent {...{ told, settings, say }} set={(key, on) => void send(key, on)} />
            </Group>
          )}
        </div>
      </div>
      <footer class="foot act">
        <span class="later">{say('first.later')}</span>
        <span class="grow" />
        <button type="button" class="btn" onClick={() => void never()}>
          {say('first.never')}
        </button>
        <button type="button" class="btn main big" onClick={() => void send('watching', true)}>
          {say('first.go')}
        </button>
      </footer>
    </>
  );
}

function Whom({ name, who }: { name: string; who: readonly string[] }) {
  return (
    <li class="item stack">
      <b>{name}</b>
      <small>{[...new Set(who)].join(', ')}</small>
    </li>
  );
}
