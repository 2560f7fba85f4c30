/** `ping -i 1 8.8.8.8`: three seconds without an answer are offline, one answer is online. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { say, untilOrphaned } from './say.ts';

const misses = 3;
/** ping may tell of one lost second twice, on both its streams. */
const same = 500;

let missed = 0;
let missedAt = Number.NEGATIVE_INFINITY;

function hear(line: string): void {
  const now = performance.now();
  if (/ bytes from .* time=/.test(line)) {
    missed = 0;
    return say(true);
  }
  const isMiss = /no answer yet|unreachable|sendmsg|Invalid argument/i.test(line);
  if (!isMiss || now - missedAt < same) return;
  missedAt = now;
  missed += 1;
  if (missed >= misses) say(false);
}

const ping = spawn('ping', ['-n', '-O', '-i', '1', '8.8.8.8'], { stdio: ['ignore', 'pipe', 'pipe'] });
createInterface({ input: ping.stdout }).on('line', hear);
createInterface({ input: ping.stderr }).on('line', hear);
ping.on('exit', () => process.exit(0));
untilOrphaned(() => ping.kill());
