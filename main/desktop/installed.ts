import { app } from 'electron';

/**
 * A copy that a person has installed, and not one that was built here: what macOS is told of that would be about its Electron. Only
 * an unpacked app under test may claim to be one.
 */
export const isInstalled = (): boolean => app.isPackaged || process.env.OFFLINE_MODE_INSPECT === 'installed';
