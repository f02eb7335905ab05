export { ChatListPanel } from './chat-list-panel.tsx'
export { ListSkeleton, useAnswered } from './empty-list.tsx'
