import { describe, expect, test } from 'vitest';
import { fakeGateway } from '../fakes/gateway.ts';
import { cloudConfig, goodConfig } from '../fakes/stack.ts';
import { type Given, stand } from './stand.ts';

const offline: Given['prepare'] = ({ line }) => Object.assign(line, { upstream: 'silent' });
const noLink: Given['prepare'] = ({ line }) => Object.assign(line, { link: false });
const onlyCloud = goodConfig
  .replace('ollama/qwen2.5-coder:32b', 'openai/gpt-5.4')
  .replace('"ollama/llama3.2:3b"', '');

type Row = readonly [title: string, given: Given, head: string, sentence: string];

describe('the sentence about the AI', () => {
  test.each<Row>([
    ['all well', {}, 'Your AI works', 'works: Everything answers. Nothing to do.'],
    [
      'no internet',
      { prepare: offline },
      'Your AI works without internet',
      'works: Everything here answers. Nothing to do.',
    ],
    [
      'no network at all',
      { prepare: noLink },
      'Your AI works without internet',
      'works: No network. It runs on this machine alone.',
    ],
    [
      'OpenClaw hangs',
      { stack: { gateway: 'silent' } },
      'Your AI partly works',
      'partly: OpenClaw: runs, but does not answer. Ollama answers.',
    ],
    [
      'OpenClaw’s container has ended',
      { stack: { container: 'exited' } },
      'Your AI partly works',
      'partly: OpenClaw: stopped. Ollama answers.',
    ],
    [
      'Podman’s machine is stopped: that is the first broken link',
      { platform: 'darwin', stack: { machine: 'stopped', gateway: 'down' } },
      'Your AI partly works',
      'partly: Podman: its machine is stopped. Ollama answers.',
    ],
    [
      'Ollama is stopped, and nothing else can answer',
      { stack: { ollama: 'down' } },
      'Your AI has stopped',
      'stopped: Ollama: stopped.',
    ],
    [
      'Ollama is stopped, OpenClaw asks a cloud model',
      { stack: { ollama: 'down', config: cloudConfig } },
      'Your AI partly works',
      'partly: Ollama: stopped. OpenClaw answers.',
    ],
    [
      'the same without internet',
      { stack: { ollama: 'down', config: cloudConfig }, prepare: offline },
      'Your AI has stopped',
      'stopped: Ollama: stopped.',
    ],
    [
      'a cloud model is asked first, without internet',
      { stack: { config: cloudConfig }, prepare: offline },
      'Your AI partly works',
      'partly: It tries anthropic/claude-opus-4-6 in the cloud first, about a minute and a half for each answer, then qwen2.5-coder:32b. Ollama answers.',
    ],
    [
      'only cloud models, with internet',
      { stack: { config: onlyCloud, models: [] } },
      'Your AI works',
      'works: Online models answer. None is on this machine yet.',
    ],
    [
      'only cloud models, without internet',
      { stack: { config: onlyCloud, models: [] }, prepare: offline },
      'Your AI has stopped',
      'stopped: Ollama: no model on this machine.',
    ],
    [
      'only the fallback is there, without internet',
      { settings: { 'ollama.main': 'deepseek-r1:32b' }, prepare: offline },
      'Your AI partly works',
      'partly: Ollama: only qwen2.5-coder:32b answers. OpenClaw answers.',
    ],
    [
      'no OpenClaw at all: an Ollama alone is a whole AI',
      { stack: { podman: 'absent', gateway: 'down', config: null } },
      'Your AI works',
      'works: Everything answers. Nothing to do.',
    ],
    [
      'nothing here',
      { stack: { ollama: 'down', hasOllama: false, podman: 'absent', gateway: 'down', config: null } },
      'The internet works',
      'none: Neither Ollama nor OpenClaw was found here.',
    ],
    [
      'a service that the person called needed is down',
      { stack: { telmeet: 'down' }, settings: { 'parts.needed': ['ollama', 'openclaw', 'lan'] } },
      'Your AI partly works',
      'partly: telmeet: no connection (ECONNREFUSED). Ollama answers.',
    ],
    [
      'a service that nobody called needed is down',
      { stack: { telmeet: 'down' } },
      'Your AI works',
      'works: Everything your AI needs answers. Nothing to do.',
    ],
    [
      'a gateway that starts is no trouble yet',
      {
        stack: { gateway: 'starting' },
        prepare: ({ clock }, stack) => {
          stack.startedAt = Math.floor(clock.wall() / 1_000);
        },
      },
      'The internet works',
      'unknown: OpenClaw: starting.',
    ],
    [
      'offline by choice with a good line',
      { settings: { mode: 'offline' }, prepare: (world) => void fakeGateway(world) },
      'Your AI works',
      'works: The internet works, but you chose not to use it.',
    ],
  ])('%s', async (_title, given, head, sentence) => {
    const at = await stand(given);
    await at.pass(20_000);
    expect(at.ai()).toBe(sentence);
    expect(at.head()).toBe(head);
    await at.engine.stop();
  });
});

