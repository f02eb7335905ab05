import type { TFunction } from 'i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ShortcutId } from '../../../lib/hotkeys/shortcuts.ts'
import type { MenuEntry } from '../../../ui/menu.tsx'
import { describeRowMenu } from '../../chat-list/menu/describe-row-menu.ts'

interface Source {
  readonly chat: ChatView
  readonly username: string | undefined
  readonly words: TFunction<'conversation'>
  readonly listWords: TFunction<'chat-list'>
  readonly labelOf: (id: ShortcutId) => string | undefined
  readonly onJumpToEnd: () => void
  readonly onCopy: (text: string) => void
}

const keysOfEntries: Readonly<Record<string, ShortcutId>> = {
  star: 'chat.star',
  unstar: 'chat.star',
  pin: 'chat.pin',
  noReply: 'chat.noReply',
  read: 'chat.toggleRead',
  unmute: 'chat.mute',
}

/** What can be done with the chat's row, and what only the open chat has. */
export function describeMenu(source: Source): readonly MenuEntry[] {
  const { chat, username, words, listWords, labelOf, onJumpToEnd, onCopy } = source
  const ofRow = describeRowMenu(chat, listWords, () => undefined)
    .filter(({ id }) => id !== 'open' && id !== 'after-open')
    .map((entry) => addKeys(entry, labelOf))
  const handle = username === undefined || username === '' ? undefined : `@${username}`
  return [
    ...ofRow,
    { kind: 'separator', id: 'before-conversation' },
    { kind: 'item', id: 'end', label: words('header.jumpToEnd'), onSelect: onJumpToEnd },
    {
      kind: 'item',
      id: 'title',
      label: words('header.copyTitle'),
      onSelect: () => {
        onCopy(chat.title)
      },
    },
    ...(handle === undefined
      ? []
      : [
          {
            kind: 'item',
            id: 'username',
            label: words('header.copyUsername', { username: handle }),
            onSelect: () => {
              onCopy(handle)
            },
          } as const,
        ]),
  ]
}

function addKeys(entry: MenuEntry, labelOf: Source['labelOf']): MenuEntry {
  const id = keysOfEntries[entry.id]
  const shortcut = id === undefined ? undefined : labelOf(id)
  return entry.kind === 'item' && shortcut !== undefined ? { ...entry, shortcut } : entry
}
