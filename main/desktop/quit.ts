import type { MessageBoxOptions } from 'electron';
import type { Command } from '../core/command.ts';
import type { Problem, Result } from '../core/problem.ts';
import { putBack, type QuitAnswer, quitWords, whatQuitLeaves } from '../core/quit.ts';
import { sentence } from '../core/sentence.ts';
import type { Mode } from '../core/settings.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { type Lang, speaker } from '../core/words.ts';
import type { Clock } from '../engine/tools/tools.ts';

/**
 * How long (ms) the question stands. macOS tells of a log-out beforehand, and then nobody is asked; should it ever not, it would wait
 * for this app and then give the log-out up, so the question ends by itself, as what was asked for: to quit.
 */
const stands = 30_000;
/** How long (ms) a config may take to come back: a gateway that is busy takes some seconds. */
const backMost = 15_000;

export interface QuitRoom {
  readonly clock: Pick<Clock, 'after'>;
  /** The engine runs in this process: else what is open stays open without us. */
  isOwner(): boolean;
  snapshot(): Snapshot | null;
  lang(): Lang;
  send(command: Command): Promise<Result<null>>;
  watch(show: (snapshot: Snapshot) => void): () => void;
  /** The system's own question; the number of the button. `signal` takes it away. */
  ask(options: MessageBoxOptions): Promise<number>;
  /** Gives back what is borrowed, and ends the app. `mode`: what the next start has, where another one was only for the way out. */
  leave(mode: Mode | null): void;
}

export interface Quitting {
  /** Somebody, or the system, wants the app to quit. */
  wanted(): void;
  /** What comes now is no person's wish: a log-out, a shutdown, another version, another place. */
  unasked(isSo: boolean): void;
  /** The mode that the next start has to have, where Online is only for the way out; null: it is as the settings say. */
  owed(): Mode | null;
}

/** Quits at once where nothing is open, and else asks, once. */
export function openQuit(room: QuitRoom): Quitting {
  let isUnasked = false;
  let isAsking = false;
  let isLeaving = false;
  let owed: Mode | null = null;

  function leave(): void {
    if (isLeaving) return;
    isLeaving = true;
    room.leave(owed);
  }

  async function ask(snapshot: Snapshot): Promise<void> {
    isAsking = true;
    const ended = new AbortController();
    const undo = room.clock.after(stands, () => {
      leave();
      ended.abort();
    });
    const answer = await answerTo(snapshot, ended.signal);
    undo();
    if (answer === 'quit') leave();
    // Thirty seconds later another mode may have been chosen.
    if (answer === 'put-back') await backAndLeave(room.snapshot() ?? snapshot);
    isAsking = false;
  }

  async function answerTo(snapshot: Snapshot, signal: AbortSignal): Promise<QuitAnswer> {
    const { title, body, buttons } = quitWords(whatQuitLeaves(snapshot), speaker(room.lang()));
    const stay = buttons.length - 1;
    const pressed = await room.ask({
      ...{ type: 'question', message: title, detail: body, buttons: buttons.map(({ label }) => label) },
      ...{ defaultId: stay, cancelId: stay, signal },
    });
    return buttons[pressed]?.is ?? 'stay';
  }

  /** As the mode Online does it; the next start has the mode from before. */
  async function backAndLeave(before: Snapshot): Promise<void> {
    const { mode } = before;
    // From here on whatever ends the app owes it: a log-out, or a restart for another version.
    if (mode !== 'online') owed = mode;
    const sent = await room.send(
      mode === 'online' ? { type: 'switch.retry' } : { type: 'mode.set', mode: 'online' },
    );
    const problem = sent.ok ? await untilBack(before.switch?.run?.seq ?? 0) : sent.problem;
    if (problem === null) return leave();
    if (isLeaving) return;
    // It is told that the mode stays Online.
    owed = null;
    const say = speaker(room.lang());
    const why = problem === 'late' ? say('quit.late') : sentence(problem, say);
    const detail = `${why} ${say('quit.mode')}`;
    await room.ask({ type: 'warning', message: say('quit.notBack'), detail, buttons: [say('quit.seen')] });
  }

  /** Null once the config is back; else why it is not. */
  function untilBack(seqBefore: number): Promise<Problem | 'late' | null> {
    return new Promise((done) => {
      let undoWatch = () => {};
      const end = (how: Problem | 'late' | null) => {
        undoTimer();
        queueMicrotask(() => undoWatch());
        done(how);
      };
      const undoTimer = room.clock.after(backMost, () => end('late'));
      undoWatch = room.watch((now) => {
        const isBack = putBack(now, seqBefore);
        if (isBack !== null) end(isBack ? null : (now.switch?.run?.problem ?? 'late'));
      });
    });
  }

  return {
    wanted() {
      const snapshot = room.snapshot();
      const isAtOnce = isUnasked || !room.isOwner() || !snapshot || whatQuitLeaves(snapshot).length === 0;
      if (isAtOnce) leave();
      else if (!isAsking) void ask(snapshot);
    },
    unasked(isSo) {
      isUnasked = isSo;
    },
    owed: () => owed,
  };
}
