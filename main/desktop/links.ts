import type { FrameLink } from '../../preload/contract.ts';
import type { Command } from '../core/command.ts';
import { parseLink } from '../core/link.ts';
import { answerTo, commandsFor, type LinkAnswer } from '../core/link-answer.ts';
import { ok, type Result } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Clock } from '../engine/tools/tools.ts';
import type { PageName } from './lead.ts';

/** A question that nobody has answered, and a word that nobody has seen, is gone after this, in ms. */
const standsFor = 60_000;
/** Links follow each other no sooner than this (ms); of those that come meanwhile the newest counts. */
const apart = 500;

export interface LinkHands {
  readonly clock: Pick<Clock, 'after'>;
  snapshot(): Snapshot | null;
  /** Opens the panel at that page. */
  open(page: PageName): void;
  send(command: Command): Promise<Result<null>>;
  /** What stands has changed. */
  changed(): void;
}

export interface Links {
  /** An address that somebody outside has opened. Kept until there is a snapshot to judge it by. */
  take(address: string): void;
  /** What stands, as long as it is so. */
  now(): FrameLink | null;
  /** The first snapshot is there. */
  ready(): void;
  answer(n: number, yes: boolean): Promise<Result<null>>;
}

/** Links from outside: one question at a time, the newest in place of the one before, and never answered by itself. */
export function createLinks(hands: LinkHands): Links {
  let held: string | null = null;
  let count = 0;
  let stands: FrameLink | null = null;
  let isResting = false;
  let undo = () => {};

  function take(address: string): void {
    const snapshot = hands.snapshot();
    if (!snapshot || isResting) {
      held = address;
      return;
    }
    isResting = true;
    hands.clock.after(apart, () => {
      isResting = false;
      ready();
    });
    follow(answerTo(parseLink(address), snapshot));
  }

  function ready(): void {
    const address = held;
    held = null;
    if (address !== null) take(address);
  }

  function follow(answer: LinkAnswer): void {
    if (answer.is === 'check') return void hands.send({ type: 'look.again', by: 'machine' });
    if (answer.is === 'open') return hands.open(answer.page);
    count += 1;
    stand(
      answer.is === 'ask'
        ? { n: count, asks: answer.what, told: null }
        : { n: count, asks: null, told: answer.why },
    );
    hands.open('home');
  }

  function stand(next: FrameLink | null): void {
    undo();
    stands = next;
    undo = next ? hands.clock.after(standsFor, () => stand(null)) : () => {};
    hands.changed();
  }

  return {
    ...{ take, ready },
    now() {
      const snapshot = hands.snapshot();
      if (stands && snapshot && isPast(stands, snapshot)) {
        undo();
        stands = null;
      }
      return snapshot && stands;
    },
    async answer(n, yes) {
      const question = stands;
      if (question?.n !== n) return ok(null);
      stand(null);
      const snapshot = hands.snapshot();
      if (!yes || question.asks === null || !snapshot) return ok(null);
      return firstRefusal(commandsFor(question.asks, snapshot).map(hands.send));
    },
  };
}

/** Each by itself: one that is refused keeps no other from being taken. */
async function firstRefusal(sent: readonly Promise<Result<null>>[]): Promise<Result<null>> {
  const all = await Promise.all(sent);
  return all.find(({ ok: isTaken }) => !isTaken) ?? ok(null);
}

/** It said that nothing is watched yet, or asked for a mode that has been chosen since. */
function isPast({ told, asks }: FrameLink, { probing, mode }: Snapshot): boolean {
  return told === 'early' ? probing !== 'not-yet' : asks === mode;
}
