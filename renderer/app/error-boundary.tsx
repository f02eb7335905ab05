import { Component, type ErrorInfo, type ReactNode } from 'react'
import { language } from '../lib/i18n/start-i18n.ts'
import { Button } from '../ui/button.tsx'
import styles from './app.module.css'

interface Props {
  readonly children: ReactNode
}

interface State {
  readonly error: Error | undefined
}

/** Catches an error in its children: says that nothing is lost, and offers to reload. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    reportError(
      new Error(`the window stumbled: ${error.message}${info.componentStack ?? ''}`, { cause: error }),
    )
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const t = language.getFixedT(null, 'common')
    return (
      <div className={styles.crash} role="alert">
        <h1>{t('crash.title')}</h1>
        <p>{t('crash.text')}</p>
        <Button
          variant="primary"
          onClick={() => {
            window.location.reload()
          }}
        >
          {t('crash.reload')}
        </Button>
        <pre aria-label={t('details')}>{error.message}</pre>
      </div>
    )
  }
}
