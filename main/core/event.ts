import type { DiffLine } from './claw/diff.ts';
import type { LeakReport, Pin } from './claw/leak.ts';
import type { DraftTold, Proof, Rehearsal, Took } from './claw/run.ts';
import type { DiaryOutage } from './diary/outage.ts';
import type { DiaryRecord } from './diary/record.ts';
import type { Track } from './diary/track.ts';
import type { Debt, Figures, Level, Paid, StepId, StepState } from './drill/drill.ts';
import type { DrillFacts } from './drill/preflight.ts';
import type { HookEnd } from './hooks/hook.ts';
import type { JobEnd, JobWish, Progressed } from './jobs/job.ts';
import type { Journal } from './journal.ts';
import type { Facts, Heard } from './network/network.ts';
import type { PartFacts } from './parts/facts.ts';
import type { PartAct, PartId, Phrase } from './parts/part.ts';
import type { Check, Child, Ping } from './parts/parts.ts';
import type { Problem, Result } from './problem.ts';
import type { ReadyFacts } from './ready/facts.ts';
import type { Proofs } from './ready/proofs.ts';
import type { Mode, SettingKey, Settings, Stance } from './settings.ts';

/** What happened, in the past tense. The only way anything gets into the state. */
export type Fact =
  | {
      readonly type: 'engine.started';
      readonly settings: Settings;
      readonly journal: Journal;
      /** The person has agreed that packets leave: a terminal run says so itself, the app asks first. */
      readonly isConsenting: boolean;
      /** It was begun by a command that a person has typed. */
      readonly isCommanded?: boolean;
      readonly problems: readonly Problem[];
      /** The outages of the last days, as the diary has them. */
      readonly diary: readonly DiaryOutage[];
      /** What the AI did in the last month, as the diary has it. */
      readonly track?: Track;
      readonly proofs: Proofs;
      /** Whether what an earlier engine had begun to prepare is gone on with. */
      readonly isResuming: boolean;
      /** What an earlier engine has borrowed in a drill; `torn`: something, and nobody can read what. */
      readonly owed?: Debt | 'torn' | null;
      /** What the shell of such a drill has given back since. */
      readonly paid?: Paid | null;
    }
  /** This engine ends: what is borrowed is given back first. */
  | { readonly type: 'engine.leaving' }
  /** It is about to write its last lines. */
  | { readonly type: 'engine.closing' }
  | { readonly type: 'drill.asked'; readonly level: Level; readonly atMost: number }
  /** Somebody chooses a level: what stands against it is looked at. */
  | { readonly type: 'drill.peeked'; readonly level: Level }
  | { readonly type: 'drill.stopped' }
  /** A person was told what a drill that was cut short had left. */
  | { readonly type: 'drill.heard' }
  | { readonly type: 'drill.looked'; readonly seq: number; readonly facts: DrillFacts }
  /** The debt is on disk, and this shell pays it should nobody else. */
  | {
      readonly type: 'drill.armed';
      readonly id: string;
      readonly result: Result<{ readonly pid: number; readonly startedAt: string }>;
    }
  /** Wi-Fi was read back as off, or why not. */
  | { readonly type: 'drill.cut'; readonly seq: number; readonly problem: Problem | null }
  | {
      readonly type: 'drill.tried';
      readonly seq: number;
      readonly step: StepId;
      readonly is: Extract<StepState, 'pass' | 'fail' | 'unsure'>;
      readonly evidence: readonly Phrase[];
      readonly problem: Problem | null;
      readonly figures: Partial<Figures> | null;
    }
  /** Wi-Fi was read back as on. */
  | { readonly type: 'drill.on' }
  /** Nothing is owed any more. */
  | { readonly type: 'drill.settled' }
  /** Somebody tries a command of theirs out. */
  | { readonly type: 'hook.asked'; readonly stance: Stance }
  /** `end`: null where it was not begun, because this engine keeps nothing. */
  | { readonly type: 'hook.ended'; readonly seq: number; readonly end: HookEnd | null }
  /** Somebody wants these prepared. */
  | { readonly type: 'jobs.asked'; readonly wishes: readonly JobWish[] }
  | { readonly type: 'job.resumed'; readonly id: string }
  /** What is under way is to stop, and what has stopped is to be forgotten. */
  | { readonly type: 'job.stopped'; readonly id: string }
  | { readonly type: 'jobs.stopped' }
  | {
      readonly type: 'job.progressed';
      readonly id: string;
      readonly seq: number;
      readonly progress: Progressed;
    }
  | { readonly type: 'job.ended'; readonly id: string; readonly seq: number; readonly end: JobEnd }
  | { readonly type: 'ready.looked'; readonly facts: ReadyFacts; readonly news: number }
  /** Somebody wants to know what the missing models weigh; the registry is asked. */
  | { readonly type: 'sizes.asked' }
  | { readonly type: 'ready.sized'; readonly sizes: Readonly<Record<string, number>> }
  | { readonly type: 'proofs.written'; readonly proofs: Proofs }
  | { readonly type: 'mode.chosen'; readonly mode: Mode }
  | { readonly type: 'setting.changed'; readonly key: SettingKey; readonly value: unknown }
  /** Several at once; each has passed its check. */
  | { readonly type: 'settings.taken'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly type: 'settings.saved'; readonly settings: Settings }
  | { readonly type: 'journal.written'; readonly journal: Journal }
  | { readonly type: 'diary.appended'; readonly records: readonly DiaryRecord[] }
  | { readonly type: 'network.changed' }
  | { readonly type: 'network.looked'; readonly seq: number; readonly isDeep: boolean; readonly facts: Facts }
  | { readonly type: 'look.asked'; readonly isPressed: boolean }
  | { readonly type: 'ask.heard'; readonly id: number; readonly heard: Heard }
  | { readonly type: 'action.done'; readonly lane: string }
  | { readonly type: 'action.failed'; readonly lane: string; readonly problem: Problem }
  | { readonly type: 'attention.asked'; readonly pace: 'eager' | 'urgent'; readonly forMs: number }
  /** A request of our own to the internet began, or ended with an answer from there, or without one. */
  | { readonly type: 'traffic.began' }
  | { readonly type: 'traffic.ended'; readonly isAnswered: boolean }
  | { readonly type: 'power.changed'; readonly isOnBattery: boolean }
  | { readonly type: 'machine.woke' }
  /** The machine goes to sleep. What was read before says nothing afterwards. */
  | { readonly type: 'machine.slept' }
  | {
      readonly type: 'part.looked';
      readonly id: PartId;
      readonly generation: number;
      readonly news: number;
      readonly isDeep: boolean;
      readonly facts: PartFacts;
    }
  /** Something happened to a part: it is to be looked at. */
  | { readonly type: 'part.news'; readonly id: PartId }
  /** A person wants a part started, stopped, warmed up. */
  | { readonly type: 'part.asked'; readonly id: PartId; readonly act: PartAct; readonly model: string }
  | {
      readonly type: 'part.acted';
      readonly id: PartId;
      readonly seq: number;
      readonly problem: Problem | null;
      /** A program of our own that it started. */
      readonly child: Child | null;
    }
  /** A person wants to know how all peers are reached. */
  | { readonly type: 'peers.asked' }
  | { readonly type: 'peers.pinged'; readonly address: string; readonly ping: Ping }
  | { readonly type: 'peers.done' }
  | {
      readonly type: 'share.asked';
      readonly address: string;
      readonly forMs: number;
      readonly allow: readonly string[];
    }
  | { readonly type: 'share.ended' }
  | {
      readonly type: 'share.stands';
      readonly id: number;
      readonly stand: 'open' | 'shut';
      readonly problem: Problem | null;
    }
  | { readonly type: 'claw.checked'; readonly check: Check }
  | { readonly type: 'claw.drafted'; readonly seq: number; readonly result: Result<DraftTold> }
  | { readonly type: 'claw.wrote'; readonly seq: number; readonly problem: Problem | null }
  | {
      /** `claw.retook`: the switch was over, and the gateway was asked again. */
      readonly type: 'claw.took' | 'claw.retook';
      readonly seq: number;
      readonly took: Took;
      /** After a way back: chats that have lost the model that was chosen for them. */
      readonly lost: readonly Pin[];
    }
  /** The model that was to be loaded ahead, or let go again, is. */
  | { readonly type: 'claw.early' }
  /** A person wants a config mended that OpenClaw would not start with. */
  | { readonly type: 'mend.asked' }
  | { readonly type: 'claw.mended'; readonly problem: Problem | null }
  /** A person wants those set again. */
  | { readonly type: 'pins.asked' }
  | { readonly type: 'pins.set'; readonly left: readonly Pin[]; readonly problem: Problem | null }
  | { readonly type: 'claw.warmed'; readonly seq: number; readonly isWarm: boolean }
  | { readonly type: 'claw.proved'; readonly seq: number; readonly proof: Proof }
  | {
      readonly type: 'claw.audited';
      readonly seq: number;
      /** `pins`: chats that may lose their model; null where the gateway does not say. */
      readonly result: Result<{ readonly report: LeakReport; readonly pins: readonly Pin[] | null }>;
    }
  | {
      readonly type: 'claw.gave';
      readonly seq: number;
      readonly result: Result<{
        readonly how: 'bytes' | 'merged' | 'nothing';
        readonly theirs: readonly string[];
        readonly pins: readonly Pin[];
        /** What that changed in the config as it was found. */
        readonly diff: readonly DiffLine[];
      }>;
    }
  /**
   * After a start: whether the config still is as it was left, is as it was before us, was changed by somebody, or comes from
   * what a switch had found that never got to its write.
   */
  | {
      readonly type: 'claw.recalled';
      readonly stands: 'left' | 'before' | 'changed' | 'found';
      readonly problem: Problem | null;
    }
  | { readonly type: 'claw.closed' }
  | { readonly type: 'claw.rehearsed'; readonly rehearsal: Rehearsal }
  /** A person says whether OpenClaw's config may follow, where they are asked. */
  | { readonly type: 'switch.answered'; readonly isYes: boolean }
  /** A person wants a switch that failed tried again. */
  | { readonly type: 'switch.retried' }
  /** A person decides what becomes of a config that cannot be brought together: the copy comes back, or it stays. */
  | { readonly type: 'switch.settled'; readonly how: 'restore' | 'keep' }
  | { readonly type: 'login.told'; readonly opensAtLogin: boolean | null }
  /** What macOS did with a notification. */
  | { readonly type: 'notices.shown' }
  | { readonly type: 'notices.refused' }
  /** Nothing is shown for this long (ms); 0 ends it. */
  | { readonly type: 'notices.snoozed'; readonly forMs: number }
  /** The person says that the internet is back, where nothing may be asked. */
  | { readonly type: 'return.confirmed' }
  | { readonly type: 'ticked' };

export type Event = Fact & {
  /** Milliseconds on a clock that never jumps; durations are measured on it. */
  readonly at: number;
  /** Milliseconds since the epoch, as the machine's clock says; only for showing and keeping. */
  readonly wall: number;
  /** Minutes since midnight where the machine is, 0 to 1439; quiet hours are meant in it. */
  readonly minuteOfDay: number;
  /** How much later (ms) than it was planned the engine came to this: it was given no processor time. */
  readonly late: number;
};
