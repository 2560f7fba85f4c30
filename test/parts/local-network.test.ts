import { expect, test } from 'vitest';
import { ok } from '../../main/core/problem.ts';
import { askLocalNetwork } from '../../main/engine/parts/local-network.ts';
import type { Line } from '../fakes/net.ts';
import { newWorld } from '../fakes/world.ts';

/** A Mac on that line, whose own `nc` gets through or does not. */
async function asked(line: Partial<Line>, ncExit: number) {
  const world = newWorld();
  Object.assign(world.line, line);
  const ran: string[] = [];
  const said = (stdout: string, exitCode = 0) => ok({ stdout, stderr: '', exitCode });
  world.commands.set('route', async () => said('   gateway: 192.168.1.1\n  interface: en0\n'));
  world.commands.set('nc', async (args) => {
    ran.push(args.join(' '));
    return said('', ncExit);
  });
  const answer = askLocalNetwork({ ...world.tools, platform: 'darwin' }, new AbortController().signal);
  await world.clock.pass(10_000);
  return { is: await answer, packets: world.asked(), ran };
}

test('a router that answers, or refuses, was reached: by one connection', async () => {
  expect(await asked({}, 0)).toEqual({ is: 'reached', packets: 1, ran: [] });
});

test('refused at once while Apple’s own tool gets through: macOS keeps this app out', async () => {
  expect(await asked({ isLocalDenied: true }, 0)).toEqual({
    ...{ is: 'denied', packets: 1 },
    ran: ['-z -G 2 192.168.1.1 53'],
  });
});

test('where that tool does not get through either, nobody can tell', async () => {
  expect(await asked({ isLocalDenied: true }, 1)).toMatchObject({ is: 'silent' });
  expect(await asked({ blocked: new Set(['192.168.1.1']) }, 0)).toMatchObject({ is: 'silent', ran: [] });
});

test('without a network nobody is asked', async () => {
  expect(await asked({ link: false }, 0)).toEqual({ is: 'nobody', packets: 0, ran: [] });
});
