/** How a system knows the app, and what its own folders are called by. The packager uses the same. */
export const appId = 'app.offline-mode.desktop';
/** What the app is called: its bundle, and its folder among application data. */
export const appName = 'Offline Mode';
/** What downloads updates keeps them in a folder of this name. */
export const updaterName = 'offline-mode-updater';
