import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './icon-button.tsx'
import { joinClasses } from './join-classes.ts'
import styles from './dialog.module.css'

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  /** The title is for assistive tools alone, as in the switcher. */
  readonly isBare?: boolean
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons; the primary one last. */
  readonly footer?: ReactNode
  /** What Ctrl+Enter does: the same as the primary button. */
  readonly onSubmit?: () => void
  /** `page`: as large as a page with a list of pages beside it; it does not change its size. */
  readonly size?: 'small' | 'medium' | 'wide' | 'page'
  /** The body has no padding and does not scroll: its parts do. */
  readonly isFlush?: boolean
  readonly initialFocus?: RefObject<HTMLElement | null>
  /** Where the focus goes on closing when the opening control no longer exists; undefined: back to that control. */
  readonly findFinalFocus?: () => HTMLElement | undefined
}

/** A dialog in the middle, upper third. Esc and a press beside it close it. */
export function Dialog({
  isOpen,
  onClose,
  title,
  isBare = false,
  description,
  children,
  footer,
  onSubmit,
  size = 'small',
  isFlush = false,
  initialFocus,
  findFinalFocus,
}: Props): ReactNode {
  const { t } = useTranslation('common')
  const body = useRef<HTMLDivElement>(null)
  return (
    <BaseDialog.Root
      open={isOpen}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <BaseDialog.Portal>
        {/* A dialog over another one darkens that one, too. */}
        <BaseDialog.Backdrop forceRender className={styles.backdrop} />
        <BaseDialog.Popup
          className={joinClasses(styles.popup, styles[size])}
          data-popup=""
          onKeyDownCapture={(event) => {
            submitByKey(event, onSubmit)
          }}
          // The first control of the body gets the focus, not the close button.
          finalFocus={() => findFinalFocus?.() ?? true}
          initialFocus={initialFocus ?? (() => findFirstControl(body.current))}
        >
          {isBare ? (
            <BaseDialog.Title className={styles.hidden}>{title}</BaseDialog.Title>
          ) : (
            <header className={styles.header}>
              <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
              <IconButton label={t('close')} shortcut="Esc" icon={<X size={15} />} onClick={onClose} />
            </header>
          )}
          {description === undefined ? undefined : (
            <BaseDialog.Description className={styles.description}>{description}</BaseDialog.Description>
          )}
          {isBare ? (
            children
          ) : (
            <div ref={body} className={joinClasses(styles.body, isFlush && styles.flush)}>
              {children}
            </div>
          )}
          {footer === undefined ? undefined : <footer className={styles.footer}>{footer}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

/** Ctrl+Enter is the primary button, wherever in the dialog the focus is. */
function submitByKey(event: KeyboardEvent, onSubmit: (() => void) | undefined): void {
  if (onSubmit === undefined || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  const { currentTarget, target } = event
  // A dialog over this one is not inside it in the document, though React bubbles its keys here.
  if (!(target instanceof Element) || !currentTarget.contains(target)) return
  if (target.closest('[data-takes-keys]') !== null) return
  event.preventDefault()
  // Captured before the focused control: a switch would toggle on the same key press.
  event.stopPropagation()
  onSubmit()
}

function findFirstControl(body: HTMLElement | null): HTMLElement | true {
  const controls =
    'input:not([aria-hidden]), textarea, [role="combobox"], [role="switch"], button:not([hidden])'
  // A dialog without controls takes the focus itself: on the close button Esc would close a tooltip first.
  return body?.querySelector<HTMLElement>(controls) ?? body?.closest<HTMLElement>('[data-popup]') ?? true
}
