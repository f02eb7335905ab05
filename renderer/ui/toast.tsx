import { Toast as BaseToast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { joinClasses } from './join-classes.ts'
import styles from './toast.module.css'

interface ToastInput {
  readonly text: string
  readonly kind?: 'plain' | 'problem'
  readonly action?: { readonly label: string; readonly onSelect: () => void }
}

const manager = BaseToast.createToastManager<{ readonly kind: 'plain' | 'problem' }>()

const shownForMs = 6_000

/** Says one thing at the bottom of the window; a problem is said at once and stays twice as long. */
export function showToast({ text, kind = 'plain', action }: ToastInput): void {
  const id = manager.add({
    title: text,
    data: { kind },
    priority: kind === 'problem' ? 'high' : 'low',
    timeout: kind === 'problem' ? shownForMs * 2 : shownForMs,
    ...(action === undefined
      ? {}
      : {
          actionProps: {
            children: action.label,
            onClick: () => {
              manager.close(id)
              action.onSelect()
            },
          },
        }),
  })
}

/** Where toasts appear; once per window. */
export function ToastHost({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <BaseToast.Provider toastManager={manager} limit={3}>
      {children}
      <BaseToast.Portal>
        <BaseToast.Viewport className={styles.viewport}>
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  )
}

function ToastList(): ReactNode {
  const { t } = useTranslation('common')
  const { toasts } = BaseToast.useToastManager<{ readonly kind: 'plain' | 'problem' }>()
  return toasts.map((toast) => (
    <BaseToast.Root
      key={toast.id}
      toast={toast}
      className={joinClasses(styles.toast, toast.data?.kind === 'problem' && styles.problem)}
    >
      <BaseToast.Content className={styles.content}>
        {/* Its text is its accessible name: a toast has no title. */}
        <BaseToast.Title render={<p />} className={styles.text} />
        {toast.actionProps === undefined ? undefined : <BaseToast.Action className={styles.action} />}
        <BaseToast.Close aria-label={t('close')} className={styles.close}>
          <X size={14} aria-hidden="true" />
        </BaseToast.Close>
      </BaseToast.Content>
    </BaseToast.Root>
  ))
}
