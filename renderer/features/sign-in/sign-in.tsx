import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuthView } from '#shared/contract/entities/session.ts'
import { core } from '../../entities/core.ts'
import { Button } from '../../ui/button.tsx'
import { changeSettings } from '../../shell/change-settings.ts'
import { formatPhone } from './format-phone.ts'
import { BlockedStep } from './blocked-step.tsx'
import { CodeStep } from './code-step.tsx'
import { CredentialsStep } from './credentials-step.tsx'
import { PasswordStep } from './password-step.tsx'
import { PhoneStep } from './phone-step.tsx'
import { QrStep } from './qr-step.tsx'
import { Waiting } from './waiting.tsx'
import styles from './sign-in.module.css'
import { Problem, Step } from './step.tsx'
import { useCall } from '../../lib/failure/use-call.ts'
import { useFirstFocus } from './use-first-focus.ts'

type Way = 'qr' | 'phone'

/** The whole window while nobody is signed in; which step is shown is TDLib's to say. */
export function SignIn({ auth }: { readonly auth: AuthView }): ReactNode {
  const { t } = useTranslation('sign-in')
  return (
    <main className={styles.screen} aria-label={t('label')}>
      <CurrentStep auth={auth} />
      <LanguageLine />
    </main>
  )
}

function CurrentStep({ auth }: { readonly auth: AuthView }): ReactNode {
  const { t } = useTranslation('sign-in')
  const [way, setWay] = useState<Way>('qr')
  const restart = (): void => {
    void core.calls['auth.restart'](undefined)
  }
  const choose = (next: Way): void => {
    setWay(next)
    // A code that waits to be scanned keeps TDLib from taking a number.
    if (next === 'phone' && auth.kind === 'wait_qr') restart()
  }
  switch (auth.kind) {
    case 'starting':
    case 'wait_phone':
    case 'wait_qr':
      if (auth.kind === 'starting' && way === 'qr') return <Waiting text={t('starting')} />
      return way === 'phone' ? (
        <PhoneStep
          isAsked={auth.kind !== 'starting'}
          onUseQr={() => {
            choose('qr')
          }}
        />
      ) : (
        <QrStep
          link={auth.kind === 'wait_qr' ? auth.link : undefined}
          canAsk={auth.kind === 'wait_phone'}
          onUsePhone={() => {
            choose('phone')
          }}
        />
      )
    case 'blocked':
      return <BlockedStep trouble={auth.trouble} />
    case 'wait_api_credentials':
      return <CredentialsStep isRejected={auth.isRejected} />
    case 'wait_code':
      return <CodeStep auth={auth} onRestart={restart} />
    case 'wait_password':
      return <PasswordStep hint={auth.hint} onRestart={restart} />
    case 'registration_refused':
      return (
        <DeadEnd
          title={t('refused.title')}
          text={t('refused.text', { phone: formatPhone(auth.phone) })}
          action={t('refused.again')}
        />
      )
    case 'unsupported_step':
      return (
        <DeadEnd
          title={t('unsupported.title')}
          text={t('unsupported.text', { step: auth.step })}
          action={t('unsupported.again')}
        />
      )
    case 'logging_out':
      return <Waiting text={t('loggingOut')} />
    case 'closed':
    case 'ready':
      return <Waiting text={t('closed')} />
  }
}

interface DeadEndProps {
  readonly title: string
  readonly text: string
  readonly action: string
}

function DeadEnd({ title, text, action }: DeadEndProps): ReactNode {
  const { isBusy, problem, run } = useCall('signIn')
  const box = useFirstFocus()
  return (
    <Step title={title} text={text}>
      <Problem text={problem} />
      <div ref={box} className={styles.buttons}>
        <Button
          variant="primary"
          isBusy={isBusy}
          onClick={() => {
            run(() => core.calls['auth.restart'](undefined))
          }}
        >
          {action}
        </Button>
      </div>
    </Step>
  )
}

/** The language can be changed here, without the settings. */
function LanguageLine(): ReactNode {
  const { i18n } = useTranslation()
  const [other, name] = i18n.language === 'ru' ? (['en', 'English'] as const) : (['ru', 'Русский'] as const)
  return (
    <div className={styles.language}>
      <Button
        variant="link"
        lang={other}
        onClick={() => {
          void changeSettings({ language: other })
        }}
      >
        {name}
      </Button>
    </div>
  )
}
