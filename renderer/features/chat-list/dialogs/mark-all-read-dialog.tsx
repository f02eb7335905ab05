import { type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { MethodOutput } from '#shared/rpc/define-contract.ts'
import { core } from '../../../entities/core.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { useAnswer } from '../../../lib/failure/use-answer.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { showFailure } from '../../../ui/report-failure.ts'
import { closeListDialog, type ListTab } from '../../../shell/list-view.ts'
import { useTabName } from '../../../shell/list-tabs.ts'
import styles from './dialogs.module.css'

type UnreadCount = MethodOutput<CoreContract, 'chats.countUnread'>

/** Says how many chats would be marked as read, and asks. */
export function MarkAllReadDialog({ tab }: { readonly tab: ListTab }): ReactNode {
  const { t } = useTranslation('chat-list')
  const { t: common } = useTranslation('common')
  const nameTab = useTabName()
  // The tab `unread` shows the unread chats of the main list.
  const shownTab = tab === 'unread' ? 'main' : tab
  const [scope, setScope] = useState<ListTab>(shownTab)
  const count = useUnreadCount(scope)
  const { isBusy, run } = useCall('chat', { tell: showFailure })
  const submit = (): void => {
    if (count === undefined || count.chatCount === 0) return
    run(() => core.calls['chats.markAllRead']({ tab: scope }), closeListDialog)
  }
  return (
    <Dialog
      isOpen
      onClose={closeListDialog}
      title={t('markAll.title')}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={closeListDialog}>{common('cancel')}</Button>
          <Button
            variant="primary"
            shortcut="Ctrl Enter"
            isBusy={isBusy}
            disabled={count === undefined || count.chatCount === 0}
            onClick={submit}
          >
            {t('markAll.confirm')}
          </Button>
        </>
      }
    >
      {shownTab === 'main' ? undefined : (
        <Select
          label={t('markAll.scope')}
          value={scope}
          options={[
            { value: shownTab, label: t('markAll.inTab', { name: nameTab(shownTab) }) },
            { value: 'main', label: t('markAll.inAll') },
          ]}
          onChange={setScope}
        />
      )}
      <p role="status" className={styles.figure}>
        {count === undefined
          ? t('markAll.counting')
          : count.chatCount === 0
            ? t('markAll.nothing')
            : t('markAll.count', {
                chats: t('chats', { count: count.chatCount }),
                messages: t('messages', { count: count.messageCount }),
              })}
      </p>
      <p className={styles.hint}>{t('markAll.hint')}</p>
    </Dialog>
  )
}

function useUnreadCount(tab: ListTab): UnreadCount | undefined {
  const count = useCallback(() => core.calls['chats.countUnread']({ tab }), [tab])
  return useAnswer('chat', count).value
}
