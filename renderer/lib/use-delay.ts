import { useEffect, useState } from 'react'

/** True once `isOn` has held for so long; false at once when it ends. What is over soon is never shown. */
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
