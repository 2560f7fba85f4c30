import type { Command } from '../main/core/command.ts';
import type { Span } from '../main/core/diary/view.ts';
import type { LocalState } from '../main/core/first/say.ts';
import type { LinkPage } from '../main/core/link.ts';
import type { LinkAsk, LinkTold } from '../main/core/link-answer.ts';
import type { AppPlace, LoginState } from '../main/core/login.ts';
import type { Problem, Result } from '../main/core/problem.ts';
import type { FileSetting } from '../main/core/settings.ts';
import type { Change } from '../main/core/settings-change.ts';
import type { LeftOut, Refused } from '../main/core/settings-file.ts';
import type { Snapshot } from '../main/core/snapshot.ts';
import type { ToldTool } from '../main/core/tool.ts';
import type { ToldUpdate } from '../main/core/updates/told.ts';

/** The three channels between the panel and the main process. There is no fourth. */
export const channels = { send: 'offline:send', read: 'offline:read', changed: 'offline:changed' } as const;

/** What the panel is shown. `isAway`: the engine has not been heard for `awayAfter`, so the snapshot is old. */
export interface Frame {
  readonly snapshot: Snapshot;
  readonly lang: 'en' | 'ko';
  readonly isAway: boolean;
  /** This process owns the engine; else the snapshot comes over the socket. */
  readonly isOwner: boolean;
  /** Somebody pressed "Why?" on a notification: show the evidence. Another number is another press. */
  readonly why: number | null;
  /** A menu line or a notification leads to this page; another number is another press. `report`: of the last drill. */
  readonly page: { readonly name: LinkPage | 'report' | 'set.update'; readonly n: number } | null;
  /** Whether the app opens at login; null where that cannot be said: no Mac, or a copy that was built here. */
  readonly login: LoginState | null;
  /** Where the app itself is; null as above. */
  readonly place: AppPlace | null;
  /** What came of asking for the local network; null where the system asks for no leave. */
  readonly local: LocalState | null;
  /** macOS does not show the icon, and nobody has gone to see why since. */
  readonly isHidden: boolean;
  /** Whether the keys of the setting open the panel; `taken`: another app has them. */
  readonly shortcut: 'off' | 'works' | 'taken';
  /** What a link asks, or why one was left alone, until somebody has answered or a minute has passed. Another number is another link. */
  readonly link: FrameLink | null;
  /** A code for what went wrong in this app itself, until somebody has seen it. */
  readonly bug: string | null;
  /** The doctor's report, while somebody reads it. */
  readonly doctor?: ShownDoctor | null;
  /** This app: its version with the commit, and where its files are. */
  readonly about: { readonly version: string; readonly folder: string };
  /** The command in a shell; null until somebody has looked. */
  readonly tool: ToldTool | null;
  /** What came of the last file of settings; null: there was none, or it was put away. */
  readonly file: ToldFile | null;
  /** How updates of this app stand. */
  readonly update: ToldUpdate;
}

/** A report as it is shown, copied and saved. */
export interface ShownDoctor {
  /** In ms since the epoch. */
  readonly at: number;
  /** What looks wrong, a sentence each. */
  readonly findings: readonly string[];
  /** So many of them, the first, keep something from working. */
  readonly bad: number;
  readonly text: string;
  /** What became of saving it; null while nobody has. */
  readonly saved: { readonly isDone: boolean; readonly text: string } | null;
}

export type FrameLink =
  | { readonly n: number; readonly asks: LinkAsk; readonly told: null }
  | { readonly n: number; readonly asks: null; readonly told: LinkTold };

export type ToldFile =
  | { readonly is: 'saved'; readonly path: string; readonly left: readonly LeftOut[] }
  /** What it would change, and what is not taken from it. Nothing has been changed yet. */
  | {
      readonly is: 'read';
      readonly path: string;
      readonly changes: readonly Change[];
      readonly refused: readonly Refused[];
    }
  | { readonly is: 'taken' }
  | { readonly is: 'refused'; readonly problem: Problem };