describe('what happens', () => {
  test('a container that ends turns its row at once, by Podman’s own news', async () => {
    const at = await stand();
    expect(at.row('openclaw').mark).toBe('good');
    at.stack.container = 'exited';
    at.world.podmanSays('{"Type":"container","Status":"died","Name":"openclaw"}');
    await at.pass(1_000);
    expect(at.part('podman').lines.find(({ name }) => name.key === 'claw.container')?.mark).toBe('bad');
    expect(at.row('openclaw')).toMatchObject({ mark: 'bad', fact: 'stopped' });
    await at.engine.stop();
  });

  test('one look that brings nothing is told as asking again; two are a silence', async () => {
    const at = await stand();
    await at.pass(60_000);
    at.stack.ollama = 'silent';
    const facts: string[] = [];
    for (let step = 0; step < 80; step += 1) {
      facts.push(at.row('ollama').fact);
      await at.pass(500);
    }
    expect([...new Set(facts)].slice(-2)).toEqual(['no answer, asking again', 'no answer']);
    expect(at.ai()).toMatch(/^stopped: Ollama: silent since \d\d:\d\d\.$/);
    await at.engine.stop();
  });

  test('a drop makes everything be looked at again: what was true online is not believed offline', async () => {
    const at = await stand({ stack: { config: cloudConfig } });
    expect(at.ai()).toMatch(/^works/);
    at.world.change({ upstream: 'silent' });
    await at.pass(12_000);
    expect(at.ai()).toMatch(/^partly: It tries anthropic/);
    await at.engine.stop();
  });

  test('sick for half a minute is told once, and taken back when it is over', async () => {
    const at = await stand();
    await at.pass(30_000);
    at.stack.gateway = 'silent';
    await at.pass(40_000);
    expect(at.snapshot().aiNotice).toBeNull();
    await at.pass(40_000);
    expect(at.snapshot().aiNotice).toMatchObject({
      id: 1,
      isOver: false,
      ai: { cause: 'openclaw', act: 'restart' },
    });
    await at.pass(300_000);
    expect(at.snapshot().aiNotice).toMatchObject({ id: 1, isOver: false });
    at.stack.gateway = 'ready';
    await at.pass(60_000);
    expect(at.snapshot().aiNotice).toMatchObject({ id: 1, isOver: true });
    await at.engine.stop();
  });

  test('an outage tells how it stands with the AI, and that is not told a second time', async () => {
    const at = await stand({ stack: { config: cloudConfig } });
    await at.pass(30_000);
    at.world.change({ upstream: 'silent' });
    await at.pass(120_000);
    const { notice, aiNotice } = at.snapshot();
    expect(notice).toMatchObject({
      kind: 'down',
      isSilent: false,
      ai: { state: 'partly', cause: 'openclaw' },
    });
    expect(aiNotice).toBeNull();
    await at.engine.stop();
  });
});
