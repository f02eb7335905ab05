import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import type { SessionView } from '#shared/contract/entities/session.ts'
import { useListCount, useSession } from '../entities/hooks.ts'
import { ConnectionBar, KeptAccount, Notices } from '../features/connection/index.ts'
import { SettingsDialogs } from '../features/settings/index.ts'
import { SignIn } from '../features/sign-in/index.ts'
import { ToastHost } from '../ui/toast.tsx'
import styles from './app.module.css'
import { Console } from './console.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Starting } from './starting.tsx'
import { useApplySettings } from './use-apply-settings.ts'
import { useLoadRest } from './use-load-rest.ts'
import { useDocumentTitle } from './use-document-title.ts'
import { useForgetOnLogOut } from './use-forget-on-log-out.ts'

const tooltipDelayMs = 500

/** The window. */
export function App(): ReactNode {
  return (
    <ErrorBoundary>
      <CSPProvider disableStyleElements>
        <Tooltip.Provider delay={tooltipDelayMs}>
          <ToastHost>
            <Screen />
          </ToastHost>
        </Tooltip.Provider>
      </CSPProvider>
    </ErrorBoundary>
  )
}

function Screen(): ReactNode {
  useApplySettings()
  useForgetOnLogOut()
  useDocumentTitle()
  const session = useSession()
  const hasChats = useListCount('main') > 0
  useLoadRest(session !== undefined)
  if (session === undefined) {
    return (
      <div className={styles.full}>
        <ConnectionBar />
        <Starting />
      </div>
    )
  }
  if (isConsoleShown(session, hasChats)) return <Console />
  return (
    <div className={styles.full}>
      <ConnectionBar />
      <Notices />
      <KeptAccount />
      {session.auth.kind === 'starting' && session.workspace === 'demo' ? (
        <Starting />
      ) : (
        <SignIn auth={session.auth} />
      )}
      <SettingsDialogs />
    </div>
  )
}

/** The list is shown from disk while TDLib is still starting. */
function isConsoleShown({ auth, me }: SessionView, hasChats: boolean): boolean {
  if (auth.kind === 'ready') return true
  return auth.kind === 'starting' && (hasChats || me !== undefined)
}
