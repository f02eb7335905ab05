export { Conversation } from './conversation.tsx'
export { useRowPreview } from './model/use-row-preview.ts'
