import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { channels, type Frame, type PanelApi } from './contract.ts';

const api: PanelApi = {
  send: (wish) => ipcRenderer.invoke(channels.send, wish),
  read: () => ipcRenderer.invoke(channels.read),
  watch(show) {
    const listener = (_event: IpcRendererEvent, frame: Frame) => show(frame);
    ipcRenderer.on(channels.changed, listener);
    return () => {
      ipcRenderer.removeListener(channels.changed, listener);
    };
  },
};

contextBridge.exposeInMainWorld('offline', api);
