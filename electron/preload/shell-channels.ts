/** Names of the messages between the main process and the preload script. */
export const shellChannels = {
  requestCorePort: 'shell:request-core-port',
  corePort: 'shell:core-port',
  getCoreState: 'shell:get-core-state',
  coreState: 'shell:core-state',
  restartCore: 'shell:restart-core',
  openExternal: 'shell:open-external',
  showNotification: 'shell:show-notification',
  closeNotification: 'shell:close-notification',
  notificationAction: 'shell:notification-action',
  setBadge: 'shell:set-badge',
} as const
