import { useEffect, useState } from 'react'
import { useAlarmsPart } from '../../../entities/hooks.ts'
import { ringInOneTab, type SoundState } from './ring-in-one-tab.ts'

/** Rings while an alarm sounds, in one tab of all that are open, and stops at once. */
export function useAlarmSound(): SoundState {
  const isSounding = useAlarmsPart((alarms) => alarms.some((alarm) => alarm.isSounding))
  const [state, setState] = useState<SoundState>('quiet')
  useEffect(() => {
    if (!isSounding) return undefined
    const stop = ringInOneTab(setState)
    return () => {
      stop()
      setState('quiet')
    }
  }, [isSounding])
  return state
}
