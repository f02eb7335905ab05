import type { TFunction } from 'i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ShortcutId } from '../../../lib/hotkeys/shortcuts.ts'
import type { MenuEntry } from '../../../ui/menu.tsx'
import { describeRowMenu } from '../../triage/index.ts'

interface Source {
  readonly chat: ChatView
  readonly username: string | undefined
  readonly words: TFunction<'conversation'>
  readonly listWords: TFunction<'chat-list'>
  readonly labelOf: (id: ShortcutId) => string | undefined
  readonly onJumpToEnd: () => void
  readonly onCopy: (text: string) => void
}

/** What can be done with the chat's row, and what only the open chat has. */
export function describeMenu(source: Source): readonly MenuEntry[] {
  const { chat, username, words, listWords, labelOf, onJumpToEnd, onCopy } = source
  const ofRow = describeRowMenu(chat, { t: listWords, labelKeys: labelOf, onChange: () => undefined }).filter(
    ({ id }) => id !== 'open' && id !== 'after-open',
  )
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
