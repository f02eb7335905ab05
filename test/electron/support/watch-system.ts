import type { ElectronApplication } from '@playwright/test'

/** What the operating system would have shown. */
interface Told {
  readonly notifications: { title: string; body: string; hasReply: boolean; isClosed: boolean }[]
  readonly tooltips: string[]
  press(index: number, event: 'click' | 'action' | 'reply', text?: string): void
}

/** Notes what the system is told; there is no notification service on a bare display. */
export async function watchSystem(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification, Tray }) => {
    const shown: Electron.Notification[] = []
    const told = {
      notifications: [] as Told['notifications'],
      tooltips: [] as string[],
      press: (index: number, event: 'click' | 'action' | 'reply', text?: string) => {
        shown[index]?.emit(event, { reply: text, actionIndex: 0 })
      },
    }
    Object.assign(globalThis, { told })
    Notification.isSupported = () => true
    Notification.prototype.show = function show(this: Electron.Notification) {
      const { body, hasReply, title } = this
      shown.push(this)
      told.notifications.push({ title, body, hasReply, isClosed: false })
    }
    Notification.prototype.close = function close(this: Electron.Notification) {
      const one = told.notifications[shown.indexOf(this)]
      if (one !== undefined) one.isClosed = true
    }
    const real: (text: string) => void = Reflect.get(Tray.prototype, 'setToolTip')
    Tray.prototype.setToolTip = function set(this: Electron.Tray, text: string) {
      told.tooltips.push(text)
      real.call(this, text)
    }
  })
}

export const readTold = (app: ElectronApplication): Promise<Pick<Told, 'notifications' | 'tooltips'>> =>
  app.evaluate(() => {
    const { notifications, tooltips } = (globalThis as unknown as { told: Told }).told
    return { notifications, tooltips }
  })

/** Presses the notification that was shown at this place, counted from 0. */
export const press = (
  app: ElectronApplication,
  index: number,
  event: 'click' | 'action' | 'reply',
  text?: string,
): Promise<void> =>
  app.evaluate(
    (_electron, [index, event, text]) => {
      const { told } = globalThis as unknown as { told: Told }
      told.press(index, event, text)
    },
    [index, event, text] as const,
  )
