/** npm `is-online` as its users run it: asked every 5 s, with its own limits. A line whenever its answer changes. */
import isOnline from 'is-online';
import { say, untilOrphaned } from './say.ts';

const every = 5_000;

untilOrphaned(() => process.exit(0));
for (;;) {
  say(await isOnline());
  await new Promise((done) => setTimeout(done, every));
}
