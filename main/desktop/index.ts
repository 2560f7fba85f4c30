import { app } from 'electron';
import { giveUpStarting } from './bugs.ts';
import { runDesktop } from './desktop.ts';

// Nothing that this process makes may be read by others.
process.umask(0o077);

// Handled before anything else: the second start only shows the panel of the first.
if (app.requestSingleInstanceLock()) void runDesktop().catch(giveUpStarting);
else app.quit();
