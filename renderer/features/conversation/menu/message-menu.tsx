import { type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'
import { core, entities } from '../../../entities/core.ts'
import { ContextMenu, type MenuEntry } from '../../../ui/menu.tsx'
import { describeNoteMenu } from '../../notes/index.ts'
import { readMessage } from '../model/read-messages.ts'
import { describeMessageMenu, type MenuActions, type MenuTarget } from './describe-message-menu.ts'
import styles from './menu.module.css'

interface Props {
  readonly chatId: ChatId
  readonly canWrite: boolean
  /** Whether the chat has internal notes. */
  readonly canNote: boolean
  readonly actions: MenuActions
  readonly children: ReactNode
}

/** The menu of a message, by right click or by the menu key on the focused one. */
export function MessageMenu({ chatId, canWrite, canNote, actions, children }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const { t: noteWords } = useTranslation('notes')
  const [target, setTarget] = useState<MenuTarget | undefined>(undefined)
  const [note, setNote] = useState<NoteView>()
  const asked = useRef(0)

  const choose = (event: MouseEvent & { preventBaseUIHandler?: () => void }): void => {
    const pressedNote = findNote(chatId, event.target)
    setNote(pressedNote)
    if (pressedNote !== undefined) return
    const message = findMessage(chatId, event.target)
    if (message === undefined) {
      event.preventDefault()
      event.preventBaseUIHandler?.()
      return
    }
    setTarget({ message, selectedText: readSelection(event.target) })
    asked.current += 1
    const number = asked.current
    if (message.state !== 'sent') return
    void core.calls['messages.getAbilities']({ chatId, messageId: message.id }).then((result) => {
      if (number !== asked.current) return
      if (result.ok)
        setTarget((before) => (before === undefined ? before : { ...before, abilities: result.value }))
    })
  }

  return (
    <ContextMenu entries={listEntries()}>
      <div className={styles.area} onContextMenu={choose}>
        {children}
      </div>
    </ContextMenu>
  )

  function listEntries(): readonly MenuEntry[] {
    if (note !== undefined) return describeNoteMenu(note, noteWords)
    return target === undefined
      ? []
      : describeMessageMenu(target, { t, noteWords, actions, canWrite, canNote })
  }
}

function findNote(chatId: ChatId, target: EventTarget): NoteView | undefined {
  if (!(target instanceof Element)) return undefined
  const id = target.closest('[data-note-id]')?.getAttribute('data-note-id')
  return entities.notes
    .getState()
    .byId.get(chatId)
    ?.find((note) => note.id === id)
}

function findMessage(chatId: ChatId, target: EventTarget): MessageView | undefined {
  if (!(target instanceof Element)) return undefined
  const id = Number(target.closest('[data-message-id]')?.getAttribute('data-message-id') ?? Number.NaN)
  return Number.isNaN(id) ? undefined : readMessage(chatId, id as MessageId)
}

/** The selection, when it touches the message that the menu is for. */
function readSelection(target: EventTarget): string {
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || !(target instanceof Element)) return ''
  const row = target.closest('[data-message-id]')
  return row !== null && selection.containsNode(row, true)
    ? selection
        .toString()
        .replaceAll(/[\u2066-\u2069]/gu, '')
        .trim()
    : ''
}
