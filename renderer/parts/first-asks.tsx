import type { Settings } from '../../main/core/settings.ts';
import { parseDnsTarget, parsePageTarget, parseTlsTarget } from '../../main/core/targets.ts';
import type { Say } from '../../main/core/words.ts';
import { Group } from './controls.tsx';
import { Page } from './page.tsx';
import type { FirstHold } from './use-first.ts';

interface AsksProps {
  readonly settings: Settings;
  readonly hold: FirstHold;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

/** Whom the app would ask about the internet, how often, and what they learn; and the way to have nobody asked. */
export function FirstAsks({ settings, hold, say, from, back }: AsksProps) {
  const never = (
    <>
      <span class="grow" />
      <button type="button" class="btn" onClick={() => void hold.start(true)}>
        {say('first.never')}
      </button>
    </>
  );
  return (
    <Page title={say('first.title')} from={from} back={back} foot={never}>
      <p class="tail">{say('first.whomSay')}</p>
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
    </Page>
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
