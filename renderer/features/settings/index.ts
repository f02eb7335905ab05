export { forgetSettings } from './forget-settings.ts'
export { SettingsDialogs } from './settings-dialogs.tsx'
