import { useEffect, useState } from 'react'
import { askPermission, readPermission } from '../notifications/index.ts'

export type Permission = ReturnType<typeof readPermission> | 'unsupported'

function look(): Permission {
  const permission = readPermission()
  return permission === 'denied' && typeof Notification === 'undefined' ? 'unsupported' : permission
}

/** The permission to notify; read again when the window gets the focus, because it is changed outside the page. */
export function usePermission(): { readonly permission: Permission; readonly ask: () => void } {
  const [permission, setPermission] = useState(look)
  useEffect(() => {
    const lookAgain = (): void => {
      setPermission(look())
    }
    window.addEventListener('focus', lookAgain)
    return () => {
      window.removeEventListener('focus', lookAgain)
    }
  }, [])
  const ask = async (): Promise<void> => {
    await askPermission()
    setPermission(look())
  }
  return {
    permission,
    ask: () => {
      void ask()
    },
  }
}