/** Wishes that concern the app and not the engine. */
export type PanelWish =
  /** The content is this high, in CSS px; the window follows within its bounds. */
  | { readonly type: 'panel.fit'; readonly height: number }
  | { readonly type: 'panel.close' }
  /** The evidence as text, onto the clipboard. */
  | { readonly type: 'report.copy' }
  /** The outages of the last day, week or month as a table, onto the clipboard. */
  | { readonly type: 'diary.copy'; readonly span: Span }
  /** The same as a file, where the person says in the system's window; the answer comes when it is saved. */
  | { readonly type: 'diary.export'; readonly span: Span }
  /** The report of the last drill as Markdown, onto the clipboard. */
  | { readonly type: 'drill.copy' }
  /** Look for what is wrong, and show the report; or no more. */
  | { readonly type: 'doctor.look' | 'doctor.close' }
  /** The report as it is shown, onto the clipboard, or into a file that the person chooses in the system's window. */
  | { readonly type: 'doctor.copy' | 'doctor.save' }
  /** A line that another machine needs, onto the clipboard. */
  | { readonly type: 'share.copy'; readonly which: 'cli' | 'claw' }
  /** What to type for a container of that form, or to see which ways lead out of it, onto the clipboard. */
  | { readonly type: 'form.copy'; readonly which: 'D' | 'B' | 'A' | 'isolation' }
  /** Open the sign-in page of a captive portal in the browser. */
  | { readonly type: 'portal.open' }
  /** See how the command in a shell stands; or the line that a shell's profile needs, onto the clipboard. */
  | { readonly type: 'tool.look' | 'tool.copy' }
  /** Make its link where the person was shown, or take it away; the answer comes when that is done. */
  | { readonly type: 'tool.install' | 'tool.remove'; readonly at: string }
  /** Show where the log is, or where this app's files are. */
  | { readonly type: 'log.show' | 'files.show' }
  /** Open System Settings where notifications are allowed. */
  | { readonly type: 'notifications.allow' }
  /** Show one notification, so that macOS asks whether there may be any. */
  | { readonly type: 'notifications.try' }
  /** Ask the router, so that macOS asks whether the local network may be; or open System Settings where it is allowed. */
  | { readonly type: 'local.try' | 'local.allow' }
  /** Let the person choose a file or folder of their own, in the system's window; or none. */
  | { readonly type: 'file.choose' | 'file.none'; readonly key: FileSetting }
  /** Settings to a file, or from one, both chosen in the system's window; what was read is used, or put away. */
  | { readonly type: `settings.${'export' | 'import' | 'use' | 'leave'}` }
  /** Ask for a newer version now; fetch it; restart into it; open the page of the releases in the browser. */
  | { readonly type: `update.${'look' | 'get' | 'restart' | 'page'}` }
  /** Open the app at login, or no more. */
  | { readonly type: 'login.set'; readonly on: boolean }
  /** Open System Settings where what opens at login is allowed; move the app to the Applications folder. */
  | { readonly type: 'login.allow' | 'app.move' }
  /** Open System Settings where the menu bar is allowed. */
  | { readonly type: 'menu-bar.allow' }
  /** What the person says to a link, by its number: an older one is answered by nothing. */
  | { readonly type: 'link.answer'; readonly n: number; readonly yes: boolean }
  /** The panel could not draw, or something in it went wrong. */
  | { readonly type: 'bug.tell'; readonly name: string; readonly stack: string }
  | { readonly type: 'bug.seen' }
  /** Load the panel anew. */
  | { readonly type: 'panel.reload' };

export type Wish = Command | PanelWish;

/** `window.offline` in the panel. */
export interface PanelApi {
  send(wish: Wish): Promise<Result<null>>;
  /** The last frame, or null while there is none yet. */
  read(): Promise<Frame | null>;
  watch(show: (frame: Frame) => void): () => void;
}

declare global {
  var offline: PanelApi;
}
