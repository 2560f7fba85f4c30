import { describe, expect, test } from 'vitest';
import { standsSay } from '../../main/core/claw/say.ts';
import { noticeWords } from '../../main/core/notice-words.ts';
import { speaker } from '../../main/core/words.ts';
import { printSwitch } from '../../main/terminal/print-switch.ts';
import { cloudConfig } from '../fakes/stack.ts';
import { paths } from '../fakes/world.ts';
import { configPath } from '../parts/stand.ts';
import { at, type Switching } from './switching.ts';

const local = '"primary": "ollama/qwen2.5-coder:32b"';
const allDone = 'draft done, write done, take done, warm done, prove done, audit done';
const copies = ({ world }: Switching) =>
  [...world.disk.keys()].filter((path) => path.startsWith(paths.snapshots));

describe('the switch follows', () => {
  test('a click: the config is offline, proved by an answer, and comes back byte for byte', async () => {
    const one = await at();
    expect(one.config()).toBe(cloudConfig);
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.steps()).toBe(allDone);
    expect(one.config()).toContain(local);
    expect(one.engine.state().claw).toMatchObject({
      side: 'offline',
      run: {
        problem: null,
        took: { what: 'applied', how: 'rpc' },
        proof: { what: 'local', model: 'qwen2.5-coder:32b' },
      },
    });
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.steps()).toBe('back done, take done');
    expect(one.config()).toBe(cloudConfig);
    expect(one.engine.state().claw).toMatchObject({ side: 'online', debt: null, run: { how: 'bytes' } });
    expect(one.engine.state().journal.claw).toBe(null);
    await one.engine.stop();
  });

  test('the line by itself, with consent, and back again when it has held', async () => {
    const one = await at();
    one.world.change({ upstream: 'silent' });
    await one.pass(30_000);
    expect(one.steps()).toBe(allDone);
    expect(one.config()).toContain(local);
    one.world.change({ upstream: 'ok' });
    await one.pass(60_000);
    expect(one.config()).toBe(cloudConfig);
    await one.engine.stop();
  });

  test('without consent nothing is touched: the person is asked', async () => {
    const one = await at({ 'switch.consent': false });
    one.world.change({ upstream: 'silent' });
    await one.pass(30_000);
    expect([one.config(), one.engine.state().stance.is]).toEqual([cloudConfig, 'offline']);
    one.engine.tell({ type: 'switch.answered', isYes: true });
    await one.pass(20_000);
    expect(one.config()).toContain(local);
    one.world.change({ upstream: 'ok' });
    await one.pass(60_000);
    expect(one.config()).toBe(cloudConfig);
    await one.engine.stop();
  });

  test.each(['ask', 'never'] as const)(
    'with "%s" for leaving, the config stays until a word or a click',
    async (rule) => {
      const one = await at({ 'switch.leave': rule });
      one.world.change({ upstream: 'silent' });
      await one.pass(30_000);
      one.world.change({ upstream: 'ok' });
      await one.pass(60_000);
      expect(one.config()).toContain(local);
      await one.engine.send({ type: 'mode.set', mode: 'online' });
      await one.pass(20_000);
      expect(one.config()).toBe(cloudConfig);
      await one.engine.stop();
    },
  );

  test('a line that flaps makes no config that flaps', async () => {
    const one = await at();
    let changes = 0;
    let last = one.config();
    for (let round = 0; round < 40; round += 1) {
      one.world.change({ upstream: round % 2 === 1 ? 'ok' : 'silent' });
      await one.pass(7_000);
      if (one.config() !== last) changes += 1;
      last = one.config();
    }
    expect(changes).toBeLessThanOrEqual(2);
    await one.engine.stop();
  });

  test('without cloud models also while there is internet: a lasting choice, and it is given back', async () => {
    const one = await at();
    await one.engine.send({ type: 'setting.set', key: 'switch.noCloud', value: true });
    await one.pass(20_000);
    expect(one.steps()).toBe('draft done, write done, take done, audit done');
    expect(one.config()).toContain(local);
    expect(one.config()).not.toContain('"deny"');
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.config()).toContain('"deny"');
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).not.toContain('"deny"');
    expect(one.config()).toContain(local);
    await one.engine.send({ type: 'setting.unset', key: 'switch.noCloud' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    await one.engine.stop();
  });
});

