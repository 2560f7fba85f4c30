// What working out an offline config costs: the pure part on a config of two thousand lines, the whole way over the disk, and
// how long it takes until a real OpenClaw has it. Ends with 1 where a promise is missed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLeaks } from '../../main/core/claw/leaks.ts';
import { offlineProfile } from '../../main/core/claw/profile.ts';
import { draft } from '../../main/engine/claw/prepare.ts';
import { giveBack, keepDraft, writeTaken } from '../../main/engine/claw/write.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { parsed, profileFacts } from '../claw/configs.ts';
import { ask } from '../engine/claw-place.ts';
import { measureForce } from './claw-force.ts';
import { median, printRows, quantile, type Row } from './figures.ts';

/** A config as a house with very many agents would have it, a value a line. */
function largeConfig(lines: number): string {
  const agents = Array.from({ length: Math.floor(lines / 14) }, (_, at) => ({
    [`agent-${at}`]: {
      model: {
        primary: 'anthropic/claude-opus-4-6',
        fallbacks: ['ollama/llama3.3:latest', 'openai/gpt-5.4'],
      },
      utilityModel: 'openai/gpt-5.4-mini',
      heartbeat: { every: '30m', model: 'google/gemini-3.1-flash' },
    },
  }));
  const config = {
    gateway: { mode: 'local', auth: { mode: 'token', token: 'sample' } },
    agents: {
      defaults: { model: { primary: 'anthropic/claude-opus-4-6', fallbacks: ['ollama/qwen2.5-coder:32b'] } },
      entries: Object.assign({}, ...agents),
    },
    models: { providers: { ollama: { baseUrl: 'http://localhost:11434/v1', apiKey: 'ollama-local' } } },
  };
  return `// two thousand lines\n${JSON.stringify(config, null, 2)}\n`;
}

const rounds = 60;

async function times(work: () => unknown): Promise<number[]> {
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await work();
    found.push(performance.now() - from);
  }
  // The first ones are spent on getting warm.
  return found.slice(10);
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

async function measure(): Promise<Row[]> {
  const text = largeConfig(2_000);
  const facts = profileFacts(parsed(text));
  const pure = await times(() => [offlineProfile(facts), findLeaks(facts)]);
  const home = mkdtempSync(join(tmpdir(), 'om-bench-claw-'));
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
  const path = join(home, 'openclaw.json');
  writeFileSync(path, text, { mode: 0o600 });
  const tools = { ...realTools({ programRoot: '/nowhere', isLogging: false }), env: {} };
  const paths = ownPaths({ OFFLINE_MODE_HOME: join(home, 'own') }, 'linux');
  await tools.files.privateFolder(paths.folder);
  const whole = await times(async () => {
    const drafted = await draft(tools, paths, ask(path));
    if (!drafted.ok) throw new Error(drafted.problem.code);
    const id = await keepDraft(tools, paths, drafted.value);
    if (!id.ok || id.value === null) throw new Error('nothing kept');
    await writeTaken(tools, paths, id.value, false);
    await giveBack(tools, paths, id.value, false);
  });
  const lines = text.split('\n').length;
  return [
    {
      what: `profile and leak check, pure, ${lines} lines`,
      promise: '<= 20 ms',
      measured: `median ${ms(median(pure))}, p95 ${ms(quantile(pure, 0.95))}`,
      isHeld: median(pure) <= 20,
    },
    {
      what: 'the same to disk and back: draft, copy, write, give back',
      promise: '<= 500 ms',
      measured: `median ${ms(median(whole))}, p95 ${ms(quantile(whole, 0.95))}`,
      isHeld: median(whole) <= 500,
    },
  ];
}

const rows = [...(await measure()), ...(await measureForce())];
printRows(rows);
process.exit(rows.every(({ isHeld }) => isHeld) ? 0 : 1);
