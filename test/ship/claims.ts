/**
 * What the README promises, and what proves it: a test by its file and name, a line of the Mac's checklist by its number and first
 * words, a figure of a bench by its file and words. A claim without a proof does not belong into the README.
 */
export interface Claim {
  /** Words of the README as they stand there. */
  readonly says: string;
  /** `FILE › WORDS`: the words stand in that file. */
  readonly proofs: readonly string[];
}

const mac = (line: string) => `build/mac-checklist.md › ${line}`;
const e2e = (file: string, name: string) => `test/e2e/${file}.e2e.test.ts › ${name}`;
const cut = (file: string, name: string) => `test/e2e/${file}.cut.test.ts › ${name}`;
const trip = (file: string, name: string) => `test/trips/${file}.test.ts › ${name}`;

export const claims: readonly Claim[] = [
  // What it does.
  {
    says: 'the same in icon, panel, menu, terminal and notification',
    proofs: [
      e2e('parts', 'the terminal says the same as the panel, from the running app'),
      e2e('parts', 'the fix stands in the menu too, and the tooltip tells the cause'),
      e2e('parts', 'a drop says how it stands with the AI'),
      cut('states', 'every face, in both languages'),
    ],
  },
  {
    says: 'A dead line is seen within 4 s (on battery some seconds later), a cut link at once',
    proofs: [
      'MEASURED.md › silent upstream',
      cut('verdicts', '%s is %s, and the heal is online'),
      trip('outage', 'a cut link is a fact: the verdict at once'),
    ],
  },
  {
    says: 'does it work, does it go on without internet, and on what condition',
    proofs: [
      e2e(
        'parts',
        'each has a row that says what it is, whether it works without internet, and how old that is',
      ),
    ],
  },
  {
    says: 'afterwards your file is what it was, byte for byte',
    proofs: [
      e2e('switch', 'a click: step by step, never a wish as a fact, and back byte for byte'),
      'test/openclaw/kill.test.ts › times: it always comes back byte for byte',
      e2e('switch', 'without consent the person is asked, sees what would change'),
    ],
  },
  {
    says: 'says what would hold if the internet died now, each line with its proof',
    proofs: [
      e2e('ready', 'the row on Home says how much is proved; the page names each proof'),
      e2e('prepare', 'with --yes everything comes, one after the other'),
    ],
  },
  {
    says: 'Wi-Fi comes back at the promised time, even if this app is killed',
    proofs: [
      cut('drill-kill', 'killed four times at moments that nobody chose'),
      'MEASURED.md › all 100 came back',
      mac('10. **The promise, with the app gone**'),
    ],
  },
  {
    says: 'One notification when an outage is believed, one when it is over',
    proofs: [
      trip('notices', 'one notification for an outage'.replace('notification', 'notice')),
      e2e('notices', 'snooze in the menu, quiet hours in the terminal and in the panel'),
      e2e('diary', 'an outage that goes on is there at once, ends, and is on disk'),
    ],
  },
  {
    says: "in English and Korean, by keyboard alone, with VoiceOver's words, up to twice the size",
    proofs: [
      'test/panel/screens.test.ts › by keyboard alone',
      'test/panel/access.test.ts › text.size',
      mac('13. **Dark, Korean, larger**'),
    ],
  },
  // The two commands, and installing.
  {
    says: 'builds and opens the menu-bar app; without a screen, the terminal face on the same engine',
    proofs: ['build/start.mjs › So this is the terminal face on the same engine'],
  },
  {
    says: '`npm run demo` shows the app with a scripted network and scripted parts, and sends nothing',
    proofs: [e2e('menu-bar', 'nothing is asked before the person says so')],
  },
  {
    says: 'macOS 14 or newer, Apple silicon or Intel',
    proofs: [
      'build/pack/check-app.ts › LSMinimumSystemVersion',
      'test/pack/pack.test.ts › for both kinds of processor',
    ],
  },
  {
    says: 'drag the app to Applications',
    proofs: [mac('2. **The first start without internet**'), e2e('ready', 'it offers to move there')],
  },
  {
    says: 'opens also on a Mac that has no internet: its ticket is stapled to it',
    proofs: ['test/ship/seal.test.ts › staple', mac('2. **The first start without internet**')],
  },
  {
    says: 'There is no Dock icon and no window',
    proofs: [e2e('pictures', 'no place in the Dock'), 'test/pack/pack.test.ts › LSUIElement'],
  },
  {
    says: 'it does not update itself',
    proofs: [e2e('updates', 'a copy without a Developer ID fetches nothing')],
  },
  {
    says: 'it works while the app runs and while it does not, and needs no Node',
    proofs: [
      'test/pack/run.test.ts › is the terminal, in the packed app’s own program',
      e2e('desk-tool', 'said first, then made, found by a shell, and removed again'),
      mac('6. **The terminal**'),
    ],
  },
  // The first five minutes.
  {
    says: 'The panel opens by itself and says what it has found',
    proofs: [e2e('first-run', 'what is here, two questions, two permissions')],
  },
  {
    says: 'where Headscale is, and what your own service is called',
    proofs: [e2e('first-run', 'what is not here is looked for where the person says')],
  },
  {
    says: 'Allow notifications, and the local network where macOS asks',
    proofs: [e2e('first-run', 'macOS may refuse both permissions'), mac('5. **The questions of macOS**')],
  },
  {
    says: 'From now on it asks test servers whether the internet is there',
    proofs: [trip('first-run', '“Start watching” asks all of them at once')],
  },
  {
    says: 'look at what the switch would change, and say yes or no',
    proofs: [
      e2e('switch', 'the first run asks with every key in sight, and is off unless the person says so'),
    ],
  },
  {
    says: 'press “Prepare all”, while there is internet',
    proofs: [e2e('ready', 'Prepare all: one that is refused is told of')],
  },
  { says: '`offline-mode drill check` touches nothing', proofs: [trip('drill', 'nothing is touched')] },
  // What it touches, and how to undo it.
  {
    says: '--keep-data keeps settings and diary',
    proofs: [
      'test/terminal/uninstall.test.ts › asked once',
      'test/engine/uninstall.test.ts › settings and diary, where they are to be kept, as they were',
    ],
  },
  {
    says: 'gives it back byte for byte, or together with your own changes; on a conflict nothing is removed',
    proofs: [
      'test/engine/uninstall.test.ts › a home in which everything was done',
      'test/engine/uninstall.test.ts › a change elsewhere in the config is kept',
      'test/engine/uninstall.test.ts › somebody has made another text of the config: all copies stay',
    ],
  },
  {
    says: 'turns it on first, if a drill still owes it',
    proofs: [
      'test/engine/uninstall.test.ts › also where the lasting choice is no cloud at all, and where a drill was cut short',
      'test/engine/uninstall-pay.test.ts › a debt that only the copies know of is paid',
    ],
  },
  {
    says: 'settings, diary, journal, proofs, copies of OpenClaw’s config, sockets'.replace('’', "'"),
    proofs: [
      'test/engine/uninstall.test.ts › a home in which everything was done',
      'test/core/uninstall.test.ts › every file and folder that the engine has a path for is known',
    ],
  },
  {
    says: 'removes them; files of others there stay and are named',
    proofs: [
      'test/engine/uninstall-mac.test.ts › every place of the app goes, and nothing beside it',
      'test/engine/uninstall-mac.test.ts › somebody’s file beside the window’s stays',
    ],
  },
  {
    says: 'the log: three files of 512 kB at most, without names, addresses or keys',
    proofs: [
      'test/engine/log-file.test.ts › never grows past three files of its size',
      e2e('desk-log', 'an outage is in it by stable words, privately, and no secret'),
      mac('12. **The log**'),
    ],
  },
  {
    says: 'removes the link where it leads to this app',
    proofs: [
      'test/core/uninstall.test.ts › only a path into a bundle leads into one',
      'test/engine/uninstall-mac.test.ts › a program of that name, and a link of npm, are left',
    ],
  },
  {
    says: "the app's own command removes it",
    proofs: [
      'test/terminal/uninstall.test.ts › the login item goes where the app itself is asked, and is read back',
      mac('14. **Uninstalling**'),
    ],
  },
  {
    says: 'keeps them, because your agent is in them; `--containers` removes them',
    proofs: ['test/core/uninstall.test.ts › a container goes only where that was asked for'],
  },
  {
    says: 'lets it go on, and shows its number',
    proofs: ['test/terminal/uninstall.test.ts › an Ollama that we started goes on, and its number is said'],
  },
  {
    says: 'keeps them, and names the backups with their size',
    proofs: ['test/core/uninstall.test.ts › every line can be said'],
  },
  {
    says: 'keeps them; System Settings and Keychain Access can remove them',
    proofs: [mac('14. **Uninstalling**')],
  },
  {
    says: 'Quitting the app asks only while something is open',
    proofs: [e2e('desk-quit', 'with nothing open it quits at once, and asks nobody'), mac('8. **Quitting**')],
  },
  // What it sends.
  {
    says: 'Nothing, before you press "Start watching"',
    proofs: [
      trip('first-run', 'before “Start watching” nobody beyond this machine is asked'),
      e2e('menu-bar', 'nothing is asked before the person says so'),
    ],
  },
  {
    says: 'one of them every 1.45 s, or every 2.9 s where',
    proofs: [
      'main/core/network/patience.ts › 1_450',
      'test/trips/steady.test.ts › few events and few questions',
    ],
  },
  { says: "your network's DNS resolver", proofs: ['main/core/network/patience.ts › resolver'] },
  {
    says: "the vendors' own portal-check pages, over plain HTTP",
    proofs: ['main/core/standard-settings.ts › connectivitycheck.gstatic.com'],
  },
  {
    says: 'a TLS handshake, no request',
    proofs: ['main/core/standard-settings.ts › one.one.one.one@1.1.1.1'],
  },
  {
    says: 'the same pages through it',
    proofs: [cut('verdicts', 'a proxy as the only way out is said to be one')],
  },
  { says: 'a TCP connection to port 53', proofs: ['main/engine/network/probe.ts › port: 53'] },
  {
    says: 'no packet leaves this machine for those on it',
    proofs: ['test/trips/first-run.test.ts › before “Start watching”'],
  },
  {
    says: 'one manifest a model',
    proofs: ['test/terminal/terminal.test.ts › models --updates'],
  },
  {
    says: 'nothing by which this copy could be known again',
    proofs: [e2e('updates', 'what a server of releases may answer, and what is said of it')],
  },
  {
    says: "from inside OpenClaw's container",
    proofs: ['test/real/claw-forms.test.ts › isolation', 'main/core/claw/isolation.ts › example.com'],
  },
  {
    says: 'what you asked to be prepared',
    proofs: [e2e('prepare', 'without a word of consent nothing is begun')],
  },
  {
    says: '`standard`; `gentle`: a third of the packets',
    proofs: [trip('causes', 'gentle on battery asks a third')],
  },
  {
    says: '`pages`: only the makers’ pages'.replace('’', "'"),
    proofs: ['main/core/network/drafts.ts › pages'],
  },
  {
    says: 'in offline mode no test server is asked',
    proofs: [trip('causes', 'silence while offline: not one packet leaves the local network')],
  },
  {
    says: '`false`: no test server is asked, ever',
    proofs: [e2e('notices', 'never ask: the person is asked for the return')],
  },
  {
    says: '`quick`, `standard`, `patient`: a drop must hold 2, 5 or 20 s',
    proofs: [trip('patience', 'a silent line'), 'main/core/patience.ts › 20_000'],
  },
  {
    says: 'There is no telemetry, no account and no server of ours',
    proofs: [trip('outage', 'nothing leaves before the person agrees, and nothing after they say no')],
  },
];