describe('who is told', () => {
  const notice = ({ snapshot }: Switching) => snapshot().switch?.notice;

  test('one that went wrong by itself, once; trying again takes it back', async () => {
    const one = await at();
    await one.pass(20_000);
    one.gateway.how = 'refuses';
    one.world.change({ upstream: 'silent' });
    await one.pass(60_000);
    expect(notice(one)).toMatchObject({
      id: 1,
      to: 'offline',
      problem: { code: 'claw-refused' },
      isOver: false,
    });
    one.gateway.how = 'open';
    await one.engine.send({ type: 'switch.retry' });
    await one.pass(20_000);
    expect(notice(one)).toMatchObject({ id: 1, isOver: true });
    await one.engine.stop();
  });

  test('one that somebody pressed: they look at it already', async () => {
    const one = await at();
    await one.pass(20_000);
    one.gateway.how = 'refuses';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(60_000);
    expect(notice(one)).toBe(null);
    await one.engine.stop();
  });

  test('where the person is asked, with the outage itself; a no is a no until it is over', async () => {
    const one = await at({ 'switch.consent': false });
    await one.pass(20_000);
    one.world.change({ upstream: 'silent' });
    await one.pass(40_000);
    const told = one.snapshot().notice;
    expect([told?.kind, told?.asks, notice(one)]).toEqual(['down', true, null]);
    const words = told && noticeWords(told, { lang: 'en', now: one.world.clock.wall() });
    expect(words).toMatchObject({ act: 'switch', button: 'Switch' });
    await one.engine.send({ type: 'switch.answer', yes: false });
    await one.pass(60_000);
    expect([one.snapshot().switch?.asks, one.config()]).toEqual([null, cloudConfig]);
    await one.engine.stop();
  });

  test('where the person is asked about the way back, once', async () => {
    const one = await at({ 'switch.leave': 'ask' });
    await one.pass(20_000);
    one.world.change({ upstream: 'silent' });
    await one.pass(40_000);
    one.world.change({ upstream: 'ok' });
    await one.pass(60_000);
    expect(notice(one)).toMatchObject({ id: 1, to: 'online', problem: null, isOver: false });
    await one.engine.send({ type: 'switch.answer', yes: true });
    await one.pass(20_000);
    expect([notice(one)?.isOver, one.config()]).toEqual([true, cloudConfig]);
    await one.engine.stop();
  });
});

