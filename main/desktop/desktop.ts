import { app, clipboard, systemPreferences } from 'electron';
import type { PanelWish } from '../../preload/contract.ts';
import type { Command } from '../core/command.ts';
import { letterOf } from '../core/diary/export.ts';
import type { Span } from '../core/diary/view.ts';
import type { NoticeAct } from '../core/notice-words.ts';
import { fail, type Problem } from '../core/problem.ts';
import { sentence } from '../core/sentence.ts';
import { shareLines } from '../core/share-lines.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { report } from '../core/view.ts';
import { chooseLang, speaker } from '../core/words.ts';
import { ownPaths } from '../engine/paths.ts';
import { type Seat, takeSeat } from '../engine/seat.ts';
import { type Seen, see } from './face.ts';
import { iconFile, keepIcon } from './icon.ts';
import { openInspection } from './inspect.ts';
import { listen } from './ipc.ts';
import { buildMenu } from './menu.ts';
import { createNotifier } from './notify.ts';
import { notificationSettings, openOutside, portalAddress } from './outside.ts';
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
  let why: number | null = null;
  let presses = 0;
  const preferred = app.getPreferredSystemLanguages();
  const tools = await desktopTools();

  const seen = (): Seen | null =>
    snapshot &&
    see(snapshot, {
      silentFor: seat?.silentFor() ?? 0,
      isOwner: seat?.isOwner() ?? true,
      preferred,
      now: tools.clock.wall(),
      why,
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
  Object.assign(inspection, { popUp: makeMenu, click: () => void opened.show() });
  opened.tray.on('right-click', popUp);
  opened.onHidden(() => {
    why = null;
  });
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
  followPower(seat);
  const notifier = createNotifier({
    isWatched: () => opened.isVisible(),
    act: actOn,
    delivered,
    shown: (words) => void inspection.notifications.push(words),
  });
  seat.watch((next) => {
    snapshot = next;
    const now = seen();
    if (now) notifier.take(next, now.frame.lang, tools.clock.wall());
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
        fix: (fix, id) => actOn(fix, id),
        act: (act, id) => send({ type: 'part.act', id, act, model: '' }),
        agree: () => send({ type: 'switch.answer', yes: true }),
        allow: () => carryOut({ type: 'notifications.allow' }),
        snooze: (forMs) => send({ type: 'notices.snooze', forMs }),
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
    if (wish.type === 'diary.copy') copyDiary(wish.span);
    if (wish.type === 'share.copy' && snapshot?.share)
      clipboard.writeText(shareLines(snapshot.share)[wish.which === 'cli' ? 0 : 1]);
    if (wish.type === 'portal.open' && snapshot) openOutside(portalAddress(snapshot), inspection);
    if (wish.type === 'notifications.allow') openOutside(notificationSettings, inspection);
  }

  /** What a button of a notification or the menu's own fix asks for. */
  function actOn(act: NoticeAct, id: string | null): void {
    if (act === 'start' || act === 'restart') return send({ type: 'part.act', id: id ?? '', act, model: '' });
    if (act === 'sign-in') return carryOut({ type: 'portal.open' });
    if (act === 'go-offline') return send({ type: 'mode.set', mode: 'offline' });
    if (act === 'go-online') return send({ type: 'return.confirm' });
    if (act === 'switch') return send({ type: 'switch.answer', yes: true });
    if (act === 'switch-again') return send({ type: 'switch.retry' });
    presses += 1;
    why = presses;
    void opened.show().then(draw);
  }

  function delivered(isShown: boolean, reason: string): void {
    if (!isShown) tools.log.write(`notification refused: ${reason}`);
    seat?.delivered(isShown);
  }

  function copyReport(): void {
    const frame = seen()?.frame;
    if (frame)
      clipboard.writeText(report(frame.snapshot, { ...frame, now: tools.clock.wall(), isAway: false }));
  }

  function copyDiary(span: Span): void {
    const frame = seen()?.frame;
    if (frame)
      clipboard.writeText(letterOf(frame.snapshot.outages, span, { ...frame, now: tools.clock.wall() }));
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
