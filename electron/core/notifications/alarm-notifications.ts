import type { AlarmView } from '#shared/contract/entities/team.ts'
import type { NotificationView, Retraction } from '#shared/contract/entities/triage.ts'

export interface AlarmNotificationsOptions {
  readonly notify: (view: NotificationView) => void
  readonly retract: (retraction: Retraction) => void
}

/** Tells of alarms as long as they sound: no quiet hour, mute or setting silences them. */
export class AlarmNotifications {
  readonly #options: AlarmNotificationsOptions
  /** The sounding alarms as they were last told. */
  readonly #told = new Map<string, AlarmView>()

  constructor(options: AlarmNotificationsOptions) {
    this.#options = options
  }

  /** Is called after every change of an alarm. */
  follow(alarms: readonly AlarmView[]): void {
    const sounding = alarms.filter(({ isSounding }) => isSounding)
    const ids = new Set<string>(sounding.map(({ id }) => id))
    for (const [id, told] of this.#told) {
      if (ids.has(id)) continue
      this.#told.delete(id)
      this.#options.retract({ chatId: told.chatId, isAlarm: true })
    }
    for (const alarm of sounding) {
      const before = this.#told.get(alarm.id)
      this.#told.set(alarm.id, alarm)
      if (before?.hasEscalated !== alarm.hasEscalated) this.#options.notify(describeAlarm(alarm))
    }
  }

  /** The alarms that sound now, for a window that came later. */
  readSounding(): readonly NotificationView[] {
    return [...this.#told.values()].map((alarm) => describeAlarm(alarm))
  }
}

function describeAlarm({ chatId, hasEscalated, note, raisedBy, title }: AlarmView): NotificationView {
  return {
    chatId,
    kind: 'alarm',
    title,
    author: raisedBy.name,
    ...(note === undefined ? {} : { preview: { kind: 'text', text: note } }),
    count: 1,
    ...(hasEscalated ? { isAgain: true } : {}),
    isSilent: false,
    canReply: false,
  }
}
