/** What macOS knows this app by. A new one would be another app: its permissions, login item and notifications stay behind. */
export const appId = 'app.offline-mode.desktop';
