import type { Say, WordKey } from '../../main/core/words.ts';
import type { Hand } from './hand.ts';
import type { MomentName } from './moments.ts';

/** A picture of the panel: the moment it is shown, and the way there from where it opens. */
export interface Screen {
  readonly name: string;
  readonly moment: MomentName;
  /** The moment in which the way is gone, where that is another one. */
  readonly before?: MomentName;
  readonly reach?: (hand: Hand, say: Say) => Promise<void>;
  /** What is another one in every build of the panel: zeros stand for it in a picture. */
  readonly differs?: RegExp;
}

const key = (keys: string) => (hand: Hand) => hand.key(keys);
/** A key, and what is pressed on the page that it opens. */
const keyThen = (keys: string, word: WordKey) => async (hand: Hand, say: Say) => {
  await hand.key(keys);
  await hand.press(say(word));
};
const press = (name: string) => (hand: Hand) => hand.press(name);

/** A page behind a row of the settings. */
const toPage = (word: WordKey) => async (hand: Hand, say: Say) => {
  await hand.key('Control+,');
  await hand.press(say(word));
};

/** OpenClaw's page, or one behind it. */
const toClaw =
  (page: WordKey | null = null) =>
  async (hand: Hand, say: Say) => {
    await hand.key('Control+,');
    await hand.press(say('switch.title'));
    if (page) await hand.press(say(page));
  };

/** By Space, which is all that chooses there. */
const choose =
  (word: WordKey) =>
  async ({ page }: Hand, say: Say) =>
    page.getByRole('radio', { name: say(word), exact: true }).press('Space');