describe('the gateway', () => {
  test('that refuses the file: the one from before is back at once, and it is told', async () => {
    const one = await at();
    one.gateway.how = 'refuses';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    expect(one.steps()).toBe('draft done, write done, take failed, back done');
    expect(one.engine.state().claw).toMatchObject({
      side: 'online',
      debt: null,
      run: { problem: { code: 'claw-refused', about: 'models.providers.ollama' } },
    });
    // The same is not tried again by itself.
    const { seq } = one.engine.state().claw;
    await one.pass(120_000);
    expect(one.engine.state().claw.seq).toBe(seq);
    await one.engine.stop();
  });

  test.each([
    ['that does not look at its file', { how: 'off' }, {}, 'off'],
    ['that does not take our secret', { how: 'shut' }, {}, 'unknown'],
    ['that says nothing', { how: 'deaf' }, {}, 'unknown'],
    ['that does not run', {}, { gateway: 'native-down' }, 'down'],
  ] as const)(
    '%s: the config is there, and nobody claims that it is in force',
    async (_name, how, stack, what) => {
      const config =
        what === 'off'
          ? cloudConfig.replace('"mode": "local",', '"mode": "local", "reload": { "mode": "off" },')
          : cloudConfig;
      const one = await at({}, { ...stack, config });
      Object.assign(one.gateway, how);
      await one.engine.send({ type: 'mode.set', mode: 'offline' });
      await one.pass(150_000);
      expect(one.config()).toContain(local);
      expect(one.engine.state().claw.run).toMatchObject({ took: { what }, inForceAt: null, isOver: true });
      // The question itself could leave, where nobody knows which config it would meet.
      expect(one.gateway.asked.map(({ method }) => method)).not.toContain('agent');
      await one.engine.send({ type: 'mode.set', mode: 'online' });
      await one.pass(60_000);
      expect(one.config()).toBe(config);
      await one.engine.stop();
    },
  );

  test.each([
    ['a cloud model answers', 'anthropic/claude-opus-4-6', 'claw-cloud'],
    ['nobody answers', 'silent', 'claw-unproved'],
  ] as const)('%s: it is not called proved', async (_name, winner, code) => {
    const one = await at();
    one.gateway.winner = winner;
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(150_000);
    expect(one.engine.state().claw.run).toMatchObject({ problem: { code }, isOver: true });
    expect(one.steps()).toContain('prove failed, audit done');
    expect(one.config()).toContain(local);
    await one.engine.stop();
  });

  test.each([
    ['the one that is marked', '"list": [{ "id": "home" }, { "id": "work", "default": true }]', 'work'],
    ['the first', '"list": [{ "id": "home" }, { "id": "work" }]', 'home'],
    ['the one that is recorded', '"entries": { "home": {}, "Work": {} }', 'work', '"agentId": "WORK"'],
  ])(
    'that knows no agent called main: the test question is for %s',
    async (_name, roster, agentId, own = '') => {
      const config = cloudConfig.replace(
        '"agents": { "defaults": {',
        `"agents": { ${roster}, "defaults": { "systemAgent": { ${own} },`,
      );
      const one = await at({}, { config });
      await one.engine.send({ type: 'mode.set', mode: 'offline' });
      await one.pass(20_000);
      expect(one.steps()).toBe(allDone);
      const [question] = one.gateway.asked.filter(({ method }) => method === 'agent');
      expect(question?.params).toMatchObject({
        agentId,
        sessionKey: expect.stringMatching(`^agent:${agentId}:`),
      });
      await one.engine.stop();
    },
  );

  test('that does not know the agent after all: it was let in, and its answer is no question of a secret', async () => {
    const one = await at({}, { config: cloudConfig.replace('"agents": {', '"agents": { "entries": {},') });
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.engine.state().claw.run).toMatchObject({
      problem: { code: 'claw-unproved', about: 'INVALID_REQUEST' },
    });
    await one.engine.stop();
  });

  test('a fallback that answers is a model here, and said so', async () => {
    const one = await at();
    one.gateway.winner = 'ollama/llama3.2:3b';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.engine.state().claw.run).toMatchObject({
      problem: null,
      proof: { what: 'fallback', model: 'llama3.2:3b' },
    });
    await one.engine.stop();
  });
});

