import type { Session } from 'electron/main'
import { isOwnAddress } from './app-protocol.ts'

/** What the window may do, and why. Everything that is not in this table is denied. */
const allowedPermissions: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write': 'copying messages and links',
  notifications: 'telling about messages and alarms',
}

/** Whether a page at `address` has a permission; the same answer for asking and for checking. */
export function isPermitted(permission: string, address: string): boolean {
  return Object.hasOwn(allowedPermissions, permission) && isOwnAddress(address)
}

export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(details.isMainFrame && isPermitted(permission, details.requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return details.isMainFrame && isPermitted(permission, `${origin.replace(/\/$/u, '')}/`)
  })
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer({})
  })
}
