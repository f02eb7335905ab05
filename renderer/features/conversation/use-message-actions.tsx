import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { core } from '../../entities/core.ts'
import { openExternal } from '../../lib/core-link/host.ts'
import { describeFailure } from '../../lib/failure/describe-failure.ts'
import { showToast } from '../../ui/toast.tsx'
import type { Composer } from '../composer/index.ts'
import {
  complainAloud,
  createDirectActions,
  createKeyActions,
  type ActionParts,
  type Removal,
} from './create-message-actions.ts'
import type { ListKeyActions } from './list/use-list-keys.ts'
import { ConfirmDialog } from './menu/confirm-dialog.tsx'
import { DeleteDialog } from './menu/delete-dialog.tsx'
import type { MenuActions } from './menu/describe-message-menu.ts'
import type { RowActions } from './message/message-row.tsx'
import type { LinkActionsValue } from './text/link-actions.ts'
import type { LinkTarget } from './text/link-target.ts'

interface Options {
  readonly chatId: ChatId
  readonly composer: Composer
  readonly focusField: () => void
}

export interface MessageActions {
  readonly row: Omit<RowActions, 'jumpTo'>
  readonly menu: MenuActions
  readonly keys: ListKeyActions
  readonly links: LinkActionsValue
  readonly copy: (text: string) => void
  readonly editIfAllowed: (message: MessageView) => void
  readonly dialogs: ReactNode
}

type OpenLink = Extract<LinkTarget, { kind: 'open' }>

/** Everything that can be done with a message, for rows, menu, keys and links alike. */
export function useMessageActions({ chatId, composer, focusField }: Options): MessageActions {
  const { t } = useTranslation('conversation')
  const [removal, setRemoval] = useState<Removal>()
  const [link, setLink] = useState<OpenLink>()
  const actions = useMemo((): Omit<MessageActions, 'dialogs'> => {
    const parts: ActionParts = { chatId, composer, focusField, t, onRemove: setRemoval }
    const direct = createDirectActions(parts)
    const { askAbilities, copy, discard, edit, retry } = direct
    return {
      row: { retry, discard },
      menu: {
        ...direct,
        remove: (messageId, abilities) => {
          setRemoval({ messageId, abilities })
        },
      },
      keys: { ...createKeyActions(parts, direct), leave: focusField },
      copy,
      links: { confirm: setLink, report },
      editIfAllowed: (message) => {
        askAbilities(message.id, (abilities) => {
          if (abilities.canEdit) edit(message)
        })
      },
    }
  }, [chatId, composer, focusField, t])
  const dialogs = (
    <>
      <RemovalDialog
        chatId={chatId}
        removal={removal}
        onClose={() => {
          setRemoval(undefined)
        }}
      />
      <LinkDialog
        link={link}
        onClose={() => {
          setLink(undefined)
        }}
      />
    </>
  )
  return { ...actions, dialogs }
}

interface RemovalProps {
  readonly chatId: ChatId
  readonly removal: Removal | undefined
  readonly onClose: () => void
}

function RemovalDialog({ chatId, removal, onClose }: RemovalProps): ReactNode {
  const { t } = useTranslation('conversation')
  const remove = async (forAll: boolean): Promise<void> => {
    if (removal === undefined) return
    const result = await core.calls['messages.delete']({ chatId, messageIds: [removal.messageId], forAll })
    if (!result.ok) complainAloud(t('delete.failed', { reason: describeFailure(result.error, 'message') }))
  }
  return (
    <DeleteDialog
      abilities={removal?.abilities}
      onClose={onClose}
      onDelete={(forAll) => {
        void remove(forAll)
      }}
    />
  )
}

interface LinkProps {
  readonly link: OpenLink | undefined
  readonly onClose: () => void
}

/** Asks before a link opens whose text names another host. */
function LinkDialog({ link, onClose }: LinkProps): ReactNode {
  const { t } = useTranslation('conversation')
  return (
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
      onClose={onClose}
    />
  )
}

const report = (text: string): void => {
  showToast({ text })
}
