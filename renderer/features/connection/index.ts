export { ConnectionBar } from './connection-bar.tsx'
export { DemoBanner } from './demo-banner.tsx'
export { KeptAccount } from './kept-account.tsx'
export { Notices } from './notices.tsx'
