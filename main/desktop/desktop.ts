import { app, clipboard, shell, systemPreferences } from 'electron';
import type { PanelWish } from '../../preload/contract.ts';
import type { Command } from '../core/command.ts';
import { fail, type Problem } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { report, sentence } from '../core/view.ts';
import { chooseLang, speaker } from '../core/words.ts';
import { ownPaths } from '../engine/paths.ts';
import { type Seat, takeSeat } from '../engine/seat.ts';
import { type Seen, see } from './face.ts';
import { iconFile, keepIcon } from './icon.ts';
import { openInspection } from './inspect.ts';
import { listen } from './ipc.ts';
import { buildMenu } from './menu.ts';
import { createNotifier } from './notify.ts';
import { openPanel, type Panel, rendererFolder } from './panel.ts';
import { followPower } from './power.ts';
import { openPrefs } from './prefs.ts';
import { lockDown } from './security.ts';
import { desktopTools } from './world.ts';

/** Ages in tooltip and menu go on although nothing happens; so does the watch for a silent engine. In ms. */
const refresh = 5_000;

/** Puts the Electron face together. Decides nothing: the engine does. */
export async function runDesktop(): Promise<void> {
  let seat: Seat | null = null;
  let panel: Panel | null = null;
  let snapshot: Snapshot | null = null;
  const preferred = app.getPreferredSystemLanguages();
  const tools = await desktopTools();

  const seen = (): Seen | null =>
    snapshot &&
    see(snapshot, {
      silentFor: seat?.silentFor() ?? 0,
      isOwner: seat?.isOwner() ?? true,
      preferred,
      now: tools.clock.wall(),
    });

  listen({
    owns: (event) => panel?.owns(event) ?? false,
    send: async (command) => seat?.send(command) ?? fail('owner-silent', 'engine'),
    frame: () => seen()?.frame ?? null,
    carryOut,
  });

  await app.whenReady();
  lockDown(rendererFolder);
  const opened = await openPanel(iconFile('unknown'), () => seen()?.frame ?? null);
  panel = opened;
  const inspection = openInspection();
  const icon = keepIcon(
    opened.tray,
    inspection,
    () => systemPreferences.getAnimationSettings().prefersReducedMotion,
  );
  const notifier = createNotifier({
    isWatched: () => opened.isVisible(),
    opened: () => void opened.show(),
    failed: (why) => tools.log.write(`notification failed: ${why}`),
    shown: (words) => void inspection.notifications.push(words),
  });
  Object.assign(inspection, { popUp: makeMenu, click: () => void opened.show() });
  opened.tray.on('right-click', popUp);
  app.on('second-instance', () => void opened.show());
  app.on('activate', () => void opened.show());
  // A panel that was closed or has crashed is no reason to end: the icon stays and the engine goes on.
  app.on('window-all-closed', () => {});
  app.on('before-quit', (event) => {
    if (!seat) return;
    event.preventDefault();
    void leave();
  });

  const taken = await takeSeat({
    tools,
    paths: ownPaths(process.env, process.platform),
    version: app.getVersion(),
    owner: 'app',
    isConsenting: false,
  });
  if (!taken.ok) return giveUp(taken.problem);
  seat = taken.value;
  followPower(seat.woke);
  seat.watch((next) => {
    snapshot = next;
    const now = seen();
    if (now) notifier.take(next, now.say);
    draw();
  });
  setInterval(() => {
    draw();
    // Somebody looks: the engine looks sooner, for as long as this is said again.
    if (opened.isVisible()) send({ type: 'attention.ask', pace: 'eager', forMs: 2 * refresh });
  }, refresh);
  greet(opened);

  function draw(): void {
    const now = seen();
    if (!now) return;
    icon.show(now.view);
    opened.send(now.frame);
  }

  function send(command: Command): void {
    void seat?.send(command);
  }

  function makeMenu(): void {
    const now = seen();
    inspection.menu =
      now &&
      buildMenu(now.view, now.frame.isAway, now.say, {
        setMode: (mode) => send({ type: 'mode.set', mode }),
        again: () => send({ type: 'look.again' }),
        signIn: () => carryOut({ type: 'portal.open' }),
        open: () => void opened.show(),
        quit: () => app.quit(),
      });
  }

  function popUp(): void {
    makeMenu();
    if (inspection.menu) opened.tray.popUpContextMenu(inspection.menu);
  }

  function carryOut(wish: PanelWish): void {
    if (wish.type === 'panel.fit') panel?.fit(wish.height);
    if (wish.type === 'panel.close') panel?.hide();
    if (wish.type === 'report.copy') copyReport();
    if (wish.type === 'portal.open' && snapshot) openPortal(portalAddress(snapshot));
  }

  function copyReport(): void {
    const frame = seen()?.frame;
    if (frame)
      clipboard.writeText(report(frame.snapshot, { ...frame, now: tools.clock.wall(), isAway: false }));
  }

  function openPortal(address: string): void {
    inspection.opened.push(address);
    void shell.openExternal(address);
  }

  /** On the first start the panel opens by itself, once, because nothing is asked before the person says so. */
  function greet(opened: Panel): void {
    const prefs = openPrefs();
    if (snapshot?.probing !== 'not-yet' || prefs.get('greetedAt') > 0) return;
    prefs.set('greetedAt', tools.clock.wall());
    void opened.show();
  }

  function giveUp(problem: Problem): void {
    const say = speaker(chooseLang('system', preferred));
    const text = sentence(problem, say);
    process.stderr.write(`${text}\n`);
    opened.tray.setToolTip(text);
    opened.tray.setTitle('!');
  }

  async function leave(): Promise<void> {
    const left = seat;
    seat = null;
    icon.stop();
    await left?.leave();
    app.exit(0);
  }
}

/** The portal's own address when it named one that a browser may open, else a page that every portal catches. */
export function portalAddress({ internet }: Snapshot): string {
  const { portal } = internet;
  const isWeb = portal !== null && URL.canParse(portal) && /^https?:$/.test(new URL(portal).protocol);
  return isWeb ? portal : 'http://captive.apple.com/';
}
