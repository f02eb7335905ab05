export { Conversation } from './lazy-conversation.tsx'
export { useRowPreview } from './model/use-row-preview.ts'
