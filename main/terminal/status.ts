import { ok, type Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { claim } from '../engine/claim.ts';
import { readDebt } from '../engine/drill/debt.ts';
import type { Engine } from '../engine/engine.ts';
import { callOwner } from '../engine/line.ts';
import { jsonStatus, printStatus } from './print.ts';
import { sayThatItAsks } from './says.ts';
import { exits, type Session } from './terminal.ts';

/** One look, one screen. Never owns: it asks the engine that runs, or looks by itself and keeps nothing. */
export async function status(session: Session): Promise<number> {
  const { terminal, look } = session;
  const seen = (await fromOwner(session)) ?? (await byItself(session));
  if (!seen.ok) return session.trouble(seen.problem);
  const { snapshot, isOurs } = seen.value;
  terminal.out(
    look.isJson
      ? `${jsonStatus(snapshot)}\n`
      : printStatus(snapshot, ownerLine(session, snapshot, isOurs), isOurs, session.paper()),
  );
  if (isOurs && (await readDebt(terminal.tools, terminal.paths)).is !== 'none')
    session.remark('cli.drillOwed');
  return exits.done;
}

interface Seen {
  readonly snapshot: Snapshot;
  readonly isOurs: boolean;
}

function ownerLine({ say }: Session, { engine }: Snapshot, isOurs: boolean): string {
  return isOurs ? say('cli.owner.self') : say(`cli.owner.${engine.owner}`, { pid: engine.pid });
}

/** What the engine that runs shows; null when none does. */
export async function fromOwner({ terminal }: Session): Promise<Result<Seen> | null> {
  const claimed = await claim(terminal.paths.folder, false);
  if (!claimed.ok || claimed.value?.kind !== 'face') return null;
  const call = callOwner(claimed.value.socket);
  const read = await call.read();
  call.hangUp();
  return read.ok ? ok({ snapshot: read.value, isOurs: false }) : read;
}

/** The longest a first look may take: the longest silence that convicts, and a second. */
const longest = 6_500;

/** A look by an engine of one's own that keeps nothing and is gone again. */
export async function byItself(session: Session): Promise<Result<Seen>> {
  const { tools, paths, version } = session.terminal;
  const id = { owner: 'terminal' as const, pid: process.pid, version };
  const { createEngine } = await import('../engine/engine.ts');
  const engine = createEngine({ tools, paths, id, isConsenting: session.mayAsk, isKeeping: false });
  await engine.start();
  if (session.mayAsk) sayThatItAsks(session, engine.state().settings);
  await settled(session, engine);
  const read = await engine.read();
  await engine.stop();
  return read.ok ? ok({ snapshot: read.value, isOurs: true }) : read;
}

/** After the verdict the other witnesses get this long (ms) to be heard too, so that the evidence is whole. */
const linger = 250;

function settled({ terminal }: Session, engine: Engine): Promise<void> {
  const { clock } = terminal.tools;
  return new Promise((resolve) => {
    const end = () => {
      undo();
      undoTimer();
      resolve();
    };
    const undoTimer = clock.after(longest, end);
    let isSettled = false;
    const undo = engine.watch(({ internet, parts }) => {
      const isSeen = !internet.checking && parts.every(({ at }) => at !== null);
      if (isSeen && !isSettled) clock.after(linger, end);
      isSettled ||= isSeen;
    });
    terminal.signal.addEventListener('abort', end, { once: true });
  });
}
