import type { ToldParts, ToldPeer } from '../../main/core/parts/told.ts';
import type { PartRow, RowMark } from '../../main/core/rows.ts';
import { ago } from '../../main/core/times.ts';
import type { Say } from '../../main/core/words.ts';
import { Group } from './controls.tsx';
import { Long } from './long.tsx';
import { Page } from './page.tsx';
import { RowSign, Tick } from './sign.tsx';

interface DevicesProps {
  readonly peers: ToldParts['peers'];
  /** The rows of Tailscale and Headscale: keys, what is remembered, what a restart needs. */
  readonly rows: readonly PartRow[];
  readonly now: number;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

const marks: Readonly<Record<ToldPeer['stays'], RowMark>> = {
  stays: 'good',
  lost: 'part',
  unknown: 'rest',
  away: 'bad',
};

/** The devices of the tailnet: how each is reached, and what that means without internet. */
export function Devices({ peers, rows, now, say, from, back }: DevicesProps) {
  const { list, count, isAsking } = peers;
  const tailscale = rows.find(({ id }) => id === 'tailscale');
  const ask = (
    <button
      type="button"
      class="btn plain"
      disabled={isAsking || list.length === 0}
      onClick={() => void window.offline.send({ type: 'peers.ask' })}
    >
      {say(isAsking ? 'peer.asking' : 'peer.ask')}
    </button>
  );
  return (
    <Page title={say('peer.title')} from={from} back={back} right={ask}>
      {tailscale && tailscale.mark !== 'good' && (
        <p class="tail">
          {tailscale.name}: {tailscale.fact}
        </p>
      )}
      {list.length === 0 ? (
        <p class="tail">{say('peer.none')}</p>
      ) : (
        <Group title={tailscale?.name ?? ''}>
          {list.map((peer) => (
            <li key={peer.address} class="item peer">
              <RowSign mark={marks[peer.stays]} />
              <span>
                <b>
                  <Long text={peer.name} />
                </b>
                <small>{say(`peer.say.${peer.stays}`)}</small>
              </span>
              <span class="val two">
                {say(`peer.${peer.path}`)}
                <small>{whenSay(peer, say, now)}</small>
              </span>
            </li>
          ))}
        </Group>
      )}
      {count > list.length && <p class="tail">{say('peer.more', { n: count - list.length })}</p>}
      {rows.map((row) => (
        <Group
          key={row.id}
          title={row === tailscale && list.length > 0 ? '' : row.name}
          note={`${say('off.title')}: ${row.offline}. ${row.rule}`}
        >
          {row.lines.map((line) => (
            <li key={`${line.name} ${line.value}`} class="item peer">
              <Tick mark={line.mark} />
              <span>{line.name}</span>
              <span class="val">{line.value}</span>
            </li>
          ))}
        </Group>
      ))}
    </Page>
  );
}

function whenSay({ ms, askedAt, seenAt }: ToldPeer, say: Say, now: number): string {
  if (ms !== null) return say('why.v.ms', { n: ms });
  if (askedAt !== null) return ago(say, now - askedAt);
  return seenAt === null ? '' : ago(say, now - seenAt);
}
