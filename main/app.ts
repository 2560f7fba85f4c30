import { app } from 'electron';
import { typedForTerminal } from './core/started-as.ts';

// Electron is ready only once this module has been run to its end: a terminal is over before there is a Dock, a window or a
// lock, whether the menu-bar app runs or not. So one signed program is both faces, and none of it can be run as Node.
const typed = typedForTerminal(process.argv);
if (typed) {
  // As Node ends a command that has gone wrong; Electron would show a window, or only say so and go on.
  const broken = (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : 'unknown'}\n`);
    app.exit(1);
  };
  process.on('uncaughtException', broken).on('unhandledRejection', broken);
  const [{ enter }, { drained }, { loginDesk }] = await Promise.all([
    import('./terminal/enter.ts'),
    import('./terminal/drained.ts'),
    import('./desktop/login-desk.ts'),
  ]);
  const code = await enter(typed, loginDesk);
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  app.exit(code);
} else await import('./desktop/index.ts');
