import type { Clock } from './tools.ts';

export const realClock: Clock = {
  mono: () => performance.now(),
  wall: () => Date.now(),
  minuteOfDay() {
    const now = new Date();
    return now.getHours() * 60 + now.getMinutes();
  },
  after(ms, call) {
    const timer = setTimeout(call, Math.min(Math.max(ms, 0), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};
