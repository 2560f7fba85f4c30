import { describe, expect, test } from 'vitest';
import { fixAct } from '../../main/core/rows.ts';
import { sentence } from '../../main/core/sentence.ts';
import { view } from '../../main/core/view.ts';
import { speaker } from '../../main/core/words.ts';
import { stand } from './stand.ts';

const say = speaker('en');

describe('the one action of a row', () => {
  test('no model here: the way to what could be fetched, under the headline and not in the row', async () => {
    const at = await stand({ stack: { models: [] } });
    const { ai } = at.snapshot();
    expect([ai?.cause, fixAct(ai)]).toEqual(['ollama', 'prepare']);
    const shown = view(at.snapshot(), { lang: 'en', now: at.world.clock.wall(), isAway: false });
    expect(shown.fix).toEqual({ do: 'prepare', id: 'ollama', label: 'Prepare…' });
    expect(at.row('ollama').act).toBeNull();
    await at.engine.stop();
  });

  test('its cloud is open while offline, and somebody else has started it: nothing is offered that would be refused', async () => {
    const at = await stand({ stack: { cloud: 'open' }, settings: { mode: 'offline' } });
    const snapshot = at.snapshot();
    const part = at.part('ollama');
    expect(part.ollama).toMatchObject({ isOurs: false, cloud: 'open' });
    expect(snapshot.parts.find(({ id }) => id === 'ollama')?.act).toBe('why');
    await at.engine.stop();
  });

  test('what is on disk and in memory is told one by one', async () => {
    const at = await stand();
    const told = at.part('ollama').ollama;
    expect(told?.models.length).toBeGreaterThan(0);
    expect(told?.models.every(({ bytes }) => bytes > 0)).toBe(true);
    await at.engine.stop();
  });
});

test.each([
  ['timed-out', 'Wi-Fi (networksetup) could not be switched: it took too long.'],
  ['no word', 'Wi-Fi (networksetup) could not be switched: it gave no answer.'],
  ['permission denied', 'Wi-Fi (networksetup) could not be switched: permission denied.'],
])('Wi-Fi that said “%s”', (detail, text) => {
  expect(sentence({ code: 'drill-wifi', about: 'networksetup', detail }, say)).toBe(text);
});
