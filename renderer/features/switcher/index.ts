export { ShortcutOverview } from './shortcut-overview.tsx'
export { Switcher } from './switcher.tsx'
