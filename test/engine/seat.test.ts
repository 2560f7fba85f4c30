import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claim } from '../../main/engine/claim.ts';
import { endSeats, newHome, removeHome, startSeat } from './seats.ts';

let home: string;
beforeEach(() => {
  home = newHome();
});
afterEach(async () => {
  await endSeats();
  removeHome(home);
});

const soon = { timeout: 20_000, interval: 20 };

describe('one owner at a time', () => {
  test('twenty simultaneous starts give one owner and nineteen faces', async () => {
    const all = Array.from({ length: 20 }, () => startSeat(home));
    await expect.poll(() => all.filter((one) => one.isOwner() !== undefined).length, soon).toBe(20);
    expect(all.filter((one) => one.isOwner()).length).toBe(1);
    const owner = all.find((one) => one.isOwner());
    await expect
      .poll(() => all.every((one) => one.said.some(({ pid }) => pid === owner?.pid)), soon)
      .toBe(true);
  });

  test('kill -9 of the owner: one face takes over, with the mode that was chosen', async () => {
    const owner = startSeat(home);
    await expect.poll(() => owner.isOwner(), soon).toBe(true);
    const faces = [startSeat(home), startSeat(home), startSeat(home)];
    await expect.poll(() => faces.every((face) => face.isOwner() === false), soon).toBe(true);
    faces[0]?.tell('offline');
    await expect
      .poll(() => faces.map((face) => face.mode()), soon)
      .toEqual(['offline', 'offline', 'offline']);
    await expect.poll(() => readFileSync(join(home, 'settings.json'), 'utf8'), soon).toContain('offline');
    await owner.kill('SIGKILL');
    await expect.poll(() => faces.filter((face) => face.isOwner()).length, soon).toBe(1);
    const heir = faces.find((face) => face.isOwner());
    await expect.poll(() => faces.every((face) => face.enginePid() === heir?.pid), soon).toBe(true);
    expect(faces.map((face) => face.mode())).toEqual(['offline', 'offline', 'offline']);
  });

  test('a new start takes over what a dead owner left behind', async () => {
    const dead = startSeat(home);
    await expect.poll(() => dead.isOwner(), soon).toBe(true);
    await dead.kill('SIGKILL');
    expect(readdirSync(home).some((name) => name.endsWith('.sock'))).toBe(true);
    const next = startSeat(home);
    await expect.poll(() => next.isOwner(), soon).toBe(true);
  });

  test('a polite end hands over, too', async () => {
    const owner = startSeat(home);
    await expect.poll(() => owner.isOwner(), soon).toBe(true);
    const face = startSeat(home);
    await expect.poll(() => face.isOwner(), soon).toBe(false);
    await owner.kill('SIGTERM');
    await expect.poll(() => face.isOwner(), soon).toBe(true);
  });

  test('the app asks a terminal for its place; the terminal goes on as a face', async () => {
    const shell = startSeat(home, 'terminal');
    await expect.poll(() => shell.isOwner(), soon).toBe(true);
    const app = startSeat(home, 'app');
    await expect.poll(() => app.isOwner(), soon).toBe(true);
    await expect.poll(() => shell.isOwner(), soon).toBe(false);
    await expect.poll(() => shell.enginePid(), soon).toBe(app.pid);
    const second = startSeat(home, 'app');
    await expect.poll(() => second.isOwner(), soon).toBe(false);
    expect(app.isOwner(), 'an app does not give way to another app').toBe(true);
  });

  test('a stopped owner is silent, not dead: nobody takes its place, and a read says so', async () => {
    const owner = startSeat(home);
    await expect.poll(() => owner.isOwner(), soon).toBe(true);
    const face = startSeat(home);
    await expect.poll(() => face.isOwner(), soon).toBe(false);
    await owner.kill('SIGSTOP');
    face.tell('read');
    await expect
      .poll(() => face.said.findLast(({ read }) => read)?.read, soon)
      .toMatchObject({ ok: false, problem: { code: 'owner-silent' } });
    expect(face.isOwner()).toBe(false);
    await owner.kill('SIGCONT');
    face.tell('read');
    await expect.poll(() => face.said.findLast(({ read }) => read)?.read?.ok, soon).toBe(true);
  });
});

