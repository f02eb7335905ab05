import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { useChat } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useCall } from '../../../lib/failure/use-call.ts'
import { showFailure } from '../../../ui/report-failure.ts'
import { askForStar } from '../../triage/index.ts'
import { closeListDialog } from '../../../shell/list-view.ts'

const longestNote = 500

/** Why the chat has its star, in a few words; Enter keeps it. */
export function StarNoteDialog({ chatId }: { readonly chatId: ChatId }): ReactNode {
  const { t } = useTranslation('chat-list')
  const { t: common } = useTranslation('common')
  const chat = useChat(chatId)
  const [note, setNote] = useState(chat?.star?.note ?? '')
  const { isBusy, run } = useCall('chat', { tell: showFailure })
  const submit = (): void => {
    run(() => askForStar(chatId, note), closeListDialog)
  }
  return (
    <Dialog
      isOpen
      onClose={closeListDialog}
      title={t('starNote.title')}
      description={<bdi>{chat?.title}</bdi>}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={closeListDialog}>{common('cancel')}</Button>
          <Button variant="primary" shortcut="Enter" isBusy={isBusy} onClick={submit}>
            {common('save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('starNote.label')}
        isLabelHidden
        placeholder={t('starNote.label')}
        hint={t('starNote.hint')}
        value={note}
        maxLength={longestNote}
        onChange={(event) => {
          setNote(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          submit()
        }}
      />
    </Dialog>
  )
}
