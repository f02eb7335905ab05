import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { NotificationView } from '#shared/contract/entities/triage.ts'
import { navigationStore, openChat } from '../../shell/navigation.ts'
import { core, setNotificationSink } from '../../entities/core.ts'
import { showToast } from '../../ui/toast.tsx'
import { useRowPreview } from '../conversation/index.ts'
import { createNotificationScreen } from './notification-screen.ts'
import { readNotificationId, writeNotificationId } from './notification-id.ts'
import { writeNotification } from './notification-words.ts'

const screen = createNotificationScreen()

/** Shows the core's notifications unless the user is looking at the chat, and runs their actions. */
export function useNotifications(): void {
  const { t } = useTranslation('notifications')
  const describe = useRowPreview()
  useEffect(() => {
    const show = (view: NotificationView): void => {
      if (isOnScreen(view.chatId)) return
      const texts = writeNotification(view, {
        mention: (title) => t('mention', { title }),
        red: (title, count) => t('red', { title, count }),
        breach: (title, count) => t('breach', { title, count }),
        digest: (count) => t('digest', { count }),
        redDigest: (count) => t('redDigest', { count }),
        digestBody: (title) => t('digestBody', { title }),
        alarm: (title, isAgain) => t(isAgain ? 'alarmAgain' : 'alarm', { title }),
        alarmBody: (name) => t('alarmBody', { name }),
        noteMention: (title) => t('noteMention', { title }),
        more: (count) => t('more', { count }),
        describe: (preview) => describe(preview, { name: view.author ?? view.title, isSelf: false }),
      })
      const isOfTeam = view.kind === 'alarm' || view.kind === 'note_mention'
      screen.show({
        id: writeNotificationId(view.chatId, view.kind === 'alarm'),
        ...texts,
        isSilent: view.isSilent,
        // A reply from here goes to the customer, so notifications about the team offer none.
        ...(isOfTeam ? {} : { markReadLabel: t('markRead') }),
        ...(view.canReply && !isOfTeam ? { replyPlaceholder: t('reply') } : {}),
      })
    }
    setNotificationSink({
      notify: show,
      retract: ({ chatId, isAlarm = false }) => {
        screen.close(writeNotificationId(chatId, isAlarm))
      },
    })
    return () => {
      setNotificationSink(undefined)
    }
  }, [t, describe])

  useEffect(
    () =>
      screen.onAction((action) => {
        const chatId = readNotificationId(action.id)
        if (action.kind === 'open') openChat(chatId)
        else if (action.kind === 'reply') void sendReply(chatId, action.text, t('replyFailed'))
        else void core.calls['chat.markRead']({ chatId })
      }),
    [t],
  )
}

function isOnScreen(chatId: ChatId): boolean {
  return document.hasFocus() && navigationStore.getState().openChatId === chatId
}

/** A reply that could not be sent is put into the chat's composer. */
async function sendReply(chatId: ChatId, text: string, problem: string): Promise<void> {
  if (text.trim() === '') return
  const sent = await core.calls['messages.send']({
    sendId: crypto.randomUUID(),
    chatId,
    text: { text: text.trim(), entities: [] },
  })
  if (sent.ok) return
  await core.calls['conversation.setDraft']({ chatId, text })
  openChat(chatId)
  showToast({ kind: 'problem', text: problem })
}
