export {
  askForStar,
  movePin,
  sayNoReplyNeeded,
  stopMarking,
  togglePin,
  toggleStar,
  undoMarkAllRead,
} from './commands.ts'
export { DigestBar } from './digest-bar.tsx'
export { describeRowMenu } from './menu/describe-row-menu.ts'
export { useTriageKeys } from './use-triage-keys.ts'
