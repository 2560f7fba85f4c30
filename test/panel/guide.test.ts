import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { type Moment, moments } from './moments.ts';
import { openStages, type Stage } from './stage.ts';

let stages: Awaited<ReturnType<typeof openStages>>;
beforeAll(async () => {
  stages = await openStages();
});
afterAll(() => stages.close());

const soon = { timeout: 5_000, interval: 20 };
const ask = 'Control+Shift+?';
/** An element, as wide as it is and as what is in it. */
interface Box {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly className: unknown;
}

describe.each(['en', 'ko'] as const)('the guide by keyboard alone, %s', (lang) => {
  const say = speaker(lang);
  let stage: Stage;
  beforeAll(async () => {
    stage = await stages.stage({ lang });
  });
  afterAll(() => stage.close());

  const title = () =>
    expect.poll(() => stage.page.getByRole('heading', { level: 1 }).first().textContent(), soon);
  /** What it is called that has the focus. */
  const focused = () =>
    expect.poll(async () => {
      const [one] = await stage.page.locator(':focus').all();
      return one ? ((await one.getAttribute('aria-label')) ?? (await one.textContent())) : null;
    }, soon);
  const press = (name: string) => stage.page.getByRole('button', { name, exact: true }).press('Enter');
  const guide = async (moment: Moment) => {
    await stage.open(moment);
    await stage.page.keyboard.press(ask);
    await title().toBe(say('nav.guide'));
  };

  test('its row on Home opens it, and has the focus again afterwards', async () => {
    const { page } = stage;
    await stage.open(await moments.online());
    await press(`${say('nav.guide')} ${say('nav.guideSay')}`);
    await title().toBe(say('nav.guide'));
    await focused().toBe(say('app.name'));
    await page.keyboard.press('Enter');
    await focused().toBe(`${say('nav.guide')}${say('nav.guideSay')}`);
  });

  test.each([
    ['ready.go', 'guide.not.pull', 'prep.title'],
    ['do.show', 'guide.not.cloud', 'switch.title'],
    ['do.devices', 'guide.not.device', 'peer.title'],
    ['do.show', 'guide.not.keys', 'nav.ready'],
    ['guide.drill', 'guide.n.drill', 'drill.title'],
    ['do.show', 'guide.n.diary', 'diary.title'],
  ] as const)('%s of %s leads to %s, and back to that line', async (label, line, there) => {
    await guide(await moments.online());
    const name = `${say(label)} ${say(line)}`;
    await press(name);
    await title().toBe(say(there));
    await focused().toBe(say('nav.guide'));
    await stage.page.keyboard.press('Escape');
    await title().toBe(say('nav.guide'));
    await focused().toBe(name);
    // Whoever comes anew begins at the top.
    await stage.page.keyboard.press('Escape');
    await stage.page.keyboard.press(ask);
    await focused().toBe(say('app.name'));
  });

  test('a page behind the one it led to has its own way back', async () => {
    await guide(await moments.online());
    await press(`${say('do.show')} ${say('guide.not.keys')}`);
    await press(say('ready.go'));
    await title().toBe(say('prep.title'));
    for (const there of ['nav.ready', 'nav.guide'] as const) {
      await stage.page.keyboard.press('Escape');
      await title().toBe(say(there));
    }
  });

  test('a part leads to its evidence, and a mode that is not Auto to the switch', async () => {
    const moment = await moments.online();
    await guide(moment);
    await press(`${say('do.why')} Tailscale`);
    await focused().toMatch(/^Tailscale, /);
    expect(await stage.page.locator(':focus').getAttribute('aria-expanded')).toBe('true');
    const { snapshot } = moment.frame;
    const chosen = { ...snapshot, mode: 'online' as const, modeSaved: 'online' as const };
    await guide({ ...moment, frame: { ...moment.frame, snapshot: chosen } });
    await press(`${say('ready.do.choose')} ${say('guide.2')}`);
    await focused().toBe(say('mode.online'));
  });

  test('what is to be pressed has the focus on Home', async () => {
    await guide(await moments.stopped());
    await press(`${say('do.show')} ${say('guide.3')}`);
    await focused().toBe(say('do.startIt', { service: 'Ollama' }));
  });

  test('with the engine away it is text, says so, and leads on all the same', async () => {
    await guide(await moments.away());
    const { page } = stage;
    expect(await page.getByRole('status').textContent()).toBe(say('guide.away'));
    expect(await page.locator('.nowis').count()).toBe(0);
    await press(`${say('do.show')} ${say('guide.n.diary')}`);
    await title().toBe(say('diary.title'));
  });

  test('a menu line or a notice leads there', async () => {
    const { frame, now } = await moments.online();
    await stage.open({ frame: { ...frame, page: { name: 'guide', n: 1 } }, now });
    await title().toBe(say('nav.guide'));
  });

  test('names of 300 letters, and many parts, stay inside', async () => {
    const { frame, now } = await moments.stopped();
    const { snapshot } = frame;
    const long = `${'m'.repeat(300)}:<b>`;
    const parts = Array.from({ length: 30 }, (_, n) => ({
      ...snapshot.parts[0],
      ...{ id: `lan:${n}`, kind: 'lan', name: long.slice(0, 60), health: 'up', offline: 'no', at: now },
      rule: { key: 'rule.claw.cloud', values: { model: long } },
    })) as unknown as typeof snapshot.parts;
    await guide({
      frame: { ...frame, snapshot: { ...snapshot, parts: [...snapshot.parts, ...parts] } },
      now,
    });
    const over = await stage.page
      .locator('.page *')
      .evaluateAll((all: readonly Box[]) =>
        all
          .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1)
          .map((one) => String(one.className)),
      );
    expect(over).toEqual([]);
    expect(stage.errors).toEqual([]);
  });
});
