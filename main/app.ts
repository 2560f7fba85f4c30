import { app } from 'electron';
import { typedForTerminal } from './core/started-as.ts';

// Electron is ready only once this module has been run to its end: a terminal is over before there is a Dock, a window or a
// lock, whether the menu-bar app runs or not. So one signed program is both faces, and none of it can be run as Node.
const typed = typedForTerminal(process.argv);
if (typed) {
  const [{ enter }, { loginDesk }] = await Promise.all([
    import('./terminal/enter.ts'),
    import('./desktop/login-desk.ts'),
  ]);
  app.exit(await enter(typed, loginDesk));
} else await import('./desktop/index.ts');