describe('ways to the gateway', () => {
  test('in a container it is asked from inside, and Ollama is the machine around it', async () => {
    const one = await at({}, { hasOpenClaw: false, podman: 'up', gateway: 'ready' });
    one.world.talkers.delete('127.0.0.1:18789');
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.steps()).toBe(allDone);
    expect(one.config()).toContain('"baseUrl": "http://host.containers.internal:11434"');
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    await one.engine.stop();
  });

  /** OpenClaw's own command is let in, as one that the gateway has paired is. */
  const letCommandIn = (one: Switching) => {
    const usual = one.world.commands.get('openclaw');
    one.world.commands.set('openclaw', async (args, options) =>
      args[1] === 'call'
        ? { ok: true, value: { stdout: one.gateway.cli(args), stderr: '', exitCode: 0 } }
        : (usual?.(args, options) ?? { ok: false, problem: { code: 'no-program', about: 'openclaw' } }),
    );
  };
  const hidden = cloudConfig.replace('"token": "t0ken-sample"', '"token": { "source": "exec", "id": "x" }');
  const says = ({ snapshot }: Switching) => {
    const told = snapshot().switch;
    return told && (['en', 'ko'] as const).map((lang) => standsSay(told, speaker(lang)));
  };

  test.each([
    ['a secret that is kept from us', hidden, 'open'],
    ['a gateway that runs with another secret than its config says', cloudConfig, 'shut'],
  ] as const)('%s: OpenClaw’s own command asks, and that is said', async (_name, config, how) => {
    const one = await at({}, { config });
    one.gateway.how = how;
    letCommandIn(one);
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(30_000);
    expect(one.steps()).toBe(allDone);
    expect(one.gateway.asked.map(({ method }) => method)).toContain('cli agent');
    expect(one.snapshot().switch?.run).toMatchObject({ took: 'applied', tookBy: 'cli', proof: 'local' });
    expect(says(one)).toEqual([
      'Offline, and proved: qwen2.5-coder:32b answered a test question through OpenClaw. Asked through OpenClaw’s own command.',
      expect.stringMatching(/OpenClaw의 자체 명령으로 물었습니다\.$/),
    ]);
    await one.engine.stop();
  });

  test.each([
    ['that lets nobody in', { config: cloudConfig }, 'shut'],
    [
      'whose secret is kept from us, and its command is not here',
      { config: hidden, hasOpenClaw: false },
      'open',
    ],
  ] as const)('one %s: what is known instead is said, there and back', async (_name, stack, how) => {
    const one = await at({}, stack);
    one.gateway.how = how;
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(30_000);
    expect(one.snapshot().switch?.run).toMatchObject({
      took: 'unknown',
      tookBy: 'file',
      proof: 'impossible',
    });
    expect(says(one)).toEqual([
      'Switched, not yet proved: OpenClaw does not answer this app’s questions. All that is known: the offline config is in its file, and OpenClaw is set to follow that file.',
      expect.stringMatching(
        /^전환했지만 아직 확인하지 못했습니다\. OpenClaw가 이 앱의 질문을 받지 않습니다\./,
      ),
    ]);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(30_000);
    expect(says(one)?.[0]).toMatch(/byte for byte\. OpenClaw does not answer this app’s questions\./);
    expect(says(one)?.[1]).toMatch(/받지 않습니다\. 지금 확실한 것은 구성이 파일에/);
    await one.engine.stop();
  });

  test('one that answers nobody in time: nobody says that it lets nobody in', async () => {
    const one = await at();
    one.gateway.how = 'deaf';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(60_000);
    expect(one.snapshot().switch?.run).toMatchObject({ took: 'unknown', tookBy: 'none' });
    expect(says(one)?.[0]).toBe(
      'Switched, not yet proved: OpenClaw could not be asked whether it uses the config.',
    );
    await one.engine.stop();
  });

  test('it starts anew with the config: it is waited for, and then has it', async () => {
    const one = await at();
    const talker = one.world.talkers.get('127.0.0.1:18789');
    one.gateway.applies = 4_000;
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(1_000);
    one.world.talkers.set('127.0.0.1:18789', (_reply, end) => {
      end();
      return () => {};
    });
    await one.pass(6_000);
    if (talker) one.world.talkers.set('127.0.0.1:18789', talker);
    await one.pass(30_000);
    expect(one.steps()).toContain('take done');
    await one.engine.stop();
  });
});

