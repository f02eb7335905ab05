export { askPermission, readPermission } from './notification-screen.ts'
export { useBadge } from './use-badge.ts'
export { useNotifications } from './use-notifications.ts'
