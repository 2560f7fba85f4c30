import { ofHome } from './differences-home.ts';

/** A place where a screen is not as the design's picture has it. Each in one sentence or two. */
export interface Difference {
  /** Of a screen, or of something that the design has a picture of and the panel does not draw. */
  readonly screen: string;
  readonly ours: string;
  readonly design: string;
  readonly why: string;
}

/** What the design has a picture of. */
export const designed: readonly string[] = [
  ...['home-online', 'home-offline', 'home-why', 'home-switching', 'home-refused', 'home-foreign'],
  ...['home-partly', 'home-stopped', 'home-blind', 'ready', 'prepare'],
  ...['drill-choose', 'drill-running', 'drill-report', 'diary-day', 'diary-week'],
  ...['devices', 'guide', 'settings', 'first-run', 'native-menu', 'notifications', 'tray'],
];

/** What is drawn by the system, so that there is no screen of the panel. */
export const drawnElsewhere: readonly string[] = ['native-menu', 'notifications', 'tray'];

/** What is so on every screen. */
export const everywhere: readonly Omit<Difference, 'screen'>[] = [
  {
    ours: 'The panel alone.',
    design: 'The panel below a menu bar, with round corners and a shadow.',
    why: 'macOS draws those around the window.',
  },
  {
    ours: 'Letters of the fonts that the project brings for pictures.',
    design: 'Inter and Noto Sans.',
    why: 'A Mac shows its own; pictures need fonts that are the same everywhere.',
  },
  {
    ours: 'Names, figures and times of the simulated world.',
    design: 'Names, figures and times that were made up for the picture.',
    why: 'Every picture is drawn from what the real engine tells at such a moment; nothing is typed in for it.',
  },
  {
    ours: '“this machine”',
    design: '“this Mac”',
    why: 'The engine also runs where there is no Mac. What only macOS has says “Mac”.',
  },
  {
    ours: 'Switches that are off are darker.',
    design: 'Switches that are off are pale.',
    why: 'A control is to be seen with a contrast of 3 to 1.',
  },
];

