import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { createLazyModule, type LazyOrder, useLazyModule } from '../lib/lazy/lazy-module.ts'
import { Button } from './button.tsx'
import styles from './lazy.module.css'

/** A part of the window that is loaded when it is shown first. `Coming` stands in its place until it is there. */
export function lazyView<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Coming: ComponentType,
  order?: LazyOrder,
): ComponentType<Props> {
  const module = createLazyModule(load, order)
  return function LazyView(props: Props): ReactNode {
    const state = useLazyModule(module, true)
    if (state.kind === 'ready') return <state.value {...props} />
    if (state.kind !== 'failed') return <Coming />
    return (
      <FailedView
        onRetry={() => {
          void module.load()
        }}
      />
    )
  }
}

function FailedView({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  const { t } = useTranslation('common')
  return (
    <div className={styles.failed} role="alert">
      <h2>{t('part.failedTitle')}</h2>
      <p>{t('part.failedText')}</p>
      <div className={styles.buttons}>
        <Button variant="primary" onClick={onRetry}>
          {t('retry')}
        </Button>
        <Button
          onClick={() => {
            window.location.reload()
          }}
        >
          {t('crash.reload')}
        </Button>
      </div>
    </div>
  )
}
