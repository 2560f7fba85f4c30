import { type ChainLine, chainLines } from '../../main/core/claw/say.ts';
import type { ToldSwitch } from '../../main/core/claw/told.ts';
import type { Say } from '../../main/core/words.ts';
import { Group } from './controls.tsx';
import { Page } from './page.tsx';
import { Tick } from './sign.tsx';

interface ChainProps {
  readonly told: ToldSwitch | null;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

/** The models that OpenClaw asks now and offline, in its order, and what is known of each. */
export function ChainPage({ told, say, from, back }: ChainProps) {
  const now = told ? chainLines(told.chain, say) : [];
  const isOffline = told?.side === 'offline';
  const then = chainLines(told?.ahead?.chain ?? [], say);
  const isSame = then.length === now.length && then.every(({ ref }, n) => ref === now[n]?.ref);
  return (
    <Page title={say('chain.page')} from={from} back={back}>
      <Links title={say('chain.now')} lines={now} none={say('chain.none')} note={say('chain.thenSay')} />
      {!isOffline && isSame && <p class="note calm">{say('chain.sameThen')}</p>}
      {!isOffline && !isSame && (
        <Links title={say('chain.then')} lines={then} none={say('chain.noneThen')} note={null} />
      )}
    </Page>
  );
}

interface LinksProps {
  readonly title: string;
  readonly lines: readonly ChainLine[];
  /** What is said where there is none. */
  readonly none: string;
  readonly note: string | null;
}

function Links({ title, lines, none, note }: LinksProps) {
  return (
    <Group title={title} {...(note === null || lines.length < 2 ? {} : { note })}>
      {lines.length === 0 && <li class="item solo">{none}</li>}
      {lines.map(({ ref, place, isCloud, mark, about }, n) => (
        <li key={`${n} ${ref}`} class="item signed top link">
          <Tick mark={mark} />
          <span>
            <span class="mono">
              {n + 1}. {ref}
            </span>
            {about !== '' && <small>{about}</small>}
          </span>
          <span class={isCloud ? 'val cloud' : 'val'}>{place}</span>
        </li>
      ))}
    </Group>
  );
}
