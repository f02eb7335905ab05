import { type ComponentType, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { createLazyModule, type LazyOrder, useLazyModule } from '../lib/lazy/lazy-module.ts'
import { useDelay } from '../lib/use-delay.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import styles from './lazy.module.css'

export interface LazyDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Takes a character that was typed before there was a field for it. */
  readonly onType?: (text: string) => void
}

/** A skeleton that is shown earlier would only flicker. */
const skeletonAfterMs = 150

/**
 * A dialog that is loaded when it is opened first. Until it is there the keyboard belongs to it already: Esc closes it,
 * and no key reaches what is behind. The focus stays where it was, so that the dialog gives it back there.
 */
export function lazyDialog(
  load: () => Promise<ComponentType<LazyDialogProps>>,
  order?: LazyOrder,
): ComponentType<LazyDialogProps> {
  const module = createLazyModule(load, order)
  return function LazyDialog(props: LazyDialogProps): ReactNode {
    const state = useLazyModule(module, props.isOpen)
    if (state.kind === 'ready') return <state.value {...props} />
    if (!props.isOpen) return undefined
    return state.kind === 'failed' ? (
      <FailedDialog
        onClose={props.onClose}
        onRetry={() => {
          void module.load()
        }}
      />
    ) : (
      <ComingDialog {...props} />
    )
  }
}

function ComingDialog({ onClose, onType }: LazyDialogProps): ReactNode {
  const { t } = useTranslation('common')
  const isShown = useDelay(true, skeletonAfterMs)
  const latest = useRef({ onClose, onType })
  useEffect(() => {
    latest.current = { onClose, onType }
  })
  useEffect(() => {
    const take = (event: KeyboardEvent): void => {
      event.preventDefault()
      event.stopPropagation()
      const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      if (event.key === 'Escape') latest.current.onClose()
      else if (isText) latest.current.onType?.(event.key)
    }
    window.addEventListener('keydown', take, true)
    return () => {
      window.removeEventListener('keydown', take, true)
    }
  }, [])
  return (
    // Marked as a popup, it blocks the window's shortcuts.
    <div className={styles.coming} role="status" aria-label={t('part.coming')} data-popup="" data-open="">
      {isShown ? (
        <div className={styles.frame} aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ) : undefined}
    </div>
  )
}

interface FailedProps {
  readonly onClose: () => void
  readonly onRetry: () => void
}

function FailedDialog({ onClose, onRetry }: FailedProps): ReactNode {
  const { t } = useTranslation('common')
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('part.failedTitle')}
      description={t('part.failedText')}
      onSubmit={onRetry}
      footer={
        <>
          <Button onClick={reloadWindow}>{t('crash.reload')}</Button>
          <Button variant="primary" shortcut="Ctrl Enter" onClick={onRetry}>
            {t('retry')}
          </Button>
        </>
      }
    />
  )
}

function reloadWindow(): void {
  window.location.reload()
}
