import type { TFunction } from 'i18next'
import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { MethodOutput } from '#shared/rpc/define-contract.ts'
import type { MenuEntry } from '../../../ui/menu.tsx'
import { readMessageText } from '../model/message-text.ts'

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

export interface MenuTarget {
  readonly message: MessageView
  readonly selectedText: string
  /** Absent until the core has answered; the items wait for it without moving. */
  readonly abilities?: Abilities | undefined
}

export interface MenuParts {
  readonly t: TFunction<'conversation'>
  readonly noteWords: TFunction<'notes'>
  readonly actions: MenuActions
  readonly canWrite: boolean
  readonly canNote: boolean
}

type ItemPart = Partial<Extract<MenuEntry, { kind: 'item' }>>

/** What can be done with a message, in the order of the menu. */
export function describeMessageMenu(target: MenuTarget, parts: MenuParts): readonly MenuEntry[] {
  if (target.message.state !== 'sent') return describeUnsent(target, parts)
  return [
    ...describeAnswers(target, parts),
    ...describeCopying(target, parts),
    { kind: 'separator', id: 'before-delete' },
    describeDeleting(target, parts),
  ]
}

function describeItem(
  { t }: MenuParts,
  id: 'retry' | 'copyText' | 'discard' | 'stop' | 'reply' | 'edit' | 'copySelection' | 'copyLink' | 'delete',
  onSelect: () => void,
  part: ItemPart = {},
): MenuEntry {
  return { kind: 'item', id, label: t(`menu.${id}`), onSelect, ...part }
}

function describeUnsent({ message }: MenuTarget, parts: MenuParts): readonly MenuEntry[] {
  const { actions } = parts
  const { id, state, failure } = message
  const text = readMessageText(message)
  const entries: MenuEntry[] = []
  if (state === 'failed' && failure?.canRetry === true) {
    entries.push(
      describeItem(parts, 'retry', () => {
        actions.retry(id)
      }),
    )
  }
  if (text !== '') {
    entries.push(
      describeItem(parts, 'copyText', () => {
        actions.copy(text)
      }),
    )
  }
  entries.push(
    describeItem(parts, state === 'failed' ? 'discard' : 'stop', () => {
      actions.discard(id)
    }),
  )
  return entries
}

function describeAnswers({ message, abilities }: MenuTarget, parts: MenuParts): readonly MenuEntry[] {
  const { actions, canNote, canWrite, noteWords } = parts
  const { id, content, isOutgoing } = message
  const entries: MenuEntry[] = []
  if (canWrite && content.kind !== 'service') {
    const reply = (): void => {
      actions.reply(id)
    }
    entries.push(
      describeItem(parts, 'reply', reply, { shortcut: 'R', isDisabled: abilities?.canReply === false }),
    )
  }
  if (canNote) {
    const note = (): void => {
      actions.note(id)
    }
    entries.push({ kind: 'item', id: 'note', label: noteWords('onIt'), shortcut: 'N', onSelect: note })
  }
  if (isOutgoing && content.kind === 'text') {
    const edit = (): void => {
      actions.edit(message)
    }
    entries.push(describeItem(parts, 'edit', edit, { isDisabled: abilities?.canEdit !== true }))
  }
  return entries
}

function describeCopying(
  { message, selectedText, abilities }: MenuTarget,
  parts: MenuParts,
): readonly MenuEntry[] {
  const text = readMessageText(message)
  const link = abilities?.link
  const copy =
    (what = ''): (() => void) =>
    () => {
      if (what !== '') parts.actions.copy(what)
    }
  const withKeys = { shortcut: 'Ctrl C' }
  return [
    ...(selectedText === '' ? [] : [describeItem(parts, 'copySelection', copy(selectedText), withKeys)]),
    ...(text === ''
      ? []
      : [describeItem(parts, 'copyText', copy(text), selectedText === '' ? withKeys : {})]),
    describeItem(parts, 'copyLink', copy(link), { isDisabled: link === undefined }),
  ]
}

function describeDeleting({ message, abilities }: MenuTarget, parts: MenuParts): MenuEntry {
  const canDelete = abilities?.canDeleteForAll === true || abilities?.canDeleteForSelf === true
  return describeItem(
    parts,
    'delete',
    () => {
      if (abilities !== undefined) parts.actions.remove(message.id, abilities)
    },
    { shortcut: 'Del', isDanger: true, isDisabled: !canDelete },
  )
}
