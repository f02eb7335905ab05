import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ConfirmChoice, ConfirmDialog } from './confirm-dialog.tsx'
import type { Abilities } from './describe-message-menu.ts'

interface Props {
  /** What Telegram allows; absent: the dialog is closed. */
  readonly abilities: Abilities | undefined
  readonly onDelete: (forAll: boolean) => void
  readonly onClose: () => void
}

/** Asks for whom a message is deleted; offers only what is possible. */
export function DeleteDialog({ abilities, onDelete, onClose }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  // Keeps the text while the dialog fades out.
  const [shown, setShown] = useState(abilities)
  if (abilities !== undefined && abilities !== shown) setShown(abilities)
  const canForSelf = shown?.canDeleteForSelf ?? false
  const canForAll = shown?.canDeleteForAll ?? false
  const forSelf: ConfirmChoice = {
    label: t('delete.forSelf'),
    isDanger: true,
    run: () => {
      onDelete(false)
    },
  }
  const forAll: ConfirmChoice = {
    label: t('delete.forAll'),
    isDanger: true,
    run: () => {
      onDelete(true)
    },
  }
  const oneText = canForAll ? t('delete.textForAll') : t('delete.textForSelf')
  return (
    <ConfirmDialog
      isOpen={abilities !== undefined}
      title={t('delete.title')}
      text={canForAll && canForSelf ? t('delete.textChoice') : oneText}
      cancelLabel={t('message.cancel')}
      choices={[...(canForSelf ? [forSelf] : []), ...(canForAll ? [forAll] : [])]}
      onClose={onClose}
    />
  )
}
