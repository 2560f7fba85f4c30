import { app } from 'electron';
import type { Frame } from '../../preload/contract.ts';
import { type LoginState, opensAtLogin } from '../core/login.ts';
import { versionSay } from '../core/version.ts';
import type { Paths } from '../engine/paths.ts';
import type { Tools } from '../engine/tools/tools.ts';
import { loginNow, openAtLogin } from './login.ts';
import { openPlace } from './place.ts';
import { showFiles, showLog } from './shown-files.ts';
import { openTool, type ToolDesk } from './tool.ts';

/** This copy of the app as something on a disk: where it is, whether it opens at login, its command, its files. */
export interface OwnApp {
  facts(): Pick<Frame, 'login' | 'place' | 'tool' | 'about'>;
  /** Reads again whether it opens at login: System Settings says nothing of a change there. */
  look(): void;
  openAtLogin(isOn: boolean): void;
  /** To the Applications folder. */
  move(): void;
  /** In the Finder. */
  show(what: 'log' | 'files'): void;
  readonly tool: ToolDesk;
}

interface Room {
  readonly tools: Tools;
  readonly paths: Paths;
  /** The engine is told whether somebody will be there after a restart. */
  opens(isOpening: boolean | null): void;
  /** It is about to quit and to be started again, or is not. */
  leaving(isLeaving: boolean): void;
  changed(): void;
}

export function openOwn({ tools, paths, opens, leaving, changed }: Room): OwnApp {
  let login: LoginState | null = null;
  const place = openPlace({ log: tools.log, leaving, changed });
  const tool = openTool({ tools, place: place.now, changed });
  const about = { version: versionSay(app.getVersion(), __COMMIT__), folder: paths.folder };

  function be(now: LoginState | null): void {
    login = now;
    opens(opensAtLogin(now));
  }

  return {
    facts: () => ({ login, place: place.now(), tool: tool.now(), about }),
    look: () => be(loginNow()),
    openAtLogin(isOn) {
      be(openAtLogin(isOn));
      changed();
    },
    move: place.move,
    show: (what) => void (what === 'log' ? showLog : showFiles)(paths, tools),
    tool,
  };
}
