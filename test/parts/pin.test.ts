import { describe, expect, test } from 'vitest';
import { parseService, pinned } from '../../main/core/parts/targets.ts';
import { type Standing, stand } from './stand.ts';

const [first, second] = ['a1'.repeat(32), 'b2'.repeat(32)];
const secure = 'telmeet=https://192.168.1.50:8443/health 200';

async function renewed(written = secure): Promise<Standing> {
  const at = await stand({
    stack: { telmeetPrint: first },
    settings: { 'lan.services': [written, 'other=127.0.0.1:1'] },
  });
  expect(at.part('lan:telmeet').health).toBe('up');
  Object.assign(at.stack, { telmeetPrint: second });
  await at.pass(130_000);
  return at;
}
const accept = ({ engine }: Standing, id: string, print = second) =>
  engine.send({ type: 'pin.accept', id, print });

describe('a service with another certificate', () => {
  test.each([secure, `${secure} pin=${first}`])(
    'is another machine until the person accepts it: %s',
    async (written) => {
      const at = await renewed(written);
      expect(at.row('lan:telmeet')).toMatchObject({ fact: 'its certificate has changed', mark: 'bad' });
      expect(at.row('lan:telmeet').rule).toMatch(
        /accept it: Settings → LAN services, or offline-mode trust telmeet\.$/,
      );
      expect(at.row('lan:telmeet').lines).toContainEqual(
        expect.objectContaining({ name: 'Fingerprint it shows now', value: `${second.slice(0, 16)}…` }),
      );
      expect(at.part('lan:telmeet').newPin).toBe(second);
      expect(await accept(at, 'TelMeet', 'c3'.repeat(32))).toMatchObject({
        problem: { code: 'other-pin', about: 'telmeet' },
      });
      expect(await accept(at, 'TelMeet')).toMatchObject({ ok: true });
      await at.pass(3_000);
      expect(at.part('lan:telmeet')).toMatchObject({ health: 'up', newPin: null });
      expect(at.snapshot().settings['lan.services']).toEqual([
        `${secure} pin=${second}`,
        'other=127.0.0.1:1',
      ]);
      Object.assign(at.stack, { telmeetPrint: first });
      await at.pass(130_000);
      expect(at.row('lan:telmeet').mark).toBe('bad');
      await at.engine.stop();
    },
  );

  test('is accepted only when there is one to accept', async () => {
    const at = await stand({ stack: { telmeetPrint: first }, settings: { 'lan.services': [secure] } });
    const refused = async (id: string) => {
      const sent = await accept(at, id);
      return sent.ok ? 'ok' : sent.problem;
    };
    expect(await refused('telmeet')).toMatchObject({ code: 'no-new-pin', about: 'telmeet' });
    expect(await refused('ollama')).toMatchObject({ code: 'no-new-pin', about: 'ollama' });
    expect(await refused('nobody')).toMatchObject({ code: 'no-part', about: 'nobody' });
    expect(at.snapshot().settings['lan.services']).toEqual([secure]);
    await at.engine.stop();
  });
});

describe('the print in a service’s line', () => {
  test.each([
    ['a b=https://x.lan/', `a b=https://x.lan/ pin=${second}`],
    ['a=https://x.lan/ 204', `a=https://x.lan/ 204 pin=${second}`],
    [`a=https://x.lan/ 204 pin=${first} Hello you`, `a=https://x.lan/ 204 pin=${second} Hello you`],
    ['a=https://x.lan/ 2001 nights', `a=https://x.lan/ pin=${second} 2001 nights`],
    ['a=https://x.lan/ Welcome', `a=https://x.lan/ pin=${second} Welcome`],
  ])('%s', (written, expected) => {
    expect(pinned(written, second)).toBe(expected);
    const { pin: _before, ...service } = parseService(written) ?? { pin: null };
    const { pin, ...same } = parseService(expected) ?? { pin: null };
    expect([pin, same]).toEqual([second, service]);
  });
});
