import type { TFunction } from 'i18next'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import type { Failure } from '#shared/lib/result.ts'
import { core, entities } from '../../entities/core.ts'
import { describeFailure } from '../../lib/failure/describe-failure.ts'
import { showToast } from '../../ui/toast.tsx'
import type { Composer } from '../composer/index.ts'
import type { ListKeyActions } from './list/use-list-keys.ts'
import type { Abilities, MenuActions } from './menu/describe-message-menu.ts'
import { readMessageText } from './model/message-text.ts'
import { readMessage } from './model/read-messages.ts'

export interface Removal {
  readonly messageId: MessageId
  readonly abilities: Abilities
}

export interface ActionParts {
  readonly chatId: ChatId
  readonly composer: Composer
  readonly focusField: () => void
  readonly t: TFunction<'conversation'>
  /** Asks before a message is deleted. */
  readonly onRemove: (removal: Removal) => void
}

export type DirectActions = Omit<MenuActions, 'remove'> & {
  /** Asks the core what is allowed; a failure is shown as a toast. */
  readonly askAbilities: (messageId: MessageId, use: (abilities: Abilities) => void) => void
}

/** The actions on a message that need no further question. */
export function createDirectActions({ chatId, composer, focusField, t }: ActionParts): DirectActions {
  const complain = (error: Failure): void => {
    complainAloud(t('actionFailed', { reason: describeFailure(error, 'message') }))
  }
  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).catch(() => {
      complainAloud(t('actionFailed', { reason: t('error.clipboard') }))
    })
  }
  // A menu restores the focus when it closes; the field takes it afterwards.
  const focusSoon = (): void => {
    requestAnimationFrame(() => {
      requestAnimationFrame(focusField)
    })
  }
  const retry = (messageId: MessageId): void => {
    void core.calls['messages.retry']({ chatId, messageId }).then((result) => {
      if (!result.ok) complain(result.error)
    })
  }
  const discard = (messageId: MessageId): void => {
    void core.calls['messages.discard']({ chatId, messageId }).then((result) => {
      if (!result.ok && result.error.code !== 'message_not_found') complain(result.error)
    })
  }
  const reply = (messageId: MessageId): void => {
    composer.reply(messageId)
    focusSoon()
  }
  const note = (messageId: MessageId): void => {
    composer.note(messageId)
    focusSoon()
  }
  const edit = (message: MessageView): void => {
    if (message.content.kind !== 'text') return
    composer.edit(message.id, message.content.text)
    focusSoon()
  }
  const askAbilities = (messageId: MessageId, use: (abilities: Abilities) => void): void => {
    void core.calls['messages.getAbilities']({ chatId, messageId }).then((result) => {
      if (result.ok) use(result.value)
      else complain(result.error)
    })
  }
  return { askAbilities, copy, discard, edit, note, reply, retry }
}

/** The same for the keys of the focused message; a key that does not apply to it does nothing. */
export function createKeyActions(
  { chatId, onRemove }: ActionParts,
  { askAbilities, copy, note, reply }: DirectActions,
): Omit<ListKeyActions, 'leave'> {
  return {
    reply: (messageId) => {
      const message = readMessage(chatId, messageId)
      const canWrite = entities.conversations.getState().byId.get(chatId)?.writing === 'allowed'
      if (canWrite && message?.state === 'sent' && message.content.kind !== 'service') reply(messageId)
    },
    note: (messageId) => {
      const message = readMessage(chatId, messageId)
      const chat = entities.chats.getState().byId.get(chatId)
      const canNote = chat !== undefined && hasNotes(chat)
      if (canNote && message?.state === 'sent') note(messageId)
    },
    copyText: (messageId) => {
      const message = readMessage(chatId, messageId)
      const text = message === undefined ? '' : readMessageText(message)
      if (text !== '') copy(text)
    },
    remove: (messageId) => {
      askAbilities(messageId, (abilities) => {
        if (abilities.canDeleteForAll || abilities.canDeleteForSelf) onRemove({ messageId, abilities })
      })
    },
  }
}

export function complainAloud(text: string): void {
  showToast({ text, kind: 'problem' })
}
