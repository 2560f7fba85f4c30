import { useState } from 'preact/hooks';
import { sentence } from '../../main/core/sentence.ts';
import type { ToldShare } from '../../main/core/share.ts';
import { shareLines } from '../../main/core/share-lines.ts';
import { clock } from '../../main/core/times.ts';
import type { Lang, Say } from '../../main/core/words.ts';
import type { Wish } from '../../preload/contract.ts';
import { Group } from './controls.tsx';
import { CopyButton } from './copy.tsx';
import { Page } from './page.tsx';

interface ShareProps {
  readonly share: ToldShare | null;
  /** Own addresses at which Ollama could be passed on. */
  readonly shareable: readonly string[];
  readonly lang: Lang;
  readonly now: number;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

/** Passes this machine's Ollama on to one network for an hour, and says what that means. */
export function SharePage({ share, shareable, lang, now, say, from, back }: ShareProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (wish: Wish) => {
    const sent = await window.offline.send(wish);
    setRefusal(sent.ok ? null : sentence(sent.problem, say));
  };
  return (
    <Page title={say('share.title')} from={from} back={back}>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      {share ? (
        <Open {...{ share, lang, now, say }} stop={() => void send({ type: 'share.stop' })} />
      ) : (
        <Group title={say('share.none')}>
          {shareable.length > 0 && <li class="item solo">{say('share.warn')}</li>}
          {shareable.map((address) => (
            <li key={address} class="item set">
              <span class="mono">{address}</span>
              <button
                type="button"
                class="btn"
                onClick={() => void send({ type: 'share.start', address, forMs: hour, allow: [] })}
              >
                {say('share.do')}
              </button>
            </li>
          ))}
        </Group>
      )}
    </Page>
  );
}

const hour = 3_600_000;
const titles = { open: 'share.open', opening: 'share.opening', shut: 'share.none' } as const;

type OpenProps = Pick<ShareProps, 'lang' | 'now' | 'say'> & {
  readonly share: ToldShare;
  readonly stop: () => void;
};

function Open({ share, lang, now, say, stop }: OpenProps) {
  const address = `${share.address}:${share.port}`;
  const t = clock(lang, share.until, now);
  const [cli, claw] = shareLines(share);
  const isOpen = share.stand === 'open';
  return (
    <>
      <Group title={say(titles[share.stand], { address })}>
        <li class="item solo">
          {share.problem
            ? sentence(share.problem, say)
            : share.allow.length > 0
              ? say('share.sayAllow', { guests: share.allow.join(', '), t })
              : say('share.say', { address, t })}
        </li>
      </Group>
      {isOpen && <Line title={say('share.cli')} text={cli} which="cli" say={say} />}
      {isOpen && <Line title={say('share.claw')} text={claw} which="claw" say={say} />}
      <button type="button" class="btn" onClick={stop}>
        {say(share.stand === 'shut' ? 'share.again' : 'share.stop')}
      </button>
    </>
  );
}

function Line({ title, text, which, say }: { title: string; text: string; which: 'cli' | 'claw'; say: Say }) {
  return (
    <Group title={title}>
      <li class="item set">
        <span class="mono">{text}</span>
        <CopyButton say={say} wish={{ type: 'share.copy', which }} label={say('do.copyIt')} />
      </li>
    </Group>
  );
}
