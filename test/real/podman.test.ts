import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePodman, podmanPossible, type RealPodman } from './podman.ts';
import { type RealStand, realStand } from './stand.ts';

const possible = podmanPossible();
if (!possible.ok) console.log(`skipped: real Podman: ${possible.why}`);

/** By hand means: by Podman itself, behind the engine's back. */
describe.skipIf(!possible.ok)('a real Podman with a container built from scratch', () => {
  let podman: RealPodman;
  let at: RealStand;
  const port = 28_789;

  beforeAll(async () => {
    podman = await makePodman();
    await podman.buildImage('openclaw:local');
    await podman.run('openclaw', { image: 'openclaw:local', flags: ['--network', 'host'], port });
    at = await realStand({ root: podman.root, settings: { 'openclaw.port': port } });
    await at.until('looked at', ({ parts }) => parts.every(({ at: when }) => when !== null));
  }, 120_000);
  afterAll(async () => {
    await at?.stop();
    await podman?.dispose();
  }, 60_000);

  const state = () => at.engine.state().parts.readings.podman?.facts;
  const isRow = (mark: string) => () => at.row('openclaw').mark === mark;

  test('engine, image and container are found by their real names', () => {
    expect(state()).toMatchObject({
      kind: 'podman',
      engine: 'up',
      imageName: 'localhost/openclaw:local',
      container: { name: 'openclaw', state: 'running', network: 'host', isAutoRemoved: false },
    });
    expect(at.part('podman')).toMatchObject({ health: 'up', offline: 'yes' });
    const facts = state();
    if (facts?.kind !== 'podman' || !facts.image) throw new Error('no image');
    expect(facts.image.bytes).toBeGreaterThan(100_000);
    expect(Date.now() - facts.image.builtAt).toBeLessThan(600_000);
  });

  test('stopped by hand: the row turns within two seconds, and says what to do', async () => {
    const took = at.until('down', isRow('bad'), 15_000);
    const begun = performance.now();
    await podman.podman(['stop', 'openclaw']);
    const stopped = performance.now() - begun;
    // Counted from when Podman says that it has stopped.
    expect((await took) - stopped).toBeLessThan(2_000);
    expect(at.row('openclaw')).toMatchObject({ fact: 'stopped' });
    expect(at.part('openclaw').act).toBe('start');
    const facts = state();
    expect(facts).toMatchObject({ container: { state: 'exited', exitCode: 0 } });
  });

  test('started by a press: it runs, and the press is over', async () => {
    await at.send('openclaw', 'start');
    // This image is no OpenClaw: it answers, with something else.
    await at.until(
      'running',
      () => state()?.kind === 'podman' && JSON.stringify(state()).includes('"state":"running"'),
    );
    expect(
      (await podman.podman(['inspect', '--format', '{{.State.Running}}', 'openclaw'])).stdout.trim(),
    ).toBe('true');
  });

  test('killed by hand: its exit code is told', async () => {
    const ended = at.until('ended', () => JSON.stringify(state()).includes('"exited"'));
    await podman.podman(['kill', 'openclaw']);
    await ended;
    expect(state()).toMatchObject({ container: { state: 'exited', exitCode: 137 } });
  });

  test('paused, unpaused, removed: each is seen by its own news', async () => {
    await podman.podman(['start', 'openclaw']);
    await at.until('running', () => JSON.stringify(state()).includes('"state":"running"'));
    await podman.podman(['pause', 'openclaw']);
    await at.until('paused', () => JSON.stringify(state()).includes('"state":"paused"'));
    expect(at.row('openclaw').mark).not.toBe('good');
    await podman.podman(['unpause', 'openclaw']);
    await at.until('running again', () => JSON.stringify(state()).includes('"state":"running"'));
    await podman.podman(['rm', '--force', '--time', '0', 'openclaw']);
    await at.until('gone', () => JSON.stringify(state()).includes('"container":null'));
    expect(at.part('podman')).toMatchObject({ offline: 'yes' });
  });

  test('a container without a network is known as one that cannot reach Ollama', async () => {
    await podman.run('openclaw', { image: 'openclaw:local', flags: ['--network', 'none'], port });
    await at.until('seen', () => JSON.stringify(state()).includes('"network":"none"'));
    await podman.podman(['rm', '--force', '--time', '0', 'openclaw']);
    await at.until('gone', () => JSON.stringify(state()).includes('"container":null'));
  });

  test('the image goes, is loaded from an archive, and is here again', async () => {
    const archive = `${podman.root}/image.tar`;
    await podman.podman(['save', '--output', archive, 'openclaw:local']);
    await podman.podman(['rmi', '--force', 'openclaw:local']);
    await at.until('without image', () => JSON.stringify(state()).includes('"image":null'));
    await podman.podman(['load', '--input', archive]);
    await at.until('with image', () => !JSON.stringify(state()).includes('"image":null'));
  });
});
