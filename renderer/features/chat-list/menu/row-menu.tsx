import { type MouseEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { useChat } from '../../../entities/hooks.ts'
import { useShortcutLabels } from '../../../lib/hotkeys/use-shortcut.ts'
import { ContextMenu } from '../../../ui/menu.tsx'
import { listViewStore } from '../../../shell/list-view.ts'
import { rowElementId } from '../row/chat-row.tsx'
import { findRowAt } from '../row/find-row.ts'
import { describeRowMenu } from '../../triage/index.ts'

interface Props {
  readonly children: ReactElement<Record<string, unknown>>
  /** Keeps the rows where they are while the menu is open. */
  readonly hold: () => Cancel
  /** A command was chosen that may move the row. */
  readonly onChange: () => void
}

/** The menu of a row: by right click, or by the menu key for the row where the keyboard stands. */
export function RowMenu({ children, hold, onChange }: Props): ReactNode {
  const { t } = useTranslation('chat-list')
  const labelKeys = useShortcutLabels()
  const [chatId, setChatId] = useState<ChatId>()
  const chat = useChat(chatId)
  const release = useRef<Cancel | undefined>(undefined)
  useEffect(
    () => () => {
      release.current?.()
    },
    [],
  )

  const choose = (event: MouseEvent & { preventBaseUIHandler?: () => void }): void => {
    const target = findRowAt(event.target)
    if (target !== undefined) {
      setChatId(target)
      return
    }
    event.preventDefault()
    event.preventBaseUIHandler?.()
    openAtCursor()
  }

  return (
    <ContextMenu
      entries={chat === undefined ? [] : describeRowMenu(chat, { t, labelKeys, onChange })}
      onOpenChange={(isOpen) => {
        release.current?.()
        release.current = isOpen ? hold() : undefined
      }}
    >
      <div style={{ display: 'contents' }} role="presentation" onContextMenu={choose}>
        {children}
      </div>
    </ContextMenu>
  )
}

/** The menu key fires at the listbox, which has the focus; the menu opens at the row of the cursor. */
function openAtCursor(): void {
  const { cursor } = listViewStore.getState()
  const row = cursor === undefined ? null : document.getElementById(rowElementId(cursor))
  if (row === null) return
  const { left, bottom } = row.getBoundingClientRect()
  row.dispatchEvent(
    new window.MouseEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      clientX: left + 24,
      clientY: bottom - 4,
    }),
  )
}