/** Every screen there is, in the order of the design. */
export const screens: readonly Screen[] = [
  { name: 'home-online', moment: 'online' },
  { name: 'home-offline', moment: 'offline' },
  { name: 'home-why', moment: 'offline', reach: (hand, say) => hand.press(say('axis.net')) },
  { name: 'home-lan', moment: 'online', reach: (hand, say) => hand.press(say('axis.lan')) },
  { name: 'home-switching', moment: 'switching', before: 'online', reach: choose('mode.offline') },
  { name: 'home-refused', moment: 'refused' },
  { name: 'home-undone', moment: 'undone' },
  { name: 'home-foreign', moment: 'foreign' },
  { name: 'home-partly', moment: 'partly', reach: press('OpenClaw, ') },
  { name: 'home-stopped', moment: 'stopped' },
  { name: 'home-blind', moment: 'away' },
  { name: 'home-elsewhere', moment: 'awayElsewhere' },
  { name: 'home-hidden', moment: 'hidden' },
  { name: 'home-kept-out', moment: 'keptOut' },
  { name: 'home-bug', moment: 'bug' },
  { name: 'home-link', moment: 'link' },
  { name: 'home-link-ignored', moment: 'linkIgnored' },
  { name: 'broken', moment: 'broken', differs: /P[0-9a-f]{4}/ },
  { name: 'home-checking', moment: 'checking' },
  { name: 'home-asking', moment: 'asking' },
  { name: 'home-captive', moment: 'captive' },
  { name: 'home-bare', moment: 'bare' },
  { name: 'home-drill', moment: 'drillRunning', reach: key('Escape') },
  { name: 'home-debt', moment: 'debt' },
  { name: 'home-preparing', moment: 'preparing' },
  { name: 'service-ollama', moment: 'online', reach: press('Ollama') },
  { name: 'service-openclaw', moment: 'offline', reach: press('OpenClaw, ') },
  { name: 'service-tailscale', moment: 'online', reach: press('Tailscale') },
  { name: 'service-headscale', moment: 'online', reach: press('Headscale') },
  { name: 'service-lan', moment: 'online', reach: press('telmeet') },
  { name: 'ready', moment: 'online', reach: (hand, say) => hand.press(say('nav.ready')) },
  {
    name: 'prepare',
    moment: 'preparing',
    async reach(hand, say) {
      await hand.press(say('nav.ready'));
      await hand.press(say('ready.go'));
    },
  },
  { name: 'drill-choose', moment: 'drillChoice', reach: key('Control+d') },
  { name: 'drill-blocked', moment: 'drillBlocked', reach: key('Control+d') },
  { name: 'drill-running', moment: 'drillRunning', reach: key('Control+d') },
  { name: 'drill-returning', moment: 'drillReturning', reach: key('Control+d') },
  ...(
    [
      ['app', 'drillChoiceApp'],
      ['check', 'drillChoiceCheck'],
    ] as const
  ).map(
    ([level, moment]): Screen => ({
      name: `drill-choose-${level}`,
      moment,
      async reach(hand, say) {
        await hand.key('Control+d');
        await hand.pick(say(`drill.l.${level}`));
      },
    }),
  ),
  { name: 'drill-report', moment: 'drillPassed' },
  { name: 'drill-failed', moment: 'drillFailed' },
  { name: 'diary-day', moment: 'diary', reach: key('Control+y') },
  {
    name: 'diary-week',
    moment: 'diary',
    reach: keyThen('Control+y', 'diary.week'),
  },
  {
    name: 'diary-month',
    moment: 'diary',
    reach: keyThen('Control+y', 'diary.month'),
  },
  { name: 'diary-empty', moment: 'online', reach: key('Control+y') },
  {
    name: 'devices',
    moment: 'online',
    async reach(hand, say) {
      await hand.press('Tailscale');
      await hand.press(say('do.devices'));
    },
  },
  { name: 'guide', moment: 'offline', reach: key('Control+Shift+?') },
  {
    name: 'guide-end',
    moment: 'offline',
    async reach(hand) {
      await hand.key('Control+Shift+?');
      await hand.down();
    },
  },
  { name: 'guide-sick', moment: 'stopped', reach: key('Control+Shift+?') },
  { name: 'guide-away', moment: 'away', reach: key('Control+Shift+?') },
  { name: 'drill-away', moment: 'away', reach: key('Control+d') },
  { name: 'settings-away', moment: 'away', reach: key('Control+,') },
  { name: 'settings', moment: 'online', reach: key('Control+,') },
  {
    name: 'settings-end',
    moment: 'online',
    async reach(hand) {
      await hand.key('Control+,');
      await hand.down();
    },
  },
  ...(
    [
      ['login', 'loginWaits'],
      ['elsewhere', 'notInstalled'],
    ] as const
  ).map(
    ([name, moment]): Screen => ({
      name: `settings-${name}`,
      moment,
      async reach(hand) {
        await hand.key('Control+,');
        await hand.down();
      },
    }),
  ),
  {
    name: 'settings-hooks',
    moment: 'hooked',
    reach: keyThen('Control+,', 'hooks.title'),
  },
  {
    name: 'doctor',
    moment: 'ill',
    reach: keyThen('Control+,', 'doctor.title'),
  },
  { name: 'home-faulty', moment: 'faulty' },
  ...(
    [
      ['models', 'set.models'],
      ['drill', 'drill.title'],
      ['claw', 'switch.title'],
      ['ollama', 'set.ollama'],
      ['headscale', 'set.hs'],
      ['lan', 'set.lan'],
      ['servers', 'set.servers'],
      ['needs', 'set.needs'],
      ['share', 'set.share'],
      ['shortcut', 'set.hotkey'],
      ['file', 'set.file'],
      ['update', 'update.title'],
      ['about', 'set.about'],
    ] as const
  ).map(([name, word]): Screen => ({ name: `settings-${name}`, moment: 'online', reach: toPage(word) })),
  {
    name: 'settings-about-sure',
    moment: 'online',
    async reach(hand, say) {
      await toPage('set.about')(hand, say);
      await hand.press(say('do.install'));
    },
  },
  { name: 'settings-about-linked', moment: 'linked', reach: toPage('set.about') },
  {
    name: 'settings-skip',
    moment: 'online',
    async reach(hand, say) {
      await toPage('set.models')(hand, say);
      await hand.press(say('set.skip'));
    },
  },
  {
    name: 'settings-list',
    moment: 'online',
    async reach(hand, say) {
      await toPage('set.servers')(hand, say);
      await hand.press(say('set.dns'));
    },
  },
  {
    name: 'settings-reset',
    moment: 'online',
    async reach(hand, say) {
      await toPage('set.file')(hand, say);
      await hand.press(say('set.file.reset'));
    },
  },
  { name: 'settings-update-refused', moment: 'updateRefused', reach: toPage('update.title') },
  { name: 'home-update', moment: 'updateReady' },
  { name: 'settings-read', moment: 'fileRead', reach: toPage('set.file') },
  { name: 'settings-largest', moment: 'largest', reach: key('Control+,') },
  { name: 'claw', moment: 'offline', reach: toClaw() },
  { name: 'claw-chain', moment: 'online', reach: toClaw('chain.page') },
  { name: 'claw-leaks', moment: 'online', reach: toClaw('leak.page') },
  { name: 'claw-form', moment: 'online', reach: toClaw('form.page') },
  {
    name: 'ollama',
    moment: 'online',
    async reach(hand, say) {
      await hand.press('Ollama');
      await hand.press(say('do.models'));
    },
  },
  { name: 'first-run', moment: 'firstRun' },
  {
    name: 'first-run-bare',
    moment: 'firstBare',
    async reach({ page }, say) {
      await page.getByRole('combobox').selectOption({ label: say('first.hsElse') });
      await page.getByRole('textbox').last().fill('tel meet');
    },
  },
  { name: 'first-run-asks', moment: 'firstRun', reach: (hand, say) => hand.press(say('first.whom')) },
];
