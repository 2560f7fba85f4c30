import { app, globalShortcut, Menu, screen, systemPreferences } from 'electron';
import type { Command } from '../core/command.ts';
import type { Span } from '../core/diary/view.ts';
import { runningIn } from '../core/drill/shown.ts';
import type { NoticeAct } from '../core/notice-words.ts';
import { fail, type Result } from '../core/problem.ts';
import type { Mode } from '../core/settings.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { awayAfter } from '../core/times.ts';
import { ownPaths } from '../engine/paths.ts';
import { type Seat, takeSeat } from '../engine/seat.ts';
import { keepMode } from '../engine/stores.ts';
import { hearArrivals, registerLinks } from './arrivals.ts';
import { sayProblem, watchBugs } from './bugs.ts';
import { openDoctor } from './doctor.ts';
import { exportDiary } from './export.ts';
import { type Seen, see } from './face.ts';
import { chooseExport, chooseImport } from './files.ts';
import { isFirstGreeting } from './greeting.ts';
import { createHotkey } from './hotkey.ts';
import { iconFile, keepIcon } from './icon.ts';
import { type IconWatch, watchIcon } from './icon-watch.ts';
import { openInspection } from './inspect.ts';
import { type Answer, listen } from './ipc.ts';
import { openLead, type PageName } from './lead.ts';
import { createLinks } from './links.ts';
import { openLocalLeave } from './local.ts';
import { type MenuActs, menuLines } from './menu.ts';
import { createNotifier } from './notify.ts';
import { openOwn } from './own.ts';
import { openPanel, type Panel, rendererFolder } from './panel.ts';
import { followPower } from './power.ts';
import { greetedAt } from './prefs.ts';
import { commandOf } from './press.ts';
import { openQuit } from './quit.ts';
import { lockDown } from './security.ts';
import { holdSettingsFile } from './settings-file.ts';
import { openUpdates } from './updates.ts';
import { wayOut } from './way-out.ts';
import { carryOut } from './wishes.ts';
import { desktopTools } from './world.ts';

/** Ages in tooltip and menu go on although nothing happens; so does the watch for a silent engine. In ms. */
const refresh = 5_000;
/** So long (ms) giving back and saving may take before the app ends all the same: more than the engine waits for Wi-Fi. */
const leaveMost = 30_000;

interface Leaving {
  readonly mode?: Mode | null;
  readonly relaunch?: (() => void) | null;
}