describe('the model', () => {
  const loads = ({ stack }: Switching) => stack.done.filter((line) => /^(warm|unload) /.test(line));

  test('begins to load at the first doubt, before anything is believed', async () => {
    const one = await at();
    one.world.change({ upstream: 'silent' });
    await one.pass(2_500);
    expect([one.engine.state().stance.is, loads(one)]).toEqual(['online', ['warm qwen2.5-coder:32b']]);
    await one.engine.stop();
  });

  test('goes again when the doubt was wrong and it takes much of the memory', async () => {
    const one = await at();
    one.world.change({ upstream: 'silent' });
    await one.pass(2_500);
    one.world.change({ upstream: 'ok' });
    await one.pass(30_000);
    expect(loads(one)).toEqual(['warm qwen2.5-coder:32b', 'unload qwen2.5-coder:32b']);
    expect(one.engine.state().stance.is).toBe('online');
    await one.engine.stop();
  });

  test.each([{ 'switch.warm': false }, { 'switch.enter': 'never' as const }, { mode: 'online' as const }])(
    'is left alone with %j',
    async (settings) => {
      const one = await at(settings);
      one.world.change({ upstream: 'silent' });
      await one.pass(4_000);
      expect(loads(one)).toEqual([]);
      await one.engine.stop();
    },
  );
});

describe('routes', () => {
  test('another Ollama that answers is the one that the offline config names, and a return changes it once more', async () => {
    const far = 'http://192.168.1.60:11434';
    const one = await at(
      { 'ollama.places': [far, 'http://127.0.0.1:11434'] },
      {},
      {
        prepare: (world) => {
          const here = world.services.get('127.0.0.1:11434');
          if (here) world.services.set('192.168.1.60:11434', here);
        },
      },
    );
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.config()).toContain(`"baseUrl": "${far}"`);
    one.world.services.delete('192.168.1.60:11434');
    await one.pass(120_000);
    expect(one.config()).toContain('"baseUrl": "http://127.0.0.1:11434"');
    expect(one.steps()).toBe(allDone);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    await one.engine.stop();
  });
});

