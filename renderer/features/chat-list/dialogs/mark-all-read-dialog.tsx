import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../../entities/core.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { report } from '../../triage/index.ts'
import { closeListDialog, type ListTab } from '../../../shell/list-view.ts'
import { useTabName } from '../../../shell/list-tabs.ts'
import styles from './dialogs.module.css'

interface Count {
  readonly tab: ListTab
  readonly chatCount: number
  readonly messageCount: number
}

/** Says how much would be read before it is. */
export function MarkAllReadDialog({ tab }: { readonly tab: ListTab }): ReactNode {
  const { t } = useTranslation('chat-list')
  const { t: common } = useTranslation('common')
  const nameTab = useTabName()
  // The unread ones of the main list are all its unread ones.
  const shownTab = tab === 'unread' ? 'main' : tab
  const [scope, setScope] = useState<ListTab>(shownTab)
  const count = useUnreadCount(scope)
  const [isBusy, setIsBusy] = useState(false)
  const submit = (): void => {
    if (count === undefined || count.chatCount === 0 || isBusy) return
    setIsBusy(true)
    void report(core.calls['chats.markAllRead']({ tab: scope })).then((isDone) => {
      setIsBusy(false)
      if (isDone) closeListDialog()
    })
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

function useUnreadCount(tab: ListTab): Count | undefined {
  const [count, setCount] = useState<Count>()
  useEffect(() => {
    let isCurrent = true
    void core.calls['chats.countUnread']({ tab }).then((result) => {
      if (isCurrent && result.ok) setCount({ tab, ...result.value })
    })
    return () => {
      isCurrent = false
    }
  }, [tab])
  return count?.tab === tab ? count : undefined
}
