/** `navigator.onLine` in Chromium: its answer at the start and at every online and offline event. */
import { openBrowser } from '../../browser.ts';
import { say, untilOrphaned } from './say.ts';

const browser = await openBrowser();
untilOrphaned(() => void browser.close().finally(() => process.exit(0)));
const page = await browser.newPage();
await page.exposeFunction('tell', say);
await page.evaluate(`
  addEventListener('online', () => tell(true));
  addEventListener('offline', () => tell(false));
  tell(navigator.onLine);
`);
