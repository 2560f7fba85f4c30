import { chooseLang, speaker } from '../core/words.ts';
import { nodeNeeded } from './node-needed.ts';

// Of this program nothing else is loaded: there a Node this old ends with what only a programmer reads.
const { env, argv, versions } = process;
const typed = argv.join(' ').match(/ --lang[= ](en|ko)\b/)?.[1];
const preferred = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale;
const say = speaker(chooseLang(typed === 'en' || typed === 'ko' ? typed : 'system', [preferred]));
const problem = { code: 'node-old', about: versions.node, detail: nodeNeeded };
const sentence = say('p.node-old', { about: problem.about, detail: problem.detail });
process.stderr.write(`${argv.includes('--json') ? JSON.stringify({ schema: 1, problem }) : sentence}\n`);
process.exitCode = 1;
