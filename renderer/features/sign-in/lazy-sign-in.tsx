import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyView } from '../../ui/lazy-view.tsx'
import styles from './sign-in.module.css'
import { Waiting } from './waiting.tsx'

/** Loaded for whoever has to sign in: most starts go straight to the console. */
export const SignIn = lazyView(async () => {
  const { SignIn: Loaded } = await import('./sign-in.tsx')
  return Loaded
}, Coming)

function Coming(): ReactNode {
  const { t } = useTranslation('sign-in')
  return (
    <main className={styles.screen} aria-label={t('label')} aria-busy="true">
      <Waiting text={t('starting')} />
    </main>
  )
}
