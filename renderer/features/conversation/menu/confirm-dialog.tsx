import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import styles from './menu.module.css'

export interface ConfirmChoice {
  readonly label: string
  readonly run: () => void
  readonly isDanger?: boolean
}

interface Props {
  readonly isOpen: boolean
  readonly title: string
  readonly text: string
  readonly detail?: string | undefined
  readonly cancelLabel: string
  /** The last one is the primary: bottom right, and Ctrl+Enter. */
  readonly choices: readonly ConfirmChoice[]
  readonly onClose: () => void
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog(props: Props): ReactNode {
  const { isOpen, title, text, detail, cancelLabel, choices, onClose } = props
  const choose = (choice: ConfirmChoice | undefined): void => {
    onClose()
    choice?.run()
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      description={text}
      onSubmit={() => {
        choose(choices.at(-1))
      }}
      footer={
        <>
          <Button onClick={onClose}>{cancelLabel}</Button>
          {choices.map((choice, index) => (
            <Button
              key={choice.label}
              variant={describeVariant(choice, index === choices.length - 1)}
              onClick={() => {
                choose(choice)
              }}
            >
              {choice.label}
            </Button>
          ))}
        </>
      }
    >
      {detail !== undefined && <bdi className={styles.detail}>{detail}</bdi>}
    </Dialog>
  )
}

function describeVariant(choice: ConfirmChoice, isPrimary: boolean): 'plain' | 'primary' | 'danger' {
  if (!isPrimary) return 'plain'
  return choice.isDanger === true ? 'danger' : 'primary'
}
