import { type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'
import type { MethodOutput } from '#shared/rpc/define-contract.ts'
import { core, entities } from '../../../entities/core.ts'
import { readMessageText } from '../model/message-text.ts'
import { ContextMenu, type MenuEntry } from '../../../ui/menu.tsx'
import { describeNoteMenu } from '../../notes/index.ts'
import styles from './menu.module.css'

export type Abilities = MethodOutput<CoreContract, 'messages.getAbilities'>

export interface MenuActions {
  reply(messageId: MessageId): void
  note(messageId: MessageId): void
  edit(message: MessageView): void
  copy(text: string): void
  remove(messageId: MessageId, abilities: Abilities): void
  retry(messageId: MessageId): void
  discard(messageId: MessageId): void
}

interface Props {
  readonly chatId: ChatId
  readonly canWrite: boolean
  /** Whether the chat has internal notes. */
  readonly canNote: boolean
  readonly actions: MenuActions
  readonly children: ReactNode
}

interface Target {
  readonly message: MessageView
  readonly selectedText: string
  /** Absent until the core has answered; the items wait for it without moving. */
  readonly abilities?: Abilities | undefined
}

/** The menu of a message, by right click or by the menu key on the focused one. */
export function MessageMenu({ chatId, canWrite, canNote, actions, children }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const { t: noteWords } = useTranslation('notes')
  const [target, setTarget] = useState<Target | undefined>(undefined)
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
    return target === undefined ? [] : describeEntries(target)
  }

  function describeEntries({ message, selectedText, abilities }: Target): readonly MenuEntry[] {
    const text = readMessageText(message)
    const { link } = abilities ?? {}
    const { id, state } = message
    const entries: MenuEntry[] = []
    const add = (
      key: string,
      onSelect: () => void,
      part: Partial<Extract<MenuEntry, { kind: 'item' }>> = {},
    ): void => {
      entries.push({ kind: 'item', id: key, label: t(`menu.${key}` as 'menu.reply'), onSelect, ...part })
    }
    if (state !== 'sent') {
      if (state === 'failed' && message.failure?.canRetry === true)
        add('retry', () => {
          actions.retry(id)
        })
      if (text !== '')
        add('copyText', () => {
          actions.copy(text)
        })
      add(state === 'failed' ? 'discard' : 'stop', () => {
        actions.discard(id)
      })
      return entries
    }
    if (canWrite && message.content.kind !== 'service') {
      add(
        'reply',
        () => {
          actions.reply(id)
        },
        { shortcut: 'R', isDisabled: abilities?.canReply === false },
      )
    }
    if (canNote) {
      entries.push({
        kind: 'item',
        id: 'note',
        label: noteWords('onIt'),
        shortcut: 'N',
        onSelect: () => {
          actions.note(id)
        },
      })
    }
    if (message.isOutgoing && message.content.kind === 'text') {
      add(
        'edit',
        () => {
          actions.edit(message)
        },
        { isDisabled: abilities?.canEdit !== true },
      )
    }
    if (selectedText !== '') {
      add(
        'copySelection',
        () => {
          actions.copy(selectedText)
        },
        { shortcut: 'Ctrl C' },
      )
    }
    if (text !== '') {
      add(
        'copyText',
        () => {
          actions.copy(text)
        },
        selectedText === '' ? { shortcut: 'Ctrl C' } : {},
      )
    }
    add(
      'copyLink',
      () => {
        if (link !== undefined) actions.copy(link)
      },
      { isDisabled: link === undefined },
    )
    entries.push({ kind: 'separator', id: 'before-delete' })
    add(
      'delete',
      () => {
        if (abilities !== undefined) actions.remove(id, abilities)
      },
      {
        shortcut: 'Del',
        isDanger: true,
        isDisabled: !(abilities?.canDeleteForAll === true || abilities?.canDeleteForSelf === true),
      },
    )
    return entries
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
  return Number.isNaN(id)
    ? undefined
    : entities.messages
        .getState()
        .byId.get(chatId)
        ?.byId.get(id as MessageId)
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
