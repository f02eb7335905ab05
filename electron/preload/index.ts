import { contextBridge, ipcRenderer } from 'electron/renderer'
import {
  corePortMessageKind,
  type CoreState,
  type NotificationAction,
  type OpenExternalResult,
  type ShellApi,
  type ShellBadge,
  type ShellNotification,
} from '#shared/contract/shell-contract.ts'
import { shellChannels } from './shell-channels.ts'

const shellApi: ShellApi = Object.freeze({
  host: 'electron' as const,
  requestCorePort: () => {
    ipcRenderer.send(shellChannels.requestCorePort)
  },
  onCoreState: (listener: (state: CoreState) => void) => {
    let isListening = true
    let hasNews = false
    const onNews = (_event: unknown, state: CoreState): void => {
      hasNews = true
      listener(state)
    }
    ipcRenderer.on(shellChannels.coreState, onNews)
    void ipcRenderer.invoke(shellChannels.getCoreState).then((state: CoreState) => {
      // A state that was sent meanwhile is newer than this answer.
      if (isListening && !hasNews) listener(state)
    })
    return () => {
      isListening = false
      ipcRenderer.off(shellChannels.coreState, onNews)
    }
  },
  restartCore: () => {
    ipcRenderer.send(shellChannels.restartCore)
  },
  openExternal: (url: string): Promise<OpenExternalResult> =>
    ipcRenderer.invoke(shellChannels.openExternal, url) as Promise<OpenExternalResult>,
  showNotification: (notification: ShellNotification) => {
    ipcRenderer.send(shellChannels.showNotification, notification)
  },
  closeNotification: (id: string) => {
    ipcRenderer.send(shellChannels.closeNotification, id)
  },
  onNotificationAction: (listener: (action: NotificationAction) => void) => {
    const onAction = (_event: unknown, action: NotificationAction): void => {
      listener(action)
    }
    ipcRenderer.on(shellChannels.notificationAction, onAction)
    return () => {
      ipcRenderer.off(shellChannels.notificationAction, onAction)
    }
  },
  setBadge: (badge: ShellBadge) => {
    ipcRenderer.send(shellChannels.setBadge, badge)
  },
})

contextBridge.exposeInMainWorld('watchfloor', shellApi)

// A port cannot pass through the bridge; it goes to the page as a window message, for this very origin alone.
ipcRenderer.on(shellChannels.corePort, (event) => {
  window.postMessage({ kind: corePortMessageKind }, location.origin, event.ports)
})
