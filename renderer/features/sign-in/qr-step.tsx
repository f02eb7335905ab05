import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { Button } from '../../ui/button.tsx'
import { openProxyDialog } from '../../shell/settings-view.ts'
import { DemoLine } from './demo-line.tsx'
import { QrCode } from './qr-code.tsx'
import styles from './sign-in.module.css'
import { Problem, Step } from './step.tsx'
import { useCall } from '../../lib/failure/use-call.ts'
import { useFirstFocus } from './use-first-focus.ts'

interface Props {
  /** Undefined until Telegram gave one; asked for as soon as the step is there. */
  readonly link: string | undefined
  readonly canAsk: boolean
  readonly onUsePhone: () => void
}

/** The first screen: a phone that is signed in scans the code. */
export function QrStep({ link, canAsk, onUsePhone }: Props): ReactNode {
  const { t } = useTranslation('sign-in')
  const { t: common } = useTranslation('common')
  const { isBusy, problem, run } = useCall('signIn')
  const box = useFirstFocus()
  const hasAsked = useRef(false)
  const ask = (): void => {
    hasAsked.current = true
    run(() => core.calls['auth.requestQr'](undefined))
  }
  const latestAsk = useRef(ask)
  useEffect(() => {
    latestAsk.current = ask
  })
  useEffect(() => {
    if (canAsk && !hasAsked.current) latestAsk.current()
  }, [canAsk])
  return (
    <Step title={t('qr.title')} text={t('qr.text')}>
      <div className={styles.first}>
        <QrCode link={link} />
      </div>
      <Problem text={problem} />
      <div ref={box} className={styles.buttons}>
        <Button onClick={onUsePhone}>{t('usePhone')}</Button>
        <Button onClick={openProxyDialog}>{t('proxy')}</Button>
        {problem === undefined ? undefined : (
          <Button isBusy={isBusy} onClick={ask}>
            {common('retry')}
          </Button>
        )}
      </div>
      <DemoLine />
    </Step>
  )
}
