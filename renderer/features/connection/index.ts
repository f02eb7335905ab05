export { ConnectionBar } from './connection-bar.tsx'
export { DemoBanner } from './demo-banner.tsx'
export { Notices } from './notices.tsx'
