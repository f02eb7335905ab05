import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { openExternal } from '../../lib/core-link/host.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { DemoLine } from './demo-line.tsx'
import { readCredentials } from './read-credentials.ts'
import styles from './sign-in.module.css'
import { Problem, Step } from './step.tsx'
import { useCall } from '../../lib/failure/use-call.ts'
import { useFirstFocus } from './use-first-focus.ts'

const address = 'https://my.telegram.org'

/** Asked for once: Telegram wants a key for every program that speaks its protocol. */
export function CredentialsStep({ isRejected }: { readonly isRejected: boolean }): ReactNode {
  const { t } = useTranslation('sign-in')
  const [apiId, setApiId] = useState('')
  const [apiHash, setApiHash] = useState('')
  const [wrong, setWrong] = useState<'apiId' | 'apiHash'>()
  const { isBusy, problem, run, forget } = useCall('signIn')
  const box = useFirstFocus()
  const submit = (): void => {
    const read = readCredentials(apiId, apiHash)
    setWrong(read.ok ? undefined : read.error.code)
    if (read.ok) run(() => core.calls['auth.setApiCredentials'](read.value))
  }
  const change =
    (set: (value: string) => void) => (event: { readonly target: { readonly value: string } }) => {
      set(event.target.value)
      setWrong(undefined)
      forget()
    }
  return (
    <Step title={t('credentials.title')} text={t('credentials.text')} onSubmit={submit}>
      <ol className={styles.steps}>
        <li>
          {t('credentials.step1')}{' '}
          <Button
            variant="link"
            onClick={() => {
              void openExternal(address)
            }}
          >
            {t('credentials.open')}
          </Button>
        </li>
        <li>{t('credentials.step2')}</li>
        <li>{t('credentials.step3')}</li>
      </ol>
      {isRejected ? <Problem text={t('credentials.rejected')} /> : undefined}
      <div ref={box} className={styles.field}>
        <TextField
          label={t('credentials.apiId')}
          inputMode="numeric"
          autoComplete="off"
          value={apiId}
          problem={wrong === 'apiId' ? t('credentials.apiIdInvalid') : undefined}
          onChange={change(setApiId)}
        />
        <TextField
          label={t('credentials.apiHash')}
          autoComplete="off"
          spellCheck={false}
          value={apiHash}
          problem={wrong === 'apiHash' ? t('credentials.apiHashInvalid') : problem}
          onChange={change(setApiHash)}
        />
      </div>
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" shortcut="Enter" isBusy={isBusy}>
          {t('credentials.next')}
        </Button>
      </div>
      <p className={styles.demo}>{t('credentials.kept')}</p>
      <DemoLine />
    </Step>
  )
}