/** What is argued, screen by screen, in the order of the design. */
export const differences: readonly Difference[] = [
  ...ofHome,
  {
    screen: 'ready',
    ours: 'A sentence says what would happen if the internet died now.',
    design: 'Headline and score only.',
    why: 'It is the question the page is opened with, and a score does not answer it.',
  },
  {
    screen: 'ready',
    ours: 'Fourteen proofs, more of them gaps.',
    design: 'Thirteen proofs, one gap.',
    why: 'The world of the pictures has no files of models and no config of Headscale to look into.',
  },
  {
    screen: 'prepare',
    ours: 'What was stopped or failed can be dismissed, and a failure says why.',
    design: 'What was stopped can be resumed.',
    why: 'A line that nobody wants any more would stand there for ever.',
  },
  {
    screen: 'prepare',
    ours: '“Check digests” below the models, what waits can be stopped, more can be chosen at the end.',
    design: 'None of these.',
    why: 'They came with the work on downloads: proof that a model is whole, and models by name.',
  },
  {
    screen: 'prepare',
    ours: 'The arrow leads to Ready.',
    design: 'The arrow leads to Home.',
    why: 'It leads back to where one came from.',
  },
  {
    screen: 'prepare',
    ours: 'The share falls when somebody adds a download.',
    design: 'Not told.',
    why: 'There is more to fetch, and the figures beside it say so. What is learnt only later does not make it fall.',
  },
  {
    screen: 'drill-choose',
    ours: 'Four checks, what is lost meanwhile, and the rest behind one line while all is well.',
    design: 'Four checks.',
    why: 'Eleven things are checked. What is not well is always shown; what is lost is to be known before.',
  },
  {
    screen: 'drill-choose',
    ours: 'The promise names a crash, and what a restart means.',
    design: '“whatever happens”.',
    why: 'A promise says how far it goes.',
  },
  {
    screen: 'drill-running',
    ours: 'Three steps more: the internet is gone, it is back, everything is as before.',
    design: 'It ends with Wi-Fi.',
    why: 'A drill is over when all it took is back and was seen to be.',
  },
  {
    screen: 'drill-running',
    ours: 'The button stands below a line, at the end of the panel.',
    design: 'The button is the last of the page.',
    why: 'It stays in sight when larger type makes the page scroll.',
  },
  {
    screen: 'drill-report',
    ours: 'Steps open to what was seen; a chart shows when each was.',
    design: 'Steps with their times.',
    why: 'Evidence is one click away, and the chart is asked for.',
  },
  {
    screen: 'diary-day',
    ours: 'A third tab, 30 days.',
    design: 'Two tabs.',
    why: 'A month is what a provider is shown.',
  },
  {
    screen: 'diary-day',
    ours: 'A drill is grey and has its own sign.',
    design: 'No drill.',
    why: 'It was no outage, and is not counted as one.',
  },
  {
    screen: 'diary-week',
    ours: 'A line says how much of an outage was slept through.',
    design: 'Only the length.',
    why: 'The length would be wrong without it.',
  },
  {
    screen: 'devices',
    ours: 'Devices have no time until they are asked.',
    design: 'Every device has its round trip.',
    why: '“Ask all” asks once; until then nothing was measured.',
  },
  {
    screen: 'devices',
    ours: 'Below the devices stands what was seen of Tailscale and of Headscale, and what that means without internet.',
    design: 'Three lines in one group.',
    why: 'Key, remembered devices and restart are among them, each with the part that it is of.',
  },
  {
    screen: 'guide',
    ours: 'What is so now stands beside each line, with the way to act on it; two more limits, and what one’s own parts need.',
    design: 'Text, with two live answers.',
    why: 'Each item is to be linked to its live fact and its action.',
  },
  {
    screen: 'settings',
    ours: 'More rows, so that the page scrolls.',
    design: 'All rows at one glance.',
    why: 'Patience, drill, needed parts, one’s own commands, export, and the doctor are asked for. The four groups and their order stand; what is rare is behind a row.',
  },
  {
    screen: 'settings',
    ours: 'Ollama’s cloud is closed on Ollama’s page.',
    design: 'A switch in the first group.',
    why: 'It can be closed only where this app has started Ollama, and there it is a fact with a button.',
  },
  {
    screen: 'first-run',
    ours: 'A row tells whom it will ask, and a card whether OpenClaw’s config may follow, with what would change.',
    design: 'Found, tell, allow.',
    why: 'Nobody outside is asked, and nothing of another app is changed, before somebody could read what.',
  },
  {
    screen: 'first-run',
    ours: 'A sentence below the questions says when the answers are kept.',
    design: 'None.',
    why: 'What is typed here is sent nowhere before “Start watching”.',
  },
  {
    screen: 'native-menu',
    ours: 'A row more while a drill or a preparation goes on, and what stands in the way of one that is greyed.',
    design: 'A menu at rest.',
    why: 'A control that cannot be used says why. macOS draws it; its words and order are tested, not its picture.',
  },
  {
    screen: 'native-menu',
    ours: 'Guide, Snooze, and below the state the one thing to do or to answer.',
    design: 'None of them.',
    why: 'The panel may be out of reach: what it offers first is offered here, too. Snooze is wanted at once, and the menu is nearest.',
  },
  {
    screen: 'native-menu',
    ours: '“Internet: Down · 12 min. Local network: Works.”',
    design: '“Internet down 12 min, local network works”.',
    why: 'The words of the tiles as they stand there, so that menu, tooltip and panel never differ.',
  },
  {
    screen: 'notifications',
    ours: 'Words, slots and buttons as in the design.',
    design: 'Drawn as macOS draws them.',
    why: 'macOS draws them; their words are tested, not their picture.',
  },
];

/** As the design has them, but for what is so everywhere. */
export const same: readonly string[] = ['tray'];
