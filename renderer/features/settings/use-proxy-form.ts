import { useState } from 'react'
import type { ProxyView } from '#shared/contract/entities/session.ts'
import { core } from '../../entities/core.ts'
import { useCall } from '../../lib/failure/use-call.ts'
import { closeSettings } from '../../shell/settings-view.ts'
import { type ProxyForm, type ProxyFormProblem, readProxyForm } from './read-proxy-form.ts'

interface ProxyEditing {
  readonly form: ProxyForm
  readonly isUsed: boolean
  readonly setIsUsed: (isUsed: boolean) => void
  /** The field that is invalid. */
  readonly wrong: ProxyFormProblem | undefined
  readonly isBusy: boolean
  /** Why it was refused, in words. */
  readonly problem: string | undefined
  readonly change: (change: Partial<ProxyForm>) => void
  /** Sets the proxy and closes the dialog. */
  readonly submit: () => void
}

/** The proxy while it is edited; its password is not known to the window. */
export function useProxyForm(proxy: ProxyView | undefined): ProxyEditing {
  const [isUsed, setIsUsed] = useState(true)
  const [form, setForm] = useState<ProxyForm>({
    kind: proxy?.kind ?? 'socks5',
    server: proxy?.server ?? '',
    port: proxy === undefined ? '' : String(proxy.port),
    username: proxy?.username ?? '',
    password: '',
    secret: '',
  })
  const [wrong, setWrong] = useState<ProxyFormProblem>()
  const { isBusy, problem, run, forget } = useCall('proxy')
  return {
    form,
    isUsed,
    setIsUsed,
    wrong,
    isBusy,
    problem,
    change: (next) => {
      setForm((before) => ({ ...before, ...next }))
      setWrong(undefined)
      forget()
    },
    submit: () => {
      const read = isUsed ? readProxyForm(form) : undefined
      if (read?.ok === false) {
        setWrong(read.error.code)
        return
      }
      run(() => core.calls['proxy.set'](read === undefined ? {} : { proxy: read.value }), closeSettings)
    },
  }
}
