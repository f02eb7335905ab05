import { useEffect, useState } from 'react'

/** True once `isOn` has been true for `delayMs`; false as soon as it ends. Short states are never shown. */
export function useDelay(isOn: boolean, delayMs: number): boolean {
  const [isPast, setIsPast] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const timer = setTimeout(() => {
      setIsPast(true)
    }, delayMs)
    return () => {
      clearTimeout(timer)
      setIsPast(false)
    }
  }, [isOn, delayMs])
  return isOn && isPast
}