describe('nothing is lost', () => {
  test('killed while offline: the journal gives back what was taken', async () => {
    const one = await at();
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    await one.engine.stop();
    const again = await one.world.start();
    await one.pass(20_000);
    // It is as it was left: nothing is switched or asked anew.
    expect(again.state().claw).toMatchObject({ side: 'offline', run: null });
    expect(one.config()).toContain(local);
    await again.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    await again.stop();
  });

  test('the journal is lost as well: the copy knows', async () => {
    const one = await at();
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    await one.engine.stop();
    one.world.disk.set(paths.journal, '{ torn');
    const again = await one.world.start();
    await one.pass(20_000);
    await again.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    await again.stop();
  });

  test('a full disk: nothing is written, and it is told', async () => {
    const one = await at();
    one.world.faults.write = 'ENOSPC';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    expect(one.engine.state().claw.run?.problem).toMatchObject({ code: 'disk-full' });
    one.world.faults.write = null;
    one.engine.tell({ type: 'switch.retried' });
    await one.pass(20_000);
    expect(one.config()).toContain(local);
    await one.engine.stop();
  });

  test('the copy is there before the config is touched, and the journal names it', async () => {
    const one = await at();
    let seen = '';
    const { replace } = one.world.tools.edits;
    Object.assign(one.world.tools.edits, {
      replace: async (...args: Parameters<typeof replace>) => {
        seen = `${copies(one).length} ${one.world.disk.get(paths.journal)?.includes('"copy"')}`;
        return replace(...args);
      },
    });
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(seen).toBe('1 true');
    await one.engine.stop();
  });

  test('somebody edits the file while offline: their change stays', async () => {
    const one = await at();
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    one.world.disk.set(configPath, one.config().replace('"mode": "local"', '"mode": "local", "port": 18789'));
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig.replace('"mode": "local"', '"mode": "local", "port": 18789'));
    const told = one.snapshot().switch;
    expect(told?.run).toMatchObject({ how: 'merged', theirs: [] });
    expect(told?.run?.diff).toContainEqual({
      path: 'agents.defaults.model.primary',
      old: 'ollama/qwen2.5-coder:32b',
      now: 'anthropic/claude-opus-4-6',
    });
    const paper = () => ({ lang: 'en' as const, isAscii: true, isColoured: false, now: 0 });
    const printed = printSwitch(told, { say: speaker('en'), paper });
    expect(printed).toContain('What was undone:');
    expect(printed).toContain(
      '  agents.defaults.model.primary\n    ollama/qwen2.5-coder:32b  →  anthropic/claude-opus-4-6',
    );
    expect(printSwitch(told, { say: speaker('ko'), paper })).toContain('되돌린 것:');
    const seen = [one.snapshot(), one.engine.state(), one.world.events, printed].map((part) =>
      JSON.stringify(part),
    );
    for (const part of seen) expect(part).not.toContain('t0ken-sample');
    await one.engine.stop();
  });

  test('given back byte for byte there is nothing to tell of it', async () => {
    const one = await at();
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    const paper = () => ({ lang: 'en' as const, isAscii: true, isColoured: false, now: 0 });
    expect(printSwitch(one.snapshot().switch, { say: speaker('en'), paper })).not.toContain(
      'What was undone',
    );
    await one.engine.stop();
  });

  test('a chat that lost its chosen model while offline gets it back when the person wants it', async () => {
    const one = await at();
    const pin = {
      key: 'agent:main:me',
      modelOverrideSource: 'user',
      modelProvider: 'anthropic',
      model: 'claude-opus-4-6',
    };
    one.gateway.sessions = [pin];
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.snapshot().switch?.run?.pins).toEqual([
      { session: 'agent:main:me', ref: 'anthropic/claude-opus-4-6' },
    ]);
    // It got a message meanwhile, and the policy took its model away for good.
    one.gateway.sessions = [{ key: 'agent:main:me', modelProvider: 'ollama', model: 'qwen2.5-coder:32b' }];
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.snapshot().switch?.lost).toHaveLength(1);
    await one.engine.send({ type: 'switch.repin' });
    await one.pass(5_000);
    expect(one.gateway.sessions).toEqual([pin]);
    expect(one.snapshot().switch?.lost).toEqual([]);
    await one.engine.stop();
  });

  test('secrets are in no state that faces are shown, and in no event but for the engine’s own', async () => {
    const one = await at();
    one.gateway.how = 'refuses';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(JSON.stringify(one.snapshot())).not.toContain('t0ken-sample');
    expect(JSON.stringify(one.engine.state())).not.toContain('t0ken-sample');
    expect(JSON.stringify(one.world.events)).not.toContain('t0ken-sample');
    await one.engine.stop();
  });
});

test('a config that OpenClaw would not start with is mended when the person wants it, and nothing else of it is touched', async () => {
  const config = cloudConfig
    .replace('"gateway": { "mode": "local", ', '"gateway": { ')
    .replace('// local first', '// local first\n  "offline": true,');
  const one = await at({}, { config });
  expect(one.snapshot().switch?.ahead?.problem?.code).toBe('claw-offline-key');
  expect(await one.engine.send({ type: 'switch.mend' })).toEqual({ ok: true, value: null });
  await one.pass(20_000);
  expect(one.snapshot().switch?.ahead?.problem).toBe(null);
  expect(one.config()).toContain(
    '"gateway": { "auth": { "mode": "token", "token": "t0ken-sample" }, "mode": "local" }',
  );
  expect(one.config()).not.toContain('"offline"');
  expect(one.config()).toContain('// local first');
  expect(copies(one)).toHaveLength(1);
  expect(await one.engine.send({ type: 'switch.mend' })).toMatchObject({
    problem: { code: 'switch-unasked' },
  });
  await one.engine.stop();
});

test('what would change is worked out ahead, and checked by OpenClaw itself', async () => {
  const one = await at();
  expect(one.engine.state().claw.rehearsal).toMatchObject({
    problem: null,
    valid: 'yes',
    leaksNow: { models: 'could' },
    leaksThen: { models: 'none' },
  });
  expect(one.stack.done.filter((line) => line.endsWith('(copy)'))).toHaveLength(1);
  await one.engine.stop();
});
