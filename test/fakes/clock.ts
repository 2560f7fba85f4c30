import type { Clock } from '../../main/engine/tools/tools.ts';

interface Timer {
  readonly at: number;
  readonly seq: number;
  readonly call: () => void;
}

/** A clock turned by hand. What is due runs in order, and everything it sets off has settled before the next. */
export class VirtualClock implements Clock {
  private now = 1_000;
  private offset = Date.UTC(2026, 10, 24, 9, 0, 0);
  private seq = 0;
  private timers: Timer[] = [];

  mono(): number {
    return this.now;
  }
  wall(): number {
    return this.now + this.offset;
  }
  /** This world lives in UTC. */
  minuteOfDay(): number {
    return Math.floor(this.wall() / 60_000) % 1_440;
  }
  after(ms: number, call: () => void): () => void {
    const timer = { at: this.now + Math.max(ms, 0), seq: this.seq++, call };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Lets `ms` pass. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settle();
    for (let next = this.next(end); next; next = this.next(end)) {
      this.timers = this.timers.filter((other) => other !== next);
      this.now = Math.max(this.now, next.at);
      next.call();
      await settle();
    }
    this.now = end;
  }

  /** The machine sleeps: time passes, and timers run late, all at once, when it wakes. */
  async sleep(ms: number): Promise<void> {
    await settle();
    this.now += ms;
    await this.pass(0);
  }

  /** Somebody sets the clock that people read. */
  set(byMs: number): void {
    this.offset += byMs;
  }

  /** How many timers are still to come. */
  pending(): number {
    return this.timers.length;
  }

  private next(end: number): Timer | undefined {
    return this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.seq - b.seq)[0];
  }
}

/** Promises that are ready run; nothing here waits for the real world. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((done) => setImmediate(done));
}
