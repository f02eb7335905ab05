import { describePeer } from './describe-message.ts'
import type { View } from './model.ts'
import type { World } from './world.ts'

/** Moves a chat to the archive (1) or back (0); it loses its pin. All sessions of the account are told. */
export function moveToFolder(world: World, view: View, folderId: 0 | 1): void {
  if (view.folderId === folderId) return
  const { chat, userId } = view
  view.folderId = folderId
  view.pinOrder = undefined
  const pts = world.account(userId).log.append({ kind: 'folder', chat, folderId })
  world.publisher.publish(
    userId,
    () => ({
      _: 'updateFolderPeers',
      folder_peers: [{ _: 'folderPeer', peer: describePeer(chat, userId), folder_id: folderId }],
      pts,
      pts_count: 1,
    }),
    [],
    chat,
  )
}

/** A new message of somebody else brings an archived chat back, unless the chat is muted. */
export function unarchive(world: World, view: View): void {
  if (view.folderId === 1 && !isMuted(world, view)) moveToFolder(world, view, 0)
}

const defaultNames = {
  private: 'inputNotifyUsers',
  basicGroup: 'inputNotifyChats',
  supergroup: 'inputNotifyChats',
  channel: 'inputNotifyBroadcasts',
} as const

export function isMuted(world: World, view: View): boolean {
  const { notifyDefaults } = world.account(view.userId)
  const until = view.mutedUntil ?? notifyDefaults.get(defaultNames[view.chat.kind]) ?? 0
  return until > world.now()
}
