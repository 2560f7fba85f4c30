import { app, session } from 'electron';

/** The window draws and asks us; it goes nowhere, loads nothing from elsewhere and is granted nothing. */
export function lockDown(rendererFolder: string): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !mayLoad(url, rendererFolder) }),
  );
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Our own files, and the developer tools' own pages (which a packed app cannot open). */
export function mayLoad(url: string, rendererFolder: string): boolean {
  return url.startsWith(rendererFolder) || url.startsWith('devtools://') || url.startsWith('data:image/');
}
