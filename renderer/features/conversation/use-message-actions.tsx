import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import type { Failure } from '#shared/lib/result.ts'
import { core, entities } from '../../entities/core.ts'
import { describeFailure } from '../../lib/failure/describe-failure.ts'
import { openExternal } from '../../lib/core-link/host.ts'
import { showToast } from '../../ui/toast.tsx'
import type { Composer } from '../composer/index.ts'
import type { ListKeyActions } from './list/use-list-keys.ts'
import { ConfirmDialog } from './menu/confirm-dialog.tsx'
import { DeleteDialog } from './menu/delete-dialog.tsx'
import type { Abilities, MenuActions } from './menu/message-menu.tsx'
import type { RowActions } from './message/message-row.tsx'
import { readMessageText } from './model/message-text.ts'
import type { LinkActionsValue } from './text/link-actions.ts'
import type { LinkTarget } from './text/link-target.ts'

interface Options {
  readonly chatId: ChatId
  readonly composer: Composer
  readonly focusField: () => void
}

interface MessageActions {
  readonly row: Omit<RowActions, 'jumpTo'>
  readonly menu: MenuActions
  readonly keys: Omit<ListKeyActions, 'leave'>
  readonly links: LinkActionsValue
  readonly copy: (text: string) => void
  readonly editIfAllowed: (message: MessageView) => void
  readonly dialogs: ReactNode
}

/** Everything that can be done with a message, for rows, menu, keys and links alike. */
export function useMessageActions({ chatId, composer, focusField }: Options): MessageActions {
  const { t } = useTranslation('conversation')
  const [removal, setRemoval] = useState<{ messageId: MessageId; abilities: Abilities } | undefined>(
    undefined,
  )
  const [link, setLink] = useState<Extract<LinkTarget, { kind: 'open' }> | undefined>(undefined)

  const actions = useMemo(() => {
    const complain = (error: Failure): void => {
      complainAloud(t('actionFailed', { reason: describeFailure(error, 'message') }))
    }
    const copy = (text: string): void => {
      navigator.clipboard.writeText(text).catch(() => {
        complainAloud(t('actionFailed', { reason: t('error.clipboard') }))
      })
    }
    // A menu gives the focus back to where it was when it closes; the field takes it after that.
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
    const row: MessageActions['row'] = { retry, discard }
    const menu: MenuActions = {
      reply,
      note,
      edit,
      copy,
      retry,
      discard,
      remove: (messageId, abilities) => {
        setRemoval({ messageId, abilities })
      },
    }
    const find = (messageId: MessageId): MessageView | undefined =>
      entities.messages.getState().byId.get(chatId)?.byId.get(messageId)
    const keys: MessageActions['keys'] = {
      reply: (messageId) => {
        const message = find(messageId)
        const canWrite = entities.conversations.getState().byId.get(chatId)?.writing === 'allowed'
        if (canWrite && message?.state === 'sent' && message.content.kind !== 'service') reply(messageId)
      },
      note: (messageId) => {
        const message = find(messageId)
        const chat = entities.chats.getState().byId.get(chatId)
        const canWrite = entities.conversations.getState().byId.get(chatId)?.writing === 'allowed'
        const canNote = canWrite && chat !== undefined && hasNotes(chat)
        if (canNote && message?.state === 'sent') note(messageId)
      },
      copyText: (messageId) => {
        const message = find(messageId)
        const text = message === undefined ? '' : readMessageText(message)
        if (text !== '') copy(text)
      },
      remove: (messageId) => {
        askAbilities(messageId, (abilities) => {
          if (abilities.canDeleteForAll || abilities.canDeleteForSelf) setRemoval({ messageId, abilities })
        })
      },
    }
    return {
      row,
      menu,
      keys,
      copy,
      links: { confirm: setLink, report },
      editIfAllowed: (message: MessageView) => {
        askAbilities(message.id, (abilities) => {
          if (abilities.canEdit) edit(message)
        })
      },
    }
  }, [chatId, composer, focusField, t])

  const dialogs = (
    <>
      <DeleteDialog
        abilities={removal?.abilities}
        onClose={() => {
          setRemoval(undefined)
        }}
        onDelete={(forAll) => {
          if (removal === undefined) return
          void core.calls['messages.delete']({ chatId, messageIds: [removal.messageId], forAll }).then(
            (result) => {
              if (!result.ok)
                complainAloud(t('delete.failed', { reason: describeFailure(result.error, 'message') }))
            },
          )
        }}
      />
      <ConfirmDialog
        isOpen={link !== undefined}
        title={t('message.linkConfirm')}
        text={t('message.linkConfirmText', { host: link?.host ?? '' })}
        detail={link?.href}
        cancelLabel={t('message.cancel')}
        choices={[
          {
            label: t('message.linkOpen'),
            run: () => {
              if (link !== undefined) void openExternal(link.href)
            },
          },
        ]}
        onClose={() => {
          setLink(undefined)
        }}
      />
    </>
  )
  return { ...actions, dialogs }
}

const report = (text: string): void => {
  showToast({ text })
}
const complainAloud = (text: string): void => {
  showToast({ text, kind: 'problem' })
}