describe('the private socket', () => {
  test('is for this user only', async () => {
    const owner = startSeat(home);
    await expect.poll(() => owner.isOwner(), soon).toBe(true);
    const socket = readdirSync(home).find((name) => name.endsWith('.sock')) ?? '';
    expect(statSync(join(home, socket)).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
  });

  test.each([
    ['ten megabytes', `{"id":1,"do":"send","command":"${'x'.repeat(10_000_000)}"}\n`, 'too-large'],
    ['ten megabytes without an end', 'x'.repeat(10_000_000), 'too-large'],
    ['no JSON', 'hello\n', 'refused'],
    ['another shape', '{"id":7,"do":"format the disk"}\n', 'refused'],
    ['an unknown wish', '{"id":7,"do":"send","command":{"type":"nope"}}\n', 'refused'],
    [
      'a setting that is none',
      '{"id":7,"do":"send","command":{"type":"setting.set","key":"x","value":1}}\n',
      'settings-unknown-key',
    ],
    [
      'a value that makes no sense',
      '{"id":7,"do":"send","command":{"type":"setting.set","key":"mode","value":1}}\n',
      'settings-invalid',
    ],
  ])('%s is refused with a sentence, and the owner lives on', async (_title, text, code) => {
    const owner = startSeat(home);
    await expect.poll(() => owner.isOwner(), soon).toBe(true);
    expect(await shout(text)).toMatchObject({ ok: false, problem: { code } });
    expect(await shout('{"id":2,"do":"read"}\n')).toMatchObject({ id: 2, ok: true });
  });

  test('a hundred callers at once do not break it', async () => {
    const owner = startSeat(home);
    await expect.poll(() => owner.isOwner(), soon).toBe(true);
    await Promise.all(Array.from({ length: 100 }, () => shout('{"id":2,"do":"read"}\n').catch(() => null)));
    // More than it has room for are hung up on, until it has seen the others go.
    const again = () => shout('{"id":2,"do":"read"}\n').catch(() => null);
    await expect.poll(again, soon).toMatchObject({ ok: true });
  });

  test('a path that is too long for a socket is refused with a sentence', async () => {
    const long = join(home, 'a'.repeat(120));
    expect(await claim(long, true)).toMatchObject({ ok: false, problem: { code: 'socket-path-too-long' } });
  });

  test('a data folder that cannot be written: the engine runs and says so', async () => {
    writeFileSync(join(home, 'file'), '');
    const one = startSeat(join(home, 'file', 'folder'));
    await expect.poll(() => one.isOwner(), soon).toBe(true);
    // Asked anew each time: the engine speaks in between, and what it could not keep it says a moment later.
    const answer = () => {
      one.tell('read');
      return JSON.stringify(one.said.findLast(({ read }) => read)?.read ?? '');
    };
    await expect.poll(answer, { timeout: 20_000, interval: 200 }).toContain('not-writable');
  });

  /** Says one thing to the owner; resolves with its first answer. */
  function shout(text: string): Promise<unknown> {
    const socket = readdirSync(home).find((name) => name.endsWith('.sock')) ?? '';
    return new Promise((resolve, reject) => {
      const line = connect(join(home, socket));
      let heard = '';
      line.setEncoding('utf8').on('data', (chunk: string) => {
        heard += chunk;
        if (!heard.includes('\n')) return;
        resolve(JSON.parse(heard.split('\n')[0] ?? ''));
        line.destroy();
      });
      line.on('error', reject).on('close', () => reject(new Error('closed')));
      line.write(text);
    });
  }
});
