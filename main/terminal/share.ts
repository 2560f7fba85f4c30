import { sentence } from '../core/sentence.ts';
import type { ToldShare } from '../core/share.ts';
import { shareLines } from '../core/share-lines.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { clock } from '../core/times.ts';
import type { Seat } from '../engine/seat.ts';
import type { Share } from './args.ts';
import { plain } from './plain.ts';
import { exits, type Session } from './terminal.ts';
import { until } from './until.ts';

/** How long (ms) a door may take to open and to be asked through. */
const patience = 8_000;

/** Shows, opens or shuts the door to this machine's Ollama. Opened by our own engine it stays as long as the command. */
export async function share(session: Session, wanted: Share): Promise<number> {
  const sat = await session.sit(false);
  if (!sat.ok) return session.trouble(sat.problem);
  const code = await go(session, sat.value, wanted);
  await sat.value.leave();
  return code;
}

async function go(session: Session, seat: Seat, wanted: Share): Promise<number> {
  const { terminal, say, look } = session;
  const known = await until(session, seat, patience, ({ parts }) =>
    parts.some(({ id, at }) => id === 'ollama' && at !== null),
  );
  if (wanted.what === 'show') return show(session, known.ok ? known.value : null);
  if (wanted.what !== 'open') {
    const stopped = await seat.send({ type: 'share.stop' });
    if (!stopped.ok) return session.trouble(stopped.problem);
    terminal.out(look.isJson ? `${JSON.stringify({ schema: 1, share: null })}\n` : `${say('share.ended')}\n`);
    return exits.done;
  }
  const { address, forMs, allow } = wanted;
  const sent = await seat.send({ type: 'share.start', address, forMs, allow: [...allow] });
  if (!sent.ok) return session.trouble(sent.problem);
  const opened = await until(
    session,
    seat,
    patience,
    (now) => now.share !== null && now.share.stand !== 'opening',
  );
  const told = opened.ok ? opened.value.share : null;
  if (terminal.signal.aborted) {
    await seat.send({ type: 'share.stop' });
    return exits.unmet;
  }
  if (told?.stand !== 'open')
    return session.trouble(told?.problem ?? { code: 'share-shut', about: address, detail: 'timeout' });
  print(session, told);
  if (!seat.isOwner()) return exits.done;
  if (!look.isJson) session.remark('share.hold');
  await closed(session, seat);
  const last = await seat.read();
  const trouble = last.ok ? (last.value.share?.problem ?? null) : null;
  return trouble && !terminal.signal.aborted ? session.trouble(trouble) : exits.done;
}

function show(session: Session, snapshot: Snapshot | null): number {
  const { terminal, look, say } = session;
  const told = snapshot?.share ?? null;
  const list = snapshot?.shareable ?? [];
  if (look.isJson) terminal.out(`${JSON.stringify({ schema: 1, share: told, shareable: list })}\n`);
  else if (told) print(session, told);
  else
    terminal.out(
      `${say('share.none')}\n${list.length > 0 ? `${say('share.where', { list: list.join(', ') })}\n` : ''}`,
    );
  return exits.done;
}

function print(session: Session, told: ToldShare): void {
  const { terminal, look, say, lang } = session;
  if (look.isJson) return terminal.out(`${JSON.stringify({ schema: 1, share: told })}\n`);
  const trouble = told.problem ? `${plain(sentence(told.problem, say))}\n` : '';
  if (told.stand === 'shut') return terminal.out(`${say('share.none')}\n${trouble}`);
  const address = `${told.address}:${told.port}`;
  const t = clock(lang, told.until, terminal.tools.clock.wall());
  const [cli, claw] = shareLines(told);
  const rule =
    told.allow.length > 0
      ? say('share.sayAllow', { guests: told.allow.join(', '), t })
      : say('share.say', { address, t });
  terminal.out(
    `${say(told.stand === 'open' ? 'share.open' : 'share.opening', { address })}\n${trouble}${rule}\n\n`,
  );
  session.raw(`${say('share.cli')}:\n  ${cli}\n${say('share.claw')}:\n  ${claw}\n`);
}

/** Until its time is over, somebody shuts it, or this command is told to end. */
function closed({ terminal }: Session, seat: Seat): Promise<void> {
  return new Promise((resolve) => {
    let undo = () => {};
    const end = () => {
      undo();
      resolve();
    };
    terminal.signal.addEventListener('abort', end, { once: true });
    if (terminal.signal.aborted) return end();
    undo = seat.watch(({ share: told }) =>
      told === null || told.stand === 'shut' ? queueMicrotask(end) : undefined,
    );
  });
}
