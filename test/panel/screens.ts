import type { Page } from 'playwright-core';
import type { Say } from '../../main/core/words.ts';
import type { MomentName } from './moments.ts';

/** A picture of the panel: the moment it is shown, and the way there from where it opens. */
export interface Screen {
  readonly name: string;
  readonly moment: MomentName;
  readonly reach?: (page: Page, say: Say) => Promise<void>;
}

const row = (page: Page, name: string) => page.getByRole('button', { name }).first().click();
const key = (keys: string) => (page: Page) => page.keyboard.press(keys);
const down = (page: Page) => page.locator('.scroll').evaluate((middle) => middle.scrollTo(0, 100_000));

/** Every screen there is, in the order of the design. */
export const screens: readonly Screen[] = [
  { name: 'home-online', moment: 'online' },
  { name: 'home-offline', moment: 'offline' },
  { name: 'home-why', moment: 'offline', reach: (page, say) => row(page, say('axis.net')) },
  { name: 'home-lan', moment: 'online', reach: (page, say) => row(page, say('axis.lan')) },
  { name: 'home-switching', moment: 'switching' },
  { name: 'home-refused', moment: 'refused' },
  { name: 'home-foreign', moment: 'foreign' },
  { name: 'home-partly', moment: 'partly', reach: (page) => row(page, 'OpenClaw') },
  { name: 'home-stopped', moment: 'stopped' },
  { name: 'home-blind', moment: 'away' },
  { name: 'home-checking', moment: 'checking' },
  { name: 'home-asking', moment: 'asking' },
  { name: 'home-captive', moment: 'captive' },
  { name: 'home-bare', moment: 'bare' },
  { name: 'home-drill', moment: 'drillRunning', reach: key('Escape') },
  { name: 'home-debt', moment: 'debt' },
  { name: 'home-preparing', moment: 'preparing' },
  { name: 'service-ollama', moment: 'online', reach: (page) => row(page, 'Ollama') },
  { name: 'service-openclaw', moment: 'offline', reach: (page) => row(page, 'OpenClaw') },
  { name: 'service-tailscale', moment: 'online', reach: (page) => row(page, 'Tailscale') },
  { name: 'service-headscale', moment: 'online', reach: (page) => row(page, 'Headscale') },
  { name: 'service-lan', moment: 'online', reach: (page) => row(page, 'telmeet') },
  { name: 'ready', moment: 'online', reach: (page, say) => row(page, say('nav.ready')) },
  {
    name: 'prepare',
    moment: 'preparing',
    async reach(page, say) {
      await row(page, say('nav.ready'));
      await row(page, say('ready.go'));
    },
  },
  { name: 'drill-choose', moment: 'drillChoice', reach: key('Control+d') },
  { name: 'drill-blocked', moment: 'drillBlocked', reach: key('Control+d') },
  { name: 'drill-running', moment: 'drillRunning', reach: key('Control+d') },
  { name: 'drill-report', moment: 'drillPassed', reach: key('Control+d') },
  { name: 'drill-failed', moment: 'drillFailed', reach: key('Control+d') },
  { name: 'diary-day', moment: 'diary', reach: key('Control+y') },
  {
    name: 'diary-week',
    moment: 'diary',
    async reach(page, say) {
      await page.keyboard.press('Control+y');
      await page.getByRole('tab', { name: say('diary.week') }).click();
    },
  },
  { name: 'diary-empty', moment: 'online', reach: key('Control+y') },
  {
    name: 'devices',
    moment: 'online',
    async reach(page, say) {
      await row(page, 'Tailscale');
      await row(page, say('do.devices'));
    },
  },
  { name: 'settings', moment: 'online', reach: key('Control+,') },
  {
    name: 'settings-end',
    moment: 'online',
    async reach(page) {
      await page.keyboard.press('Control+,');
      await down(page);
    },
  },
  { name: 'first-run', moment: 'firstRun' },
];