/** Puts the Electron face together. Decides nothing: the engine does. */
export async function runDesktop(): Promise<void> {
  let seat: Seat | null = null;
  let isLeaving = false;
  let hasLeft = false;
  let panel: Panel | null = null;
  let snapshot: Snapshot | null = null;
  const leading = openLead();
  const arrivals = hearArrivals();
  const preferred = app.getPreferredSystemLanguages();
  const paths = ownPaths(process.env, process.platform);
  const tools = await desktopTools();
  const local = openLocalLeave(tools, draw);
  let watch: IconWatch | null = null;
  let icon: ReturnType<typeof keepIcon> | null = null;
  const bugs = watchBugs(tools.log, draw);
  const own = openOwn({
    ...{ tools, paths, changed: draw },
    opens: (isOpening) => seat?.atLogin(isOpening),
    leaving: (isSo) => quitting.unasked(isSo),
  });
  const quitting = openQuit({
    ...{ clock: tools.clock, snapshot: () => snapshot, send: wish, leave: (mode) => void leave({ mode }) },
    isOwner: () => seat?.isOwner() ?? false,
    lang: () => seen()?.frame.lang ?? 'en',
    watch: (show) => seat?.watch(show) ?? (() => {}),
    ask: async (options) => panel?.ask(options) ?? 0,
  });
  const hotkey = createHotkey(globalShortcut, toggle);
  const links = createLinks({
    clock: tools.clock,
    snapshot: () => snapshot,
    open: lead,
    send: wish,
    changed: draw,
  });

  const acts: MenuActs = {
    setMode: (mode) => send({ type: 'mode.set', mode }),
    again: () => send({ type: 'look.again' }),
    fix: actOn,
    act: (act, id) => send({ type: 'part.act', id, act, model: '' }),
    agree: () => send({ type: 'switch.answer', yes: true }),
    allow: () => carry({ type: 'notifications.allow' }),
    snooze: (forMs) => send({ type: 'notices.snooze', forMs }),
    open: () => void panel?.show(),
    lead,
    stopDrill: () => send({ type: 'drill.stop' }),
    checkUpdate,
    useUpdate: () => void useUpdate(),
    quit: () => app.quit(),
  };
  const doctor = openDoctor({
    ...{ tools, paths, version: app.getVersion(), commit: __COMMIT__, changed: draw, seen: () => seen() },
    comeBack: () => void panel?.show(),
  });
  const settingsFile = holdSettingsFile({
    ...{ files: tools.files, chooseExport, chooseImport },
    send: async (command) => seat?.send(command) ?? fail('owner-silent', 'engine'),
  });

  const updates = openUpdates({
    ...{ tools, changed: draw, leave: (relaunch) => void leave({ relaunch }) },
    facts: () => snapshot && { ...snapshot, isAway: (seat?.silentFor() ?? 0) > awayAfter },
  });

  const seen = (): Seen | null =>
    snapshot &&
    see(snapshot, {
      silentFor: seat?.silentFor() ?? 0,
      isOwner: seat?.isOwner() ?? true,
      preferred,
      now: tools.clock.wall(),
      ...leading.now(),
      ...own.facts(),
      local: local.now(),
      isHidden: watch?.isHidden() ?? false,
      shortcut: hotkey.now(),
      link: links.now(),
      bug: bugs.now(),
      doctor: doctor.shown(),
      file: settingsFile.told(snapshot.settings),
      update: updates.now(),
    });

  listen({
    owns: (event) => panel?.owns(event) ?? false,
    send: wish,
    frame: () => seen()?.frame ?? null,
    carryOut: carry,
    answer,
  });

  await app.whenReady();
  // Text fields need Cut, Copy and Paste. Without a View menu nothing zooms a panel that is measured in CSS px.
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]));
  lockDown(rendererFolder);
  own.look();
  const opened = await openPanel({
    icon: iconFile('unknown'),
    current: () => seen()?.frame ?? null,
    isIconHidden: () => watch?.isHidden() ?? false,
  });
  panel = opened;
  watch = watchIcon(opened.tray, screen);
  registerLinks();
  const inspection = openInspection();
  icon = keepIcon(
    opened.tray,
    inspection,
    () => systemPreferences.getAnimationSettings().prefersReducedMotion,
  );
  Object.assign(inspection, { popUp: makeMenu, click: () => void opened.show() });
  opened.tray.on('right-click', popUp);
  opened.onHidden(leading.forget);
  arrivals.follow({ take: links.take, show: () => void opened.show() });
  // A panel that was closed or has crashed is no reason to end: the icon stays and the engine goes on.
  app.on('window-all-closed', () => {});
  app.on('before-quit', (event) => {
    if (hasLeft || (!seat && !isLeaving)) return;
    // Also a second time: what a drill has taken is still being given back.
    event.preventDefault();
    if (!isLeaving) quitting.wanted();
  });

  const taken = await takeSeat({
    tools,
    paths,
    version: app.getVersion(),
    commit: __COMMIT__,
    owner: 'app',
    isResuming: true,
    isConsenting: false,
  });
  if (!taken.ok) return sayProblem(opened.tray, taken.problem, preferred);
  seat = taken.value;
  followPower(seat, { goingDown: () => quitting.unasked(true) });
  const notifier = createNotifier({
    isWatched: () => opened.isVisible(),
    act: actOn,
    delivered,
    shown: (words) => void inspection.notifications.push(words),
  });
  seat.watch((next) => {
    const isFirst = snapshot === null;
    snapshot = next;
    hotkey.want(next.settings.shortcut);
    if (isFirst) links.ready();
    const now = seen();
    if (now) notifier.take(next, now.frame.lang, tools.clock.wall());
    updates.tick(opened.isVisible());
    draw();
  });
  setInterval(() => {
    watch?.look();
    hotkey.again();
    updates.tick(opened.isVisible());
    draw();
    if (!opened.isVisible()) return;
    // Somebody looks: the engine looks sooner, for as long as this is said again.
    send({ type: 'attention.ask', pace: 'eager', forMs: 2 * refresh });
    own.look();
  }, refresh);
  setInterval(() => snapshot && runningIn(snapshot) && draw(), 1_000);
  greet(opened);

  function draw(): void {
    const now = seen();
    if (!now) return;
    icon?.show(now.view, now.title);
    panel?.send(now.frame);
  }

  function send(command: Command): void {
    void seat?.send(command);
  }

  async function wish(command: Command): Promise<Result<null>> {
    return seat?.send(command) ?? fail('owner-silent', 'engine');
  }

  function answer(wish: Answer): Promise<Result<null>> {
    if (wish.type === 'link.answer') return links.answer(wish.n, wish.yes);
    if (wish.type === 'diary.export') return saveDiary(wish.span);
    return wish.type === 'tool.install' ? own.tool.install(wish.at) : own.tool.remove(wish.at);
  }

  /** The panel goes while the system's own window has the focus, and hears how that ended when it is back. */
  async function saveDiary(span: Span): Promise<Result<null>> {
    const frame = seen()?.frame;
    if (!frame) return fail('owner-silent', 'engine');
    const saved = await exportDiary(span, frame, { tools, paths });
    await panel?.show();
    return saved;
  }

  function toggle(): void {
    if (panel?.isVisible()) panel.hide();
    else void panel?.show();
  }

  function makeMenu(): void {
    const now = seen();
    inspection.menu = now && Menu.buildFromTemplate(menuLines(now, acts));
  }

  function carry(wanted: Parameters<typeof carryOut>[0]): void {
    carryOut(wanted, {
      ...{ inspection, send, bugs, doctor, settingsFile, own, updates, draw },
      now: () => tools.clock.wall(),
      panel: () => panel,
      frame: () => seen()?.frame ?? null,
      tryNotice: () => notifier.sample(seen()?.frame.lang ?? 'en'),
      tryLocal: local.ask,
      iconSought: () => watch?.forget(),
    });
  }

  function popUp(): void {
    makeMenu();
    if (inspection.menu) opened.tray.popUpContextMenu(inspection.menu);
  }

  /** What a button of a notification or the menu's own fix asks for. */
  function actOn(act: NoticeAct, id: string | null): void {
    const command = commandOf(act, id ?? '');
    if (command) return send(command);
    if (act === 'sign-in') return void carry({ type: 'portal.open' });
    lead(act === 'prepare' || act === 'report' || act === 'drill' || act === 'home' ? act : null);
  }

  /** Opens the panel on that page; null: where the evidence is. */
  function lead(name: PageName | null): void {
    const shown = panel?.show();
    leading.to(name);
    void shown?.then(draw);
  }

  /** What came of it is read on the page of updates. */
  function checkUpdate(): void {
    lead('set.update');
    void updates.look();
  }

  /** What stands against it is read there, too. */
  async function useUpdate(): Promise<void> {
    await updates.restart();
    if (updates.now().held || updates.now().is === 'failed') lead('set.update');
  }

  function delivered(isShown: boolean, reason: string): void {
    if (!isShown) tools.log.write('warn', 'notification', reason);
    seat?.delivered(isShown);
  }

  /** On the first start the panel opens by itself, once, because nothing is asked before the person says so. */
  function greet(opened: Panel): void {
    if (snapshot?.probing !== 'not-yet') return;
    if (isFirstGreeting(greetedAt, tools.clock.wall(), tools)) void opened.show();
  }

  /** Gives back and saves what there is. `mode`: kept for the next start. `relaunch`: the way to end where a new version is to be opened. */
  async function leave({ mode = quitting.owed(), relaunch = null }: Leaving): Promise<void> {
    if (isLeaving) return;
    const left = seat;
    isLeaving = true;
    const useUpdate = updates.quitting();
    seat = null;
    icon?.stop();
    hotkey.stop();
    tools.clock.after(leaveMost, () => app.exit(0));
    await wayOut({
      async giveBack() {
        const stood = await left?.leave(async () => mode !== null && keepMode(tools, paths, mode));
        // It takes up to half a minute: a new version goes by what is so after it, too.
        snapshot = stood ?? snapshot;
      },
      ...{ useUpdate, log: tools.log },
      end() {
        if (relaunch === null) return app.exit(0);
        hasLeft = true;
        relaunch();
      },
    });
  }
}
